"""How long an agreement lasts, out of the words of a source. Only whole days inside the rules become dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from agreements.dates import PartialDate, shortened
from agreements.domain.content import Content
from agreements.domain.errors import RuleBroken
from agreements.domain.held_term import check_dates
from agreements.domain.term import FIRST_DAY, LAST_DAY, ONE_DAY, TermPolicy, add_months, latest_transitional_end
from agreements.domain.term_errors import EndsBeforeStart, TermTooLong, TermTooShort
from agreements.importing.codes import Code
from agreements.importing.messages import Message, note
from agreements.importing.values.date_words import ALONE, DatesOfColumn, read_date
from agreements.importing.values.duration import parse_duration, whole_months
from agreements.importing.values.words import plain

BEFORE_START = re.compile(r"^(?:per|vanaf|m\.?i\.?v\.?|met ingang van|ingaande|ingang|sinds)[: ]+", re.IGNORECASE)
BEFORE_END = re.compile(r"^(?:t/?m|t\.?e\.?m\.?|tot en met|uiterlijk)[: ]+", re.IGNORECASE)
"""What may stand before a last day. "tot" and "per" may not: they leave open whether that day still counts."""
NO_END = frozenset({"geen", "nvt", "n v t", "niet", "nee", "geen einddatum", ""})
INDEFINITE = re.compile(r"\bonbepaald|\bdoorlopend|\bonbeperkt", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a term is judged by: the day of registration and the office's policy."""

    registered_on: date
    policy: TermPolicy


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
class TermReading:
    """What the words say, and the dates of it that the register can take over."""

    start: PartialDate | None
    end: PartialDate | None
    duration_iso: str | None
    starts_on: date | None
    ends_on: date | None
    messages: tuple[Message, ...]


def read_term(said: TermWords, rules: Rules, is_transitional: bool = False) -> TermReading:
    """Read the words for the first day, the last day and the length."""
    start, end, term = said.start, said.end, said.term
    started, start_notes = _read_start(start, said.dates_of_start)
    duration = parse_duration(end) or parse_duration(term)
    ended, end_notes = _read_end(end, said.dates_of_end)
    told = [*_together(start, end, term, start_notes, end_notes), *_about_length(start, end, term, duration)]
    starts_on, ends_on, judged = _judged(started, ended, rules, is_transitional)
    told += [*judged, *_length_judged(started, ended, duration, rules)]
    if ended is not None and ended.bounds()[1] < rules.registered_on:
        told.append(note(Code.ALREADY_ENDED))
    elif ends_on is None and started is not None and started.bounds()[1] < rules.policy.in_force_since:
        told.append(note(Code.MAY_BE_TRANSITIONAL, latest=latest_transitional_end(rules.registered_on)))
    return TermReading(started, ended, duration, starts_on, ends_on, tuple(told))


def _read_start(words: str, column: DatesOfColumn) -> tuple[PartialDate | None, list[Message]]:
    partial, told = read_date(BEFORE_START.sub("", words), column)
    if partial is None:
        return None, list(told) or ([note(Code.START_TEXT)] if words else [])
    by_precision = {"year": [note(Code.START_YEAR_ONLY)], "month": [note(Code.START_MONTH_ONLY)], "day": []}
    return partial, [*told, *by_precision[partial.precision]]


def _read_end(words: str, column: DatesOfColumn) -> tuple[PartialDate | None, list[Message]]:
    partial, told = read_date(BEFORE_END.sub("", words), column)
    if partial is None:
        return None, list(told) or _about_end_words(words)
    by_precision = {"year": [note(Code.END_YEAR_ONLY)], "month": [note(Code.END_MONTH_ONLY)], "day": []}
    return partial, [*told, *by_precision[partial.precision]]


def _about_end_words(words: str) -> list[Message]:
    if not words or parse_duration(words):
        return []
    if not words.strip("? "):
        return [note(Code.END_UNKNOWN)]
    if plain(words) in NO_END and "?" not in words:
        return [note(Code.END_NONE, words=shortened(words))]
    told = [note(Code.END_INDEFINITE)] if INDEFINITE.search(words) else []
    return [*told, note(Code.END_TEXT_QUESTION if "?" in words else Code.END_TEXT)]


