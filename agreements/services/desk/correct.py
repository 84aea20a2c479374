"""A correction is passed on: a party is asked by a secret link, and says there what it did (GDPR art. 19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from agreements.domain.content import data_received_by
from agreements.domain.desk import correction as rules
from agreements.domain.desk.correction import BadTerm, Correction, NoNumber, NoParty, Said
from agreements.domain.desk.links import Purpose
from agreements.domain.desk.question import STEPS, NotNow, Question, checked_text
from agreements.domain.messages import MessageKind
from agreements.domain.roles import Action, Actor, may, require
from agreements.services.change import note
from agreements.services.desk.ask import object_of
from agreements.services.desk.links import make_link, opened
from agreements.services.desk.messages import Told, to_colleagues
from agreements.services.office import Office
from agreements.services.refusals import noted_refusals
from agreements.services.throttle import ANYBODY
from agreements.services.users import checked_address
from agreements.storage import agreements
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.desk import corrections, links, questions
from agreements.storage.desk.corrections import NoSuchCorrection
from agreements.storage.desk.questions import NoSuchQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a colleague typed to ask a party."""

    party: str
    email: str
    number: str
    request: str
    due_on: date | None


async def receivers_of(agreement_id: int) -> list[str]:
    """The parties that receive data under an agreement."""
    record = (await agreements.load_ids([agreement_id]))[agreement_id]
    content = record.agreement.content
    return [party.name for party in content.parties if data_received_by(content, party.name)]


async def ask_party(office: Office, actor: Actor, secret: bytes, question_id: int, wish: Wish) -> Correction:
    """Ask one party. The mail leaves with the next sweep; it holds the number of the file and no more.

    Raises `NotAllowed`, `NoSuchQuestion`, `NotNow`; and what is wrong with the wish:
    `NoParty`, `BadAddress`, `NoNumber`, `NoText`, `TooLong`, `BadTerm`.
    """
    async with noted_refusals(office, actor, Action.ANSWER_QUESTION, object_of(question_id)), unit_of_work():
        await append_lock("audit")
        question = await _question(actor, question_id)
        asked = await _asked(office, actor, question, wish)
        number = await corrections.insert(asked)
        await make_link(secret, Purpose.CORRECTION, number, office.now)
        told = {"correction": number, "due_on": asked.due_on}
        await note(office, actor, "ask_correction", object_of(question_id), told)
        return await corrections.load(number)


async def take_back(office: Office, actor: Actor, question_id: int, number: int) -> None:
    """The party need not answer any more, and its link opens nothing.

    Raises `NotAllowed`, `NoSuchQuestion`, `NoSuchCorrection`, `NotNow`.
    """
    async with noted_refusals(office, actor, Action.ANSWER_QUESTION, object_of(question_id)), unit_of_work():
        await append_lock("audit")
        await _question(actor, question_id)
        before = await corrections.load(number)
        if before.question_id != question_id:
            raise NoSuchCorrection()
        if not await corrections.save(before, rules.taken_back(before)):
            raise NotNow()
        await links.end(Purpose.CORRECTION, number, office.now)
        await note(office, actor, "take_back_correction", object_of(question_id), {"correction": number})


async def opened_by(office: Office, token: str) -> Correction:
    """What a link asks. Raises `NoSuchCorrection` for one that opens nothing."""
    number = await opened(token, Purpose.CORRECTION, office.now)
    if number is None:
        raise NoSuchCorrection()
    return await corrections.load(number)


async def confirm(office: Office, token: str, said: Said) -> Correction:
    """What the party says it did; whoever looks after the agreement is told. Raises as `correction.answered` does, and
    `NoSuchCorrection`."""
    async with unit_of_work():
        await append_lock("audit")
        before = await opened_by(office, token)
        after = rules.answered(before, said, office.today)
        if not await corrections.save(before, after):
            raise NotNow()
        told = {"correction": after.id, "outcome": after.outcome, "done_on": after.done_on}
        await note(office, ANYBODY, "confirm_correction", object_of(after.question_id), told)
        handler = (await questions.load(after.question_id)).handler_id
        await to_colleagues(office, MessageKind.CORRECTION_ANSWERED, after, Told(rules.ANSWERED_TO, handler))
        return after


async def _question(actor: Actor, number: int) -> Question:
    question = await questions.load(number)
    if not may(actor, Action.READ_QUESTIONS, question.department):
        raise NoSuchQuestion()
    require(actor, Action.ANSWER_QUESTION, question.department)
    return question


async def _asked(office: Office, actor: Actor, question: Question, wish: Wish) -> Correction:
    if "correct" not in STEPS[question.state]:
        raise NotNow()
    if wish.party not in await receivers_of(question.agreement_id):
        raise NoParty()
    due, latest = wish.due_on, office.today + timedelta(days=rules.LONGEST_TERM_DAYS)
    email = checked_address(wish.email)
    number = rules.line_of(wish.number, NoNumber(most=rules.LONGEST_LINE))
    request = checked_text(wish.request, "request")
    if due is None or not office.today < due <= latest:
        raise BadTerm(most=rules.LONGEST_TERM_DAYS)
    return Correction(
        question_id=question.id,
        agreement_id=question.agreement_id,
        party=wish.party,
        email=email,
        number=number,
        request=request,
        asked_on=office.today,
        asked_by=actor.id,
        due_on=due,
        next_alert_on=office.today,
    )
