"""A question or report of a resident about an agreement: its term, its steps, and who is told when (GDPR art. 12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from agreements.domain.errors import RuleBroken
from agreements.domain.ladder import OWNERS, WITH_DPO, WITH_OFFICER, Ladder
from agreements.domain.letters import composed
from agreements.domain.term import add_months
from agreements.domain.wording import N_


class QuestionKind(StrEnum):
    """What somebody comes for."""

    QUESTION = "question"
    AGREEMENT_ERROR = "error_in_the_agreement"
    """Something in the agreement is not right."""
    DATA_ERROR = "error_in_my_data"
    """Something in the sender's own data is not right: a request for rectification (GDPR art. 16)."""
    OTHER = "something_else"


class QuestionState(StrEnum):
    """Where a question stands."""

    UNCONFIRMED = "unconfirmed"
    """An answer is wanted at an address that did not prove to be the sender's yet: nobody reads it until then."""
    NEW = "new"
    IN_HAND = "in_hand"
    ANSWERED = "answered"
    CLOSED = "closed"


OPEN: Final = frozenset({QuestionState.NEW, QuestionState.IN_HAND})
"""Somebody still has to answer."""

MOST_TEXT: Final = 4000
"""Signs of a question, an answer, or what is published of them."""
CONFIRM_WITHIN: Final = timedelta(days=7)
"""Then a question that was not confirmed is erased, with its address."""
KEEP_ADDRESS: Final = timedelta(days=180)
"""So long after it was closed the address of who asked is kept: for a complaint about the answer, and no longer
(GDPR art. 5(1)(e))."""
OWN_DAYS: Final = 14
"""The office's own rule. The law gives no term for a question about an agreement; a month is what it gives at most for
a request about somebody's own data (GDPR art. 12(3))."""
_MONTHS_BY_LAW: Final = 1

LADDER: Final = Ladder(((365, WITH_OFFICER), (3, OWNERS), (0, WITH_OFFICER), (-1, WITH_DPO)), overdue=WITH_DPO)
"""Who is told: at once, shortly before the term ends, on its last day, the day after, and every week from then on."""


class NoText(RuleBroken):
    """There is nothing to read."""

    sentence = N_("Write what your question is, or what is not right.")
    field = "text"


class TooLong(RuleBroken):
    """More than anybody reads at a desk."""

    sentence = N_("The text has %(length)s characters. At most %(most)s fit. Make it shorter.")
    field = "text"


class NoKind(RuleBroken):
    """It is not said what it is."""

    sentence = N_("Choose what you want to do: ask a question, or report an error.")
    field = "kind"


class NotNow(RuleBroken):
    """The step means nothing in this state: a colleague was first."""

    sentence = N_("This step is not possible any more. Look at the question again.")


class NothingToPublish(RuleBroken):
    """Question and answer go together."""

    sentence = N_("Write both the question, without the person, and the answer.")
    field = "published_question"


class NoReason(RuleBroken):
    """Closed without an answer, and nobody can tell why."""

    sentence = N_("Say why the question is closed without an answer.")
    field = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One of them. What the sender wrote stays inside; `published_…` is what an officer wrote to be read by anyone."""

    id: int = 0
    agreement_id: int
    reference: str = ""
    title: str = ""
    """Of the agreement."""
    department: str = ""
    kind: QuestionKind
    text: str
    email: str = ""
    """Empty: no answer is wanted, or the address was erased."""
    language: str = "nl"
    state: QuestionState
    asked_on: date
    arrived_on: date | None = None
    due_on: date | None = None
    told: int | None = None
    """The last rung of the ladder that was announced."""
    next_alert_on: date | None = None
    handler_id: str | None = None
    """Who took it up, or was given it."""
    answer: str = ""
    answered_on: date | None = None
    closed_on: date | None = None
    closing: str = ""
    published_question: str = ""
    published_answer: str = ""
    published_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to answer."""
        return self.state in OPEN

    @property
    def ready_on(self) -> date | None:
        """The day on which it was answered, or closed without an answer."""
        return self.answered_on or self.closed_on

    def days_late(self, today: date) -> int:
        """How many days after its term it was ready, or is on a day; 0 when it is not late."""
        if self.due_on is None:
            return 0
        return max(((self.ready_on or today) - self.due_on).days, 0)


def due_on(kind: QuestionKind, arrived_on: date) -> date:
    """Last day on which it is answered in time."""
    if kind is QuestionKind.DATA_ERROR:
        return add_months(arrived_on, _MONTHS_BY_LAW)
    return arrived_on + timedelta(days=OWN_DAYS)


def checked_text(text: str, field: str = "text") -> str:
    """A text as it is kept. Raises `NoText`, `TooLong`."""
    kept = composed(text).strip()
    error = NoText() if not kept else TooLong(length=len(kept), most=MOST_TEXT) if len(kept) > MOST_TEXT else None
    if error:
        error.field = field
        raise error
    return kept


def arrived(question: Question, today: date) -> Question:
    """It counts from now on, and its term runs."""
    due = due_on(question.kind, today)
    return replace(question, state=QuestionState.NEW, arrived_on=today, due_on=due, next_alert_on=today)


def taken_up(question: Question, by: str) -> Question:
    """Somebody works on it. Raises `NotNow`."""
    _require(question, *OPEN)
    return replace(question, state=QuestionState.IN_HAND, handler_id=by)


def answered(question: Question, answer: str, by: str, today: date) -> Question:
    """With the answer as it goes to who asked. Raises `NotNow`, `NoText`, `TooLong`."""
    _require(question, *OPEN)
    return replace(
        question,
        state=QuestionState.ANSWERED,
        handler_id=question.handler_id or by,
        answer=checked_text(answer, "answer"),
        answered_on=today,
        next_alert_on=None,
    )


def closed(question: Question, reason: str, today: date) -> Question:
    """Nothing more happens with it. Without an answer a reason is needed, which stays inside. Raises `NotNow`."""
    _require(question, *OPEN, QuestionState.ANSWERED)
    if question.is_open and not reason.strip():
        raise NoReason()
    kept = checked_text(reason) if reason.strip() else ""
    return replace(question, state=QuestionState.CLOSED, closed_on=today, closing=kept, next_alert_on=None)


def published(question: Question, asked: str, answer: str, today: date) -> Question:
    """With what anyone may read of it, as an officer retold it. Raises `NotNow`, `NothingToPublish`, `TooLong`."""
    _require(question, QuestionState.ANSWERED, QuestionState.CLOSED)
    if not asked.strip() or not answer.strip():
        raise NothingToPublish()
    told = checked_text(asked, "published_question"), checked_text(answer, "published_answer")
    return replace(question, published_question=told[0], published_answer=told[1], published_on=today)


def withdrawn(question: Question) -> Question:
    """Nobody reads it any more on the page of the agreement. Raises `NotNow`."""
    if question.published_on is None:
        raise NotNow()
    return replace(question, published_question="", published_answer="", published_on=None)


def _require(question: Question, *states: QuestionState) -> None:
    if question.state not in states:
        raise NotNow()


STEPS: Final[Mapping[QuestionState, tuple[str, ...]]] = {
    QuestionState.UNCONFIRMED: (),
    QuestionState.NEW: ("take_up", "answer", "hand_over", "close", "correct"),
    QuestionState.IN_HAND: ("answer", "hand_over", "close", "correct"),
    QuestionState.ANSWERED: ("publish", "close", "correct"),
    QuestionState.CLOSED: ("publish",),
}
"""What beheer offers in each state, in the order of the page."""
