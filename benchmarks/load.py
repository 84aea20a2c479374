"""A load from wrk, on the other core than the servers."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.processes import LOADING_CORE, Server

SCRIPT: Final = Path(__file__).with_name("addresses.lua")
CONNECTIONS: Final = 8
_SAID = re.compile(r"^BENCH (.*)$", re.M)
_MICRO, _MILLI = 1_000_000, 1_000


class NoLoad(Exception):
    """wrk is not there, or a server did not answer as it should."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one load found."""

    requests: int
    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float
    """Of the server, for each request."""
    body_bytes: int
    """Of one answer, with its headers."""


def check_wrk() -> None:
    """Raises `NoLoad` when wrk is not installed."""
    if shutil.which("wrk") is None:
        raise NoLoad("The benchmark needs wrk: apt-get install wrk (Debian, Ubuntu), then try again.")


def read_wrk(said: str, cpu_seconds: float = 0) -> Loaded:
    """What our script for wrk printed. Raises `NoLoad` when answers were refused or lost, or there were none."""
    found = _SAID.search(said)
    if found is None:
        raise NoLoad(f"wrk did not say what it found: {said.strip()[-300:]}")
    told = {name: int(value) for name, value in (pair.split("=") for pair in found[1].split())}
    if told["refused"] or told["lost"] or not told["requests"]:
        raise NoLoad(f"of {told['requests']} answers {told['refused']} were errors and {told['lost']} were lost")
    return Loaded(
        requests=told["requests"],
        per_second=told["requests"] * _MICRO / told["us"],
        p50_ms=told["p50"] / _MILLI,
        p99_ms=told["p99"] / _MILLI,
        cpu_ms=cpu_seconds * _MILLI / told["requests"],
        body_bytes=told["bytes"] // told["requests"],
    )


def median(some: Sequence[Loaded]) -> Loaded:
    """Of each figure the middle one."""
    names = Loaded.__dataclass_fields__
    values = {name: statistics.median(getattr(one, name) for one in some) for name in names}
    return Loaded(**{**values, "requests": int(values["requests"]), "body_bytes": int(values["body_bytes"])})


def load(
    server: Server,
    addresses: Sequence[str],
    seconds: int,
    *,
    start: int = 0,
    headers: Mapping[str, str] | None = None,
    connections: int = CONNECTIONS,
) -> Loaded:
    """Ask for the addresses in turn, from number `start` on, for so long. Raises `NoLoad`."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(addresses))
        file.flush()
        given = [part for name, value in (headers or {}).items() for part in ("-H", f"{name}: {value}")]
        command: list[str | Path] = ["taskset", "-c", LOADING_CORE, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s"]
        command += ["-s", SCRIPT, *given, server.origin, "--", file.name, str(start)]
        before = server.cpu_seconds()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        spent = server.cpu_seconds() - before
    try:
        return read_wrk(done.stdout, spent)
    except NoLoad as error:
        raise NoLoad(f"{server.name} {addresses[0]}: {error}") from error


def one_by_one(server: Server, addresses: Sequence[str], most: int, *, start: int = 0) -> Loaded:
    """For a server that is too slow for a load: ask for some addresses, one after another."""
    took, spent, size = list[float](), list[float](), 0
    for number in range(most):
        before, began = server.cpu_seconds(), time.perf_counter()
        status, _, body = server.get(addresses[(start + number) % len(addresses)])
        took.append((time.perf_counter() - began) * _MILLI)
        spent.append((server.cpu_seconds() - before) * _MILLI)
        if status >= 400:
            raise NoLoad(f"{server.name} {addresses[0]}: it answers {status}")
        size = len(body)
    cpu = statistics.median(spent)
    return Loaded(most, _MILLI * most / sum(took), statistics.median(took), max(took), cpu, size)
