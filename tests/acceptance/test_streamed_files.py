"""Files go out while they are made: at once, of one moment, and no further than somebody reads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import httpx
import pytest
from litestar import Litestar
from uvicorn import Config
from uvicorn.server import ServerState

from agreements.connections import CarefulProtocol
from agreements.domain.agreement import Agreement
from agreements.domain.selection import Selection
from agreements.publication.shapes import shape_named, shapes
from agreements.services.make_pieces import make_all_pieces
from agreements.storage.database.transaction import execute
from agreements.storage.public_memory import entries
from agreements.storage.public_memory import pieces as kept_pieces
from agreements.texts import Texts
from agreements.web import exports, public_records
from tests.acceptance.test_withheld import changed
from tests.command_line import STUCK_SECONDS
from tests.office import in_force
from tests.people import TODAY, WOO
from tests.published import PLACE
from tests.unpacked import unpacked

TITLES = ("Proef A1", "Proef A2", "Proef A3", "Proef A4", "Proef A5")
SHAPES = [shape.name for shape in shapes()]
PACKED = [shape.name for shape in shapes() if shape.packer]
READABLE = [name for name in SHAPES if name not in PACKED]
"""What goes out of these are the pieces themselves."""
KEPT = [shape.name for shape in shapes() if shape.kept_under]


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two agreements at a time."""
    monkeypatch.setattr(public_records, "CHUNK", 2)


