"""Webhooks: addresses of programs that are told what happened to agreements that anyone can read. Made, ended, told
again from a day on; and what became of telling them."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import date

from agreements.domain.announcements import AnnouncementKind
from agreements.domain.errors import AgreementError, RuleBroken
from agreements.domain.messages import MessageKind
from agreements.domain.roles import Action, Actor, require
from agreements.domain.wording import N_
from agreements.outward.address import outward_address
from agreements.services.change import note
from agreements.services.office import Office
from agreements.services.refusals import noted_refusals
from agreements.storage.database.transaction import append_lock, unit_of_work
from agreements.storage.messages import outbox
from agreements.storage.messages.outbox import Message
from agreements.storage.people import accounts
from agreements.storage.programs import announcements, webhooks
from agreements.storage.programs.webhooks import StopReason, Webhook

MOST_WEBHOOKS = 50
"""That nobody ended. Each is told everything by itself, so each costs work."""
REGISTER = Actor(id="scheduler", role=None, origin="scheduler", is_operator=True)


class NothingChosen(RuleBroken):
    """A webhook that would be told nothing."""

    sentence = N_("Choose what the program is told.")
    field = "kinds"


class TooManyWebhooks(RuleBroken):
    """Nobody can look after so many."""

    sentence = N_("There are %(most)s webhooks already. End those that nobody uses first.")


class NoSuchWebhook(AgreementError):
    """There is none with this id, or it was ended."""

    sentence = N_("This webhook does not exist, or was ended already.")


async def make_webhook(
    office: Office, actor: Actor, address: str, kinds: Collection[AnnouncementKind], inside: Collection[str]
) -> str:
    """A new one, that is told what happens from now on; returns its id. `inside`: see `outward_address`.

    Raises `NotAllowed`, `BadOutwardAddress`, `NothingChosen`, `TooManyWebhooks`.
    """
    webhook_id = secrets.token_hex(6)
    async with noted_refusals(office, actor, Action.MAKE_CONNECTION, "register"):
        require(actor, Action.MAKE_CONNECTION)
        host = outward_address(address, inside).host
        if not kinds:
            raise NothingChosen()
        async with unit_of_work():
            await append_lock("audit")
            if len(await webhooks.not_ended()) >= MOST_WEBHOOKS:
                raise TooManyWebhooks(most=MOST_WEBHOOKS)
            made = Webhook(
                id=webhook_id,
                address=address,
                kinds=frozenset(kinds),
                account_id=actor.id,
                made_at=office.now,
                told_upto=await announcements.last_number(),
                next_attempt_at=office.now,
            )
            await webhooks.insert(made)
            told = {"webhook": webhook_id, "host": host, "kinds": sorted(kinds)}
            await note(office, actor, "make_webhook", "register", told)
    return webhook_id


async def end_webhook(office: Office, actor: Actor, webhook_id: str) -> None:
    """It is told nothing any more. Raises `NotAllowed`, `NoSuchWebhook`."""
    async with noted_refusals(office, actor, Action.END_CONNECTION, "register"):
        require(actor, Action.END_CONNECTION)
        async with unit_of_work():
            await append_lock("audit")
            if not await webhooks.end(webhook_id, office.now):
                raise NoSuchWebhook()
            await note(office, actor, "end_webhook", "register", {"webhook": webhook_id})


async def tell_again(office: Office, actor: Actor, webhook_id: str, since: date | None) -> None:
    """It is told everything about `since` and later days again, and goes on if it had stopped; without a day it goes on
    where it stopped. Raises `NotAllowed`, `NoSuchWebhook`."""
    async with noted_refusals(office, actor, Action.MAKE_CONNECTION, "register"):
        require(actor, Action.MAKE_CONNECTION)
        async with unit_of_work():
            await append_lock("audit")
            webhook = await webhooks.by_id(webhook_id)
            if webhook is None:
                raise NoSuchWebhook()
            upto = webhook.told_upto if since is None else await announcements.first_since(since) - 1
            if not await webhooks.go_on_from(webhook_id, upto, office.now):
                raise NoSuchWebhook()
            await note(office, actor, "tell_webhook_again", "register", {"webhook": webhook_id, "from": upto + 1})


async def stop_telling(office: Office, webhook: Webhook, why: StopReason, host: str, error: str) -> bool:
    """The register itself stops, and tells who answers for it, or when they left the fallback recipient. False when
    another worker has it now."""
    async with unit_of_work():
        await append_lock("audit")
        if not await webhooks.mark_stopped(webhook, why, office.now, error):
            return False
        await note(office, REGISTER, "stop_webhook", "register", {"webhook": webhook.id, "why": why.value})
        maker = await accounts.by_id(webhook.account_id)
        message = Message(
            kind=MessageKind.WEBHOOK_STOPPED,
            key=f"{MessageKind.WEBHOOK_STOPPED}:{webhook.id}:{webhook.told_upto}:{office.today}",
            agreement_id=None,
            recipient_id=maker.id if maker and maker.is_active else None,
            planned_on=office.today,
            reason=host,
        )
        await outbox.put(message, office.now)
    return True
