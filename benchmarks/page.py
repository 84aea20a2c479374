"""docs/performance.md: the figures between its marks are made by the command, the words around them by people."""

from __future__ import annotations

import platform
import re
import sqlite3
from pathlib import Path
from typing import Final

from benchmarks.calendars import AGAIN, FIRST
from benchmarks.charts import bars, rows_of
from benchmarks.downloads import CSV
from benchmarks.figures import Figures, Goal, Unit
from benchmarks.paper import paper
from benchmarks.registers import ROOT
from benchmarks.report import as_json, figures_table, goals_table, unmet
from benchmarks.works import COLD, KEPT, PREBUILT, SEARCH

PAGE: Final = ROOT / "docs" / "performance.md"
IMAGES: Final = ROOT / "docs" / "images"
_CHARTS: Final = {
    "bench-overview": ("Overview, processor time for each request", ((KEPT, ""), (PREBUILT, " (prebuilt)")), Unit.CPU),
    "bench-cold": ("Pages never asked before, processor time", ((COLD, ""),), Unit.CPU),
    "bench-search": ("Search with facets, processor time", ((SEARCH, ""),), Unit.CPU),
    "bench-calendar": ("A calendar of 10,000 events", ((FIRST, " cold"), (AGAIN, " warm")), Unit.TIME),
    "bench-csv": ("A whole CSV file", ((CSV, ""),), Unit.TIME),
}


def between(text: str, name: str, made: str) -> str:
    """The page with what stands between the marks of this name made anew. Raises ValueError when they are not there."""
    marks = re.compile(rf"(<!-- made: {name} -->\n).*?(<!-- end -->)", re.S)
    if not marks.search(text):
        raise ValueError(f"the page has no marks for {name}")
    return marks.sub(lambda found: f"{found[1]}{made}\n{found[2]}", text)


def machine() -> str:
    """What kind of machine it is; nothing by which it could be found."""
    python, sqlite = platform.python_version(), sqlite3.sqlite_version
    return f"Two cores ({platform.machine()}, Linux), Python {python}, SQLite {sqlite}, wrk with 8 connections."


def write(figures: Figures, goals: list[Goal], bytes_each: float) -> None:
    """Write the page, the figures for people and those for programs."""
    text = PAGE.read_text(encoding="utf-8")
    missed = len(unmet(goals, figures))
    words = f"{machine()} {missed} of the goals are not met." if missed else f"{machine()} Every goal is met."
    text = between(text, "goals", f"{words}\n\n{goals_table(goals, figures)}")
    text = between(text, "charts", "\n".join(_charts(figures)))
    text = between(text, "paper", paper(figures, bytes_each))
    text = between(text, "figures", figures_table(figures))
    PAGE.write_text(text, encoding="utf-8")
    (IMAGES / "benchmarks.json").write_text(as_json(figures), encoding="utf-8")


def _charts(figures: Figures) -> list[str]:
    """Draw those of which anything was measured; the lines that show them."""
    shown = []
    for name, (title, works, unit) in _CHARTS.items():
        if rows := rows_of(figures, works, unit):
            Path(IMAGES / f"{name}.svg").write_text(bars(title, rows, unit), encoding="utf-8")
            shown.append(f"![{title}, by who and how many agreements; all figures stand below](images/{name}.svg)")
    return shown