class Gate:
    """Lets so many questions for entries pass; the next one waits for ever. Notes each."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, passing: int) -> None:
        self.asked: list[Sequence[int]] = []
        self.is_shut = asyncio.Event()
        """Somebody waits."""
        self._passing = passing
        for room, name in ((entries, "by_number"), (kept_pieces, "kept")):
            monkeypatch.setattr(room, name, self._behind(getattr(room, name)))

    def _behind(self, ask: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def gated(numbers: Sequence[int], *more: Any) -> Any:
            self.asked.append(numbers)
            if len(self.asked) > self._passing:
                self.is_shut.set()
                await asyncio.Event().wait()
            return await ask(numbers, *more)

        return gated


@asynccontextmanager
async def listening(app: Litestar) -> AsyncIterator[tuple[int, ServerState]]:
    """A real server in front of the application, in the test's own event loop."""
    state, config = ServerState(), Config(app, proxy_headers=False, lifespan="off", log_config=None)
    config.load()
    server = await asyncio.get_running_loop().create_server(partial(CarefulProtocol, config, state, {}), "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], state
    finally:
        server.close()


async def opened(port: int, address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Somebody who asks for a file."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    host = "afspraken.voorbeeldstad.example"
    writer.write(f"GET {address} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    return reader, writer


async def body_of(site: httpx.AsyncClient, address: str) -> bytes:
    return (await site.get(address)).content


async def five() -> list[Agreement]:
    """Agreements of which everything is kept that can be."""
    agreements = [await in_force(title=title) for title in TITLES]
    await make_all_pieces(PLACE)
    return agreements


async def pieces(name: str, app: Litestar) -> AsyncIterator[bytes]:
    shape, site, selection = shape_named(name), app.state["site"], Selection(on_day=TODAY)
    making = exports.making_of(shape, selection, site, Texts())
    return await exports.whole_file(shape, selection, site, making)


async def test_who_asks_for_a_file_reads_its_begin_before_the_end_is_made(
    site: httpx.AsyncClient, app: Litestar, monkeypatch: pytest.MonkeyPatch
) -> None:
    await five()
    gate = Gate(monkeypatch, 1)

    async with listening(app) as (port, _), asyncio.timeout(STUCK_SECONDS):
        reader, writer = await opened(port, "/afspraken.csv?sorteer=kenmerk")
        told = await reader.readuntil(b"Proef A2")
        writer.close()

    assert told.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"kenmerk,versie" in told
    assert len(gate.asked) <= 2


async def test_nothing_more_is_read_for_who_hangs_up(
    site: httpx.AsyncClient, app: Litestar, monkeypatch: pytest.MonkeyPatch
) -> None:
    await five()
    for name in READABLE:
        with monkeypatch.context() as patched:
            gate = Gate(patched, 1)
            async with listening(app) as (port, state), asyncio.timeout(STUCK_SECONDS):
                reader, writer = await opened(port, f"{shape_named(name).path}?sorteer=kenmerk")
                await reader.readuntil(b"Proef A2")
                writer.close()
                while state.tasks:
                    await asyncio.wait(state.tasks)
        assert len(gate.asked) == 2, name


@pytest.mark.parametrize("name", PACKED)
async def test_who_takes_a_spreadsheet_gets_its_begin_before_any_agreement_is_read_and_may_leave(
    name: str, site: httpx.AsyncClient, app: Litestar, monkeypatch: pytest.MonkeyPatch
) -> None:
    await five()
    gate = Gate(monkeypatch, 1)

    async with listening(app) as (port, state), asyncio.timeout(STUCK_SECONDS):
        reader, writer = await opened(port, shape_named(name).path)
        await reader.readuntil(b"PK\x03\x04")
        await gate.is_shut.wait()
        writer.close()
        while state.tasks:
            await asyncio.wait(state.tasks)

    assert len(gate.asked) == 2


@pytest.mark.parametrize("name", SHAPES)
async def test_a_file_is_of_one_moment_whatever_is_written_while_it_comes(
    name: str, site: httpx.AsyncClient, app: Litestar
) -> None:
    agreements = await five()
    whole = b"".join([some async for some in await pieces(name, app)])
    coming = await pieces(name, app)
    told = [await anext(coming)]

    await changed(agreements[3], title="Nieuw")
    await changed(agreements[4], is_public=False, not_public_ground=WOO, not_public_reason="Toezicht")
    await in_force(title="Zes")
    told += [some async for some in coming]

    assert b"".join(told) == whole
    assert b"Proef A5" in unpacked(whole)


@pytest.mark.parametrize("name", READABLE)
async def test_no_more_than_some_agreements_are_in_memory_at_a_time(
    name: str, site: httpx.AsyncClient, app: Litestar
) -> None:
    await five()

    held = [sum(title.encode() in some for title in TITLES) for some in [one async for one in await pieces(name, app)]]

    assert max(held) == 2
    assert sum(held) == len(TITLES)


@pytest.mark.parametrize("name", SHAPES)
async def test_the_bytes_do_not_depend_on_how_many_come_at_a_time(
    name: str, site: httpx.AsyncClient, app: Litestar, monkeypatch: pytest.MonkeyPatch
) -> None:
    for agreement in (await five())[:3]:
        await changed(agreement, is_public=False, not_public_ground=WOO, not_public_reason="Toezicht")
    told = set()
    for chunk in (1, 2, 100):
        monkeypatch.setattr(public_records, "CHUNK", chunk)
        told.add(b"".join([some async for some in await pieces(name, app)]))

    assert len(told) == 1


async def test_a_small_file_is_kept_for_the_next_reader(
    site: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await in_force()
    for name in SHAPES:
        first = await site.get(shape_named(name).path)
        with monkeypatch.context() as patched:
            patched.setattr(exports, "whole_file", _never)
            again = await site.get(shape_named(name).path)
        assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])


async def test_nothing_is_made_for_who_asks_for_headers_alone(
    site: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await in_force()
    gate = Gate(monkeypatch, 0)

    for name in SHAPES:
        answer = await site.head(shape_named(name).path)
        assert (answer.status_code, answer.content) == (200, b"")
        assert answer.headers["etag"]
    assert gate.asked == []


async def _never(*_: Any) -> AsyncIterator[bytes]:
    raise AssertionError("it was made already")


async def test_what_is_kept_is_read_and_what_is_not_is_made_and_nobody_sees_which(
    site: httpx.AsyncClient, app: Litestar, monkeypatch: pytest.MonkeyPatch
) -> None:
    await five()
    with monkeypatch.context() as patched:
        patched.setattr(entries, "by_number", _never)
        kept = {name: b"".join([some async for some in await pieces(name, app)]) for name in KEPT}

    await execute("DELETE FROM public_piece WHERE seq = 2", {})
    for name in KEPT:
        assert b"".join([some async for some in await pieces(name, app)]) == kept[name]
    await execute("UPDATE public_piece SET body = 'Anders'", {})
    await execute("UPDATE public_shape SET edition = 'a later one'", {})
    for name in KEPT:
        assert b"".join([some async for some in await pieces(name, app)]) == kept[name]
