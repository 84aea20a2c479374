"""What colleagues do with a question: take it up, give it to another, answer, close, and publish what was answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from agreements.domain.desk import question as rules
from agreements.domain.desk.question import Question, QuestionState
from agreements.domain.errors import RuleBroken
from agreements.domain.messages import MessageKind
from agreements.domain.roles import Action, Actor, may, require
from agreements.domain.wording import N_
from agreements.services.change import note
from agreements.services.desk.ask import object_of
from agreements.services.desk.messages import ASKER, to_outsider
from agreements.services.office import Office
from agreements.services.publish import keep_public
from agreements.services.refusals import noted_refusals
from agreements.storage import agreements
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.desk import questions
from agreements.storage.desk.questions import NoSuchQuestion
from agreements.storage.people import accounts
from agreements.storage.public_memory import questions as told

NEEDS: Final[Mapping[str, Action]] = {
    "take_up": Action.ANSWER_QUESTION,
    "hand_over": Action.ANSWER_QUESTION,
    "answer": Action.ANSWER_QUESTION,
    "close": Action.ANSWER_QUESTION,
    "correct": Action.ANSWER_QUESTION,
    "publish": Action.PUBLISH_ANSWER,
}
"""The right that each step of `question.STEPS` needs."""


class NoHandler(RuleBroken):
    """Nobody who may answer it."""

    sentence = N_("Choose a colleague who may answer questions of this department.")
    field = "handler"


async def take_up(office: Office, actor: Actor, number: int) -> Question:
    """`actor` works on it. Raises `NotAllowed`, `NoSuchQuestion`, `NotNow`."""
    return await _step(office, actor, "take_up", number, lambda one: rules.taken_up(one, actor.id), {})


async def hand_over(office: Office, actor: Actor, number: int, handler_id: str) -> Question:
    """Another colleague works on it, and gets the reminders. Raises as `take_up`, and `NoHandler`."""
    account = await accounts.by_id(handler_id) if handler_id else None
    department = (await questions.load(number)).department
    if account is None or not account.is_active or not may(account.actor, Action.ANSWER_QUESTION, department):
        raise NoHandler()
    told_who = {"handler": account.id}
    return await _step(office, actor, "hand_over", number, lambda one: rules.taken_up(one, account.id), told_who)


async def answer(office: Office, actor: Actor, number: int, text: str) -> Question:
    """It goes to who asked, if that was wanted. Raises as `take_up`, and `NoText`, `TooLong`."""
    return await _step(
        office, actor, "answer", number, lambda one: rules.answered(one, text, actor.id, office.today), {}
    )


async def close(office: Office, actor: Actor, number: int, reason: str) -> Question:
    """Nothing more happens with it. Raises as `take_up`, and `NoReason` without an answer."""
    return await _step(office, actor, "close", number, lambda one: rules.closed(one, reason, office.today), {})


async def publish(office: Office, actor: Actor, number: int, asked: str, text: str) -> Question:
    """Anyone reads question and answer on the page of the agreement, as they are retold here.

    Raises as `take_up`, and `NothingToPublish`, `TooLong`.
    """
    return await _step(
        office, actor, "publish", number, lambda one: rules.published(one, asked, text, office.today), {}
    )


async def take_back(office: Office, actor: Actor, number: int) -> Question:
    """What was published is not shown any more; its earlier entries of the public memory stay. Raises as `take_up`."""
    return await _step(office, actor, "publish", number, rules.withdrawn, {"withdrawn": True})


async def _step(
    office: Office,
    actor: Actor,
    step: str,
    number: int,
    change: Callable[[Question], Question],
    details: Mapping[str, object],
) -> Question:
    """One step with its event, in one transaction; what colleagues and residents see follows in it."""
    action = NEEDS[step]
    async with noted_refusals(office, actor, action, object_of(number)), unit_of_work():
        await append_lock("audit")
        before = await questions.load(number)
        if not may(actor, Action.READ_QUESTIONS, before.department):
            raise NoSuchQuestion()
        require(actor, action, before.department)
        after = change(before)
        if not await questions.save(before, after):
            raise rules.NotNow()
        more = await _follow(office, before, after)
        await note(office, actor, f"{step}_question", object_of(number), {"state": after.state, **details, **more})
        return after


async def _follow(office: Office, before: Question, after: Question) -> Mapping[str, object]:
    if before.is_open and not after.is_open:
        await told.keep(after)
    if after.state is QuestionState.ANSWERED and before.is_open and after.email:
        await to_outsider(office, MessageKind.QUESTION_ANSWERED, after, ASKER)
    seen = (before.published_question, before.published_answer, before.published_on)
    if seen == (after.published_question, after.published_answer, after.published_on):
        return {}
    record = (await agreements.load_ids([after.agreement_id]))[after.agreement_id]
    return await keep_public(office, record, record.agreement)
