"""What the floors and the peers show: the overview as ours looks, from a template that Jinja and Django both read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "templates"
PER_PAGE: Final = 25
LATE_SHOWN: Final = 50
LATE: Final = ("expired", "terminated")
"""Statuses of those whose data are still to be destroyed."""
HEADINGS: Final = {
    "status": "Status",
    "department": "Afdeling",
    "partner": "Soort partner",
    "theme": "Thema",
    "kind": "Soort afspraak",
}
"""Of each facet, in their order."""
_MONTHS: Final = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november"),
    "december",
)


def day(text: str) -> str:
    """2026-12-31 as people write it."""
    year, month, number = text.split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"


def context(
    rows: Sequence[Mapping[str, Any]],
    count: int,
    facets: Mapping[str, Sequence[tuple[str, int]]],
    page: int = 1,
    words: str = "",
    late: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """What the template shows."""
    pages = max(1, -(-count // PER_PAGE))
    near = sorted({1, *range(max(1, page - 1), min(pages, page + 1) + 1), pages})
    return {
        "count": count,
        "words": words,
        "page": page,
        "pages": pages,
        "near": near,
        "groups": [(HEADINGS[facet], facet, values) for facet, values in facets.items()],
        "totals": facets["status"],
        "late": [{**row, "day": day(row["last_day"])} for row in late],
        "rows": [{**row, "day": day(row["last_day"])} for row in rows],
    }
