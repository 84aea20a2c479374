"""The steps about an exchange that rests: suspend, resume, longer or shorter, or not at all."""

from __future__ import annotations

from admin_ui.agreement.offered_step import OfferedStep, without_input
from admin_ui.forms import steps as forms
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.domain.wording import N_
from agreements.services import suspend
from agreements.services.office import Office


async def _suspend(office: Office, actor: Actor, reference: str, revision: int, form: forms.SuspendForm) -> Agreement:
    return await suspend.suspend(office, actor, reference, revision, form.from_on, form.until_on, form.reason)


async def _extend(
    office: Office, actor: Actor, reference: str, revision: int, form: forms.ExtendSuspensionForm
) -> Agreement:
    return await suspend.extend_suspension(office, actor, reference, revision, form.until_on, form.reason)


async def _cancel(
    office: Office, actor: Actor, reference: str, revision: int, form: forms.CancelSuspensionForm
) -> Agreement:
    return await suspend.cancel_suspension(office, actor, reference, revision, form.from_on, form.reason)


RESTING: tuple[OfferedStep, ...] = (
    OfferedStep(
        slug="opschorten",
        action=Action.SUSPEND,
        button=N_("Suspend"),
        explanation=N_("The sharing stops for a while. The end date stays the same."),
        done=N_("The sharing is suspended."),
        perform=_suspend,
        form=forms.SuspendForm,
    ),
    OfferedStep(
        slug="hervatten",
        action=Action.RESUME,
        button=N_("Resume"),
        explanation=N_("The sharing of data goes on from today."),
        done=N_("The sharing goes on from today."),
        perform=without_input(suspend.resume),
    ),
    OfferedStep(
        slug="opschorting-wijzigen",
        action=Action.EXTEND_SUSPENSION,
        button=N_("Change the end of the suspension"),
        explanation=N_("The sharing stops longer or shorter than was decided. The register keeps both days."),
        done=N_("The last day of the suspension is changed."),
        perform=_extend,
        form=forms.ExtendSuspensionForm,
    ),
    OfferedStep(
        slug="opschorting-intrekken",
        action=Action.CANCEL_SUSPENSION,
        button=N_("Cancel a planned suspension"),
        explanation=N_("The sharing goes on as usual. The register keeps that a suspension was planned."),
        done=N_("The planned suspension is cancelled."),
        perform=_cancel,
        form=forms.CancelSuspensionForm,
    ),
)
