"""Measure the register beside its peers and the least code that does the same, all in one run.

    python -m benchmarks.bench [--quick] [--sizes 1000,10000] [--rounds 3] [--seconds 2] [--only overview,304] [--write]

Servers share one core, the load has the other. Contestants take turns within each round, so that whatever else the
machine does hits all alike; of the rounds the middle one counts. Look at ratios: the figures are those of one machine.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import calendars, downloads, saves, starts
from benchmarks.contestants import DATASETTE, DJANGO, FASTAPI, OURS, RAW, SITE, SITES, started
from benchmarks.figures import Figures, Goal, Key, Unit
from benchmarks.load import Loaded, NoLoad, check_wrk, load, median, one_by_one
from benchmarks.page import write
from benchmarks.processes import Server
from benchmarks.registers import KEPT, NEUTRAL, REGISTER, register
from benchmarks.report import as_json, figures_table, goals_table
from benchmarks.works import GOALS, WORKS, Run, runs

BEFORE, AFTER = "memory before the loads", "memory after them"
_PER_ROUND = 3_000
"""So many addresses of each cold work are meant for one round; whoever is quicker comes into those of the next."""
_A_FEW, _AT_ONCE = 6, 16
"""Who cannot answer so many requests within a load is asked for a few, one after another."""


@dataclass(frozen=True)
class Asked:
    """How much is measured."""

    sizes: tuple[int, ...]
    rounds: int
    seconds: int
    only: tuple[str, ...]
    is_written: bool

    def wants(self, work: str) -> bool:
        """Whether this work is measured."""
        return not self.only or any(one in work for one in self.only)


def say(line: str) -> None:
    """At once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextmanager
def everybody(folder: Path, kept: Path) -> Iterator[dict[str, Server]]:
    """All contestants on the same agreements, ours on a copy that it may write in."""
    own, prebuilt = folder / REGISTER, folder / "prebuilt.html"
    shutil.copyfile(kept / REGISTER, own)
    with ExitStack() as stack:
        ours = stack.enter_context(started(OURS, folder, own))
        prebuilt.write_bytes(ours.get("/")[2])
        servers = {OURS: ours}
        for name in (SITE, RAW, FASTAPI, DJANGO, DATASETTE):
            servers[name] = stack.enter_context(started(name, folder, kept / NEUTRAL, prebuilt))
        yield servers


def measure_pages(size: int, asked: Asked, figures: Figures) -> None:
    """Every load on a register of one size."""
    if not any(map(asked.wants, WORKS)):
        return
    kept = register(size)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, everybody(Path(folder), kept) as servers:
        reference = _some_reference(servers[OURS])
        wanted = [run for run in runs(size, kept / NEUTRAL, reference) if asked.wants(run.work)]
        found: dict[Key, list[Loaded]] = {}
        note_memory(BEFORE, size, servers, figures)
        for number in range(asked.rounds):
            for run in wanted:
                try:
                    loaded = _load(servers[run.who], run, number, asked.seconds)
                except NoLoad as error:
                    say(f"not measured: {error}")
                    continue
                found.setdefault(Key(run.work, size, run.who), []).append(loaded)
        for key, some in found.items():
            figures.put(key, _figures(median(some)))
        note_memory(AFTER, size, servers, figures)


def note_memory(work: str, size: int, servers: Mapping[str, Server], figures: Figures) -> None:
    """What each holds now."""
    for who, server in servers.items():
        figures.put(Key(work, size, who), {Unit.MEMORY: server.memory_mb()})


def _load(server: Server, run: Run, number: int, seconds: int) -> Loaded:
    began = time.perf_counter()
    tag = server.get(run.addresses[0])[1].get("etag", "")
    start = number * _PER_ROUND
    if (time.perf_counter() - began) * _AT_ONCE > seconds and (run.is_cold or run.who in SITES):
        return one_by_one(server, run.addresses, _A_FEW, start=start + 1)
    headers = {"If-None-Match": tag} if run.is_tagged else {}
    return load(server, run.addresses, seconds, start=start + 1, headers=headers)


def _figures(loaded: Loaded) -> dict[Unit, float]:
    return {
        Unit.PER_SECOND: loaded.per_second,
        Unit.P50: loaded.p50_ms,
        Unit.P99: loaded.p99_ms,
        Unit.CPU: loaded.cpu_ms,
        Unit.SIZE: loaded.body_bytes / 1000,
        Unit.YIELD: loaded.body_bytes / 1000 / loaded.cpu_ms,
    }


def measure_others(asked: Asked, figures: Figures) -> None:
    """What is no load on a page."""
    largest = asked.sizes[-1]
    steps: dict[str, Callable[[], None]] = {
        "start": lambda: starts.measure(largest, asked.rounds, figures),
        "saves": lambda: saves.measure(largest, figures),
        "calendar": lambda: calendars.measure(asked.rounds, figures),
        "CSV": lambda: downloads.measure(largest, figures),
    }
    for name, step in steps.items():
        if asked.wants(name):
            try:
                step()
            except (NoLoad, RuntimeError) as error:
                say(f"not measured: {name}: {error}")


def _some_reference(ours: Server) -> str:
    text = ours.get("/")[2].decode()
    return text.partition('href="/afspraken/')[2].partition('"')[0]


def asked_for(words: Sequence[str]) -> Asked:
    """What the command line asks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="1,000 and 10,000 agreements, one short round")
    parser.add_argument("--sizes", default="")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seconds", type=int)
    parser.add_argument("--only", default="", help="works whose name holds one of these words")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md anew")
    given = parser.parse_args(words)
    sizes = given.sizes or ("1000,10000" if given.quick else "1000,10000,100000")
    return Asked(
        sizes=tuple(int(one) for one in sizes.split(",")),
        rounds=given.rounds or (1 if given.quick else 3),
        seconds=given.seconds or (1 if given.quick else 2),
        only=tuple(filter(None, given.only.split(","))),
        is_written=given.write,
    )


def all_goals(largest: int) -> list[Goal]:
    """In the order of the table."""
    of_size = (*downloads.goals(largest), *saves.goals(largest), *starts.goals(largest))
    return [*GOALS, *calendars.GOALS, *of_size]


def main(words: Sequence[str] | None = None) -> None:
    """Measure, and print the tables."""
    asked, began = asked_for(sys.argv[1:] if words is None else words), time.perf_counter()
    try:
        check_wrk()
    except NoLoad as error:
        raise SystemExit(str(error)) from None
    figures = Figures()
    for size in asked.sizes:
        measure_pages(size, asked, figures)
        say(f"pages of {size:,} agreements measured, {time.perf_counter() - began:.0f} s")
    measure_others(asked, figures)
    say(f"all measured, {time.perf_counter() - began:.0f} s")
    (KEPT / "last.json").write_text(as_json(figures), encoding="utf-8")
    goals, largest = all_goals(asked.sizes[-1]), asked.sizes[-1]
    if asked.is_written:
        write(figures, goals, (register(largest) / REGISTER).stat().st_size / largest)
    say(f"\n{figures_table(figures)}\n\n{goals_table(goals, figures)}")


if __name__ == "__main__":
    main()
