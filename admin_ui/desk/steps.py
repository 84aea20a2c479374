"""The steps that somebody can take with a question: a row each, with how it is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from admin_ui.shell.numbers import number_in
from agreements.domain.desk.question import STEPS, Question, QuestionState
from agreements.domain.roles import Actor, may
from agreements.domain.wording import N_
from agreements.http.address import read_day
from agreements.http.posted import Posted
from agreements.services.desk import correct, handle
from agreements.services.office import Office


@dataclass(frozen=True, slots=True)
class Sent:
    """Who does something with which question, and what was typed."""

    office: Office
    actor: Actor
    secret: bytes
    number: int
    typed: Posted


@dataclass(frozen=True, slots=True)
class Step:
    """A step: the last part of its address, how it is done, and what is said afterwards (a message id)."""

    slug: str
    do: Callable[[Sent], Awaitable[object]]
    done: str


async def _take_up(sent: Sent) -> None:
    await handle.take_up(sent.office, sent.actor, sent.number)


async def _hand_over(sent: Sent) -> None:
    await handle.hand_over(sent.office, sent.actor, sent.number, sent.typed.get("handler", ""))


async def _answer(sent: Sent) -> None:
    await handle.answer(sent.office, sent.actor, sent.number, sent.typed.get("answer", ""))


async def _close(sent: Sent) -> None:
    await handle.close(sent.office, sent.actor, sent.number, sent.typed.get("text", ""))


async def _publish(sent: Sent) -> None:
    asked, answer = sent.typed.get("published_question", ""), sent.typed.get("published_answer", "")
    await handle.publish(sent.office, sent.actor, sent.number, asked, answer)


async def _unpublish(sent: Sent) -> None:
    await handle.take_back(sent.office, sent.actor, sent.number)


async def _correct(sent: Sent) -> None:
    typed = sent.typed
    wish = correct.Wish(
        party=typed.get("party", ""),
        email=typed.get("email", "")[:255],
        number=typed.get("number", ""),
        request=typed.get("request", ""),
        due_on=read_day(typed.get("due_on", "")[:100]),
    )
    await correct.ask_party(sent.office, sent.actor, sent.secret, sent.number, wish)


async def _take_back(sent: Sent) -> None:
    await correct.take_back(sent.office, sent.actor, sent.number, number_in(sent.typed.get("correction", "")))


BY_SLUG: Final[Mapping[str, Step]] = {
    step.slug: step
    for step in (
        Step("oppakken", _take_up, N_("Taken up. Colleagues see that you work on it.")),
        Step("overdragen", _hand_over, N_("Handed over. Your colleague gets the reminders from now on.")),
        Step("beantwoorden", _answer, N_("Answered. Whoever gave an email address gets the answer within a minute.")),
        Step("afsluiten", _close, N_("Closed.")),
        Step("publiceren", _publish, N_("Published. Everyone reads it on the page of the agreement.")),
        Step("intrekken", _unpublish, N_("Taken back. It is no longer on the page of the agreement.")),
        Step("verbetering", _correct, N_("Asked. The party gets a mail within a minute.")),
        Step("verbetering-intrekken", _take_back, N_("Taken back. The link of the party no longer works.")),
    )
}


def offered(actor: Actor, question: Question) -> frozenset[str]:
    """What somebody may do with a question as it is now, by the names in `question.STEPS`."""
    steps = STEPS[question.state]
    found = {step for step in steps if may(actor, handle.NEEDS[step], question.department)}
    if question.state is QuestionState.IN_HAND and question.handler_id != actor.id and "answer" in found:
        found.add("take_up")
    return frozenset(found)
