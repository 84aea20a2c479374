"""The day to decide by about the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines.advice import CHOICES, WAYS_TO_END
from agreements.domain.deadlines.row import (
    Deadline,
    DeadlineKind,
    KindOfDeadline,
    Lasts,
    PublicDay,
    PublicFacts,
    Wording,
)
from agreements.domain.decision_day import open_decide_by
from agreements.domain.due_dates import decide_by
from agreements.domain.ladder import OWNER, OWNERS, WITH_OFFICER, Ladder
from agreements.domain.lifecycle import end_needs_nothing, standing_decision
from agreements.domain.roles import Action
from agreements.domain.wording import N_, plural


def _find(agreement: Agreement) -> Iterator[Deadline]:
    """Any decision settles it."""
    decide_on = decide_by(agreement.content)
    if decide_on is not None:
        is_decided = standing_decision(agreement) is not None or agreement.termination is not None
        yield Deadline(DeadlineKind.DECISION, decide_on, is_settled=is_decided or end_needs_nothing(agreement))


def _is_moot(agreement: Agreement, day: date) -> bool:
    """Once the end has passed there is no day to decide by: then the end itself asks for the decision."""
    return open_decide_by(agreement, day) is None


def _public_days(facts: PublicFacts, day: date) -> Iterator[PublicDay]:
    """Cancelled once there is nothing to decide; the coming of that day changes its text."""
    decide_on, moot_from = decide_by(facts.content), facts.nothing_to_decide_from
    if decide_on is None:
        return
    if day < moot_from:
        yield PublicDay(decide_on)
    else:
        yield PublicDay(decide_on, cancelled_on=moot_from, turned_on=moot_from if moot_from > facts.last_day else None)


ROW = KindOfDeadline(
    kind=DeadlineKind.DECISION,
    place=2,
    word="beslissen",
    name=N_("Decide: go on or let it end"),
    heading=N_("Decide by %(day)s at the latest: what happens when the agreement ends?"),
    heading_late=N_("Decide now: the day to do so was %(day)s"),
    summary=N_("Decide about the end: %(title)s"),
    explanation=N_(
        "On this day at the latest the municipality decides about “%(title)s”: does it stop, or does a "
        "new agreement follow?"
    ),
    find=_find,
    public_days=_public_days,
    ladder=Ladder(
        ((60, OWNER), (30, OWNERS), (14, OWNERS), (7, WITH_OFFICER), (0, WITH_OFFICER)), overdue=WITH_OFFICER
    ),
    ladder_for=lambda usual, agreement: replace(usual, silent_after=agreement.last_day),
    settled_by=(Action.TERMINATE, Action.DECIDE, Action.RENEW, Action.CLOSE, Action.SUCCEED),
    ways=WAYS_TO_END,
    answer=lambda _: Action.DECIDE,
    covers=(DeadlineKind.EXPIRY,),
    lasts=Lasts.TO_THE_LAST_DAY,
    is_moot=_is_moot,
    wording=Wording(
        subject_before=plural(
            "%(count)s day left to decide: %(title)s (by %(day)s)",
            "%(count)s days left to decide: %(title)s (by %(day)s)",
        ),
        subject_today=N_("Decide today: %(title)s (%(day)s)"),
        subject_late=plural(
            "Decision %(count)s day too late: %(title)s (was due on %(day)s)",
            "Decision %(count)s days too late: %(title)s (was due on %(day)s)",
        ),
        heading_before=N_("Decide by %(day)s what happens to “%(title)s”"),
        heading_today=N_("Today is the last day to decide what happens to “%(title)s”"),
        heading_late=N_("You had until %(day)s to decide what happens to “%(title)s”"),
        lead_before=N_(
            "The agreement ends on %(ends_on)s. Stopping and preparing a new agreement take time, so decide before."
        ),
        lead_late=N_(
            "The agreement ends on %(ends_on)s. Decide now, so that a new agreement can still be ready in time."
        ),
        day_label=N_("Decide by"),
        steps_before=CHOICES,
        steps_late=CHOICES,
    ),
)
