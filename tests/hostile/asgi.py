"""Hands a request to the application as uvicorn would, past every client that would put it right first."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from litestar import Litestar

PEER = ("203.0.113.9", 40_000)
OWN = ("127.0.0.1", 8000)


@dataclass(frozen=True)
class Request:
    """What goes over the line: printable ASCII as target, header values without control characters (RFC 9112)."""

    method: str
    target: str
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes = b""

    def wire(self) -> bytes:
        """As HTTP/1.1, for a real server."""
        lines = [f"{self.method} {self.target} HTTP/1.1".encode(), *(b": ".join(pair) for pair in self.headers)]
        length = b"Content-Length: %d" % len(self.body)
        return b"\r\n".join([*lines, length, b"Connection: close", b"", b""]) + self.body

    def __str__(self) -> str:
        shown = [f"{name.decode()}: {value[:80]!r} ({len(value)})" for name, value in self.headers]
        body = f"{self.body[:300]!r} ({len(self.body)} bytes)"
        return "\n  ".join([f"{self.method} {self.target[:300]} ({len(self.target)})", *shown, body])


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 when nothing did."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def is_page(self) -> bool:
        """Whether a person reads it."""
        return self.headers.get("content-type", "").startswith("text/html")


def joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Headers by their name in lower case; of more with one name (`Set-Cookie`) all."""
    found: dict[str, str] = {}
    for name, value in pairs:
        found[name.lower()] = ", ".join(filter(None, (found.get(name.lower()), value)))
    return found


async def ask(app: Litestar, request: Request) -> Answer:
    """One request and its answer. A mistake that the application does not catch itself comes through."""
    status, headers, body = 0, dict[str, str](), bytearray()
    told = [{"type": "http.request", "body": request.body, "more_body": False}]
    answered = asyncio.Event()

    async def receive() -> Any:
        if told:
            return told.pop()
        await answered.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status = message["status"]
            headers = joined((name.decode("latin-1"), value.decode("latin-1")) for name, value in message["headers"])
        else:
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                answered.set()

    await app(_scope(request), receive, send)
    return Answer(status, headers, bytes(body))


def _scope(request: Request) -> Any:
    path, _, query = request.target.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers],
        "client": PEER,
        "server": OWN,
        "state": {},
    }
