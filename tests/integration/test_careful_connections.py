"""Connections that keep us waiting, on a server in the test's own event loop with short terms."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from agreements import connections
from agreements.connections import CarefulProtocol, Room, most_connections, network_of

GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf"
LARGE = b"x" * 20_000_000
Talk = Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]


async def app(scope: Any, receive: Any, send: Any) -> None:
    while (message := await receive())["type"] == "http.request" and message["more_body"]:
        pass
    body = LARGE if scope["path"] == "/large" else b"ok"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def listening(places: int = 100, bytes_: int = 1000, gone: asyncio.Event | None = None) -> AsyncIterator[Talk]:
    class Protocol(CarefulProtocol):
        everybody = Room(places)
        senders = Room(bytes_)

        def hang_up(self) -> None:
            super().hang_up()
            if gone is not None:
                gone.set()

    state, config = ServerState(), Config(app, proxy_headers=False, lifespan="off", log_config=None)
    config.load()
    server = await asyncio.get_running_loop().create_server(lambda: Protocol(config, state, {}), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    writers = []

    async def talk() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writers.append(writer)
        return reader, writer

    try:
        yield talk
    finally:
        for writer in writers:
            writer.close()
        server.close()


async def is_hung_up_on(talk: Talk, *sent: bytes) -> bool:
    """Whether the other side ends it, without ever getting the rest; a test that hangs is ended by the term here."""
    reader, writer = await talk()
    for part in sent:
        writer.write(part)
        await writer.drain()
    try:
        return await asyncio.wait_for(reader.read(), 60) == b""
    except ConnectionResetError:
        return True


async def answer(talk: Talk) -> bytes:
    reader, writer = await talk()
    writer.write(GET + b"Connection: close\r\n\r\n")
    return (await reader.read()).split(b"\r\n")[0]


@pytest.mark.parametrize("sent", [b"", b"GET", GET])
async def test_whoever_does_not_finish_a_header_is_hung_up_on(sent: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEADER_SECONDS", 0.05)
    async with listening() as talk:
        assert await is_hung_up_on(talk, sent)


async def test_whoever_does_not_finish_a_body_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "BODY_SECONDS", 0.05)
    async with listening() as talk:
        assert await is_hung_up_on(talk, POST)


async def test_whoever_does_not_read_the_answer_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "READING_SECONDS", 0.05)
    async with listening(gone=(gone := asyncio.Event())) as talk:
        reader, writer = await talk()
        writer.transport.pause_reading()  # type: ignore[attr-defined]
        writer.write(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await gone.wait()
        writer.transport.resume_reading()  # type: ignore[attr-defined]
        with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
            await reader.readexactly(len(LARGE))


async def test_a_whole_large_answer_reaches_whoever_reads_on() -> None:
    async with listening() as talk:
        reader, writer = await talk()
        writer.write(b"GET /large HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert (await reader.read()).endswith(LARGE)


async def test_when_all_places_are_taken_the_one_who_waits_longest_goes() -> None:
    async with listening(places=3) as talk:
        first, _ = await talk()
        others = [await talk() for _ in range(2)]
        assert await answer(talk) == b"HTTP/1.1 200 OK"

        assert await first.read() == b""
        others[1][1].write(GET + b"Connection: close\r\n\r\n")
        assert (await others[1][0].read()).startswith(b"HTTP/1.1 200 OK")


async def test_half_bodies_take_a_limited_number_of_bytes_together() -> None:
    async with listening(bytes_=2 * len(POST) + 10) as talk:
        first, second, third = [await talk() for _ in range(3)]
        for _, writer in (first, second, third):
            writer.write(POST)
            await asyncio.sleep(0)
        assert await first[0].read() == b""
        for reader, writer in (second, third):
            writer.write(b"others")
            assert (await reader.readline()).startswith(b"HTTP/1.1 200")


async def test_several_requests_on_one_connection_are_answered() -> None:
    async with listening() as talk:
        reader, writer = await talk()
        for _ in range(3):
            writer.write(GET + b"\r\n")
            assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200")


class Waiting:
    def __init__(self, room: Room, network: str) -> None:
        self.room, self.network, self.is_gone = room, network, False

    def hang_up(self) -> None:
        self.is_gone = True
        self.room.leave(self)  # type: ignore[arg-type]


def test_the_network_that_holds_most_makes_place() -> None:
    room = Room(3)
    honest, *many = (Waiting(room, network) for network in ("192.0.2.1", "192.0.2.2", "192.0.2.2", "192.0.2.2"))
    for visitor in (honest, *many):
        room.enter(visitor)  # type: ignore[arg-type]

    assert [visitor.is_gone for visitor in (honest, *many)] == [False, True, False, False]


def test_one_subscriber_is_one_network() -> None:
    assert network_of("192.0.2.7") == "192.0.2.7"
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2::9") != network_of("2001:db8:1:3::4")
    assert network_of("") == ""


def test_files_are_left_for_the_register_itself() -> None:
    assert (most_connections(1024), most_connections(65_536), most_connections(64)) == (512, 4096, 32)
