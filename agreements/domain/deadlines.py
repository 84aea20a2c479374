"""Rule 5: what must be decided or done, and by when. All of it follows from the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from agreements.domain.agreement import Agreement, DecisionKind
from agreements.domain.content import Content, DataCategory, data_received_by, receiving_parties
from agreements.domain.lifecycle import data_left, goes_on, goes_on_entirely, has_confirmed, standing_decision
from agreements.domain.review_plan import dropped_reviews, planned_reviews, review_for
from agreements.domain.term import ONE_DAY, add_months

DEFAULT_NOTICE_MONTHS = 3


class DeadlineKind(StrEnum):
    """The four kinds of deadline."""

    REVIEW = "review"
    DECISION = "decision"
    EXPIRY = "expiry"
    DESTRUCTION = "destruction"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing to do by `due_on`. `subject` tells deadlines of one kind apart and never changes.

    It is the sequence number of a review, the name of the receiving party for a destruction, else empty.
    A settled deadline needs no more alerts.
    """

    kind: DeadlineKind
    due_on: date
    subject: str = ""
    is_settled: bool = False


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
    return _gone_by(data_received_by(content, party), last_day)


def _gone_by(kinds: Iterable[DataCategory], last_day: date) -> date:
    return max([last_day + ONE_DAY, *(_kept_until(kind, last_day) for kind in kinds)])


def _kept_until(category: DataCategory, last_day: date) -> date:
    if category.retention is None:
        return last_day
    return add_months(last_day, category.retention.months) + timedelta(days=category.retention.days)


def deadlines(agreement: Agreement) -> tuple[Deadline, ...]:
    """All deadlines of an approved agreement, settled ones included; none while it is still a draft."""
    if agreement.in_force is None or agreement.last_day is None:
        return ()
    return (
        *_reviews(agreement),
        *_end_of_term(agreement, agreement.in_force.content, agreement.last_day),
        *_destructions(agreement, agreement.in_force.content, agreement.last_day),
    )


def waits(deadline: Deadline, agreement: Agreement, today: date) -> bool:
    """Whether somebody still has something to do about a deadline.

    Not once an early end has passed, since that was decided; nor about the day to decide once the end itself has
    passed: then the end asks for the decision.
    """
    if deadline.is_settled:
        return False
    if deadline.kind is DeadlineKind.DECISION:
        return agreement.last_day is None or today <= agreement.last_day
    is_early_end = deadline.kind is DeadlineKind.EXPIRY and agreement.termination is not None
    return not is_early_end or today <= deadline.due_on


def open_deadlines(agreement: Agreement, day: date) -> tuple[Deadline, ...]:
    """The deadlines about which somebody still has something to do on `day`, the nearest first."""
    found = (deadline for deadline in deadlines(agreement) if waits(deadline, agreement, day))
    return tuple(sorted(found, key=lambda deadline: (deadline.due_on, deadline.kind, deadline.subject)))


def open_tasks(agreement: Agreement, day: date) -> tuple[Deadline, ...]:
    """The same as things to do. The day to decide and the end count as one: the same decision settles both."""
    found = open_deadlines(agreement, day)
    has_decision = any(deadline.kind is DeadlineKind.DECISION for deadline in found)
    return tuple(one for one in found if one.kind is not DeadlineKind.EXPIRY or not has_decision)


def _reviews(agreement: Agreement) -> tuple[Deadline, ...]:
    """Settled when recorded, when the agreement ends (early) before the planned day, or when it was dropped.

    Of what was over before it was approved nothing about the past is left to do but the destruction.
    """
    planned = tuple(
        Deadline(
            DeadlineKind.REVIEW,
            one.planned_on,
            str(one.number),
            bool(review_for(agreement, one.planned_on)) or _is_over(agreement, one.planned_on),
        )
        for one in planned_reviews(agreement)
    )
    dropped = dropped_reviews(agreement)
    return planned + tuple(Deadline(DeadlineKind.REVIEW, one.planned_on, str(one.number), True) for one in dropped)


def _end_of_term(agreement: Agreement, content: Content, last_day: date) -> tuple[Deadline, ...]:
    """Any decision settles the day to decide; the end itself waits until nothing can go wrong any more.

    A decision to renew is only a plan: the alerts about the end go on until the successor is approved and begins the
    day after. Of what was ended early the end is its early day: that delivery must stop then is told like any end.
    """
    decision_on = decide_by(content)
    if decision_on is None:
        return ()
    is_over = (
        agreement.closed_on is not None or goes_on(agreement) or agreement.is_called_off or agreement.already_ended
    )
    decision = standing_decision(agreement)
    is_decided = decision is not None or agreement.termination is not None
    lapses = decision is not None and decision.kind is DecisionKind.LAPSE and agreement.termination is None
    return (
        Deadline(DeadlineKind.DECISION, decision_on, "", is_over or is_decided),
        Deadline(DeadlineKind.EXPIRY, last_day, "", is_over or lapses),
    )


def _destructions(agreement: Agreement, content: Content, last_day: date) -> tuple[Deadline, ...]:
    """For what goes on under the successor there is none; the rest is due by its own periods (rule 8)."""
    if agreement.is_called_off:
        return ()
    return tuple(
        Deadline(
            DeadlineKind.DESTRUCTION,
            _gone_by(data_left(agreement, party), last_day),
            party,
            has_confirmed(agreement, party) or agreement.closed_on is not None,
        )
        for party in receiving_parties(content)
        if not goes_on_entirely(agreement, party)
    ) + tuple(
        Deadline(DeadlineKind.DESTRUCTION, former.destroy_by, former.party, has_confirmed(agreement, former.party))
        for former in agreement.former_receivers
        if former.party not in receiving_parties(content)
    )


def _is_over(agreement: Agreement, planned_on: date) -> bool:
    if agreement.closed_on is not None or agreement.already_ended:
        return True
    return agreement.last_day is not None and planned_on > agreement.last_day
