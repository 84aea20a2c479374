"""The words of the alerts: one entry for each kind of deadline, in the three moments before, on and after the day."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agreements.domain.deadlines import DeadlineKind
from agreements.domain.wording import N_

Counted = tuple[str, str]
"""A text for one day, and one for more days; %(count)s is the number."""
Advice = tuple[tuple[str, str], ...]
"""What the reader can do: a title and a sentence for each."""


def plural(one: str, many: str) -> Counted:
    """Mark a text in two numbers, so that the message catalogues can pick it up."""
    return one, many


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Message ids. They may use %(title)s, %(day)s, %(ends_on)s, %(starts_on)s, %(party)s and %(department)s."""

    subject_before: Counted
    subject_today: str
    subject_late: Counted
    heading_before: str
    heading_today: str
    heading_late: str
    lead_before: str
    lead_late: str
    day_label: str
    """What the day is called in the list of facts."""
    steps_before: Advice
    steps_late: Advice


_RENEW = (
    N_("Renew"),
    N_("Record a review of this agreement. Then make a new agreement that follows it."),
)
_LAPSE = (
    N_("Let it lapse"),
    N_("Sharing stops after %(ends_on)s. Every party then confirms that the data are destroyed."),
)
_TERMINATE = (
    N_("End it earlier"),
    N_("Terminate the agreement: give its last day and a reason."),
)
LATER = (
    N_("Remind me later"),
    N_("Ask for a reminder on a day that you choose, and say why."),
)
"""Comes last in every letter before the day; on the day itself it is too late for that."""
_CHOICES = (_RENEW, _LAPSE, _TERMINATE)
_QUESTIONS = (
    N_("Answer three questions"),
    N_("Was the purpose reached? Is the sharing still proportionate? Were there incidents?"),
)
_RECORD_REVIEW = (
    N_("Record the review"),
    N_("Write the answers in the register. Then these reminders stop."),
)
_ACT = (
    N_("Act on it"),
    N_("Change the agreement, or end it, when the answers ask for it."),
)
_ASK = (
    N_("Ask for a confirmation"),
    N_("Ask %(party)s how and when the data were destroyed or returned, and who confirms it in which function."),
)
_RECORD_DESTRUCTION = (
    N_("Record it"),
    N_("Write the confirmation in the register. Then these reminders stop."),
)
_STOP = (
    N_("Stop the sharing"),
    N_("Make sure that no data are shared any more."),
)
_STOP_IN_TIME = (
    N_("Stop the sharing in time"),
    N_("Make sure that no data are shared after %(day)s."),
)
_RECORD_DECISION = (
    N_("Record your decision"),
    N_("Say in the register whether the agreement lapses or is followed by another."),
)
_HAVE_DESTROYED = (
    N_("Have the data destroyed"),
    N_("Ask every party to confirm that its data are destroyed or returned."),
)

