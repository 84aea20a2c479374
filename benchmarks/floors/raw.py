"""A body that was made before, without any framework."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

Send = Callable[[dict[str, Any]], Awaitable[None]]


def raw(body: bytes) -> Callable[..., Awaitable[None]]:
    """An ASGI app that answers with this, or with 304 to who has a tag."""
    headers = [(b"content-type", b"text/html"), (b"content-length", str(len(body)).encode()), (b"etag", b'"the-same"')]

    async def app(scope: dict[str, Any], receive: object, send: Send) -> None:
        if scope["type"] != "http":
            return
        is_known = any(name == b"if-none-match" for name, _ in scope["headers"])
        status, answer = (304, b"") if is_known else (200, body)
        shown = headers if status == 200 else headers[2:]
        await send({"type": "http.response.start", "status": status, "headers": shown})
        await send({"type": "http.response.body", "body": answer})

    return app
