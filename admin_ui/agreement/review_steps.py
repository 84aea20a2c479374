"""The steps about reviews: one is done, or somebody asks for one in between."""

from __future__ import annotations

from admin_ui.agreement.offered_step import OfferedStep
from admin_ui.forms import steps as forms
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.domain.wording import N_
from agreements.services import ask_review, record_review
from agreements.services.office import Office


async def _review(office: Office, actor: Actor, reference: str, revision: int, form: forms.ReviewDoneForm) -> Agreement:
    return await record_review.record_review(office, actor, reference, revision, **dict(form))


async def _ask(office: Office, actor: Actor, reference: str, revision: int, form: forms.AskReviewForm) -> Agreement:
    return await ask_review.ask_review(office, actor, reference, revision, **dict(form))


REVIEWING: tuple[OfferedStep, ...] = (
    OfferedStep(
        slug="evaluatie",
        action=Action.REVIEW,
        button=N_("Record a review"),
        explanation=N_("A new agreement that follows needs a review. Residents can read when it was done."),
        done=N_("The review is recorded."),
        perform=_review,
        form=forms.ReviewDoneForm,
    ),
    OfferedStep(
        slug="evaluatie-vragen",
        action=Action.ASK_REVIEW,
        button=N_("Record that somebody asks for an early review"),
        explanation=N_(
            "The owner gets reminders until the review is recorded. If the agreement is public, everyone can read who "
            "asked for it, why, and by when."
        ),
        done=N_("The early review is planned. The owner gets reminders about it."),
        perform=_ask,
        form=forms.AskReviewForm,
    ),
)
