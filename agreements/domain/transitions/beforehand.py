"""A plan beforehand: published, withdrawn, ended by another step, and answered when it is approved.

An open plan always has a submission that waits, with the content that people read.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain.agreement import Agreement, ProposalStatus, next_number
from agreements.domain.completeness import has_personal_address
from agreements.domain.held_term import is_exempt
from agreements.domain.plan import LONGEST, SHORTEST, USUAL, Plan, PlanEnding, Reactions
from agreements.domain.plan_errors import (
    AddressInPlan,
    BeginsBeforehand,
    ExistsAlready,
    NoPlan,
    NothingToAnswer,
    OwnPlan,
    PlanNotPublic,
    PlanStands,
    PlanStillOpen,
    ReactionsMissing,
)
from agreements.domain.preconditions import proposal_in, require_between, require_reason
from agreements.domain.roles import Action
from agreements.domain.step_rules import check_allowed


def publish_plan(agreement: Agreement, by: str, reactions_until: date | None, today: date) -> Agreement:
    """Let everyone read a submission, and react up to and including a day: four weeks from today unless given.

    Between two and twelve weeks; by somebody else than who submitted it (rule 9).
    """
    proposal = proposal_in(agreement, ProposalStatus.UNDER_REVIEW)
    check_allowed(agreement, Action.PUBLISH_PLAN, today)
    if agreement.open_plan:
        raise PlanStands(day=agreement.open_plan.reactions_until)
    if proposal.submitted_by is None or proposal.submitted_by == by:
        raise OwnPlan()
    if is_exempt(proposal.content) or (agreement.already_ended and agreement.in_force is None):
        raise ExistsAlready()
    if not proposal.content.is_public:
        raise PlanNotPublic()
    until = reactions_until or today + USUAL
    require_between(until, today + SHORTEST, today + LONGEST)
    _check_begins_later(agreement, proposal.content.starts_on, until)
    plan = Plan(
        version=next_number(agreement),
        content=proposal.content,
        published_on=today,
        published_by=by,
        reactions_until=until,
    )
    return replace(agreement, plans=(*agreement.plans, plan))


def _check_begins_later(agreement: Agreement, starts_on: date | None, until: date) -> None:
    """A next version of what runs already begins with its approval."""
    if agreement.in_force is None and starts_on and starts_on <= until:
        raise BeginsBeforehand(starts_on=starts_on)


def withdraw_plan(agreement: Agreement, reason: str, today: date) -> Agreement:
    """End a plan with a public reason. What was submitted goes on waiting for approval."""
    check_allowed(agreement, Action.WITHDRAW_PLAN, today)
    if agreement.open_plan is None:
        raise NoPlan()
    return ended(agreement, PlanEnding.WITHDRAWN, reason, today)


def ended(agreement: Agreement, ending: PlanEnding, reason: str, today: date) -> Agreement:
    """Without an open plan: it stays, as ended. Of an agreement without one nothing changes.

    Whoever can give a reason gives one, for everyone to read: raises `ReasonMissing` and `AddressInPlan`.
    """
    plan = agreement.open_plan
    if plan is None:
        return agreement
    if ending in _WITH_REASON:
        require_reason(reason)
    if has_personal_address(reason):
        raise AddressInPlan()
    over = replace(plan, ended_on=today, ending=ending, end_reason=reason.strip())
    return replace(agreement, plans=(*agreement.plans[:-1], over))


_WITH_REASON = frozenset({PlanEnding.WITHDRAWN, PlanEnding.SENT_BACK, PlanEnding.THROWN_AWAY})


def asks_for_answer(agreement: Agreement) -> bool:
    """Whether people could react to what would be approved next, or to an earlier draft of it."""
    return any(plan.version == next_number(agreement) for plan in agreement.plans)


def answered(agreement: Agreement, reactions: Reactions | None, today: date) -> Agreement:
    """With its plan ended by approval and the answer to reactions kept.

    Raises `PlanStillOpen` up to and including the last day to react, `ReactionsMissing`, `NothingToAnswer`.
    """
    check_time_to_react(agreement, today)
    if not asks_for_answer(agreement):
        if reactions:
            raise NothingToAnswer()
        return agreement
    if reactions is None or reactions.count < 0 or (reactions.count and not reactions.answer.strip()):
        raise ReactionsMissing()
    if has_personal_address(reactions.answer):
        raise AddressInPlan()
    kept = Reactions(
        count=reactions.count,
        answer=reactions.answer.strip(),
        version=next_number(agreement),
        recorded_on=today,
    )
    over = ended(agreement, PlanEnding.APPROVED, "", today)
    return replace(over, reactions=(*over.reactions, kept))


def check_time_to_react(agreement: Agreement, today: date) -> None:
    """Raises `PlanStillOpen` as long as people can react."""
    if agreement.open_plan and today <= agreement.open_plan.reactions_until:
        raise PlanStillOpen(day=agreement.open_plan.reactions_until)
