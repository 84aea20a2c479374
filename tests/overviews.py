"""For the tests of the weekly overview: who wants it, and what there is to tell."""

from __future__ import annotations

from datetime import date, timedelta
from email.message import EmailMessage

from agreements.domain.digest import Rhythm
from agreements.domain.messages import MessageKind, MessageState
from agreements.domain.roles import Actor
from agreements.services.choose_mail import choose_mail
from agreements.storage.messages.ledger_view import LedgerEntry, LedgerFilter, ledger
from scheduler.sweep import sweep
from tests.alerts import only_the_end_is_left
from tests.office import office_on
from tests.people import APPROVED_ON, ENDS_ON, HENK

NINETY = ENDS_ON - timedelta(days=90)
"""A Saturday: the next overview leaves on Monday."""
MONDAY = NINETY + timedelta(days=2)


async def wants_overview(person: Actor = HENK, rhythm: Rhythm = Rhythm.WEEKLY) -> None:
    await choose_mail(office_on(APPROVED_ON), person, rhythm, "nl")


async def ends_are_near(count: int = 1, day: date = NINETY) -> list[str]:
    """So many agreements of Henk end in ninety days; their references. Nothing else is to be told."""
    references = [(await only_the_end_is_left()).reference for _ in range(count)]
    await sweep(office_on(day))
    return references


async def entries(kind: MessageKind, state: MessageState | None = None) -> list[LedgerEntry]:
    return [entry for entry in await ledger(LedgerFilter(kind=kind, state=state)) if entry.recipient_id or state]


def body(mail: EmailMessage, kind: str) -> str:
    (part,) = [part for part in mail.walk() if part.get_content_type() == kind]
    return str(part.get_content())
