"""Histories that earlier releases allowed and that only people can judge: one sentence each, for `afspraken check`.

What is certain is mended by the register itself, see `agreements.domain.mending`. The sentences are English, as all of
the command line is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from agreements.domain.agreement import Agreement, Version
from agreements.domain.deadlines import KINDS, deadlines
from agreements.domain.lifecycle import Status, all_receivers, has_confirmed, status_on
from agreements.domain.review_plan import RECENT_MONTHS
from agreements.domain.term import ONE_DAY, add_months

_BEFORE_APPROVAL = frozenset({Status.DRAFT, Status.UNDER_REVIEW})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else the judgement needs: the versions of the agreement, and what stands around it."""

    versions: Sequence[Version]
    successor: Agreement | None
    followed_by: Sequence[str]
    """Approved agreements that name this one as the one they follow."""
    alike: Sequence[str]
    """Other approved agreements with the same title and parties, that neither follow this one nor come before it."""
    has_head: bool
    """Whether its department has an active head."""
    has_able_owner: bool
    """Whether its owner, if it has one, may decide about it."""


def doubts(agreement: Agreement, around: Surroundings, today: date) -> tuple[str, ...]:
    """What somebody has to look at; nothing for a draft, and for what is closed."""
    status = status_on(agreement, today)
    if agreement.in_force is None or status in _BEFORE_APPROVAL or status is Status.CLOSED:
        return ()
    return tuple(sentence for judge in _JUDGES for sentence in judge(agreement, around))


def _gap(agreement: Agreement, around: Surroundings) -> Iterator[str]:
    """Settled with a gap, or open with one: nobody is told again that nothing holds in between."""
    successor = around.successor
    if successor is None or successor.in_force is None or agreement.last_day is None:
        return
    starts_on = successor.in_force.term.starts_on
    if starts_on > agreement.last_day + ONE_DAY and _end_is_open(agreement):
        yield (
            f"{successor.reference} follows on {starts_on}, and the last day is {agreement.last_day}: "
            "move its start while it can be moved, or decide to let this one lapse."
        )


def _end_is_open(agreement: Agreement) -> bool:
    return any(KINDS[one.kind].is_last_day and not one.is_settled for one in deadlines(agreement))


def _early_confirmation(agreement: Agreement, _: Surroundings) -> Iterator[str]:
    for party in all_receivers(agreement):
        said = [done.done_on for done in agreement.destructions if done.party == party]
        if said and not has_confirmed(agreement, party):
            yield (
                f"“{party}” confirmed the destruction for {said[-1]}, before the exchange with it had ended: "
                "ask for a confirmation of what came after."
            )


def _approved_too_late(_: Agreement, around: Surroundings) -> Iterator[str]:
    first = around.versions[0]
    if first.approved_on > first.term.ends_on:
        late = f"it was approved on {first.approved_on}, after its last day {first.term.ends_on}"
        yield f"{late}: see to the destruction, and close it."


def _owner(_: Agreement, around: Surroundings) -> Iterator[str]:
    if not around.has_able_owner:
        yield "its owner may not decide about it, or left: choose another one."


def _department(agreement: Agreement, around: Surroundings) -> Iterator[str]:
    if not around.has_head:
        yield f"“{agreement.content.department}” has no head in the register: choose another department, or add one."


def _lengthened(agreement: Agreement, around: Surroundings) -> Iterator[str]:
    """Each running version whose term was made longer without a review of its last time."""
    for before, after in pairwise(around.versions):
        day, ends_on = after.approved_on, before.term.ends_on
        if after.term.ends_on <= ends_on or day < before.term.starts_on:
            continue
        since = add_months(max(day, ends_on), -RECENT_MONTHS)
        if not any(since <= review.done_on <= day for review in agreement.reviews):
            yield f"version {after.number} made its term longer without a recent review: record one."


def _look_alike(_: Agreement, around: Surroundings) -> Iterator[str]:
    if around.alike:
        yield f"it has the same title and parties as {', '.join(around.alike)}: is it the same agreement?"


def _two_successors(_: Agreement, around: Surroundings) -> Iterator[str]:
    if len(around.followed_by) > 1:
        yield f"more than one agreement follows it: {', '.join(around.followed_by)}. Which one counts?"


_JUDGES: tuple[Callable[[Agreement, Surroundings], Iterator[str]], ...] = (
    _gap,
    _early_confirmation,
    _approved_too_late,
    _owner,
    _department,
    _lengthened,
    _look_alike,
    _two_successors,
)
