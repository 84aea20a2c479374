"""Words for a part of a year or month, such as "Q3 2026" and "eind 2025": no day, but between two days."""

from __future__ import annotations

import re
from datetime import date

from agreements.dates import MONTHS, PartialDate
from agreements.domain.term import ONE_DAY, add_months

NUMBERS = {
    "1": 1, "2": 2, "3": 3, "4": 4, "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4,
    "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
ORDINAL = rf"(?P<number>{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?:e|de|ste)?"
YEAR = r"'?(?P<year>(?:19|20|21)[0-9]{2})"
QUARTER = re.compile(
    rf"(?:q ?(?P<short>[1-4])|{ORDINAL} (?:kwartaal|kwart)|kwartaal (?P<after>[1-4]))(?: van)? {YEAR}|"
    rf"(?P<before>(?:19|20|21)[0-9]{{2}}) ?[-/]? ?(?:q|kw|kwartaal ?)(?P<last>[1-4])"
)
HALF = re.compile(rf"(?P<half>1e|2e|1ste|2de|eerste|tweede|laatste) (?:jaar)?helft(?: van)? {YEAR}")
PART = re.compile(
    rf"(?:begin|medio|half|halverwege|midden|eind|einde|ultimo|voorjaar|lente|zomer|najaar|herfst|in|gedurende)"
    rf"(?: van)? (?:(?P<month>[a-z]{{3,9}})\.? )?{YEAR}"
)
"""What does not say which part of the year it is has the whole year, or the whole month, as its bounds."""
MOST_CHARACTERS = 40


def vague_bounds(text: str) -> tuple[date, date] | None:
    """The first and the last day that the words can mean; None for any other text."""
    if len(text) > MOST_CHARACTERS:
        return None
    plain = " ".join(text.casefold().rstrip(".").split())
    if quarter := QUARTER.fullmatch(plain):
        number = quarter["short"] or quarter["after"] or quarter["last"] or str(NUMBERS[quarter["number"]])
        return _months(int(quarter["year"] or quarter["before"]), 3 * int(number) - 2, 3)
    if half := HALF.fullmatch(plain):
        return _months(int(half["year"]), 1 if half["half"].startswith(("1", "eerste")) else 7, 6)
    part = PART.fullmatch(plain)
    if part is None or (part["month"] and part["month"] not in MONTHS):
        return None
    return PartialDate(int(part["year"]), MONTHS[part["month"]] if part["month"] else None).bounds()


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    """The bounds of some months of a year, the first of which is number `first`."""
    begin = date(year, first, 1)
    return begin, add_months(begin, count) - ONE_DAY
