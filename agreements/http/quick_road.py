"""Answers again what was answered before, without routing or making anything: most visits are such.

What a handler marked as kept is remembered under its address as it was sent, with its headers. The same address at the
same moment (see `asked_at`) gets the same answer. Whatever is not certain takes the ordinary road.
"""

from __future__ import annotations

import functools
from collections import OrderedDict
from dataclasses import dataclass

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPResponseStartEvent, HTTPScope, Message, Receive, Scope, Send

from agreements.http.asked_at import AskedAt, asked_at, kept_as
from agreements.http.conditional import is_known
from agreements.http.site import Site
from agreements.storage.database.errors import StorageError
from agreements.texts import choose_language

MOST_ADDRESSES = 2048
LONGEST_ADDRESS = 1024
"""With `MOST_ADDRESSES` it bounds what visitors can make us remember to some megabytes."""
_USUAL_WISH = 100
"""Longer ones are read each time anew: they would fill memory."""
_LOOKS = ("GET", "HEAD")
_OF_A_BODY = (b"content-type", b"content-length")
"""What 304 does not say (RFC 9110 section 15.4.5)."""

Address = tuple[str, str, bytes, str]
Headers = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What was answered at an address."""

    at: AskedAt
    tag: str
    route: str
    """The template of the route, for the log."""
    headers: Headers
    has_body: bool
    """Else it was only ever answered with 304 there, or with a body of which nobody knew yet how long it would be."""

    @property
    def without_body(self) -> list[tuple[bytes, bytes]]:
        """The headers of 304."""
        return [pair for pair in self.headers if pair[0] not in _OF_A_BODY]


class QuickRoad:
    """Around the site, within what guards and logs every request."""

    def __init__(self, app: ASGIApp, site: Site, most: int = MOST_ADDRESSES) -> None:
        self._app = app
        self._site = site
        self._most = most
        self._known: OrderedDict[Address, Known] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is known; remember what is answered."""
        if scope["type"] != ScopeType.HTTP or scope["method"] not in _LOOKS:
            await self._app(scope, receive, send)
            return
        wish, tags = _asked(scope)
        address = (scope.get("root_path", ""), scope["path"], scope["query_string"], wish)
        known = self._known.get(address)
        if known and await self._is_answered(known, scope, tags, send):
            self._known.move_to_end(address)
            return

        async def send_and_note(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in (200, 304):
                self._remember(address, scope, message)
            await send(message)

        await self._app(scope, receive, send_and_note)

    async def _is_answered(self, known: Known, scope: HTTPScope, tags: str, send: Send) -> bool:
        try:
            at = await asked_at(scope, self._site)
        except StorageError:
            return False  # the ordinary road says what is wrong
        if known.at != at:
            return False
        scope["path_template"] = known.route
        if tags and is_known(tags, known.tag):
            await _send(send, 304, known.without_body, b"")
            return True
        body = b"" if scope["method"] == "HEAD" else self._site.recent.get(known.tag)
        if body is None or not known.has_body:
            return False
        await _send(send, 200, list(known.headers), body)
        return True

    def _remember(self, address: Address, scope: HTTPScope, start: HTTPResponseStartEvent) -> None:
        kept = kept_as(scope)
        if kept is None or len(address[1]) + len(address[2]) > LONGEST_ADDRESS:
            return
        at, tag = kept
        before, names = self._known.get(address), {name for name, _ in start["headers"]}
        has_body = start["status"] == 200 and b"content-length" in names
        if before and before.has_body and before.at == at and not has_body:
            return
        headers = tuple((name, value) for name, value in start["headers"])
        self._known[address] = Known(at, tag, scope.get("path_template", "-"), headers, has_body)
        self._known.move_to_end(address)
        if len(self._known) > self._most:
            self._known.popitem(last=False)


def _asked(scope: Scope) -> tuple[str, str]:
    """The language that the reader wishes for, and the tags of what the reader has."""
    wish, tags = b"", b""
    for name, value in scope["headers"]:
        if name == b"accept-language" and not wish:
            wish = value
        elif name == b"if-none-match" and not tags:
            tags = value
    return (_language if len(wish) <= _USUAL_WISH else _language.__wrapped__)(wish), tags.decode("latin-1")


@functools.lru_cache(maxsize=256)
def _language(wish: bytes) -> str:
    return choose_language(None, wish.decode("latin-1"))


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
