"""Somebody asks a question or reports an error about an agreement, and confirms the address for the answer."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.domain.desk import question as rules
from agreements.domain.desk.links import Purpose
from agreements.domain.desk.question import NoKind, Question, QuestionKind, QuestionState
from agreements.domain.errors import NotFound
from agreements.domain.messages import MessageKind
from agreements.services.change import note
from agreements.services.desk.links import make_link, opened, token_again
from agreements.services.desk.messages import ASKER, to_outsider
from agreements.services.office import Office
from agreements.services.throttle import ANYBODY
from agreements.services.users import checked_address
from agreements.storage import agreements
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.desk import links, questions
from agreements.storage.desk.questions import NoSuchQuestion
from agreements.storage.public_memory import entries
from agreements.storage.public_memory import questions as told


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody typed. Without `email` no answer is sent."""

    kind: QuestionKind | None
    text: str
    email: str = ""
    language: str = "nl"


async def ask(office: Office, secret: bytes, reference: str, once: str, wish: Wish) -> str:
    """Keep a question; returns the token of its status page. `once` names the form: sent twice it is one question.

    Raises `NotFound` alike for drafts and what is not there, `NoKind`, `NoText`, `TooLong`, `BadAddress`.
    """
    if wish.kind is None:
        raise NoKind()
    text, email = rules.checked_text(wish.text), checked_address(wish.email) if wish.email.strip() else ""
    async with unit_of_work():
        await append_lock("audit")
        if reference not in await entries.last_of([reference]):
            raise NotFound(reference=reference)
        record = await agreements.load(reference)
        asked = Question(
            agreement_id=record.id,
            kind=wish.kind,
            text=text,
            email=email,
            language=wish.language,
            state=QuestionState.UNCONFIRMED,
            asked_on=office.today,
        )
        kept = asked if email else rules.arrived(asked, office.today)
        if before := await questions.of_form(once):
            return await _status_token(office, secret, before.id)
        number = await questions.insert(kept, once)
        return await _begin(office, secret, await questions.load(number))


async def confirm(office: Office, secret: bytes, token: str) -> str:
    """The address is the sender's: from now on the question counts. Returns the token of its status page.

    Raises `NoSuchQuestion` for a link that opens nothing.
    """
    async with unit_of_work():
        await append_lock("audit")
        number = await opened(token, Purpose.CONFIRM, office.now)
        if number is None:
            raise NoSuchQuestion()
        before = await questions.load(number)
        if before.state is QuestionState.UNCONFIRMED:
            after = rules.arrived(before, office.today)
            await questions.save(before, after)
            await told.keep(after)
            await note(office, ANYBODY, "confirm_question", object_of(number), {"due_on": after.due_on})
        return await _status_token(office, secret, number)


async def _begin(office: Office, secret: bytes, question: Question) -> str:
    token = await make_link(secret, Purpose.STATUS, question.id, office.now)
    details = {"agreement": question.reference, "kind": question.kind, "due_on": question.due_on}
    if question.state is QuestionState.UNCONFIRMED:
        await make_link(secret, Purpose.CONFIRM, question.id, office.now)
        await to_outsider(office, MessageKind.QUESTION_CONFIRM, question, ASKER)
    else:
        await told.keep(question)
    await note(office, ANYBODY, "ask_question", object_of(question.id), {k: v for k, v in details.items() if v})
    return token


async def _status_token(office: Office, secret: bytes, number: int) -> str:
    token = await token_again(secret, Purpose.STATUS, number, office.now)
    if token is None:
        await links.end(Purpose.STATUS, number, office.now)
        token = await make_link(secret, Purpose.STATUS, number, office.now)
    return token


def object_of(number: int) -> str:
    """What the trail calls a question."""
    return f"question:{number}"
