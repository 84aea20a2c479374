"""The end: the last day on which the agreement holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from agreements.domain.agreement import Agreement, DecisionKind
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
from agreements.domain.due_dates import decide_by
from agreements.domain.ladder import EVERYONE, OWNER, OWNERS, WITH_OFFICER, Ladder, audience_of
from agreements.domain.lifecycle import end_needs_nothing, standing_decision
from agreements.domain.roles import Action
from agreements.domain.wording import N_, plural

CATCH_UP_DAYS = 30
"""So long after an early end a register that was down still says that it came; later that is no news."""

_STOP = (
    N_("Stop the sharing"),
    N_("Make sure that no data are shared under this agreement any more."),
)
_STOP_IN_TIME = (
    N_("Stop the sharing in time"),
    N_("Make sure that no data are shared under this agreement after %(day)s."),
)
_RECORD_DECISION = (
    N_("Record your decision"),
    N_("Say in the register whether the agreement ends or is followed by another."),
)
_HAVE_DESTROYED = (
    N_("Have the data destroyed"),
    N_("Ask every party to confirm that its data are destroyed or returned."),
)


def _find(agreement: Agreement) -> Iterator[Deadline]:
    """It waits until nothing can go wrong any more.

    A decision to renew is only a plan: the alerts about the end go on until the successor is approved and begins the
    day after. Of what was ended early the end is its early day: that delivery must stop then is told like any end.
    """
    if agreement.last_day is None or decide_by(agreement.content) is None:
        return
    decision = standing_decision(agreement)
    lapses = decision is not None and decision.kind is DecisionKind.LAPSE and agreement.termination is None
    yield Deadline(DeadlineKind.EXPIRY, agreement.last_day, is_settled=lapses or end_needs_nothing(agreement))


def _ladder_for(usual: Ladder, agreement: Agreement) -> Ladder:
    """The agreement's own lead times: those days, then 0 and overdue.

    An early end was decided already: it is told up to and on the day itself, and not repeated afterwards.
    """
    own = agreement.stewardship.lead_days
    days = sorted({0, *own}, reverse=True) if own else [day for day, _ in usual.rungs]
    rungs = tuple((day, audience_of(usual, day)) for day in days)
    if agreement.termination is None or agreement.last_day is None:
        return Ladder(rungs, usual.overdue)
    return Ladder(rungs, (), agreement.last_day + timedelta(days=CATCH_UP_DAYS))


def _public_days(facts: PublicFacts, _: date) -> Iterator[PublicDay]:
    """It stays in the calendar for ever."""
    yield PublicDay(facts.last_day)


def _wording_for(usual: Wording, agreement: Agreement, subject: str) -> Wording:
    """What was decided already reads in another way."""
    if agreement.termination is not None:
        return _ENDING_EARLY
    follows = agreement.succession
    return _FOLLOWED_LATER if follows is not None and follows.starts_on is not None else usual


_WORDING = Wording(
    subject_before=plural("Ends in %(count)s day: %(title)s (%(day)s)", "Ends in %(count)s days: %(title)s (%(day)s)"),
    subject_today=N_("Ends today: %(title)s (%(day)s)"),
    subject_late=plural(
        "No decision yet: %(title)s ended %(count)s day ago (%(day)s)",
        "No decision yet: %(title)s ended %(count)s days ago (%(day)s)",
    ),
    heading_before=N_("“%(title)s” ends on %(day)s"),
    heading_today=N_("“%(title)s” ends today, %(day)s"),
    heading_late=N_("“%(title)s” ended on %(day)s and nothing was decided"),
    lead_before=N_("After that day nobody may share data under this agreement. It is never renewed automatically."),
    lead_late=N_("Since that day nobody may share data under this agreement. A decision is still missing."),
    day_label=N_("Last day"),
    steps_before=CHOICES,
    steps_late=(_STOP, _RECORD_DECISION, _HAVE_DESTROYED),
    asks_to_decide=True,
)

_ENDING_EARLY = replace(
    _WORDING,
    subject_late=plural(
        "Ended %(count)s day ago: %(title)s (%(day)s)", "Ended %(count)s days ago: %(title)s (%(day)s)"
    ),
    heading_before=N_("“%(title)s” is terminated and ends on %(day)s"),
    heading_today=N_("“%(title)s” is terminated and ends today, %(day)s"),
    heading_late=N_("“%(title)s” was terminated and ended on %(day)s"),
    lead_before=N_("After that day nobody may share data under this agreement."),
    lead_late=N_("Since that day nobody may share data under this agreement."),
    steps_before=(
        _STOP_IN_TIME,
        _HAVE_DESTROYED,
        (N_("Change your mind"), N_("Until that day has passed you can move it, or withdraw the termination.")),
    ),
    steps_late=(_STOP, _HAVE_DESTROYED),
    asks_to_decide=False,
)
"""For the end of an agreement that was terminated: nothing is left to decide, but the sharing must stop."""

_FOLLOWED_LATER = replace(
    _ENDING_EARLY,
    heading_before=N_("“%(title)s” ends on %(day)s and what follows begins only on %(starts_on)s"),
    heading_today=N_("“%(title)s” ends today, %(day)s, and what follows begins only on %(starts_on)s"),
    heading_late=N_("“%(title)s” ended on %(day)s and what follows begins only on %(starts_on)s"),
    lead_before=N_("In between no agreement applies. Nobody may share data under these agreements then."),
    lead_late=N_("Until then no agreement applies. Nobody may share data under these agreements now."),
    steps_before=(
        _STOP_IN_TIME,
        (N_("Close the gap"), N_("Let the next agreement begin the day after, as long as it has not begun.")),
    ),
    steps_late=(
        _STOP,
        (N_("Close the gap"), N_("Decide what must happen with the data until %(starts_on)s.")),
    ),
)
"""For an end that an approved agreement follows with a gap: it was decided, but in between nothing holds."""

ROW = KindOfDeadline(
    kind=DeadlineKind.EXPIRY,
    place=3,
    word="einde",
    name=N_("End of the agreement"),
    heading=N_("Decide now: the agreement ends on %(day)s"),
    heading_late=N_("Decide now: the agreement ended on %(day)s"),
    summary=N_("Ends: %(title)s"),
    explanation=N_("This is the last day on which the agreement “%(title)s” applies."),
    find=_find,
    public_days=_public_days,
    ladder=Ladder(
        (
            (180, OWNER),
            (90, OWNERS),
            (60, OWNERS),
            (30, WITH_OFFICER),
            (14, WITH_OFFICER),
            (7, WITH_OFFICER),
            (1, WITH_OFFICER),
            (0, WITH_OFFICER),
        ),
        overdue=EVERYONE,
    ),
    ladder_for=_ladder_for,
    settled_by=(Action.DECIDE, Action.CLOSE, Action.SUCCEED),
    ways=WAYS_TO_END,
    answer=lambda agreement: Action.WITHDRAW_TERMINATION if agreement.termination else Action.DECIDE,
    is_asked=lambda agreement: agreement.termination is None,
    is_last_day=True,
    lasts=Lasts.TO_AN_EARLY_END,
    wording=_WORDING,
    wording_for=_wording_for,
)
