"""The reviews that are planned: by the parties, or because somebody asked for one in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines.row import (
    Deadline,
    DeadlineKind,
    KindOfDeadline,
    LateFrom,
    PublicDay,
    PublicFacts,
    ToldLate,
    Way,
    Wording,
)
from agreements.domain.ladder import OWNER, OWNERS, WITH_DPO, WITH_OFFICER, Ladder
from agreements.domain.review_plan import dropped_reviews, planned_reviews, review_for
from agreements.domain.roles import Action
from agreements.domain.wording import N_, plural

_ADVICE = (
    (
        N_("Answer three questions"),
        N_("Was the purpose reached? Does the benefit still outweigh what people notice of it? Were there incidents?"),
    ),
    (
        N_("Record the review"),
        N_("Write the answers in the register. Then these reminders stop."),
    ),
    (
        N_("Act on it"),
        N_("Change the agreement, or end it, when the answers ask for it."),
    ),
)


def _find(agreement: Agreement) -> Iterator[Deadline]:
    """Settled when recorded, when the agreement ends (early) before the planned day, or when it was dropped.

    Of what was over before it was approved nothing about the past is left to do but the destruction.
    """
    for one in planned_reviews(agreement):
        is_settled = bool(review_for(agreement, one.planned_on)) or _is_over(agreement, one.planned_on)
        yield Deadline(DeadlineKind.REVIEW, one.planned_on, str(one.number), is_settled)
    for one in dropped_reviews(agreement):
        yield Deadline(DeadlineKind.REVIEW, one.planned_on, str(one.number), is_settled=True)


def _is_over(agreement: Agreement, planned_on: date) -> bool:
    if agreement.closed_on is not None or agreement.already_ended:
        return True
    return agreement.last_day is not None and planned_on > agreement.last_day


def _wording_for(usual: Wording, agreement: Agreement, subject: str) -> Wording:
    """Who asked for it, where that were not the parties."""
    asked = {str(one.number): one.request for one in planned_reviews(agreement)}.get(subject)
    return replace(usual, lead_before=asked.sentence) if asked else usual


def _public_days(facts: PublicFacts, _: date) -> Iterator[PublicDay]:
    """Planned ones only: an extra review is never announced. One after an early end is cancelled, and so is one
    that was dropped."""
    for one in facts.reviews:
        if one.planned_on is not None:
            is_too_late = one.done_on is None and one.planned_on > facts.last_day
            yield PublicDay(
                one.planned_on,
                str(one.number),
                is_done=one.done_on is not None,
                cancelled_on=facts.termination_decided_on if is_too_late else None,
            )
    for gone in facts.dropped_reviews:
        yield PublicDay(gone.planned_on, str(gone.number), cancelled_on=gone.dropped_on)


ROW = KindOfDeadline(
    kind=DeadlineKind.REVIEW,
    place=1,
    word="evaluatie",
    name=N_("Review %(number)s"),
    heading=N_("Review the agreement by %(day)s at the latest"),
    heading_late=N_("Review the agreement now: this was planned on %(day)s"),
    summary=N_("Review: %(title)s"),
    done=N_("Review done: %(title)s"),
    explanation=N_("On this day the review of “%(title)s” is planned."),
    find=_find,
    public_days=_public_days,
    ladder=Ladder(((60, OWNER), (30, OWNERS), (14, OWNERS), (0, WITH_OFFICER)), overdue=WITH_DPO),
    told_late=ToldLate(
        since=LateFrom.ITS_DAY,
        anchor="late-reviews",
        total=N_("have a review that is late"),
        heading=N_("Reviews that are late"),
        line=N_("planned for %(day)s"),
    ),
    wording_for=_wording_for,
    settled_by=(Action.REVIEW, Action.RENEW, Action.CLOSE),
    ways=(
        Way(
            action=Action.REVIEW,
            button=N_("Record a review"),
            meaning=N_("Write down whether the purpose was reached and whether it is still needed."),
            fills=lambda deadline: {"planned_on": deadline.due_on.isoformat()},
        ),
    ),
    wording=Wording(
        subject_before=plural(
            "Review within %(count)s day: %(title)s (by %(day)s)",
            "Review within %(count)s days: %(title)s (by %(day)s)",
        ),
        subject_today=N_("Review today: %(title)s (%(day)s)"),
        subject_late=plural(
            "Review %(count)s day too late: %(title)s (was due on %(day)s)",
            "Review %(count)s days too late: %(title)s (was due on %(day)s)",
        ),
        heading_before=N_("Review “%(title)s” by %(day)s"),
        heading_today=N_("Review “%(title)s” today, %(day)s"),
        heading_late=N_("The review of “%(title)s” was due on %(day)s"),
        lead_before=N_("The parties agreed to look back then: does the sharing still do what it is meant for?"),
        lead_late=N_("The register has no review yet. Without one no new agreement can follow."),
        day_label=N_("Review by"),
        steps_before=_ADVICE,
        steps_late=_ADVICE,
    ),
)
