"""What somebody has to decide about an agreement now, and the ways to go on: where the link in a mail leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from admin_ui.agreement.steps import Offer, path_to
from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import KINDS, Deadline, KindOfDeadline, deadlines, ladder_for, open_tasks
from agreements.domain.deadlines.advice import WAY_LATER
from agreements.domain.errors import AgreementError


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
    row: KindOfDeadline
    answers: tuple[Answer, ...]


def questions(agreement: Agreement, offers: Sequence[Offer], today: date) -> list[Question]:
    """The questions that this person can answer, the most urgent first."""
    asked = [one for one in open_tasks(agreement, today) if KINDS[one.kind].is_asked(agreement)]
    near = [deadline for deadline in asked if _is_near(deadline, agreement, today)]
    found = [Question(deadline, KINDS[deadline.kind], tuple(_answers(deadline, offers, today))) for deadline in near]
    return [question for question in found if question.answers]


def _is_near(deadline: Deadline, agreement: Agreement, today: date) -> bool:
    """From the first mail about it, or about what is one question with it."""
    covered = [one for one in deadlines(agreement) if one.kind in KINDS[deadline.kind].covers]
    return any(today >= _first_day(one, agreement) for one in (deadline, *covered))


def _first_day(deadline: Deadline, agreement: Agreement) -> date:
    return deadline.due_on - timedelta(days=ladder_for(deadline.kind, agreement).rungs[0][0])


def _answers(deadline: Deadline, offers: Sequence[Offer], today: date) -> Iterator[Answer]:
    row, offered = KINDS[deadline.kind], {offer.step.action: offer for offer in offers}
    may_wait = row.can_be_postponed and deadline.due_on > today
    for way in (*row.ways, WAY_LATER) if may_wait else row.ways:
        if offer := offered.get(way.action):
            path = path_to(way, deadline)
            yield Answer(way.button, way.meaning, path, offer.refusal, offer.step.is_grave)
