"""The steps about a plan beforehand: publish what was submitted, take that back, and approve with the answer."""

from __future__ import annotations

from admin_ui.agreement.offered_step import OfferedStep
from admin_ui.forms import steps as forms
from agreements.domain.agreement import Agreement
from agreements.domain.plan import Reactions
from agreements.domain.roles import Action, Actor
from agreements.domain.wording import N_
from agreements.services import approve, publish_plan
from agreements.services.office import Office

ENDS_A_PLAN = frozenset({Action.RETURN, Action.RECALL, Action.WITHDRAW, Action.CLOSE})
"""Steps that end a plan besides what they are for."""


async def _approve(office: Office, actor: Actor, reference: str, revision: int, form: forms.ApproveForm) -> Agreement:
    count, answer = form.reactions_count, form.reactions_answer
    reactions = None if count is None else Reactions(count=count, answer=answer)
    return await approve.approve(office, actor, reference, revision, reactions)


async def _publish(
    office: Office, actor: Actor, reference: str, revision: int, form: forms.PublishPlanForm
) -> Agreement:
    return await publish_plan.publish_plan(office, actor, reference, revision, form.reactions_until)


async def _withdraw(
    office: Office, actor: Actor, reference: str, revision: int, form: forms.WithdrawPlanForm
) -> Agreement:
    return await publish_plan.withdraw_plan(office, actor, reference, revision, form.reason)


APPROVING = OfferedStep(
    slug="goedkeuren",
    action=Action.APPROVE,
    button=N_("Approve"),
    explanation=N_(
        "This version then takes the place of what was there; it applies from its start date. If "
        "the agreement is public, everyone can read it at once."
    ),
    done=N_("Approved. This version applies from now on."),
    perform=_approve,
    form=forms.ApproveForm,
    is_main=True,
    looks_at_proposal=True,
)
PLANNING: tuple[OfferedStep, ...] = (
    OfferedStep(
        slug="voornemen-publiceren",
        action=Action.PUBLISH_PLAN,
        button=N_("Publish as a plan first"),
        explanation=N_(
            "Everyone can read it at once, and react at the desk. It is approved after that, with an answer to the "
            "reactions."
        ),
        done=N_("The plan is published. People can react to it now."),
        perform=_publish,
        form=forms.PublishPlanForm,
        looks_at_proposal=True,
    ),
    OfferedStep(
        slug="voornemen-intrekken",
        action=Action.WITHDRAW_PLAN,
        button=N_("Withdraw the plan"),
        explanation=N_(
            "People can no longer read it or react to it. That there was a plan stays public, with your reason. What "
            "was submitted still waits for approval."
        ),
        done=N_("The plan is withdrawn."),
        perform=_withdraw,
        form=forms.WithdrawPlanForm,
        looks_at_proposal=True,
        is_grave=True,
    ),
)
