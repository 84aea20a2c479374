"""The words, form and service of each step. Which of them somebody can take now is said by the domain."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from admin_ui.agreement.offered_step import OfferedStep, without_input
from admin_ui.agreement.plan_steps import APPROVING, PLANNING
from admin_ui.agreement.rest_steps import RESTING
from admin_ui.agreement.review_steps import REVIEWING
from admin_ui.forms import steps as forms
from agreements.domain.agreement import Agreement, Destruction, Review, Stewardship
from agreements.domain.deadlines import Deadline, kind_named
from agreements.domain.deadlines.row import Way
from agreements.domain.errors import AgreementError
from agreements.domain.possible_steps import can_take, possible_steps
from agreements.domain.roles import Action, Actor
from agreements.domain.wording import N_
from agreements.services import (
    assign,
    close,
    confirm_destruction,
    decide,
    recall,
    renew,
    send_back,
    snooze,
    submit,
    terminate,
    withdraw,
)
from agreements.services.office import Office


async def _submit(office: Office, actor: Actor, reference: str, revision: int, form: forms.SubmitForm) -> Agreement:
    return await submit.submit(office, actor, reference, revision, form.difference, already_ended=form.already_ended)


async def _send_back(office: Office, actor: Actor, reference: str, revision: int, form: forms.ReasonForm) -> Agreement:
    return await send_back.send_back(office, actor, reference, revision, form.reason)


async def _throw_away(
    office: Office, actor: Actor, reference: str, revision: int, form: forms.ThrowAwayForm
) -> Agreement:
    return await withdraw.withdraw(office, actor, reference, revision, form.reason)


async def _terminate(
    office: Office, actor: Actor, reference: str, revision: int, form: forms.TerminateForm
) -> Agreement:
    return await terminate.terminate(office, actor, reference, revision, form.ends_on, form.reason)


async def _keep_going(office: Office, actor: Actor, reference: str, revision: int, form: forms.WhyForm) -> Agreement:
    return await terminate.withdraw_termination(office, actor, reference, revision, form.reason)


async def _decide(office: Office, actor: Actor, reference: str, revision: int, form: forms.DecisionForm) -> Agreement:
    return await decide.decide(office, actor, reference, revision, form.kind)


async def _renew(office: Office, actor: Actor, reference: str, revision: int, form: forms.RenewForm) -> Agreement:
    is_reviewed = bool(form.purpose_reached or form.still_proportionate)
    review = Review(done_on=office.today, by=actor.id, **dict(form)) if is_reviewed else None
    return (await renew.renew(office, actor, reference, revision, review))[1]


async def _later(office: Office, actor: Actor, reference: str, revision: int, form: forms.LaterForm) -> Agreement:
    kind, _, subject = form.deadline.partition(":")
    return await snooze.snooze(
        office, actor, reference, revision, kind_named(kind).kind, subject, form.until_on, form.reason
    )


async def _destroyed(
    office: Office, actor: Actor, reference: str, revision: int, form: forms.DestructionForm
) -> Agreement:
    destruction = Destruction(**dict(form))
    return await confirm_destruction.confirm_destruction(office, actor, reference, revision, destruction)


async def _assign(office: Office, actor: Actor, reference: str, revision: int, form: forms.StewardsForm) -> Agreement:
    return await assign.assign(office, actor, reference, revision, Stewardship(**dict(form)))


STEPS: tuple[OfferedStep, ...] = (
    OfferedStep(
        slug="indienen",
        action=Action.SUBMIT,
        button=N_("Ask for approval (submit)"),
        explanation=N_("The head of the department gets a message and can approve it. Until then it stays internal."),
        done=N_("Submitted. The head of the department gets a message."),
        perform=_submit,
        form=forms.SubmitForm,
        is_main=True,
        looks_at_proposal=True,
    ),
    APPROVING,
    *PLANNING,
    OfferedStep(
        slug="terugsturen",
        action=Action.RETURN,
        button=N_("Send back"),
        explanation=N_("It becomes a draft again. Whoever made it reads your reason."),
        done=N_("Sent back, with your reason."),
        perform=_send_back,
        form=forms.ReasonForm,
        looks_at_proposal=True,
    ),
    OfferedStep(
        slug="indiening-intrekken",
        action=Action.RECALL,
        button=N_("Take the submission back"),
        explanation=N_("It becomes a draft again, so that you can change it. Nobody gets a message about it."),
        done=N_("Taken back. It is a draft again."),
        perform=without_input(recall.recall),
        looks_at_proposal=True,
    ),
    OfferedStep(
        slug="weggooien",
        action=Action.WITHDRAW,
        button=N_("Throw the draft away"),
        explanation=N_(
            "Nobody works on it or approves it any more. What is approved stays as it is. "
            "The register keeps that there was a draft, and who threw it away."
        ),
        done=N_("The draft is thrown away."),
        perform=_throw_away,
        form=forms.ThrowAwayForm,
        looks_at_proposal=True,
        is_grave=True,
    ),
    *REVIEWING,
    OfferedStep(
        slug="besluit",
        action=Action.DECIDE,
        button=N_("Record the decision about the end"),
        explanation=N_("The reminders to decide stop. Ending earlier than agreed is a step of its own."),
        done=N_("The decision is recorded. The reminders stop."),
        perform=_decide,
        form=forms.DecisionForm,
    ),
    OfferedStep(
        slug="verlengen",
        action=Action.RENEW,
        button=N_("Make a new agreement that follows"),
        explanation=N_(
            "Records the review and makes a new draft that follows this agreement. Its dates and signatures have to be "
            "agreed anew. The reminders go on until the new agreement is approved."
        ),
        done=N_("The new draft is ready. Fill in its end date, its reviews and the signatures."),
        perform=_renew,
        form=forms.RenewForm,
    ),
    OfferedStep(
        slug="later",
        action=Action.SNOOZE,
        button=N_("Remind me later"),
        explanation=N_("No reminders come until the day you choose. Then everyone who has to know is reminded again."),
        done=N_("The reminder is postponed."),
        perform=_later,
        form=forms.LaterForm,
    ),
    *RESTING,
    OfferedStep(
        slug="opzeggen",
        action=Action.TERMINATE,
        button=N_("End it earlier (terminate)"),
        explanation=N_(
            "The agreement ends earlier than agreed. Until that day has passed you can move it or "
            "withdraw it. After it every party confirms that the data are destroyed or returned."
        ),
        done=N_("The agreement is terminated."),
        perform=_terminate,
        form=forms.TerminateForm,
        is_grave=True,
    ),
    OfferedStep(
        slug="opzegging-intrekken",
        action=Action.WITHDRAW_TERMINATION,
        button=N_("Withdraw the termination"),
        explanation=N_("The agreement goes on until its agreed end. Somebody has to decide about that end again."),
        done=N_("The termination is withdrawn. The agreed end applies again."),
        perform=_keep_going,
        form=forms.WhyForm,
    ),
    OfferedStep(
        slug="vernietiging",
        action=Action.CONFIRM_DESTRUCTION,
        button=N_("Confirm destruction"),
        explanation=N_("A party confirms that the sharing stopped and that it no longer has the data."),
        done=N_("The confirmation is recorded."),
        perform=_destroyed,
        form=forms.DestructionForm,
    ),
    OfferedStep(
        slug="afsluiten",
        action=Action.CLOSE,
        button=N_("Close"),
        explanation=N_(
            "Every party has confirmed what was done with the data. The agreement stays in the register, as closed."
        ),
        done=N_("The agreement is closed."),
        perform=without_input(close.close),
        is_grave=True,
    ),
    OfferedStep(
        slug="toewijzen",
        action=Action.ASSIGN,
        button=N_("Choose owner and deputy"),
        explanation=N_("Who gets the reminders and decides. This needs no approval."),
        done=N_("Owner and deputy are recorded."),
        perform=_assign,
        form=forms.StewardsForm,
    ),
)
BY_SLUG = {step.slug: step for step in STEPS}
_BY_ACTION = {step.action: step for step in STEPS}
PREFILLED = {"party": "partij", "planned_on": "datum", "deadline": "termijn", "kind": "keuze"}
"""Fields that a link may fill in beforehand, with their names in the address."""


def path_to(way: Way, deadline: Deadline) -> str:
    """The page of a step, below the agreement's own address, filled in beforehand."""
    values = {PREFILLED[field]: value for field, value in way.fills(deadline).items()}
    slug = _BY_ACTION[way.action].slug
    return f"{slug}?{urlencode(values)}" if values else slug


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that fits the status now; `refusal` says what has to be done first."""

    step: OfferedStep
    refusal: AgreementError | None


def offers(agreement: Agreement, actor: Actor, office: Office) -> list[Offer]:
    """The steps that still mean something for this agreement today, for this person's role, as the page orders them."""
    possible = {one.action: one for one in possible_steps(actor, agreement, office.today, office.policy)}
    return [Offer(step, possible[step.action].hindrance) for step in STEPS if step.action in possible]


def can_edit(agreement: Agreement, actor: Actor, office: Office) -> bool:
    """Whether the form can be opened."""
    return can_take(actor, Action.AMEND, agreement, office.today, office.policy)
