"""One date out of a cell, as sure as its column makes it: a day that could be another day is told, not chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from agreements.dates import (
    DateOrder,
    ImpossibleDate,
    PartialDate,
    ShortYear,
    from_date,
    parse_partial_date,
    shortened,
)
from agreements.domain.term import FIRST_DAY, LAST_DAY
from agreements.importing.codes import Code
from agreements.importing.messages import Message, note
from agreements.importing.values.vague_dates import vague_bounds
from agreements.importing.values.words import remembered

NUMBERS = re.compile(r"(?P<first>[0-9]{1,2})(?P<mark>[-/.]) ?(?P<second>[0-9]{1,2})(?P=mark) ?[0-9]{4}")
"""Three numbers of which the last is the year: what comes first must follow from something else."""
DATE = (
    r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|"
    r"(?:[0-9]{1,2} )?[a-z]{3,9}\.? [0-9]{4}|[0-9]{4}"
)
"""A date somewhere in running text."""
WHOLE_DATE = re.compile(
    r"\b(?:[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|"
    r"[0-9]{1,2}(?:e|st|nd|rd|th)?[ -](?:of )?[a-z]{3,9}\.?[ -][0-9]{4}|[a-z]{3,9} [0-9]{1,2}, [0-9]{4})\b",
    re.IGNORECASE,
)
"""A date to the day somewhere in a text."""
SERIAL = re.compile(r"[0-9]{5}")
"""How a spreadsheet shows a date in a column that is not formatted as one."""
SERIALS_SINCE = date(1899, 12, 30)
"""The day that spreadsheets count from, 29 February 1900 included, which they take for a day."""
CLOCK = re.compile(
    r"(?:[ T]|, )(?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?::[0-5][0-9](?:[.,][0-9]{1,9})?)?"
    r"(?: uur)? ?(?P<zone>Z|UTC|(?P<sign>[+-])(?P<hours>[01][0-9]):?(?P<minutes>[0-5][0-9]))?$",
    re.IGNORECASE,
)
DUTCH_TIME = ZoneInfo("Europe/Amsterdam")
"""In which a moment of another time zone has its day: midnight here is 22 or 23 hours of the day before in UTC."""
MOST_CHARACTERS = 240


@dataclass(frozen=True, slots=True)
class DatesOfColumn:
    """What the cells of one column show together about each date in it.

    `doubt` is why no day is taken over from three numbers: `DATE_MONTH_FIRST` (the month seems to come first, and
    nobody said so), `DATE_TWO_READINGS` (nothing shows what comes first) or `DATE_ORDER_MIXED` (both come first).
    """

    name: str = ""
    order: DateOrder = DateOrder.DAY_FIRST
    doubt: Code | None = None
    holds_days: bool = False
    """Whether other cells are dates, so that a bare number is one too."""


ALONE = DatesOfColumn()
"""A date that stands in no column, such as in running text or in a described document."""
Told = tuple[Message, ...]


@remembered
def read_date(text: str, column: DatesOfColumn = ALONE) -> tuple[PartialDate | None, Told]:
    """The date, as precise as it is sure, and what is to be told about it; neither for words that are no date."""
    clock = CLOCK.search(text) if len(text) <= MOST_CHARACTERS else None
    bare = text[: clock.start()] if clock else text
    if column.doubt and (told := _order_in_doubt(bare.strip(), column)):
        return None, (told,)
    if SERIAL.fullmatch(text):
        return _of_serial(text, column)
    try:
        partial = parse_partial_date(bare, column.order)
    except ImpossibleDate:
        return None, (note(Code.DATE_IMPOSSIBLE, words=shortened(text)),)
    except ShortYear:
        return None, (note(Code.DATE_SHORT_YEAR, words=shortened(text)),)
    if partial is None:
        return None, _about_words(text)
    return _at_its_time(partial, clock, text) if clock else (partial, ())


def read_day(text: str, column: DatesOfColumn = ALONE) -> tuple[date | None, Told]:
    """The same, of a date that has to be known to the day."""
    partial, told = read_date(text, column)
    return partial.as_date() if partial else None, told


def _order_in_doubt(text: str, column: DatesOfColumn) -> Message | None:
    """Why three numbers are no day in this column, with every day that they can be."""
    match = NUMBERS.fullmatch(text)
    if match is None or (match["mark"] != "/" and column.doubt is not Code.DATE_MONTH_FIRST):
        return None
    days = [_day(text, order) for order in DateOrder]
    known = [day for day in days if day]
    if column.doubt is Code.DATE_MONTH_FIRST:
        return note(column.doubt, words=text, column=column.name, day=days[1]) if days[1] else None
    if len(set(known)) == 2:
        return note(Code.DATE_TWO_READINGS, words=text, column=column.name, day=known[0], other=known[1])
    if column.doubt is Code.DATE_ORDER_MIXED and len(known) == 1:
        return note(column.doubt, words=text, column=column.name, day=known[0])
    return None


def _day(text: str, order: DateOrder) -> date | None:
    try:
        partial = parse_partial_date(text, order)
    except ImpossibleDate:
        return None
    return partial.as_date() if partial else None


def _of_serial(text: str, column: DatesOfColumn) -> tuple[PartialDate | None, Told]:
    day = SERIALS_SINCE + timedelta(days=int(text))
    if not column.holds_days or not FIRST_DAY <= day <= LAST_DAY:
        return None, (note(Code.DATE_IS_NUMBER, words=text),)
    return from_date(day), (note(Code.DATE_FROM_NUMBER, words=text, day=day),)


def _at_its_time(partial: PartialDate, clock: re.Match[str], text: str) -> tuple[PartialDate | None, Told]:
    """The day here of a moment. Midnight is how programs write a day; any other time is told."""
    day = partial.as_date()
    if day is None:
        return None, _about_words(text)
    at = time(int(clock["hour"]), int(clock["minute"]))
    here = _here(datetime.combine(day, at), clock)
    told = () if at == time() and here == day else (note(Code.DATE_HAS_TIME, words=shortened(text), day=here),)
    return from_date(here), told


def _here(moment: datetime, clock: re.Match[str]) -> date:
    if not clock["zone"] or not FIRST_DAY <= moment.date() <= LAST_DAY:
        return moment.date()
    away = timedelta(hours=int(clock["hours"] or 0), minutes=int(clock["minutes"] or 0))
    zone = timezone(-away if clock["sign"] == "-" else away)
    return moment.replace(tzinfo=zone).astimezone(DUTCH_TIME).date()


def _about_words(text: str) -> Told:
    """What can be told of words that are no date but say something about one."""
    if len(text) > MOST_CHARACTERS:
        return ()
    if bounds := vague_bounds(text):
        return (note(Code.DATE_VAGUE, words=shortened(text), first=bounds[0], last=bounds[1]),)
    if len(WHOLE_DATE.findall(text)) > 1:
        return (note(Code.DATE_SEVERAL, words=shortened(text)),)
    return ()
