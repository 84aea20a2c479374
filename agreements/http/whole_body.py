"""The site hears of a request when its body is whole. Whoever sends half of one and stalls costs it nothing.

Without this each of them started the work on a request, which then ended in a mistake and a line in the log: a
thousand slow bodies, hung up on and opened again, kept a processor busy.
"""

from __future__ import annotations

from collections.abc import Container

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPReceiveMessage, Receive, Scope, Send


class WholeBody:
    """Collects the body, to one byte more than the site takes; what is larger the site itself refuses (413).

    What is sent to an address in `streamed` is passed on as it comes: there the site first looks at who sends it.
    """

    def __init__(self, app: ASGIApp, most_bytes: int, streamed: Container[str] = ()) -> None:
        self._app = app
        self._most_bytes = most_bytes
        self._streamed = streamed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless the visitor leaves first."""
        if scope["type"] != ScopeType.HTTP or _announced(scope) > self._most_bytes or scope["path"] in self._streamed:
            await self._app(scope, receive, send)
            return
        body, is_whole = bytearray(), False
        while not is_whole and len(body) <= self._most_bytes:
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message["body"]
            is_whole = not message["more_body"]
        first: HTTPReceiveMessage | None = {"type": "http.request", "body": bytes(body), "more_body": not is_whole}

        async def replay() -> HTTPReceiveMessage:
            nonlocal first
            if first is None:
                return await receive()  # type: ignore[return-value]
            message, first = first, None
            return message

        await self._app(scope, replay, send)


def _announced(scope: Scope) -> int:
    """The length that the header tells; 0 when it tells none, or nonsense, which the server refuses."""
    told = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    return int(told) if told.isdigit() else 0
