"""A calendar of some ten thousand events: the first time after the start, again, and by who has it already."""

from __future__ import annotations

import re
import shutil
import sqlite3
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from benchmarks.contestants import OURS, PEERS, SITE, started
from benchmarks.figures import Figures, Goal, Key, Unit
from benchmarks.processes import HOST, Server, free_port, serving
from benchmarks.registers import NEUTRAL, REGISTER, register

AGREEMENTS: Final = 3_950
EVENTS: Final = 10_000
"""About so many events have those agreements."""
FIRST, AGAIN, KNOWN = "calendar, cold", "calendar, warm", "calendar, matching ETag"
RADICALE, DATASETTE_ICS = "Radicale", "datasette-ics"
_PEERS: Final = (RADICALE, DATASETTE_ICS)
GOALS: Final = tuple(
    Goal(work=work, words=words, unit=Unit.TIME, size=EVENTS, against=_PEERS, least=least)
    for work, words, least in (
        (FIRST, "the best peer", 1),
        (AGAIN, "the best peer", 150),
        (KNOWN, "the best peer; without an ETag the whole again", 1000),
    )
)
_ADDRESSES: Final = {
    OURS: "/agenda.ics",
    SITE: "/agenda.ics",
    RADICALE: "/bench/agenda/",
    DATASETTE_ICS: "/calendar/event.ics?_size=max&_nosuggest=1&_nocount=1",
}
_EVENT = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.S)
_FEW, _MANY = 3, 20
_MILLI: Final = 1000


def measure(rounds: int, figures: Figures) -> None:
    """Each server is started anew in each round."""
    folder = register(AGREEMENTS) / "calendar"
    if not (folder / "made").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        _prepare(folder.parent, folder)
        (folder / "made").touch()
    found: dict[tuple[str, str], list[float]] = {}
    for _ in range(rounds):
        for who, address in _ADDRESSES.items():
            with _server(who, folder) as server:
                for work, took in _asked(server, address).items():
                    found.setdefault((work, who), []).append(took)
    for (work, who), times in found.items():
        figures.put(Key(work, EVENTS, who), {Unit.TIME: statistics.median(times)})


def _asked(server: Server, address: str) -> dict[str, float]:
    """How many milliseconds each took."""
    server.get("/")
    first = _timed(server, address, 1)
    again = _timed(server, address, _FEW if first > _MILLI / 10 else _MANY)
    tag = server.get(address)[1].get("etag", "")
    known = _timed(server, address, _FEW if first > _MILLI / 10 else _MANY, tag) if tag else again
    return {FIRST: first, AGAIN: again, KNOWN: known}


def _timed(server: Server, address: str, times: int, tag: str = "") -> float:
    took = []
    for _ in range(times):
        began = time.perf_counter()
        status, _, body = server.get(address, **({"If_None_Match": tag} if tag else {}))
        took.append((time.perf_counter() - began) * _MILLI)
        if status not in {200, 304}:
            raise RuntimeError(f"{server.name} answers {status} for its calendar: {body[:300]!r}")
    return statistics.median(took)


def _prepare(kept: Path, folder: Path) -> None:
    """The same events for everybody, as our site writes them; kept beside the register."""
    shutil.copyfile(kept / REGISTER, folder / REGISTER)
    with started(OURS, folder, folder / REGISTER) as ours:
        events = _EVENT.findall(ours.get("/agenda.ics")[2])
    shutil.copyfile(kept / NEUTRAL, folder / NEUTRAL)
    with closing(sqlite3.connect(folder / NEUTRAL)) as database, database:
        database.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, ics BLOB)")
        database.executemany("INSERT INTO event (ics) VALUES (?)", ((event,) for event in events))
    with closing(sqlite3.connect(folder / "calendar.db")) as database, database:
        columns = "event_uid TEXT PRIMARY KEY, event_name TEXT, event_dtstart TEXT, event_description TEXT"
        database.execute(f"CREATE TABLE event ({columns})")
        database.executemany("INSERT INTO event VALUES (?, ?, ?, ?)", map(_fields, events))
    storage = folder / "radicale" / "collection-root" / "bench" / "agenda"
    storage.mkdir(parents=True)
    (storage / ".Radicale.props").write_text('{"tag": "VCALENDAR", "D:displayname": "agenda"}')
    for number, event in enumerate(events):
        text = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//NL\r\n" + event + b"END:VCALENDAR\r\n"
        (storage / f"{number}.ics").write_bytes(text)
    (folder / "rights").write_text("[all]\nuser: .*\ncollection: .*\npermissions: RrWwi\n")
    with _server(RADICALE, folder) as radicale:
        radicale.get(_ADDRESSES[RADICALE])  # the first time ever it reads each file, which takes minutes


def _fields(event: bytes) -> Sequence[str]:
    """What datasette-ics makes an event of."""
    text = event.replace(b"\r\n ", b"").decode()

    def value(name: str) -> str:
        found = re.search(rf"^{name}[^:\r\n]*:(.*?)\r?$", text, re.M)
        return found[1] if found else ""

    day = value("DTSTART")
    return value("UID"), value("SUMMARY"), f"{day[:4]}-{day[4:6]}-{day[6:8]}", value("DESCRIPTION")


@contextmanager
def _server(who: str, folder: Path) -> Iterator[Server]:
    if who in {OURS, SITE}:
        with started(who, folder, folder / (REGISTER if who == OURS else NEUTRAL)) as server:
            yield server
        return
    port = free_port()
    commands: dict[str, Sequence[str | Path]] = {
        RADICALE: (
            *(PEERS / "radicale", "--server-hosts", f"{HOST}:{port}", "--auth-type", "none", "--web-type", "none"),
            *("--rights-type", "from_file", "--rights-file", folder / "rights", "--logging-level", "critical"),
            *("--storage-filesystem-folder", folder / "radicale"),
        ),
        DATASETTE_ICS: (
            *(PEERS / "datasette", "serve", "--immutable", folder / "calendar.db", "--port", str(port)),
            *("--setting", "max_returned_rows", "50000", "--setting", "suggest_facets", "off"),
        ),
    }
    with serving(who, commands[who], folder, port=port) as server:
        yield server
