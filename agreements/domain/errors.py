"""Every refusal of the register: a class each, one sentence that says what to do, the data as attributes.

`str(error)` is the English sentence (command line, logs). Pages and mails show the same sentence in the
reader's language through `agreements.texts`. Errors know nothing of HTTP: `agreements.http.errors` maps them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from agreements.domain.wording import N_


class AgreementError(Exception):
    """Base of all refusals. `sentence` is a message id whose %(name)s places are filled from `values`."""

    sentence: ClassVar[str] = N_("The register could not do this.")
    field: str | None = None
    """The field of the record that the refusal is about, where there is one."""

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.sentence % values)


class RuleBroken(AgreementError):
    """The request goes against a rule of the domain."""


class NotFound(AgreementError):
    """What was asked for is not in the register, or not for this reader."""

    sentence = N_("There is no agreement with reference %(reference)s.")


class NotAllowed(AgreementError):
    """The person may not do this."""

    sentence = N_("Your role does not allow this. Ask a colleague with the right role.")


class TransitionalTooLate(RuleBroken):
    """Rule 2: an exception for what was agreed before, not a way to stretch a term that keeps the rule."""

    sentence = N_(
        "This agreement already keeps the rule on terms; it cannot become transitional. Make a new "
        "agreement that follows it instead."
    )
    field = "is_transitional"


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing: the field, the sentence, the source, and what the sentence is about (a party)."""

    field: str
    sentence: str
    source: str
    subject: str = ""
    error: RuleBroken | None = None
    """The broken rule, when a date is there but not allowed."""
    is_basic: bool = True
    """Whether a reported old agreement has to meet it too."""


class Incomplete(RuleBroken):
    """Rule 3: an agreement that lacks something cannot be submitted or approved."""

    sentence = N_("%(count)s items are still missing. Complete them first.")

    def __init__(self, lacks: Sequence[Lack]) -> None:
        self.lacks = tuple(lacks)
        super().__init__(count=len(lacks))


class FourEyes(RuleBroken):
    """Rule 9: whoever submits does not approve."""

    sentence = N_("You submitted this agreement yourself. Ask a colleague to approve it.")


class WrongStatus(RuleBroken):
    """The step does not fit the status the agreement has on this day."""

    sentence = N_("This is not possible now: the agreement is “%(status)s”.")


class NotYourSubmission(WrongStatus):
    """Only its maker takes a submission back; others send it back, with a reason. To them the step is not offered."""

    sentence = N_("Somebody else submitted this. Send it back instead, with a reason.")


class NothingProposed(WrongStatus):
    """Submitting, returning and approving need a proposal; there is only what is in force."""

    sentence = N_("There is no proposal for this agreement. Change the agreement first.")


class DateNotAllowed(RuleBroken):
    """A date of a step lies outside what the step allows."""

    sentence = N_("Choose a date from %(earliest)s to %(latest)s.")


class NothingToPostpone(RuleBroken):
    """The deadline to be reminded of later is settled, or does not exist."""

    sentence = N_("There is no reminder to postpone: this deadline is settled already.")
    field = "deadline"


class TooLateToPostpone(RuleBroken):
    """Rule 6: a snooze never passes the deadline."""

    sentence = N_("This cannot be postponed any more: the last day is %(due_on)s. Decide now.")
    field = "deadline"


class ReasonMissing(RuleBroken):
    """The step needs a reason, so that others can follow the decision later."""

    sentence = N_("Give a reason, so that others can follow this decision later.")
    field = "reason"


class TerminationNeedsDay(RuleBroken):
    """Ending early is a termination, with a last day and a reason; the decision alone would change nothing."""

    sentence = N_("To end the agreement early, terminate it: give its last day and a reason.")
    field = "kind"


class UnknownParty(RuleBroken):
    """A confirmation or a flow names a party that the agreement does not have."""

    sentence = N_("“%(party)s” is not a party that receives data in this agreement.")
    field = "party"


class UnknownReview(RuleBroken):
    """A review is recorded for a date on which none was planned."""

    sentence = N_("No review is planned for %(planned_on)s that still has to be recorded.")
    field = "planned_on"


