"""The pages that are measured, who makes them, and the goals that the register was given for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import addresses
from benchmarks.contestants import DATASETTE, DJANGO, FASTAPI, OURS, RAW, SITE, SITES
from benchmarks.crowd import COMMON_WORD
from benchmarks.figures import Goal, Unit

KEPT, COLD, LAST, SEARCH, JSON_PAGE = (
    "overview",
    "overview, cold",
    "last page, cold",
    "search, cold",
    "JSON of 50, cold",
)
PREBUILT, BARE, EMPTY = "prebuilt body", "bare 304", "overview, empty parameters"
NOT_MODIFIED: Final = {
    "304 overview": "/",
    "304 detail": "",
    "304 CSV": "/afspraken.csv?eindigtTot=2000-01-01",
    "304 calendar": "/agenda.ics?eindigtTot=2000-01-01",
}
"""Works and their addresses; of files a small selection, for the tag is made the same way. The detail is found."""
WORKS: Final = (KEPT, PREBUILT, EMPTY, COLD, LAST, SEARCH, BARE, JSON_PAGE, *NOT_MODIFIED)
GOAL_SIZES: Final = (10_000, 100_000)
_FACETS: Final = "_facet=status&_facet=department&_facet=theme&_facet=kind&_size=25"


@dataclass(frozen=True, slots=True)
class Run:
    """One load: who is asked for what. `is_tagged`: with the tag of the first address, so that 304 comes back."""

    work: str
    who: str
    addresses: Sequence[str]
    is_tagged: bool = False
    is_cold: bool = False


def runs(size: int, neutral: Path, reference: str) -> list[Run]:
    """All loads on a register of so many agreements. Peers keep nothing, so what they do cold is what they do."""
    pages, searches = addresses.pages(size), addresses.searches("/zoek")
    found = [
        Run(KEPT, OURS, ["/"]),
        Run(PREBUILT, SITE, ["/prebuilt"]),
        Run(PREBUILT, RAW, ["/"]),
        *(Run(KEPT, who, ["/"]) for who in (FASTAPI, DJANGO)),
        Run(KEPT, DATASETTE, [f"/neutral/agreement?{_FACETS}"]),
        Run(EMPTY, OURS, addresses.empty(), is_cold=True),
        Run(COLD, OURS, pages, is_cold=True),
        Run(COLD, SITE, pages, is_cold=True),
        Run(LAST, OURS, addresses.last_pages(size), is_cold=True),
        Run(SEARCH, OURS, addresses.searches(), is_cold=True),
        *(Run(SEARCH, who, searches, is_cold=True) for who in (SITE, FASTAPI, DJANGO)),
        Run(SEARCH, DATASETTE, [f"/neutral/agreement?{_FACETS}&_where={_FOUND}"]),
        Run(BARE, SITE, ["/bare"], is_tagged=True),
    ]
    for work, address in NOT_MODIFIED.items():
        found.append(Run(work, OURS, [address or f"/afspraken/{reference}"], is_tagged=True))
    windows = addresses.windows(neutral, "/json")
    ours = addresses.windows(neutral, "/afspraken.json")
    found.append(Run(JSON_PAGE, OURS, ours, is_cold=True))
    found += [Run(JSON_PAGE, who, windows, is_cold=True) for who in (SITE, FASTAPI, DJANGO)]
    return found


_FOUND: Final = f"id+in+(select+rowid+from+words+where+words+match+'{COMMON_WORD}')"
_COST: Final = Unit.CPU
"""What others do on the machine meanwhile weighs little in it; on a core of its own it is what r/s come from."""


def _of(size: int) -> list[Goal]:
    is_large = size == GOAL_SIZES[-1]
    best = "the best peer"

    def goal(work: str, words: str, against: tuple[str, ...], least: float, against_work: str = "") -> Goal:
        return Goal(
            work=work, words=words, unit=_COST, size=size, against=against, least=least, against_work=against_work
        )

    return [
        goal(KEPT, "a prebuilt body on the same server", (SITE,), 0.6, PREBUILT),
        goal(KEPT, best, SITES, 150 if is_large else 50),
        Goal(work=EMPTY, words="overview", unit=_COST, size=size, against=(OURS,), against_work=KEPT, most=1.5),
        goal(COLD, "the least code for the same page", (SITE,), 0.5),
        goal(COLD, best, SITES, 15 if is_large else 5, KEPT),
        goal(SEARCH, "plain FTS5 that counts all matches", (SITE,), 1.0),
        goal(SEARCH, best, SITES, 5),
        Goal(work=LAST, words="the first pages", unit=_COST, size=size, against=(OURS,), against_work=COLD, most=1.5),
        *(goal(work, "the same server's bare 304", (SITE,), 0.6, BARE) for work in NOT_MODIFIED),
        Goal(work=JSON_PAGE, words="sqlite3 and msgspec", unit=Unit.YIELD, size=size, against=(SITE,), least=0.5),
    ]


GOALS: Final = tuple(one for size in GOAL_SIZES for one in _of(size))
