"""The days that follow from what was agreed: to decide by, and by which data must be gone (rules 5 and 8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from agreements.domain.content import Content, DataCategory, data_received_by
from agreements.domain.term import ONE_DAY, add_months

DEFAULT_NOTICE_MONTHS = 3


def decide_by(content: Content) -> date | None:
    """Last day to give notice or to start the renewal: the notice period (three months by default) before the end."""
    if content.ends_on is None:
        return None
    return add_months(content.ends_on, -_notice(content.notice_months))


def earliest_end_to_decide(notice_months: int | None, today: date) -> date:
    """The first end that can still be decided about today, with this notice period (None for the default)."""
    months = _notice(notice_months)
    ends_on = add_months(today, months)
    while add_months(ends_on, -months) < today:  # at the end of a month, for a day or three
        ends_on += ONE_DAY
    return ends_on


def _notice(months: int | None) -> int:
    return DEFAULT_NOTICE_MONTHS if months is None else months


def destroy_by(content: Content, party: str, last_day: date) -> date:
    """The day by which the data of `party` are gone: after the longest retention period of what it receives.

    The day after the last one at the earliest: on the last day data are still received.

    A period that runs from receipt or from the closing of a case may begin as late as the last day, so
    counting from there is the latest it can end (GDPR art. 5(1)(e)).
    """
    return gone_by(data_received_by(content, party), last_day)


def gone_by(kinds: Iterable[DataCategory], last_day: date) -> date:
    """The same for these kinds of data."""
    return max([last_day + ONE_DAY, *(_kept_until(kind, last_day) for kind in kinds)])


def _kept_until(category: DataCategory, last_day: date) -> date:
    if category.retention is None:
        return last_day
    return add_months(last_day, category.retention.months) + timedelta(days=category.retention.days)
