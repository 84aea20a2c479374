"""The names under which the site is known. A request for another name is not for us.

Without this a page could be asked under any name that somebody lets point at our address (DNS rebinding, poisoned
caches), and the browser would take the answer for that site's own.
"""

from __future__ import annotations

from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from agreements.http.problem import is_for_programs, send_problem
from agreements.http.security import security_headers
from agreements.settings import Settings, is_loopback
from agreements.texts import Texts, choose_language

FOR_MONITORS = ("/health/", "/metrics")
"""Asked by the address of the machine, and they tell nothing that is for people."""
MISDIRECTED = 421


class KnownHosts:
    """Around the whole site: answers 421 with a sentence to who asks for a name that is not ours."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._known = settings.known_hosts
        self._address = settings.base_url
        self._is_https = settings.is_https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through what is for us."""
        if scope["type"] != ScopeType.HTTP or self._is_ours(scope):
            await self._app(scope, receive, send)
            return
        if is_for_programs(scope):
            await send_problem(scope, send, MISDIRECTED, is_https=self._is_https)
            return
        texts = Texts(choose_language(None, Headers.from_scope(scope).get("accept-language", "")))
        sentence = texts("This is not the name of this register. Go to %(address)s.", address=self._address)
        headers = {
            "content-type": "text/plain; charset=utf-8",
            "cache-control": "no-store",
            **security_headers(is_https=self._is_https),
        }
        encoded = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": MISDIRECTED, "headers": encoded})
        await send({"type": "http.response.body", "body": f"{sentence}\n".encode(), "more_body": False})

    def _is_ours(self, scope: Scope) -> bool:
        if self._known is None or scope["path"].startswith(FOR_MONITORS):
            return True
        name = _name(next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1"))
        return name in self._known or is_loopback(name)


def _name(host: str) -> str:
    """A host without its port, its brackets and its last dot, in small letters."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].rstrip(".").lower()
