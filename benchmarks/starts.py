"""From the start to the first page, and what a server holds when nobody asks for anything."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.contestants import HELLO, OURS, started
from benchmarks.figures import Figures, Goal, Key, Unit
from benchmarks.registers import NEUTRAL, REGISTER, register

START, IDLE_MEMORY = "start to first page", "idle memory"
_MILLI: Final = 1000


def goals(size: int) -> list[Goal]:
    """On a register of so many agreements."""
    return [
        Goal(work=START, words="a bare Litestar app", unit=Unit.TIME, size=size, against=(HELLO,), most=1.5),
        Goal(work=IDLE_MEMORY, words="", unit=Unit.MEMORY, size=size, most=120),
    ]


def measure(size: int, rounds: int, figures: Figures) -> None:
    """Each is started once in each round; the file was read before, so the disk has no say in it."""
    kept = register(size)
    took: dict[str, list[float]] = {OURS: [], HELLO: []}
    held: dict[str, list[float]] = {OURS: [], HELLO: []}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        shutil.copyfile(kept / REGISTER, folder / REGISTER)
        for _ in range(rounds):
            for who in took:
                with started(who, folder, folder / REGISTER if who == OURS else kept / NEUTRAL) as server:
                    took[who].append((time.perf_counter() - server.started_at) * _MILLI)
                    held[who].append(server.memory_mb())
    for who in took:
        figures.put(Key(START, size, who), {Unit.TIME: statistics.median(took[who])})
        figures.put(Key(IDLE_MEMORY, size, who), {Unit.MEMORY: statistics.median(held[who])})
