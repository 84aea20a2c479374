"""Whole files: how long they take, when the first byte comes, what they hold in memory, and what others notice."""

from __future__ import annotations

import http.client
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.contestants import DATASETTE, DJANGO, FASTAPI, OURS, OWN, SITES, started
from benchmarks.figures import Figures, Goal, Key, Unit
from benchmarks.load import Loaded, load
from benchmarks.processes import HOST, SERVING_CORE, Server
from benchmarks.registers import NEUTRAL, REGISTER, ROOT, register

CSV, JSON_FILE = "CSV whole", "JSON whole"
FIRST_BYTE, GROWTH, OTHERS, IDLE, LEFT = (
    *("first byte", "memory growth", "others meanwhile", "others alone", "after the reader left"),
)
WRITER: Final = "csv.writer"
_ADDRESSES: Final = {
    OURS: "/afspraken.csv",
    FASTAPI: "/afspraken.csv",
    DJANGO: "/afspraken.csv",
    DATASETTE: "/neutral/csv_row.csv?_stream=on&_size=max",
}
_LONGEST_SECONDS: Final = 90
"""Whoever needs more is not waited for; the figure is then that of the part that came."""
_CHUNK: Final = 65_536
_MILLI: Final = 1000
_LOOK_AFTER_SECONDS: Final = 2


def goals(size: int) -> list[Goal]:
    """Of the CSV with so many rows."""
    of = f"{CSV}: "
    return [
        Goal(work=CSV, words="cursor and csv.writer", unit=Unit.CPU, size=size, against=(WRITER,), least=0.8),
        Goal(work=CSV, words="the best peer", unit=Unit.TIME, size=size, against=SITES, least=1),
        Goal(work=of + GROWTH, words="", unit=Unit.MEMORY, size=size, most=10),
        Goal(work=of + FIRST_BYTE, words="", unit=Unit.TIME, size=size, most=50),
        Goal(
            work=of + OTHERS, words="alone", unit=Unit.P99, size=size, against=(OURS,), against_work=of + IDLE, most=3
        ),
        Goal(work=of + LEFT, words="CPU in the two seconds after", unit=Unit.TIME, size=size, most=200),
    ]


@dataclass(slots=True)
class Taken:
    """A file that was taken, or the part of it that came in time."""

    seconds: float = 0
    first_byte_ms: float = 0
    received: int = 0
    is_whole: bool = False


@dataclass(slots=True)
class Watched:
    """The most memory that was seen, in megabytes."""

    most: float = 0
    _stop: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def of(self, server: Server) -> Iterator[Watched]:
        """Look at it some hundred times a second."""

        def look() -> None:
            while not self._stop.wait(0.01):
                self.most = max(self.most, server.memory_mb())

        looking = threading.Thread(target=look)
        looking.start()
        try:
            yield self
        finally:
            self._stop.set()
            looking.join()


def take(server: Server, address: str, most_bytes: int = 0) -> Taken:
    """Read a file as it comes; with `most_bytes` hang up after so many."""
    taken, began = Taken(), time.perf_counter()
    connection = http.client.HTTPConnection(HOST, server.port, timeout=_LONGEST_SECONDS)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        while chunk := answer.read1(_CHUNK):
            taken.first_byte_ms = taken.first_byte_ms or (time.perf_counter() - began) * _MILLI
            taken.received += len(chunk)
            if (most_bytes and taken.received >= most_bytes) or time.perf_counter() - began > _LONGEST_SECONDS:
                break
        else:
            taken.is_whole = True
    except OSError:
        taken.first_byte_ms = taken.first_byte_ms or _LONGEST_SECONDS * _MILLI
    finally:
        connection.close()
    taken.seconds = time.perf_counter() - began
    return taken


def measure(size: int, figures: Figures) -> None:
    """CSV of all, by everybody in turn; JSON of all, and what others notice, of ours."""
    kept = register(size)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        shutil.copyfile(kept / REGISTER, folder / REGISTER)
        figures.put(Key(CSV, size, WRITER), _writer(kept / NEUTRAL))
        for who, address in _ADDRESSES.items():
            with started(who, folder, folder / REGISTER if who == OURS else kept / NEUTRAL) as server:
                server.get("/")
                _whole(server, CSV, address, size, figures)
        with started(OURS, folder, folder / REGISTER) as server:
            _others(server, size, figures)
            _leaving(server, size, figures)
            _whole(server, JSON_FILE, "/afspraken.json", size, figures)


def _whole(server: Server, work: str, address: str, size: int, figures: Figures) -> None:
    before, spent = server.memory_mb(), server.cpu_seconds()
    with Watched().of(server) as watched:
        taken = take(server, address)
    cpu = server.cpu_seconds() - spent
    times = {Unit.TIME: taken.seconds * _MILLI, Unit.CPU: cpu * _MILLI, Unit.SIZE: taken.received / _MILLI}
    figures.put(Key(work, size, server.name), times)
    figures.put(Key(f"{work}: {FIRST_BYTE}", size, server.name), {Unit.TIME: taken.first_byte_ms})
    figures.put(Key(f"{work}: {GROWTH}", size, server.name), {Unit.MEMORY: max(0.0, watched.most - before)})


def _writer(neutral: Path) -> dict[Unit, float]:
    """A cursor and csv.writer, in a process of their own on the core of the servers."""
    command = ("taskset", "-c", SERVING_CORE, OWN / "python", "-m", "benchmarks.floors.csv_rows", neutral)
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    return {Unit.TIME: float(said[0]), Unit.CPU: float(said[1])}


def _others(server: Server, size: int, figures: Figures) -> None:
    """Who reads the overview while somebody takes the whole file."""
    server.get("/")
    alone = load(server, ["/"], 2)
    taking = threading.Thread(target=take, args=(server, _ADDRESSES[OURS]))
    taking.start()
    meanwhile = load(server, ["/"], 2)
    taking.join()
    for work, loaded in ((IDLE, alone), (OTHERS, meanwhile)):
        figures.put(Key(f"{CSV}: {work}", size, OURS), _latencies(loaded))


def _latencies(loaded: Loaded) -> dict[Unit, float]:
    return {Unit.P50: loaded.p50_ms, Unit.P99: loaded.p99_ms, Unit.PER_SECOND: loaded.per_second}


def _leaving(server: Server, size: int, figures: Figures) -> None:
    """Somebody hangs up after the first bytes: what the server still does for nobody."""
    take(server, _ADDRESSES[OURS], most_bytes=1)
    before = server.cpu_seconds()
    time.sleep(_LOOK_AFTER_SECONDS)
    spent = (server.cpu_seconds() - before) * _MILLI
    figures.put(Key(f"{CSV}: {LEFT}", size, OURS), {Unit.TIME: spent})
