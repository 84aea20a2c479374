"""The notice period, out of a column with a period, a column with the last day to give notice, or the remarks."""

from __future__ import annotations

from datetime import date

from agreements.dates import shortened
from agreements.domain.term import add_months
from agreements.importing.codes import Code
from agreements.importing.messages import note
from agreements.importing.rows.optional_cells import Gathers, no_date
from agreements.importing.tables.cells import Cells
from agreements.importing.tables.columns import Column
from agreements.importing.values.date_words import read_date
from agreements.importing.values.duration import find_duration, whole_months
from agreements.importing.values.remarks import find_notice
from agreements.importing.values.words import readable

MOST_NOTICE_MONTHS = 36


def notice_months(
    cells: Cells, from_remarks: str | None, ends_on: date | None, loose: Gathers
) -> tuple[int | None, str | None]:
    """The notice period in whole months and as ISO 8601 period. What is not read is told: silence would mean that the
    last day to decide is reckoned with the office's own period."""
    period = _stated_period(cells, loose) or from_remarks
    months = whole_months(period) if period else None
    last_day = _last_day_for_notice(cells, loose)
    if period is None and last_day:
        return _from_last_day(cells, last_day, ends_on, loose)
    if cells[Column.DECIDE_BY]:
        loose.notes.append((cells.titles[Column.DECIDE_BY], cells[Column.DECIDE_BY]))
    if months is not None and ends_on and last_day and add_months(ends_on, -months) != last_day:
        loose.messages.append(note(Code.NOTICE_CONTRADICTS, day=add_months(ends_on, -months), said=last_day))
    return months, period


def _stated_period(cells: Cells, loose: Gathers) -> str | None:
    words = cells[Column.NOTICE]
    period = (find_notice(words) or find_duration(readable(words))) if words else None
    if words and period is None:
        loose.messages.append(note(Code.NOTICE_NOT_READ, words=shortened(words)))
    elif period and whole_months(period) is None:
        loose.messages.append(note(Code.NOTICE_NO_MONTHS, words=shortened(words)))
    return period


def _last_day_for_notice(cells: Cells, loose: Gathers) -> date | None:
    words = cells[Column.DECIDE_BY]
    partial, told = read_date(words, cells.dates_of(Column.DECIDE_BY)) if words else (None, ())
    day = partial.as_date() if partial else None
    loose.messages += told
    if words and day is None and not told:
        loose.messages.append(no_date(cells, Column.DECIDE_BY))
    return day


def _months_between(first: date, last: date) -> int | None:
    """How many whole months before the last day the first lies; None for any other distance."""
    months = 12 * (last.year - first.year) + last.month - first.month
    return months if 0 <= months <= MOST_NOTICE_MONTHS and add_months(last, -months) == first else None


def _from_last_day(cells: Cells, last_day: date, ends_on: date | None, loose: Gathers) -> tuple[int | None, str | None]:
    """The period that gives this last day, when a whole number of months before the end does."""
    months = _months_between(last_day, ends_on) if ends_on else None
    if months is not None:
        return months, f"P{months}M"
    words = cells[Column.DECIDE_BY]
    loose.notes.append((cells.titles[Column.DECIDE_BY], words))
    loose.messages.append(note(Code.NOTICE_NOT_READ, words=shortened(words)))
    return None, None
