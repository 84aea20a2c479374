"""The first day and the last day of an agreement, each out of the words of its own cell."""

from __future__ import annotations

import re

from agreements.dates import PartialDate, Precision, from_date, shortened
from agreements.domain.term import FIRST_DAY, ONE_DAY
from agreements.importing.codes import Code
from agreements.importing.messages import Message, note
from agreements.importing.values.date_words import DatesOfColumn, read_date
from agreements.importing.values.duration import parse_duration
from agreements.importing.values.placeholders import is_placeholder
from agreements.importing.values.words import plain, remembered

BEFORE_START = re.compile(r"^(?:per|vanaf|van|m\.?i\.?v\.?|met ingang van|ingaande|ingang|sinds)[: ]+", re.IGNORECASE)
BEFORE_END = re.compile(r"^(?:t/?m|t\.?e\.?m\.?|tot en met|tot uiterlijk|uiterlijk)[: ]+", re.IGNORECASE)
"""What may stand before a last day. "per" may not: it leaves open whether that day still counts."""
UNTIL = re.compile(r"^tot[: ]+", re.IGNORECASE)
"""What stands before the first day on which the agreement does not apply any more."""
NO_END = frozenset({"geen", "nvt", "n v t", "niet", "nee", "geen einddatum", ""})
INDEFINITE = re.compile(
    r"\bonbepaald|\bdoorlopend|\blopend\b|\bonbeperkt|\bpermanent|\bwederopzegging|\bnader (?:order|bericht)|"
    r"\btot (?:schriftelijke )?opzegging|\bheden\b|\bopen einde|\b(?:2999|9999)\b",
    re.IGNORECASE,
)
YEAR_OF_NO_END = 2900
"""From here on a year is how a program writes that there is no end."""
ROUGH_STARTS: dict[Precision, list[Code]] = {
    "year": [Code.START_YEAR_ONLY],
    "month": [Code.START_MONTH_ONLY],
    "day": [],
}
ROUGH_ENDS: dict[Precision, list[Code]] = {"year": [Code.END_YEAR_ONLY], "month": [Code.END_MONTH_ONLY], "day": []}
Read = tuple[PartialDate | None, tuple[Message, ...]]


@remembered
def read_start(words: str, column: DatesOfColumn) -> Read:
    """The first day, as precise as the words are, and what is to be told about it."""
    partial, told = read_date(BEFORE_START.sub("", words), column)
    if partial is None:
        return None, told or ((note(Code.START_TEXT),) if words else ())
    return partial, (*told, *(note(code) for code in ROUGH_STARTS[partial.precision]))


@remembered
def read_end(words: str, column: DatesOfColumn) -> Read:
    """The last day, as precise as the words are, and what is to be told about it."""
    if until := UNTIL.match(BEFORE_END.sub("", words)):
        return _day_before(words, words[until.end() :], column)
    partial, told = read_date(BEFORE_END.sub("", words), column)
    if partial is None:
        return None, told or tuple(_about_end_words(words))
    if partial.year >= YEAR_OF_NO_END:
        return partial, (note(Code.END_INDEFINITE),)
    return partial, (*told, *(note(code) for code in ROUGH_ENDS[partial.precision]))


def _day_before(words: str, after: str, column: DatesOfColumn) -> Read:
    """The last day under "tot": the one before the day that it names."""
    partial, told = read_date(after, column)
    day = partial.as_date() if partial else None
    if day is None:
        return None, told or tuple(_about_end_words(words))
    if day < FIRST_DAY:
        return partial, told
    last_day = day - ONE_DAY
    return from_date(last_day), (*told, note(Code.END_EXCLUSIVE, words=shortened(words), day=last_day))


def _about_end_words(words: str) -> list[Message]:
    if not words or parse_duration(words):
        return []
    if not words.strip("? "):
        return [note(Code.END_UNKNOWN)]
    if (plain(words) in NO_END and "?" not in words) or is_placeholder(words):
        return [note(Code.END_NONE, words=shortened(words))]
    told = [note(Code.END_INDEFINITE)] if INDEFINITE.search(words) else []
    if "?" in words:
        return [*told, note(Code.END_TEXT_QUESTION)]
    return told or [note(Code.END_TEXT)]
