"""The small forms of the steps that can be taken with an agreement."""

from admin_ui.forms.kinds import (
    Asker,
    Count,
    Day,
    Decided,
    LeadDays,
    Line,
    Link,
    LongText,
    Method,
    MustBeDay,
    MustPick,
    MustPickDay,
    Picked,
    PickedDay,
    Tick,
)
from admin_ui.forms.record import DAY_HINT, FormModel, shown
from agreements.domain.wording import N_

REASON_HINT = N_("So that others can follow this decision later.")


class NothingToFillIn(FormModel):
    """A step that only asks for confirmation."""


class WhyForm(FormModel):
    """A step that asks for a reason only."""

    reason: LongText = shown(N_("Reason"), REASON_HINT)


class ThrowAwayForm(FormModel):
    """Throwing a draft away."""

    reason: LongText = shown(N_("Reason"), REASON_HINT, optional=True)


class SubmitForm(FormModel):
    """Submitting; the question is asked only when there is another agreement that looks the same."""

    difference: LongText = shown(
        N_("What differs from the agreement that looks the same?"),
        N_("Such as: another quarter, other data. Colleagues who read this agreement see this too."),
    )
    already_ended: Tick = shown(
        N_("This agreement has ended already"),
        N_(
            "It is recorded afterwards: no reminders about the past. That the data are destroyed is still "
            "to be confirmed."
        ),
        optional=True,
    )


class ApproveForm(FormModel):
    """Approving; the questions are asked only when it was a plan before."""

    reactions_count: Count = shown(N_("How many people reacted to the plan?"), N_("Write 0 when nobody did."))
    reactions_answer: LongText = shown(
        N_("What was done with the reactions?"),
        N_("Everyone can read this. Name no people. Leave it empty when nobody reacted."),
    )


class PublishPlanForm(FormModel):
    """Publishing a submission as a plan."""

    reactions_until: MustBeDay = shown(
        N_("Last day to react"), N_("From two to twelve weeks from today. Four weeks is usual.")
    )


class WithdrawPlanForm(FormModel):
    """Ending a plan."""

    reason: LongText = shown(N_("Reason"), N_("Everyone can read this. Name no people."))


class ReasonForm(FormModel):
    """Sending back."""

    reason: LongText = shown(N_("Reason"), N_("What has to change before it can be approved?"))


class SuspendForm(FormModel):
    """Letting the exchange rest."""

    from_on: MustBeDay = shown(N_("First day without sharing"), DAY_HINT)
    until_on: Day = shown(N_("Last day without sharing"), N_("Leave empty if you do not know yet."), optional=True)
    reason: LongText = shown(N_("Reason"), REASON_HINT)


class ExtendSuspensionForm(FormModel):
    """Letting the exchange rest longer or shorter."""

    until_on: Day = shown(N_("New last day without sharing"), N_("Leave empty if you do not know yet."), optional=True)
    reason: LongText = shown(N_("Reason"), REASON_HINT)


class CancelSuspensionForm(FormModel):
    """Taking back a suspension that has not begun."""

    from_on: MustPickDay = shown(N_("Which planned suspension?"))
    reason: LongText = shown(N_("Reason"), REASON_HINT)


class TerminateForm(FormModel):
    """Ending early."""

    ends_on: MustBeDay = shown(N_("Last day of the agreement"), DAY_HINT)
    reason: LongText = shown(N_("Reason"), REASON_HINT)


class ReviewDoneForm(FormModel):
    """A review that was done."""

    done_on: MustBeDay = shown(N_("Done on"), DAY_HINT)
    planned_on: PickedDay = shown(N_("Which planned review is this?"))
    purpose_reached: LongText = shown(N_("Was the purpose reached?"), N_("What did the sharing bring?"))
    still_proportionate: LongText = shown(
        N_("Does the benefit still outweigh what people notice of it?"), N_("Could it be done with less by now?")
    )
    incidents: LongText = shown(N_("Incidents"), N_("What went wrong, and what was done about it."), optional=True)


class AskReviewForm(FormModel):
    """Somebody asks for a review in between."""

    asked_by: Asker = shown(N_("Who asks for the review?"))
    asked_on: MustBeDay = shown(N_("Asked on"), N_("The day of the meeting or the letter, such as 31-12-2026."))
    planned_on: MustBeDay = shown(
        N_("Review by"), N_("From today up to the last day of the agreement. One review a day at most.")
    )
    reason: LongText = shown(
        N_("Why is it asked?"), N_("Everyone can read this. Write no names or addresses of persons.")
    )


class RenewForm(FormModel):
    """The review that a renewal needs, when it is not there yet."""

    planned_on: PickedDay = shown(N_("Which planned review is this?"))
    purpose_reached: LongText = shown(
        N_("Was the purpose reached?"),
        N_("Leave these questions empty when the review is recorded already."),
        optional=True,
    )
    still_proportionate: LongText = shown(
        N_("Does the benefit still outweigh what people notice of it?"),
        N_("Could it be done with less by now?"),
        optional=True,
    )
    incidents: LongText = shown(N_("Incidents"), N_("What went wrong, and what was done about it."), optional=True)


class DecisionForm(FormModel):
    """What happens at the end of the term."""

    kind: Decided = shown(N_("What did the department decide?"))


class LaterForm(FormModel):
    """Being reminded later."""

    deadline: MustPick = shown(N_("Which reminder?"))
    until_on: MustBeDay = shown(
        N_("Remind me again on"), N_("Tomorrow at the earliest, and never after the deadline itself.")
    )
    reason: LongText = shown(N_("Reason"), REASON_HINT)


class DestructionForm(FormModel):
    """A party no longer holds the data."""

    party: MustPick = shown(N_("Party that received data"))
    method: Method = shown(N_("What was done with the data"))
    done_on: MustBeDay = shown(N_("Done on"), DAY_HINT)
    confirmed_by_function: Line = shown(
        N_("Confirmed by (function)"), N_("Such as: privacy officer. Not the name of a person.")
    )
    kept_data: LongText = shown(
        N_("Which data does a law keep?"),
        N_("Only when the data, or a part of them, are kept by law. Everyone can read this."),
        optional=True,
    )
    kept_law: Line = shown(
        N_("Which law keeps them?"), N_("Law and article. Such as: Archiefwet, selection list 2020."), optional=True
    )
    kept_until: Day = shown(
        N_("Kept by law until"), N_("On that day the register asks whether the data are gone."), optional=True
    )
    document_url: Link = shown(N_("Statement"), N_("Web address of the document, if there is one."), optional=True)
    correction: LongText = shown(
        N_("Why is this a correction?"),
        N_("Only when this party confirmed something earlier that is not right. Both stay in the register."),
        optional=True,
    )


class StewardsForm(FormModel):
    """Who looks after the agreement."""

    owner_id: Picked = shown(N_("Owner"), N_("Gets the reminders and decides."))
    deputy_id: Picked = shown(N_("Deputy"), N_("Gets the reminders as well."), optional=True)
    lead_days: LeadDays = shown(
        N_("Own lead times in days before the end"),
        N_("Such as: 365, 180, 90. Leave empty for the usual ones."),
        optional=True,
    )
