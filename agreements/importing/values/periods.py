"""A first and a last day in one cell, such as "1-1-2026 t/m 31-12-2027"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from agreements.dates import PartialDate, shortened
from agreements.importing.codes import Code
from agreements.importing.messages import Message, note
from agreements.importing.values.date_words import ALONE, MOST_CHARACTERS, WHOLE_DATE, DatesOfColumn
from agreements.importing.values.term_ends import BEFORE_END, UNTIL, read_end, read_start
from agreements.importing.values.words import one_line

LEADS = frozenset({
    "", "van", "vanaf", "per", "m.i.v", "miv", "met ingang van", "ingaande", "looptijd", "looptijd van", "periode",
    "periode van", "geldig van", "geldig vanaf", "start", "duur",
})  # fmt: skip
"""What may stand before the first day."""
JOINTS = {
    "t/m": "t/m", "tm": "t/m", "t.m": "t/m", "t.e.m": "t/m", "tem": "t/m", "tot en met": "t/m", "-": "t/m", "/": "t/m",
    "en eindigt op": "t/m", "en loopt tot en met": "t/m", "tot uiterlijk": "t/m", "up to and including": "t/m",
    "through": "t/m", "tot": "tot", "en loopt tot": "tot",
}  # fmt: skip
"""What stands between two days of a period, and how that makes the second a last day: `tot` leaves that day out."""


LEAST_CHARACTERS = len("1-1-2026/1-1-2027")


@dataclass(frozen=True, slots=True)
class TermWords:
    """The words of a source for the first day, the last day and the length, and what its columns show about dates."""

    start: str
    end: str
    term: str = ""
    dates_of_start: DatesOfColumn = ALONE
    dates_of_end: DatesOfColumn = ALONE
    dates_of_term: DatesOfColumn = ALONE


@dataclass(frozen=True, slots=True)
class Period:
    """The two parts of a period, the second with `t/m` or `tot` before it, and the words that they come from."""

    words: str
    first: str
    last: str
    column: DatesOfColumn


def period_in(text: str, column: DatesOfColumn = ALONE) -> Period | None:
    """The period that a text says and nothing else: two whole dates with a joint between them."""
    if not LEAST_CHARACTERS <= len(text) <= MOST_CHARACTERS:
        return None
    found = list(WHOLE_DATE.finditer(text))
    if len(found) != 2:
        return None
    first, last = found
    joint = JOINTS.get(_bare(text[first.end() : last.start()]))
    if joint is None or _bare(text[: first.start()]) not in LEADS or text[last.end() :].strip(" ."):
        return None
    return Period(text, first.group(), f"{joint} {last.group()}", column)


def with_period(said: TermWords) -> tuple[TermWords, tuple[Message, ...]]:
    """The words with a period taken apart over those for the first and the last day, where these are empty.

    A cell that says another day than the period keeps its words, and both are told.
    """
    columns = ((said.term, said.dates_of_term), (said.start, said.dates_of_start), (said.end, said.dates_of_end))
    period = next((found for words, column in columns if (found := period_in(words, column))), None)
    if period is None:
        return _with_end(said)
    own = replace(
        said,
        start="" if said.start == period.words else said.start,
        end="" if said.end == period.words else said.end,
        term="" if said.term == period.words else said.term,
    )
    shown = shortened(period.words)
    clash = [note(Code.PERIOD_CONTRADICTS, words=shown, other=other) for other in _others(own, period)]
    if clash and said.term == period.words:
        return own, tuple(clash)
    return _filled(own, period), (note(Code.PERIOD_TAKEN, words=shown), *clash)


def _with_end(said: TermWords) -> tuple[TermWords, tuple[Message, ...]]:
    """A last day in the column for the length, such as "t/m 31-12-2027", where the one for the end is empty."""
    is_end = bool(BEFORE_END.match(said.term) or UNTIL.match(said.term))
    if said.end or not is_end or not _day(read_end(said.term, said.dates_of_term)[0]):
        return said, ()
    told = (note(Code.END_FROM_TERM, words=shortened(said.term)),)
    return replace(said, end=said.term, term="", dates_of_end=said.dates_of_term), told


def _filled(own: TermWords, period: Period) -> TermWords:
    filled = own
    if not own.start:
        filled = replace(filled, start=period.first, dates_of_start=period.column)
    if not own.end:
        filled = replace(filled, end=period.last, dates_of_end=period.column)
    return filled


def _others(own: TermWords, period: Period) -> list[str]:
    """The cells that say another day than the period does."""
    pairs = (
        (own.start, read_start(own.start, own.dates_of_start)[0], read_start(period.first, period.column)[0]),
        (own.end, read_end(own.end, own.dates_of_end)[0], read_end(period.last, period.column)[0]),
    )
    days = [(words, _day(said), _day(of_period)) for words, said, of_period in pairs]
    return [shortened(words) for words, said, of_period in days if said and of_period and said != of_period]


def _day(partial: PartialDate | None) -> date | None:
    return partial.as_date() if partial else None


def _bare(text: str) -> str:
    return one_line(text.casefold().replace("–", "-").replace("—", "-")).strip(" .:,")