WORDINGS: dict[DeadlineKind, Wording] = {
    DeadlineKind.EXPIRY: Wording(
        subject_before=plural(
            "Ends in %(count)s day: %(title)s (%(day)s)", "Ends in %(count)s days: %(title)s (%(day)s)"
        ),
        subject_today=N_("Ends today: %(title)s (%(day)s)"),
        subject_late=plural(
            "%(count)s day too late: %(title)s ended on %(day)s", "%(count)s days too late: %(title)s ended on %(day)s"
        ),
        heading_before=N_("“%(title)s” ends on %(day)s"),
        heading_today=N_("“%(title)s” ends today, %(day)s"),
        heading_late=N_("“%(title)s” ended on %(day)s and nothing was decided"),
        lead_before=N_("After that day nobody may share data under this agreement. It is not renewed by itself."),
        lead_late=N_("Since that day nobody may share data under this agreement. A decision is still missing."),
        day_label=N_("Last day"),
        steps_before=_CHOICES,
        steps_late=(_STOP, _RECORD_DECISION, _HAVE_DESTROYED),
    ),
    DeadlineKind.DECISION: Wording(
        subject_before=plural(
            "%(count)s day left to decide: %(title)s (by %(day)s)",
            "%(count)s days left to decide: %(title)s (by %(day)s)",
        ),
        subject_today=N_("Decide today: %(title)s (%(day)s)"),
        subject_late=plural(
            "Decision %(count)s day too late: %(title)s (was due on %(day)s)",
            "Decision %(count)s days too late: %(title)s (was due on %(day)s)",
        ),
        heading_before=N_("Decide by %(day)s what happens to “%(title)s”"),
        heading_today=N_("Today is the last day to decide what happens to “%(title)s”"),
        heading_late=N_("You had until %(day)s to decide what happens to “%(title)s”"),
        lead_before=N_(
            "The agreement ends on %(ends_on)s. Giving notice and preparing a renewal take time, so decide before."
        ),
        lead_late=N_("The agreement ends on %(ends_on)s. Decide now, so that a renewal can still be ready in time."),
        day_label=N_("Decide by"),
        steps_before=_CHOICES,
        steps_late=_CHOICES,
    ),
    DeadlineKind.REVIEW: Wording(
        subject_before=plural(
            "Review within %(count)s day: %(title)s (by %(day)s)",
            "Review within %(count)s days: %(title)s (by %(day)s)",
        ),
        subject_today=N_("Review due today: %(title)s (%(day)s)"),
        subject_late=plural(
            "Review %(count)s day too late: %(title)s (was due on %(day)s)",
            "Review %(count)s days too late: %(title)s (was due on %(day)s)",
        ),
        heading_before=N_("Review “%(title)s” by %(day)s"),
        heading_today=N_("The review of “%(title)s” is due today, %(day)s"),
        heading_late=N_("The review of “%(title)s” was due on %(day)s"),
        lead_before=N_("The parties agreed to look back then: does the sharing still do what it is meant for?"),
        lead_late=N_("The register has no review yet. Without one the agreement cannot be renewed."),
        day_label=N_("Review by"),
        steps_before=(_QUESTIONS, _RECORD_REVIEW, _ACT),
        steps_late=(_QUESTIONS, _RECORD_REVIEW, _ACT),
    ),
    DeadlineKind.DESTRUCTION: Wording(
        subject_before=plural(
            "Destroy data within %(count)s day: %(title)s (by %(day)s)",
            "Destroy data within %(count)s days: %(title)s (by %(day)s)",
        ),
        subject_today=N_("Destroy data today: %(title)s (%(day)s)"),
        subject_late=plural(
            "Destruction %(count)s day too late: %(title)s (was due on %(day)s)",
            "Destruction %(count)s days too late: %(title)s (was due on %(day)s)",
        ),
        heading_before=N_("%(party)s must destroy the data of “%(title)s” by %(day)s"),
        heading_today=N_("%(party)s must destroy the data of “%(title)s” today, %(day)s"),
        heading_late=N_("%(party)s had to destroy the data of “%(title)s” by %(day)s"),
        lead_before=N_("The retention period is over then. The register has no confirmation yet."),
        lead_late=N_("The retention period is over. The register has no confirmation that the data are gone."),
        day_label=N_("Destroy by"),
        steps_before=(_ASK, _RECORD_DESTRUCTION),
        steps_late=(_ASK, _RECORD_DESTRUCTION),
    ),
}

ENDING_EARLY = replace(
    WORDINGS[DeadlineKind.EXPIRY],
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
)
"""For the end of an agreement that was terminated: nothing is left to decide, but the sharing must stop."""

FOLLOWED_LATER = replace(
    ENDING_EARLY,
    heading_before=N_("“%(title)s” ends on %(day)s and what follows begins only on %(starts_on)s"),
    heading_today=N_("“%(title)s” ends today, %(day)s, and what follows begins only on %(starts_on)s"),
    heading_late=N_("“%(title)s” ended on %(day)s and what follows begins only on %(starts_on)s"),
    lead_before=N_("In between nobody may share data: no agreement holds then."),
    lead_late=N_("Until then nobody may share data: no agreement holds now."),
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
