"""For the tests of alerts: an agreement with an owner, a look at the ledger, and a mail server that is not there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

from agreements.clock import Moment
from agreements.domain.agreement import Agreement, Stewardship
from agreements.domain.audit import ChainReader
from agreements.domain.jobs import JOBS
from agreements.domain.messages import MessageState
from agreements.domain.roles import Actor
from agreements.mail.transport import NotDelivered, Transport
from agreements.services.assign import assign
from agreements.services.users import stop_user
from agreements.settings import Settings
from agreements.storage.database.transaction import execute
from agreements.storage.messages.ledger_view import LedgerEntry, LedgerFilter, ledger
from agreements.storage.trail import audit
from scheduler.delivery import DeliveryResult, deliver
from scheduler.jobs import Workplace, do
from scheduler.sweep import sweep
from tests.office import address, in_force, office_on
from tests.people import APPROVED_ON, ENDS_ON, HENK, PETRA

SETTINGS = Settings(base_url="https://afspraken.example.org", mail_from="register@example.org")

OPERATOR = Actor(id="cli", role=None, origin="cli", is_operator=True)

FALLBACK = "vangnet@example.org"
WITH_FALLBACK = SETTINGS.model_copy(update={"fallback_recipient": FALLBACK})
DAY = ENDS_ON - timedelta(days=30)


def moment_on(day: date) -> Moment:
    """Noon of a day, as the clock gives it."""
    return Moment(office_on(day).now, day)


async def owned(owner_id: str | None = HENK.id, **changes: Any) -> Agreement:
    """In force until 31 December 2027, and looked after by Henk."""
    agreement = await in_force(**changes)
    return await entrust(agreement, Stewardship(owner_id=owner_id))


async def entrust(agreement: Agreement, stewardship: Stewardship, day: date = APPROVED_ON) -> Agreement:
    """Petra says who looks after an agreement."""
    return await assign(office_on(day), PETRA, agreement.reference, agreement.revision, stewardship)


async def alerts(state: MessageState | None = None) -> list[LedgerEntry]:
    """The entries about deadlines in the ledger, the oldest first."""
    entries = await ledger(LedgerFilter(state=state), limit=10_000)
    return [entry for entry in reversed(entries) if entry.deadline_kind]


async def clear_notices() -> None:
    """Forget the mails about approval, so that only alerts wait."""
    await execute("DELETE FROM outbox WHERE kind <> 'deadline'", {})


async def dismiss(person: Actor, day: date = APPROVED_ON) -> None:
    """The account is stopped."""
    await stop_user(office_on(day), OPERATOR, address(person))


async def only_the_end_is_left(owner_id: str | None = HENK.id) -> Agreement:
    """An agreement of which no date but the end is watched; nobody has been told of it yet."""
    agreement = await owned(owner_id)
    await execute("DELETE FROM deadline WHERE kind <> 'expiry'", {})
    await clear_notices()
    return agreement


async def chain_length() -> int:
    """How many events the history has; raises when the chain is broken. `only_the_end_is_left` took deadlines away by
    hand, which `verify_history` would find."""
    reader = ChainReader()
    async for event in audit.events():
        reader.read(event)
    return reader.seq


async def end_is_near(owner_id: str | None = HENK.id) -> None:
    """The end of an agreement is thirty days away: Henk, Petra and Sanne are to be told of that alone."""
    await only_the_end_is_left(owner_id)
    await sweep(office_on(DAY))


async def send(room: MailRoom, day: date = DAY, *, fallback: bool = False, hours: float = 0) -> DeliveryResult:
    """Deliver so many hours after noon of a day, with or without a fallback recipient in the settings."""
    at = moment_on(day)
    moment = Moment(at.now + timedelta(hours=hours), at.today)
    return await deliver(WITH_FALLBACK if fallback else SETTINGS, lambda: moment, room)


async def tick(settings: Settings, read_moment: Callable[[], Moment], room: Transport) -> None:
    """Every job of the register, one after the other: plan first, send last."""
    for job in JOBS:
        await do(job.id, Workplace(settings, read_moment, room))


class MailRoom:
    """A transport that keeps what it is given. `refuse` maps an address, or `*` for all, to what is raised for it."""

    def __init__(self, refuse: dict[str, Exception] | None = None) -> None:
        self.refuse: dict[str, Exception] = refuse or {}
        self.sent: list[EmailMessage] = []

    async def send(self, mail: EmailMessage) -> None:
        """Raises what was asked for, else keeps the mail."""
        failure = self.refuse.get(str(mail["To"]), self.refuse.get("*"))
        if failure:
            raise failure
        self.sent.append(mail)

    async def answers(self) -> bool:
        """Whether there is a server: it may still refuse."""
        return "*" not in self.refuse

    @property
    def subjects(self) -> list[str]:
        """What the mails are about."""
        return [str(mail["Subject"]) for mail in self.sent]

    @property
    def recipients(self) -> list[str]:
        """To whom the mails went, in alphabetical order."""
        return sorted(str(mail["To"]) for mail in self.sent)


REFUSED = NotDelivered("550 no such mailbox", permanent=True)
BUSY = NotDelivered("451 try again later")
AWAY = NotDelivered("SMTPConnectError: connection refused", no_answer=True)
