"""Dates as people write them in forms, addresses and lists: to the day, the month or only the year, never padded
(rule 3). The one reader of dates for all of them.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from agreements.domain.errors import AgreementError
from agreements.domain.wording import N_

Precision = Literal["day", "month", "year"]


class DateOrder(StrEnum):
    """What comes first in a date of three numbers; Dutch lists have the day first, American programs the month."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari feb febr february", "maart mrt mar march", "april apr", "mei may",
            "juni jun june", "juli jul july", "augustus aug august", "september sep sept", "oktober okt october oct",
            "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
"""Names and short forms of the months in Dutch and English; other languages are words, not dates."""
MONTH_NAME = r"(?P<name>[a-z]+)\.?"
NUMBERED = r"(?P<day>[0-9]{1,2})(?:e|de|ste|st|nd|rd|th)?"
NAMED_YEAR = r"(?P<year>[0-9]{4}|'?[0-9]{2})"
DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})([-/.]) ?(?P<month>[0-9]{1,2})\2 ?(?P<year>[0-9]{4}|[0-9]{2})")
MONTH_FIRST = re.compile(r"(?P<month>[0-9]{1,2})([-/.]) ?(?P<day>[0-9]{1,2})\2 ?(?P<year>[0-9]{4}|[0-9]{2})")
YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})")
COMPACT = re.compile(r"(?P<year>(?:19|20|21)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
NAMED_DAY = re.compile(rf"{NUMBERED}[ -](?:of )?{MONTH_NAME},?[ -]{NAMED_YEAR}")
NAME_FIRST = re.compile(rf"{MONTH_NAME} {NUMBERED},? {NAMED_YEAR}")
NAMED_MONTH = re.compile(rf"{MONTH_NAME}[ -]{NAMED_YEAR}")
YEAR_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})")
MONTH_YEAR = re.compile(r"(?P<month>[0-9]{1,2})[-/](?P<year>[0-9]{4})")
YEAR = re.compile(r"(?P<year>(?:19|20|21)[0-9]{2})")
NOTATIONS = (YEAR_FIRST, COMPACT, NAMED_DAY, NAME_FIRST, YEAR_MONTH, MONTH_YEAR, NAMED_MONTH, YEAR)
"""Every notation in which the order of day and month is not open."""
NUMBERED_BY = {DateOrder.DAY_FIRST: DAY_FIRST, DateOrder.MONTH_FIRST: MONTH_FIRST}
WEEKDAY = re.compile(
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"ma|di|wo|do|vr|za|zo)\.?,? "
)
MIDNIGHT = re.compile(r"[ t]0?0:00(?::00)?$")
"""A spreadsheet writes a day as the instant with which it begins."""
DASHES = str.maketrans("‐‑‒–—−", "------")
SHOWN_CHARACTERS = 60


class NotADate(AgreementError):
    """A text from a form or a list is not a date."""

    sentence = N_("“%(text)s” is not a date. Write it as 31-12-2026.")


class ImpossibleDate(NotADate):
    """It looks like a date, but the calendar has no such day or month."""

    sentence = N_("“%(text)s” does not exist in the calendar. Write day-month-year, such as 31-12-2026.")


class ShortYear(NotADate):
    """Two figures for a year leave the century open; the register does not guess."""

    sentence = N_("Write the year of “%(text)s” in four figures, such as 31-12-2026.")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as its source. `str()` is ISO 8601 reduced precision: 2021-05-10, 2020-04 or 2022."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs a month")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @property
    def precision(self) -> Precision:
        """What the source told: the day, only the month, or only the year."""
        if self.day is not None:
            return "day"
        return "year" if self.month is None else "month"

    def __str__(self) -> str:
        parts = (f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None))
        return "-".join(parts)

    def as_date(self) -> date | None:
        """The day, when the source told it; never a guess."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def bounds(self) -> tuple[date, date]:
        """The first and the last day that this can mean."""
        first_month, last_month = self.month or 1, self.month or 12
        last_day = self.day or calendar.monthrange(self.year, last_month)[1]
        return date(self.year, first_month, self.day or 1), date(self.year, last_month, last_day)


def from_date(day: date | None) -> PartialDate | None:
    """A known day as a date of day precision."""
    return PartialDate(day.year, day.month, day.day) if day else None


def parse_partial_date(text: str, order: DateOrder = DateOrder.DAY_FIRST) -> PartialDate | None:
    """Read a Dutch or English notation: 1-11-2019, 01/11/2019, 1 maart 2017, May 1st, 2026, 20260101, 2011-06, 2022.

    `order` says what 01/11/2019 means. Gives None for any other text: words, ranges, bare numbers. Raises
    `ImpossibleDate` for a date that the calendar does not have and `ShortYear` for a year of two figures.
    """
    plain = _plain(text)
    for notation in (NUMBERED_BY[order], *NOTATIONS):
        match = notation.fullmatch(plain)
        if match and match.groupdict().get("name", "mei") in MONTHS:
            return _made(match, text)
    return None


def parse_full_date(text: str) -> date:
    """Read a date to the day, as typed in a form: d-m-jjjj, d/m/jjjj, d maand jjjj or jjjj-mm-dd.

    Raises `NotADate`, or one of its kinds `ImpossibleDate` and `ShortYear`.
    """
    partial = parse_partial_date(text)
    day = partial.as_date() if partial else None
    if day is None:
        raise NotADate(text=shortened(text))
    return day


def shortened(text: str) -> str:
    """What a sentence repeats of what somebody typed: one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_CHARACTERS else line[: SHOWN_CHARACTERS - 1] + "…"


def _plain(text: str) -> str:
    """One spelling for dashes, spaces, capitals, a weekday in front and midnight behind."""
    if len(text) > 4 * SHOWN_CHARACTERS:
        return ""
    folded = unicodedata.normalize("NFKC", text).translate(DASHES).casefold()
    return WEEKDAY.sub("", MIDNIGHT.sub("", " ".join(folded.split())), count=1).removesuffix(".")


def _made(match: re.Match[str], text: str) -> PartialDate:
    parts = match.groupdict()
    month = MONTHS[parts["name"]] if "name" in parts else _number(parts.get("month"))
    if len(parts["year"]) < len("2026"):
        raise ShortYear(text=shortened(text))
    try:
        return PartialDate(int(parts["year"]), month, _number(parts.get("day")))
    except ValueError as error:
        raise ImpossibleDate(text=shortened(text)) from error


def _number(figures: str | None) -> int | None:
    return None if figures is None else int(figures)