def _together(start: str, end: str, term: str, start_notes: list[Message], end_notes: list[Message]) -> list[Message]:
    """What is missing, and one message for two dates with only a year."""
    codes = {message.code for message in (*start_notes, *end_notes)}
    if {Code.START_YEAR_ONLY, Code.END_YEAR_ONLY} <= codes:
        return [note(Code.DATES_YEAR_ONLY)]
    if not (start or end or term):
        return [note(Code.NO_DATES)]
    missing = [note(code) for words, code in ((start, Code.START_MISSING), (end, Code.END_MISSING)) if not words]
    return [*start_notes, *end_notes, *missing]


def _about_length(start: str, end: str, term: str, duration: str | None) -> list[Message]:
    told = [note(Code.END_IS_DURATION)] if parse_duration(end) else []
    if duration and not start:
        told.append(note(Code.TERM_WITHOUT_START))
    if term and not parse_duration(term):
        told.append(note(Code.END_INDEFINITE if INDEFINITE.search(term) else Code.TERM_TEXT))
    return told


def _judged(
    start: PartialDate | None, end: PartialDate | None, rules: Rules, is_transitional: bool
) -> tuple[date | None, date | None, list[Message]]:
    """The days that may stand in a draft. A term that breaks the rules keeps its start; its end stays in words."""
    told = [note(Code.DATE_OUT_OF_RANGE, words=str(d)) for d in (start, end) if d is not None and not _in_range(d)]
    start, end = (d if d is not None and _in_range(d) else None for d in (start, end))
    broken = _broken_rule(start, end, rules, is_transitional) if start and end else None
    return (
        start.as_date() if start else None,
        end.as_date() if end and not broken else None,
        [*told, broken] if broken else told,
    )


def _in_range(partial: PartialDate) -> bool:
    first, last = partial.bounds()
    return first >= FIRST_DAY and last <= LAST_DAY


def _broken_rule(start: PartialDate, end: PartialDate, rules: Rules, is_transitional: bool) -> Message | None:
    """The rule that is broken whatever days a month or year stands for; two known days are judged exactly."""
    (earliest_start, latest_start), (earliest_end, latest_end) = start.bounds(), end.bounds()
    shortest = _error(latest_start, max(earliest_end, latest_start), rules, is_transitional)
    longest = _error(earliest_start, latest_end, rules, is_transitional)
    years = rules.policy.max_years
    if isinstance(longest, EndsBeforeStart):
        return note(Code.ENDS_BEFORE_START)
    if isinstance(longest, TermTooShort):
        return note(Code.TERM_TOO_SHORT, years=rules.policy.min_years)
    if isinstance(shortest, TermTooLong):
        return note(Code.TERM_TOO_LONG, years=years)
    return note(Code.TERM_REFUSED) if is_transitional and shortest else None


def _error(starts_on: date, ends_on: date, rules: Rules, is_transitional: bool) -> RuleBroken | None:
    content = Content(title="", starts_on=starts_on, ends_on=ends_on, is_transitional=is_transitional)
    try:
        check_dates(content, rules.registered_on, rules.policy)
    except RuleBroken as error:
        return error
    return None


def _length_judged(
    start: PartialDate | None, end: PartialDate | None, duration: str | None, rules: Rules
) -> list[Message]:
    """A stated length against the policy, and the last day that it would give from a known first day."""
    months = whole_months(duration) if duration and end is None else None
    if months is None:
        return []
    if months > 12 * rules.policy.max_years:
        return [note(Code.TERM_TOO_LONG, years=rules.policy.max_years)]
    if months < 12 * rules.policy.min_years:
        return [note(Code.TERM_TOO_SHORT, years=rules.policy.min_years)]
    first_day = start.as_date() if start and _in_range(start) else None
    return [note(Code.END_COULD_BE, day=add_months(first_day, months) - ONE_DAY)] if first_day else []
