"""A typed cell of a spreadsheet as the text that all lists are made of, whatever its display format was."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

Typed = str | float | bool | date | datetime | time | timedelta
DIGITS = 15
"""A number in a spreadsheet is exact to so many digits; what comes after them is noise of the machine."""
HALF_A_SECOND, SECOND = timedelta(microseconds=500_000), time(second=1)
ERRORS = {
    "#N/A": "#N/B", "#REF!": "#VERW!", "#VALUE!": "#WAARDE!", "#DIV/0!": "#DEEL/0!", "#NAME?": "#NAAM?",
    "#NUM!": "#GETAL!", "#NULL!": "#LEEG!",
}  # fmt: skip
"""The errors of a spreadsheet as files name them, and as people with a Dutch program see them."""


def cell_text(cell: Typed) -> str:
    """A day as 2026-01-01, with its time when that is not midnight; a number without needless signs; a tick as ja or
    nee; a length of time as hours, minutes and seconds."""
    match cell:
        case str():
            return ERRORS.get(cell, cell)
        case bool():
            return "ja" if cell else "nee"
        case datetime():
            return _instant(cell)
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return _hours(cell)
        case _:
            return _number(cell)


def _instant(instant: datetime) -> str:
    """To the nearest second: a day that was reckoned may lie some millionths before itself."""
    nearest = instant + HALF_A_SECOND
    return f"{nearest:%Y-%m-%d}" if nearest.time() < SECOND else nearest.isoformat(timespec="seconds")


def _number(number: float) -> str:
    if abs(number) < 10**DIGITS and number == int(number):
        return str(int(number))
    return f"{number:.{DIGITS}g}"


def _hours(length: timedelta) -> str:
    seconds = round(abs(length).total_seconds())
    sign = "-" if length < timedelta() else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
