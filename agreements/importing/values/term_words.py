"""How long an agreement lasts, out of the words of a source. Only whole days inside the rules become dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from agreements.dates import PartialDate
from agreements.domain.content import Content
from agreements.domain.errors import RuleBroken
from agreements.domain.held_term import check_dates
from agreements.domain.term import FIRST_DAY, LAST_DAY, ONE_DAY, TermPolicy, add_months, latest_transitional_end
from agreements.domain.term_errors import EndsBeforeStart, TermTooLong, TermTooShort
from agreements.importing.codes import Code
from agreements.importing.messages import Message, note
from agreements.importing.values.date_words import Told
from agreements.importing.values.duration import last_day, parse_duration, whole_months
from agreements.importing.values.periods import TermWords, with_period
from agreements.importing.values.term_ends import INDEFINITE, read_end, read_start


@dataclass(frozen=True, slots=True)
class Rules:
    """What a term is judged by: the day of registration and the office's policy."""

    registered_on: date
    policy: TermPolicy


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
    said, told_of_period = with_period(said)
    start, end, term = said.start, said.end, said.term
    started, start_notes = read_start(start, said.dates_of_start)
    duration = parse_duration(end) or parse_duration(term)
    ended, end_notes = read_end(end, said.dates_of_end)
    told = [
        *told_of_period,
        *_together(start, end, term, start_notes, end_notes),
        *_about_length(start, end, term, duration),
    ]
    starts_on, ends_on, judged = _judged(started, ended, rules, is_transitional)
    told += [*judged, *_length_judged(started, ended, duration, rules)]
    if ended is not None and ended.bounds()[1] < rules.registered_on:
        told.append(note(Code.ALREADY_ENDED))
    elif ends_on is None and started is not None and started.bounds()[1] < rules.policy.in_force_since:
        told.append(note(Code.MAY_BE_TRANSITIONAL, latest=latest_transitional_end(rules.registered_on)))
    return TermReading(started, ended, duration, starts_on, ends_on, tuple(told))


def _together(start: str, end: str, term: str, start_notes: Told, end_notes: Told) -> list[Message]:
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
    if longest is EndsBeforeStart:
        return note(Code.ENDS_BEFORE_START)
    if longest is TermTooShort:
        return note(Code.TERM_TOO_SHORT, years=rules.policy.min_years)
    if shortest is TermTooLong:
        return note(Code.TERM_TOO_LONG, years=years)
    return note(Code.TERM_REFUSED) if is_transitional and shortest else None


@lru_cache(maxsize=2048)
def _error(starts_on: date, ends_on: date, rules: Rules, is_transitional: bool) -> type[RuleBroken] | None:
    content = Content(title="", starts_on=starts_on, ends_on=ends_on, is_transitional=is_transitional)
    try:
        check_dates(content, rules.registered_on, rules.policy)
    except RuleBroken as error:
        return type(error)
    return None


def _length_judged(
    start: PartialDate | None, end: PartialDate | None, duration: str | None, rules: Rules
) -> list[Message]:
    """A stated length against the dates or the policy, and the last day that it would give from a known first day."""
    if duration and end is not None:
        return _length_beside_dates(start, end, duration)
    months = whole_months(duration) if duration else None
    if months is None:
        return []
    if months > 12 * rules.policy.max_years:
        return [note(Code.TERM_TOO_LONG, years=rules.policy.max_years)]
    if months < 12 * rules.policy.min_years:
        return [note(Code.TERM_TOO_SHORT, years=rules.policy.min_years)]
    first_day = start.as_date() if start and _in_range(start) else None
    return [note(Code.END_COULD_BE, day=add_months(first_day, months) - ONE_DAY)] if first_day else []


def _length_beside_dates(start: PartialDate | None, end: PartialDate, duration: str) -> list[Message]:
    """Both readings of a length and dates that do not agree; the dates are days and stay."""
    first, last = start.as_date() if start and _in_range(start) else None, end.as_date()
    if first is None or last is None:
        return []
    by_length = last_day(first, duration)
    return [note(Code.LENGTH_CONTRADICTS, day=by_length, end=last)] if by_length != last else []