class ReviewTooEarly(RuleBroken):
    """A review answers what was planned around its day, not what is planned for years ahead."""

    sentence = N_(
        "A review counts as the one planned for %(planned_on)s from %(earliest)s on. "
        "Record this one as an extra review."
    )
    field = "planned_on"


class ReviewUnanswered(RuleBroken):
    """Rule 7: a review answers two questions; an empty one is none."""

    sentence = N_(
        "Say whether the purpose was reached, and whether the benefit still outweighs what people notice of it."
    )
    field = "purpose_reached"


class ReviewMissing(RuleBroken):
    """Rule 7: a renewal needs a recorded review."""

    sentence = N_(
        "Record a review of the agreement first: was the purpose reached, and does the benefit still "
        "outweigh what people notice of it?"
    )


class ReviewTooOld(RuleBroken):
    """Rule 7: a review says something about going on when it is about the last part of the agreement."""

    sentence = N_(
        "The last review is too old for this: only a review done on %(oldest)s or later counts. "
        "Review the agreement again."
    )


class StartsTooEarly(RuleBroken):
    """Rule 7: a successor begins no earlier than the day after its predecessor."""

    sentence = N_("The new agreement can begin on %(earliest)s at the earliest, after the one it follows.")
    field = "starts_on"


class AlreadyRenewed(RuleBroken):
    """Rule 7: one agreement has one successor."""

    sentence = N_("This agreement already has a successor: %(successor)s.")


class FunctionMissing(RuleBroken):
    """Rule 8: a confirmation says who gave it, in which function."""

    sentence = N_("Name the function of the person who confirms this for “%(party)s”.")
    field = "confirmed_by_function"


class AlreadySuspended(RuleBroken):
    """Two suspensions never hold on one day."""

    sentence = N_("The sharing is already suspended from %(from_on)s. Choose other days, or change that suspension.")


class UnknownSuspension(RuleBroken):
    """Only a suspension that still has to begin can be cancelled; one that runs is resumed."""

    sentence = N_("No suspension is planned from %(from_on)s. One that has begun ends when you resume the sharing.")
    field = "from_on"


class DutyPassedOn(RuleBroken):
    """Rule 8: what goes on under the successor is destroyed after that one."""

    sentence = N_("“%(party)s” goes on with these data under %(successor)s. Record it there, once that has ended.")
    field = "party"


class AlreadyConfirmed(RuleBroken):
    """Rule 10: facts are added, never replaced. A second confirmation says that it corrects the first, and why."""

    sentence = N_("“%(party)s” has confirmed this already. Is that wrong? Then say why this is a correction.")
    field = "correction"


class NothingToCorrect(RuleBroken):
    """A correction needs something to correct."""

    sentence = N_("“%(party)s” has not confirmed anything yet. Leave the reason for a correction empty.")
    field = "correction"


class NotYetDestroyed(RuleBroken):
    """Rule 8: closing needs a confirmation from every receiving party."""

    sentence = N_("These parties have not yet confirmed that the data are destroyed or returned: %(parties)s.")


class Conflict(AgreementError):
    """Somebody else changed the agreement since it was read (compare-and-set failed)."""

    sentence = N_("Somebody else changed this agreement in the meantime. Look at the new version and try again.")


class ReferenceTaken(AgreementError):
    """A reference names one agreement only."""

    sentence = N_("The reference %(reference)s is already in use. Choose another one.")
    field = "reference"


class BadReference(AgreementError):
    """A reference that cannot stand in an address."""

    sentence = N_("Use letters, digits and hyphens for the reference, such as AFS-2026-0017; 40 characters at most.")
    field = "reference"


class ChainBroken(AgreementError):
    """Rule 10: the audit chain does not add up; history was rewritten, removed or reordered."""

    sentence = N_("The history was changed: event %(seq)s does not fit the chain (%(problem)s).")


class RegisterChanged(ChainBroken):
    """Rule 10: a row is not as the history left it; somebody changed it behind the register's back."""

    sentence = N_("The register was changed outside its history: %(about)s (%(problem)s).")

    def __init__(self, *, about: str, problem: str) -> None:
        super().__init__(about=about, problem=problem)
