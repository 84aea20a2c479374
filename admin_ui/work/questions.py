"""The questions of residents that wait for somebody: the first few, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agreements.domain.desk.question import Question
from agreements.domain.roles import Action, Actor
from agreements.domain.viewing import viewing_of
from agreements.storage.desk import questions
from agreements.storage.desk.questions import QuestionFilter

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """Those that are late or due first."""

    first: Sequence[Question]
    count: int


async def waiting_questions(actor: Actor) -> Waiting:
    """What this person may answer; nothing for who only reads."""
    among = viewing_of(actor, Action.ANSWER_QUESTION)
    if among.is_nothing:
        return Waiting((), 0)
    chosen = QuestionFilter(among=among, is_open=True)
    return Waiting(await questions.find(chosen, limit=MOST_SHOWN), await questions.count(chosen))
