"""What the mails about more than one kind of deadline advise, and what beheer offers with them."""

from __future__ import annotations

from agreements.domain.agreement import DecisionKind
from agreements.domain.deadlines.row import Way
from agreements.domain.roles import Action
from agreements.domain.wording import N_

CHOICES = (
    (
        N_("Make a new agreement that follows"),
        N_("Record a review of this agreement. Then make a new agreement that follows it."),
    ),
    (
        N_("Let it end"),
        N_("Sharing stops after %(ends_on)s. Every party then confirms that the data are destroyed or returned."),
    ),
    (
        N_("End it earlier (terminate)"),
        N_("Terminate the agreement: give its last day and a reason."),
    ),
)
"""What can be decided about an end."""

WAYS_TO_END = (
    Way(
        action=Action.RENEW,
        button=N_("Make a new agreement that follows"),
        meaning=N_("Sharing goes on. You get a draft of the next agreement; it needs a review and approval."),
    ),
    Way(
        action=Action.DECIDE,
        button=N_("Let it end"),
        meaning=N_(
            "Sharing stops after the last day. After that every party confirms that the data are destroyed or returned."
        ),
        fills=lambda _: {"kind": DecisionKind.LAPSE.value},
    ),
    Way(
        action=Action.TERMINATE,
        button=N_("End it earlier (terminate)"),
        meaning=N_("Sharing stops earlier, on a day that you choose."),
    ),
)
"""The same in beheer."""

LATER = (
    N_("Remind me later"),
    N_("Ask for a reminder on a day that you choose, and say why."),
)
"""Comes last in every letter before the day; on the day itself it is too late for that."""

WAY_LATER = Way(
    action=Action.SNOOZE,
    button=N_("Remind me later"),
    meaning=N_("You cannot decide yet. You say why, and on which day you want a reminder."),
    fills=lambda deadline: {"deadline": f"{deadline.kind}:{deadline.subject}"},
)
"""The same in beheer, behind the ways of every kind that can be postponed."""
