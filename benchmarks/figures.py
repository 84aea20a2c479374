"""What was measured, and what is asked of it. Pure: no clock, no process, no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Unit(StrEnum):
    """In what something is measured."""

    PER_SECOND = "r/s"
    P50 = "p50 ms"
    P99 = "p99 ms"
    CPU = "CPU ms"
    TIME = "ms"
    MEMORY = "MB"
    SIZE = "kB"
    YIELD = "kB per CPU ms"

    @property
    def more_is_better(self) -> bool:
        """Of what is done in a time, and of nothing else."""
        return self in {Unit.PER_SECOND, Unit.YIELD}


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Which work, by whom, with how many agreements."""

    work: str
    size: int
    who: str


@dataclass(slots=True)
class Figures:
    """All that was measured; of each figure the middle one of the rounds."""

    found: dict[Key, dict[Unit, float]] = field(default_factory=dict)

    def put(self, key: Key, figures: Mapping[Unit, float]) -> None:
        """Add what was measured of something."""
        self.found.setdefault(key, {}).update(figures)

    def of(self, key: Key, unit: Unit) -> float | None:
        """One figure; None when it was not measured."""
        return self.found.get(key, {}).get(unit)

    def best(self, work: str, size: int, who: Iterable[str], unit: Unit) -> tuple[str, float] | None:
        """Who does it best, and how well; None when nobody was measured."""
        measured = [(name, value) for name in who if (value := self.of(Key(work, size, name), unit)) is not None]
        if not measured:
            return None
        return (max if unit.more_is_better else min)(measured, key=lambda one: one[1])

    def sizes(self) -> list[int]:
        """With how many agreements anything was measured."""
        return sorted({key.size for key in self.found})


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What the register must do, beside others in the same run. `least`: so many times as well as the best of them;
    `most`: at most so many times their cost, or without them at most so much."""

    work: str
    words: str
    unit: Unit
    size: int
    who: str = "ours"
    against: tuple[str, ...] = ()
    against_work: str = ""
    against_unit: Unit | None = None
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A goal, with what came of it."""

    goal: Goal
    ours: float
    other: tuple[str, float] | None
    ratio: float | None
    """How many times as well as the other for `least`, how many times its cost for `most`."""

    @property
    def is_met(self) -> bool:
        """Whether it is."""
        if self.goal.least is not None:
            return self.ratio is not None and self.ratio >= self.goal.least
        limit = self.goal.most if self.goal.most is not None else float("inf")
        return (self.ours if self.ratio is None else self.ratio) <= limit


def judge(goal: Goal, figures: Figures) -> Judged | None:
    """What came of a goal; None when it was not measured."""
    ours = figures.of(Key(goal.work, goal.size, goal.who), goal.unit)
    if ours is None:
        return None
    if not goal.against:
        return Judged(goal, ours, None, None)
    unit = goal.against_unit or goal.unit
    other = figures.best(goal.against_work or goal.work, goal.size, goal.against, unit)
    if other is None or not ours or not other[1]:
        return None
    times = ours / other[1]
    is_turned = goal.least is not None and not goal.unit.more_is_better
    return Judged(goal, ours, other, 1 / times if is_turned else times)


BLANK: Final = "–"


def shown(value: float | None, unit: Unit | None = None) -> str:
    """A figure with three digits that matter."""
    if value is None:
        return BLANK
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 0.1 else 3
    return f"{value:,.{digits}f}" + (f" {unit}" if unit else "")
