"""What the desk puts in the outbox. Addresses of people without an account stand in no message: who sends it looks them
up, so that one that was erased meanwhile gets nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from agreements.domain.desk.correction import Correction
from agreements.domain.desk.question import Question
from agreements.domain.ladder import Audience
from agreements.domain.messages import MessageKind
from agreements.services.office import Office
from agreements.services.recipients import Recipient, recipients_of
from agreements.storage import agreements
from agreements.storage.messages import delivery, outbox
from agreements.storage.messages.outbox import Message
from agreements.storage.people import accounts

ASKER: Final = "asker"
"""Audience of a message to who asked a question."""
PARTY: Final = "party"
"""Audience of a message to a party that is asked to correct data."""

About = Question | Correction


async def to_outsider(office: Office, kind: MessageKind, about: About, audience: str, rung: int | None = None) -> None:
    """One message to somebody without an account."""
    await _put(office, [_message(office, kind, about, Recipient(None, Audience.OWNER), rung, audience)])


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a message is for: who looks after the agreement in these capacities, and who took up the question."""

    audiences: Iterable[Audience]
    handler_id: str | None


async def to_colleagues(office: Office, kind: MessageKind, about: About, told: Told, rung: int | None = None) -> None:
    """One message to each of them."""
    people = await accounts.active()
    record = (await agreements.load_ids([about.agreement_id]))[about.agreement_id]
    found = {one.account_id: one for one in recipients_of(told.audiences, record.agreement, people)}
    if found and told.handler_id and any(one.id == told.handler_id for one in people):
        found.setdefault(told.handler_id, Recipient(told.handler_id, Audience.DEPUTY))
    messages = [_message(office, kind, about, one, rung, one.audience) for one in found.values()]
    await _put(office, messages)


async def _put(office: Office, messages: Sequence[Message]) -> None:
    """What was said earlier and did not leave yet makes way."""
    if messages and messages[0].rung is not None:
        await delivery.supersede_waiting(messages[0])
    await outbox.put_all(messages, office.now)


def _message(
    office: Office, kind: MessageKind, about: About, to: Recipient, rung: int | None, audience: str
) -> Message:
    step = "once" if rung is None else str(rung)
    return Message(
        kind=kind,
        key=f"{kind}:{about.reference}:{about.id}:{step}",
        agreement_id=about.agreement_id,
        recipient_id=to.account_id,
        planned_on=office.today,
        subject=str(about.id),
        due_on=about.due_on,
        rung=rung,
        audience=audience,
    )
