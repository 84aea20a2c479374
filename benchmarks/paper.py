"""On paper: what the whole country would need, from what each thing cost. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.calendars import AGAIN, EVENTS, FIRST
from benchmarks.charts import first
from benchmarks.figures import Figures, Key, Unit, shown
from benchmarks.saves import OFFICERS, SAVED
from benchmarks.starts import IDLE_MEMORY
from benchmarks.works import COLD, KEPT

_DAY_SECONDS = 86_400
_YEAR_SECONDS = 365 * _DAY_SECONDS
_MILLI = 1000
_KILO, _GIGA = 1e3, 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """What is assumed."""

    municipalities: int = 342
    agreements: int = 200_000
    calendars: int = 18_000_000
    """As many as people: each subscribes to that of the own municipality."""
    looks_a_day: int = 2
    """Our feeds ask to be looked at each twelve hours."""
    changes_a_year: int = 10
    """Of each agreement, as far as residents see; and each makes every calendar there be fetched again."""
    pages_a_year: int = 12
    """For each resident."""
    peak: int = 5
    """The busiest hour beside the average one."""
    packed: float = 0.08
    """What gzip leaves of a calendar."""
    events_each: float = EVENTS / 3_950
    event_bytes: int = 700


@dataclass(frozen=True, slots=True)
class Need:
    """What something needs: how often in the busiest hour, what it costs each time, and cores of the measured kind."""

    what: str
    a_second: float
    cpu_ms: float

    @property
    def cores(self) -> float:
        """At full use."""
        return self.a_second * self.cpu_ms / _MILLI


def needs(figures: Figures, country: Country | None = None) -> list[Need]:
    """What was measured, times what the country asks."""
    land = country or Country()
    looks = land.calendars * land.looks_a_day / _DAY_SECONDS
    days_changed = min(365.0, land.agreements / land.municipalities * land.changes_a_year)
    fetches = land.calendars * days_changed / _YEAR_SECONDS
    part = land.agreements / land.municipalities * land.events_each / EVENTS
    pages = land.calendars * land.pages_a_year / _YEAR_SECONDS
    asked = [
        (
            "calendars that look and find nothing new",
            max(0.0, looks - fetches),
            _each(figures, "304 calendar", Unit.CPU),
        ),
        ("calendars that fetch what changed", fetches, _times(_each(figures, AGAIN, Unit.TIME), part)),
        ("calendars made anew after a change", _changes(land), _times(_each(figures, FIRST, Unit.TIME), part)),
        ("pages, asked before", pages * 0.8, _each(figures, KEPT, Unit.CPU)),
        ("pages, never asked before", pages * 0.2, _each(figures, COLD, Unit.CPU)),
        ("changes by officers", _changes(land), _times(_each(figures, SAVED, Unit.TIME), 1 / OFFICERS)),
    ]
    return [Need(what, each * land.peak, cost) for what, each, cost in asked if cost is not None]


def _changes(land: Country) -> float:
    return land.agreements * land.changes_a_year / _YEAR_SECONDS


def _times(cost: float | None, times: float) -> float | None:
    return None if cost is None else cost * times


def _each(figures: Figures, work: str, unit: Unit) -> float | None:
    key = first(figures, work)
    return figures.of(key, unit) if key else None


def paper(figures: Figures, bytes_each: float, country: Country | None = None) -> str:
    """The table and the sums, as Markdown."""
    land = country or Country()
    found = needs(figures, land)
    lines = ["| in the busiest hour | a second | CPU ms each | cores |", "|---|---|---|---|"]
    lines += [f"| {one.what} | {shown(one.a_second)} | {shown(one.cpu_ms)} | {shown(one.cores)} |" for one in found]
    lines.append(f"| together | | | {shown(sum(one.cores for one in found))} |")
    fetches = next((one.a_second for one in found if "fetch" in one.what), 0.0)
    body = land.agreements / land.municipalities * land.events_each * land.event_bytes * land.packed
    line, disk = fetches * body * 8 / _GIGA, land.agreements * bytes_each / _GIGA
    told = [
        f"- Line: {shown(line)} Gbit/s of packed calendars in the busiest hour, {shown(body / _KILO)} kB each.",
        f"- Disk: {shown(disk)} GB for all registers together, {shown(bytes_each / _KILO)} kB an agreement.",
    ]
    key = first(figures, IDLE_MEMORY)
    if held := figures.of(key, Unit.MEMORY) if isinstance(key, Key) else None:
        told.append(f"- Memory: {shown(held * land.municipalities / 1000)} GB, one process for each municipality.")
    return "\n".join([_assumed(land), "", *lines, "", *told])


def _assumed(land: Country) -> str:
    return (
        f"{land.municipalities} municipalities with {land.agreements:,} agreements together; {land.calendars:,}"
        f" calendars, each of which looks {land.looks_a_day} times a day at that of its municipality;"
        f" {land.changes_a_year} visible changes of each agreement a year, after which every calendar of that"
        " municipality is fetched once more, at most once a day;"
        f" {land.pages_a_year} pages a year for each resident, one in five of them never asked before; a busiest hour"
        f" of {land.peak} times the average. Nothing stands before the servers: a proxy that keeps answers would take"
        " most of it."
    )
