"""A real HTTP server of somebody who wants to be told, whose answers a test can choose."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Heard:
    """One request as it came in."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        """What it says."""
        return dict(json.loads(self.body))

    @property
    def word(self) -> str:
        """The last word of its type."""
        return str(self.event["type"]).rsplit(".", 1)[1]


@dataclass
class Receiver:
    """Hears everything. `answers` maps a path to the bytes of its next answers, first come first; then 204.

    An answer of None comes only when `release` is set.
    """

    place: str = ""
    heard: list[Heard] = field(default_factory=list)
    answers: dict[str, list[bytes | None]] = field(default_factory=dict)
    release: asyncio.Event = field(default_factory=asyncio.Event)
    came: asyncio.Event = field(default_factory=asyncio.Event)
    connections: int = 0

    def address(self, path: str = "/") -> str:
        """Of a path of it."""
        return f"http://{self.place}{path}"

    def at(self, path: str) -> list[Heard]:
        """What was heard at a path, in order."""
        return [one for one in self.heard if one.path == path]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request on one connection."""
        self.connections += 1
        try:
            one = await _read(reader)
            self.heard.append(one)
            self.came.set()
            waiting = self.answers.get(one.path, [])
            answer = waiting.pop(0) if waiting else b"HTTP/1.1 204 No Content\r\n\r\n"
            if answer is None:
                await self.release.wait()
            writer.write(answer or b"HTTP/1.1 204 No Content\r\n\r\n")
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # whoever sent it was killed, or went away
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Heard:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("ascii").split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines[1:] if line)}
    body = await reader.readexactly(int(headers["content-length"]))
    return Heard(lines[0].split(" ")[1], headers, body)


def status(code: int, *more: str) -> bytes:
    """An answer with this status and these lines."""
    return "\r\n".join([f"HTTP/1.1 {code} Zo", *more, "", ""]).encode()


@asynccontextmanager
async def receiving(tls: ssl.SSLContext | None = None) -> AsyncIterator[Receiver]:
    """A receiver on a free port of this machine."""
    receiver = Receiver()
    server = await asyncio.start_server(receiver.serve, HOST, 0, ssl=tls)
    receiver.place = f"{HOST}:{server.sockets[0].getsockname()[1]}"
    try:
        yield receiver
    finally:
        receiver.release.set()
        server.close()
        await server.wait_closed()
