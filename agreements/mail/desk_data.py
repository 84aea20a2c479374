"""Brings together what a mail of the desk needs, at the moment it is about to leave: also the address of somebody
without an account, which stands in no message, and the secret link, which stands nowhere."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

from agreements.clock import Moment
from agreements.domain.desk.correction import Correction
from agreements.domain.desk.links import Purpose
from agreements.domain.desk.question import LADDER, Question, QuestionState
from agreements.domain.messages import MessageKind
from agreements.domain.wording import N_
from agreements.mail.desk_letter import DeskOccasion
from agreements.services.desk.links import token_again
from agreements.services.desk.messages import ASKER, PARTY
from agreements.settings import Settings, secret_key
from agreements.storage.desk import corrections, questions
from agreements.storage.desk.questions import NoSuchQuestion
from agreements.storage.messages.delivery import Claimed

NO_LONGER_OPEN: Final = N_("nobody waits for it any more")
NO_LINK: Final = N_("its secret link opens nothing any more")
OUTSIDERS: Final = frozenset({ASKER, PARTY})
_OF_CORRECTIONS: Final = frozenset(
    {MessageKind.CORRECTION_ASKED, MessageKind.CORRECTION_LATE, MessageKind.CORRECTION_ANSWERED}
)
_LINKS: Final = {
    MessageKind.QUESTION_CONFIRM: (Purpose.CONFIRM, "/vraag/{}/bevestigen"),
    MessageKind.QUESTION_ANSWERED: (Purpose.STATUS, "/vraag/{}"),
    MessageKind.CORRECTION_ASKED: (Purpose.CORRECTION, "/bevestigen/{}"),
}
"""Where the mail leads to of somebody without an account; colleagues go to beheer."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a message is about, as it is now."""

    question: Question
    correction: Correction | None

    @property
    def about(self) -> int:
        """Its number."""
        return self.correction.id if self.correction else self.question.id


async def subject_of(message: Claimed) -> Subject | None:
    """None when it was erased."""
    try:
        if message.kind not in _OF_CORRECTIONS:
            return Subject(await questions.load(int(message.subject)), None)
        task = await corrections.load(int(message.subject))
        return Subject(await questions.load(task.question_id), task)
    except (NoSuchQuestion, corrections.NoSuchCorrection):
        return None


def why_outdated(message: Claimed, subject: Subject) -> str | None:
    """Why the message no longer makes sense; None when it does."""
    question, task = subject.question, subject.correction
    still = {
        MessageKind.QUESTION_CONFIRM: question.state is QuestionState.UNCONFIRMED,
        MessageKind.QUESTION_ANSWERED: bool(question.answer),
        MessageKind.QUESTION_OPEN: question.is_open,
        MessageKind.CORRECTION_ASKED: task is not None and task.is_open,
        MessageKind.CORRECTION_LATE: task is not None and task.is_open,
        MessageKind.CORRECTION_ANSWERED: True,
    }
    return None if still[message.kind] else NO_LONGER_OPEN


def outsider_of(message: Claimed, subject: Subject) -> str:
    """The address of somebody without an account; empty when it was erased."""
    if message.audience == PARTY and subject.correction:
        return subject.correction.email
    return subject.question.email


async def occasion_of(message: Claimed, subject: Subject, settings: Settings, moment: Moment) -> DeskOccasion | None:
    """What the letter is made of; None when its link opens nothing any more."""
    link = f"{settings.base_url}/beheer/vragen/{subject.question.id}"
    if message.audience in OUTSIDERS:
        purpose, path = _LINKS[message.kind]
        secret = await asyncio.to_thread(secret_key, settings)
        token = await token_again(secret, purpose, subject.about, moment.now)
        if token is None:
            return None
        asked = "?taal=en" if message.audience == ASKER and subject.question.language == "en" else ""
        link = settings.base_url + path.format(token) + asked
    return DeskOccasion(
        kind=message.kind,
        question=subject.question,
        correction=subject.correction,
        today=max(moment.today, message.planned_on),
        is_first=message.rung is None or message.rung == LADDER.rungs[0][0],
        organisation=settings.organisation_name,
        link=link,
    )
