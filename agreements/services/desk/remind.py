"""Put in the outbox what is to be told today of open questions and tasks: by their ladders, a range test each.

What was missed while the register was down goes out once, as the rung that now applies.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from agreements.domain.desk import correction, question
from agreements.domain.desk.correction import Correction
from agreements.domain.desk.question import Question
from agreements.domain.ladder import AlertDue, Ladder, alert_due, next_alert_on
from agreements.domain.messages import MessageKind
from agreements.services.desk.messages import PARTY, Told, to_colleagues, to_outsider
from agreements.services.office import Office
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.desk import corrections, questions

TOGETHER: Final = 50
"""So many in one transaction; the rest waits for the next sweep, half a minute later."""


async def remind(office: Office) -> int:
    """Tell what is due; returns of how many questions and tasks."""
    if not await questions.due_for_alert(office.today, 1) and not await corrections.due_for_alert(office.today, 1):
        return 0
    async with unit_of_work():
        await append_lock("audit")
        asked = await questions.due_for_alert(office.today, TOGETHER)
        passed_on = await corrections.due_for_alert(office.today, TOGETHER)
        for one in asked:
            await _of_question(office, one)
        for task in passed_on:
            await _of_correction(office, task)
    return len(asked) + len(passed_on)


async def _of_question(office: Office, one: Question) -> None:
    if one.due_on is None:
        raise ValueError("a question that arrived has a term")
    due = _due(office, question.LADDER, one)
    if due:
        people = Told(due.audience, one.handler_id)
        await to_colleagues(office, MessageKind.QUESTION_OPEN, one, people, due.rung)
    told = due.rung if due else one.told
    later = next_alert_on(question.LADDER, one.due_on, told=_rungs(told))
    await questions.save(one, replace(one, told=told, next_alert_on=later))


async def _of_correction(office: Office, task: Correction) -> None:
    due = _due(office, correction.LADDER, task)
    if due:
        await to_outsider(office, MessageKind.CORRECTION_ASKED, task, PARTY, due.rung)
        if due.audience:
            people = Told(due.audience, (await questions.load(task.question_id)).handler_id)
            await to_colleagues(office, MessageKind.CORRECTION_LATE, task, people, due.rung)
    told = due.rung if due else task.told
    later = next_alert_on(correction.LADDER, task.due_on, told=_rungs(told))
    await corrections.save(task, replace(task, told=told, next_alert_on=later))


def _due(office: Office, ladder: Ladder, one: Question | Correction) -> AlertDue | None:
    return alert_due(ladder, one.due_on, office.today, told=_rungs(one.told)) if one.due_on else None


def _rungs(told: int | None) -> frozenset[int]:
    """The lowest rung that was told stands for all above it."""
    return frozenset() if told is None else frozenset({told})
