"""Which steps exist, and when each is possible: one row per step.

The domain refuses what the row does not allow, beheer offers what it does, and docs/steps.md is made from it.

Who may take a step stands in `agreements.domain.roles`; the rule of the step itself in `agreements.domain.transitions`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.errors import WrongStatus
from agreements.domain.lifecycle import ENDED, RUNNING, Status, status_on
from agreements.domain.roles import Action

_HOLDS = RUNNING | {Status.UPCOMING}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRule:
    """When a step is possible and what it does to other steps. The texts are English: for docs.

    Which deadlines it settles stands with those (`agreements.domain.deadlines`)."""

    statuses: frozenset[Status]
    """In which statuses of the whole agreement."""
    condition: str = ""
    """What else must be so."""
    withdraws: str = ""
    """What it undoes, visibly."""
    is_public: bool = False
    """Residents see its result."""


STEP_RULES: dict[Action, StepRule] = {
    Action.AMEND: StepRule(
        statuses=_HOLDS | {Status.DRAFT},
        condition="nothing waits for approval, and it is not terminated",
        withdraws="the draft of before",
    ),
    Action.SUBMIT: StepRule(
        statuses=_HOLDS | {Status.DRAFT},
        condition="there is a draft, and it lacks nothing; a later end of a running agreement needs a recent review; "
        "a first version that is over already is submitted as such",
    ),
    Action.RETURN: StepRule(
        statuses=_HOLDS | ENDED | {Status.UNDER_REVIEW},
        condition="a submission waits for approval; with a reason",
        withdraws="the submission, and its plan",
    ),
    Action.RECALL: StepRule(
        statuses=_HOLDS | ENDED | {Status.UNDER_REVIEW},
        condition="your own submission waits for approval",
        withdraws="the submission and its plan, without mail: what still waits to be sent about it is taken back",
    ),
    Action.PUBLISH_PLAN: StepRule(
        statuses=_HOLDS | {Status.UNDER_REVIEW},
        condition="a submission of somebody else waits that is public; people can react for two to twelve weeks, and a "
        "new agreement begins after that",
        is_public=True,
    ),
    Action.WITHDRAW_PLAN: StepRule(
        statuses=_HOLDS | ENDED | {Status.UNDER_REVIEW},
        condition="there is a plan that is not approved; with a reason",
        withdraws="the plan: what was submitted goes on waiting",
        is_public=True,
    ),
    Action.APPROVE: StepRule(
        statuses=_HOLDS | {Status.UNDER_REVIEW},
        condition="a submission of somebody else waits, with all that submitting asks; after a plan the time to react "
        "has passed, and the reactions are answered",
        is_public=True,
    ),
    Action.SUSPEND: StepRule(
        statuses=frozenset({Status.ACTIVE}),
        condition="from today at the earliest, within the term, beside no other suspension; with a reason",
        is_public=True,
    ),
    Action.RESUME: StepRule(
        statuses=frozenset({Status.SUSPENDED}), withdraws="the rest of the suspension that runs", is_public=True
    ),
    Action.EXTEND_SUSPENSION: StepRule(
        statuses=frozenset({Status.SUSPENDED}),
        condition="another last day from today up to the end, beside no other suspension; with a reason",
        is_public=True,
    ),
    Action.CANCEL_SUSPENSION: StepRule(
        statuses=RUNNING,
        condition="a suspension is planned that has not begun; with a reason",
        withdraws="the planned suspension",
        is_public=True,
    ),
    Action.TERMINATE: StepRule(
        statuses=_HOLDS,
        condition="with a last day from today up to the agreed end, and a reason; again, to move that day",
        withdraws="an earlier decision about the end, with the draft of a renewal",
        is_public=True,
    ),
    Action.REVIEW: StepRule(
        statuses=RUNNING | ENDED,
        condition="for a planned review: done half a year before its day at the earliest",
        is_public=True,
    ),
    Action.ASK_REVIEW: StepRule(
        statuses=RUNNING,
        condition="who asked, when and why; on a day from today up to the last day on which no review is planned",
        is_public=True,
    ),
    Action.DECIDE: StepRule(
        statuses=_HOLDS | {Status.EXPIRED},
        condition="not terminated, and no approved agreement follows without a gap",
        withdraws="an earlier decision about the end; letting it lapse also the draft of a renewal",
    ),
    Action.RENEW: StepRule(
        statuses=RUNNING | ENDED,
        condition="there is a recent review, or it is given along; no successor; no termination still to come",
        withdraws="a decision to let it lapse",
    ),
    Action.CONFIRM_DESTRUCTION: StepRule(
        statuses=ENDED,
        condition="a party that left the agreement can do so at once; a second one is a correction, with a reason, "
        "or tells what became of data once no law keeps them; of those also when it is closed",
        is_public=True,
    ),
    Action.CLOSE: StepRule(
        statuses=ENDED,
        condition="every receiving party has confirmed, also that a law keeps data, or goes on under the successor, "
        "or it never began",
        withdraws="a draft or submission of a next version, and its plan",
        is_public=True,
    ),
    Action.WITHDRAW: StepRule(
        statuses=frozenset(Status) - {Status.CLOSED, Status.WITHDRAWN},
        condition="there is a draft or a submission",
        withdraws="the draft or submission, and its plan; the agreement it would follow is free again",
    ),
    Action.WITHDRAW_TERMINATION: StepRule(
        statuses=_HOLDS,
        condition="it was terminated, and its early day has not passed; with a reason",
        withdraws="the termination: the agreed end counts again",
        is_public=True,
    ),
}

CONSEQUENCES: dict[Action, StepRule] = {
    Action.SUCCEED: StepRule(
        statuses=frozenset(Status) - {Status.DRAFT, Status.UNDER_REVIEW, Status.WITHDRAWN},
        condition="a version of its successor is approved",
        withdraws="a decision to let it lapse",
        is_public=True,
    ),
    Action.RELEASE: StepRule(
        statuses=frozenset(Status) - {Status.DRAFT, Status.UNDER_REVIEW, Status.WITHDRAWN},
        condition="its successor is called off before it began, thrown away, or follows another agreement",
        withdraws="the succession and the decision to renew: the alerts about the end go on",
        is_public=True,
    ),
}
"""What a step on one agreement does to the one it follows."""


def check_allowed(agreement: Agreement, action: Action, today: date) -> None:
    """Raises `WrongStatus` when `action` does not fit the status on `today`."""
    status = status_on(agreement, today)
    if status not in STEP_RULES[action].statuses:
        raise WrongStatus(status=status)
