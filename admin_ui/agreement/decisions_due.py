"""What somebody has to decide about an agreement now, and the ways to go on: where the link in a mail leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from admin_ui.agreement.steps import Offer
from agreements.domain.agreement import Agreement, DecisionKind
from agreements.domain.deadlines import Deadline, DeadlineKind, open_tasks
from agreements.domain.errors import AgreementError
from agreements.domain.ladder import ladder_for
from agreements.domain.wording import N_


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to go on: the words of its button, what follows from it, and the page that asks for confirmation."""

    button: str
    meaning: str
    path: str
    """Below the agreement's own address. Opening it changes nothing."""
    refusal: AgreementError | None
    is_grave: bool = False

    @property
    def slug(self) -> str:
        """The step behind it."""
        return self.path.partition("?")[0]


@dataclass(frozen=True, slots=True)
class Question:
    """A deadline that is near or has passed."""

    deadline: Deadline
    heading: str
    heading_late: str
    answers: tuple[Answer, ...]


_HEADINGS = {
    DeadlineKind.DECISION: (
        N_("Decide by %(day)s at the latest: what happens when the agreement ends?"),
        N_("Decide now: the day to do so was %(day)s"),
    ),
    DeadlineKind.EXPIRY: (
        N_("Decide now: the agreement ends on %(day)s"),
        N_("Decide now: the agreement ended on %(day)s"),
    ),
    DeadlineKind.REVIEW: (
        N_("Review the agreement by %(day)s at the latest"),
        N_("Review the agreement now: this was planned on %(day)s"),
    ),
    DeadlineKind.DESTRUCTION: (
        N_("%(party)s destroys the data by %(day)s at the latest"),
        N_("%(party)s had to destroy the data by %(day)s"),
    ),
}
_RENEW = (
    N_("Renew"),
    N_("Sharing goes on. You get a draft of the next agreement; it needs a review and approval."),
)
_LAPSE = (N_("Let it end"), N_("Sharing stops after the last day. After that the data must be destroyed."))
_TERMINATE = (N_("Terminate"), N_("Sharing stops earlier, on a day that you choose."))
_REVIEW = (N_("Record a review"), N_("Write down whether the purpose was reached and whether it is still needed."))
_DESTROYED = (N_("Confirm destruction"), N_("This party has confirmed that it no longer holds the data."))
_LATER = (N_("Remind me later"), N_("You cannot decide yet. You say why, and on which day you want a reminder."))


def questions(agreement: Agreement, offers: Sequence[Offer], today: date) -> list[Question]:
    """The questions that this person can answer, the most urgent first."""
    near = [deadline for deadline in _asked(agreement, today) if _is_near(deadline, agreement, today)]
    found = [
        Question(deadline, *_HEADINGS[deadline.kind], tuple(_answers(deadline, offers, today))) for deadline in near
    ]
    return [question for question in found if question.answers]


def _asked(agreement: Agreement, today: date) -> list[Deadline]:
    """What waits; an early end was decided already."""
    tasks = open_tasks(agreement, today)
    return [one for one in tasks if one.kind is not DeadlineKind.EXPIRY or agreement.termination is None]


def _is_near(deadline: Deadline, agreement: Agreement, today: date) -> bool:
    """From the first mail about it. The end of the term asks for a decision from its own first mail on."""
    first_days = [ladder_for(deadline.kind, agreement).rungs[0][0]]
    days = [deadline.due_on]
    if deadline.kind is DeadlineKind.DECISION and agreement.last_day:
        first_days.append(ladder_for(DeadlineKind.EXPIRY, agreement).rungs[0][0])
        days.append(agreement.last_day)
    return any(today >= day - timedelta(days=first) for day, first in zip(days, first_days, strict=True))


def _answers(deadline: Deadline, offers: Sequence[Offer], today: date) -> Iterator[Answer]:
    offered = {offer.step.slug: offer for offer in offers}
    for slug, words, values in _ways(deadline):
        is_too_late = slug == "later" and deadline.due_on <= today
        if slug in offered and not is_too_late:
            offer = offered[slug]
            path = f"{slug}?{urlencode(values)}" if values else slug
            yield Answer(*words, path, offer.refusal, offer.step.is_grave)


def _ways(deadline: Deadline) -> list[tuple[str, tuple[str, str], dict[str, str]]]:
    """Step, words, and what its form has filled in beforehand."""
    later = ("later", _LATER, {"termijn": f"{deadline.kind.value}:{deadline.subject}"})
    if deadline.kind is DeadlineKind.REVIEW:
        return [("evaluatie", _REVIEW, {"datum": deadline.due_on.isoformat()}), later]
    if deadline.kind is DeadlineKind.DESTRUCTION:
        return [("vernietiging", _DESTROYED, {"partij": deadline.subject}), later]
    return [
        ("verlengen", _RENEW, {}),
        ("besluit", _LAPSE, {"keuze": DecisionKind.LAPSE.value}),
        ("opzeggen", _TERMINATE, {}),
        later,
    ]
