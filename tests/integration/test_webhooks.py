"""Programs are told what happens to agreements that anyone can read: signed, in order, at least once, and no more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from pydantic import SecretStr
from standardwebhooks.webhooks import Webhook as Verifier

from agreements.clock import Moment
from agreements.domain.agreement import Agreement
from agreements.domain.announcements import AnnouncementKind
from agreements.domain.errors import AgreementError, NotAllowed
from agreements.domain.lifecycle import Status, status_on
from agreements.domain.retry import FEWEST_ATTEMPTS, GIVE_UP_AFTER
from agreements.domain.standard_webhooks import as_shown, secret_of
from agreements.outward.address import BadOutwardAddress
from agreements.services.amend import amend
from agreements.services.announce import announce_days
from agreements.services.approve import approve
from agreements.services.hold_alerts import hold_alerts, release_alerts
from agreements.services.submit import submit
from agreements.services.suspend import resume, suspend
from agreements.services.terminate import terminate
from agreements.services.verify_history import verify_history
from agreements.services.webhooks import NoSuchWebhook, NothingChosen, end_webhook, make_webhook, tell_again
from agreements.settings import Settings
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import fetch
from agreements.storage.programs import webhooks
from agreements.storage.programs.webhooks import StopReason, Webhook
from scheduler.delivery import deliver
from scheduler.webhooks import Told, tell_webhooks
from tests.alerts import OPERATOR, SETTINGS, MailRoom
from tests.office import TODAY_OFFICE, drafted, in_force, office_on
from tests.people import APPROVED_ON, ENDS_ON, HENK, PETRA, STARTS_ON, TODAY, WOO, complete_content
from tests.webhook_receiver import Receiver, receiving, status

pytestmark = pytest.mark.usefixtures("staffed")

SECRET = SecretStr("a-secret-that-is-long-enough-for-tests-0123456789")
EVERYTHING = frozenset(AnnouncementKind)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """Somebody who wants to be told."""
    async with receiving() as found:
        yield found


def settings_for(receiver: Receiver) -> Settings:
    return SETTINGS.model_copy(update={"secret_key": SECRET, "webhook_hosts": receiver.place})


async def hook(receiver: Receiver, path: str = "/", kinds: frozenset[AnnouncementKind] = EVERYTHING) -> str:
    return await make_webhook(office_on(APPROVED_ON), PETRA, receiver.address(path), kinds, {receiver.place})


async def stored(webhook_id: str) -> Webhook:
    found = await webhooks.by_id(webhook_id)
    assert found is not None
    return found


async def told_at(receiver: Receiver, now: datetime) -> Told:
    return await tell_webhooks(settings_for(receiver), lambda: Moment(now, now.date()))


async def told_on(receiver: Receiver, day: date = TODAY) -> Told:
    return await told_at(receiver, office_on(day).now)


async def rest(agreement: Agreement, day: date = TODAY) -> Agreement:
    """It rests, or goes on: residents see another entry."""
    office, place = office_on(day), (agreement.reference, agreement.revision)
    if status_on(agreement, day) is Status.SUSPENDED:
        return await resume(office, HENK, *place)
    return await suspend(office, HENK, *place, day, None, "Audit")


async def a_life() -> str:
    """From approval until after the end; somebody looks three weeks too late whether it ended."""
    agreement = await in_force()
    await announce_days(office_on(STARTS_ON))
    agreement = await amend(
        TODAY_OFFICE, PETRA, agreement.reference, agreement.revision, complete_content(theme="Werk")
    )
    agreement = await submit(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision, "Nieuw")
    agreement = await approve(TODAY_OFFICE, HENK, agreement.reference, agreement.revision)
    agreement = await rest(agreement)
    agreement = await terminate(TODAY_OFFICE, HENK, agreement.reference, agreement.revision, TODAY, "Doel bereikt")
    late = office_on(TODAY + timedelta(days=21))
    await announce_days(late)
    await announce_days(late)
    await announce_days(office_on(ENDS_ON))
    return agreement.reference


async def test_a_life_is_told_step_by_step_signed_and_as_the_profile_asks(receiver: Receiver, engine: Engine) -> None:
    webhook_id = await hook(receiver)
    await announce_days(office_on(APPROVED_ON))
    reference = await a_life()
    told = await told_on(receiver)

    assert [one.word for one in receiver.heard] == [
        "gepubliceerd", "begonnen", "gewijzigd", "tijdelijk-gestopt", "opgezegd", "afgelopen",
    ]  # fmt: skip
    assert told == Told(sent=6, retried=0, stopped=0)
    verifier = Verifier(as_shown(secret_of(SECRET.get_secret_value().encode(), webhook_id)))
    for number, one in enumerate(receiver.heard, start=1):
        at = datetime.fromtimestamp(int(one.headers["webhook-timestamp"]), UTC)
        assert at == TODAY_OFFICE.now
        assert one.headers["webhook-signature"] == verifier.sign(one.event["id"], at, one.body.decode())
        assert one.headers["content-type"] == "application/cloudevents+json; charset=utf-8"
        assert one.event == {
            "specversion": "1.0",
            "id": one.headers["webhook-id"],
            "source": "urn:nld:afspraken.example.org:systeem:afsprakenregister",
            "type": f"nl.afsprakenregister.afspraak.{one.word}",
            "subject": reference,
            "time": one.event["time"],
            "sequence": f"{number:012d}",
            "dataref": f"https://afspraken.example.org/api/v1/afspraken/{reference}",
        }
    assert len({one.event["id"] for one in receiver.heard}) == 6
    assert receiver.heard[0].event["time"] == "2025-12-01T12:00:00.000Z"
    await verify_history()


async def test_what_nobody_can_read_and_what_was_refused_is_told_to_nobody(receiver: Receiver) -> None:
    await hook(receiver)
    await drafted()
    await in_force(is_public=False, not_public_reason="Opsporing", not_public_ground=WOO, title="Geheim")
    agreement = await in_force(title="Openbaar")
    with pytest.raises(AgreementError):
        await rest(replace(agreement, revision=agreement.revision - 1))
    await told_on(receiver)

    assert [(one.word, one.event["subject"]) for one in receiver.heard] == [("gepubliceerd", agreement.reference)]


async def test_each_is_told_what_it_asked_for_from_when_it_was_made(receiver: Receiver) -> None:
    agreement = await in_force()
    await hook(receiver, "/stops", frozenset({AnnouncementKind.SUSPENDED}))
    agreement = await rest(await rest(await rest(agreement)))
    await hook(receiver, "/late")
    await told_on(receiver)

    assert [one.word for one in receiver.at("/stops")] == ["tijdelijk-gestopt"] * 2
    assert receiver.at("/late") == []
    assert await told_on(receiver) == Told(0, 0, 0)


async def test_what_did_not_arrive_comes_again_in_its_order_under_the_same_id_and_holds_up_nobody(
    receiver: Receiver,
) -> None:
    broken, _ = await hook(receiver, "/broken"), await hook(receiver, "/well")
    receiver.answers["/broken"] = [status(500), status(302, "Location: /well"), b"no HTTP at all\n", b"x" * 9000]
    await rest(await in_force())
    now = TODAY_OFFICE.now
    for attempt in range(1, 5):
        assert (await told_at(receiver, now)).retried == 1
        assert len(receiver.at("/broken")) == attempt
        assert await told_at(receiver, now) == Told(0, 0, 0), "not before its time"
        now += timedelta(hours=1)
    assert (await stored(broken)).failing_since == TODAY_OFFICE.now
    await told_at(receiver, now)

    words = [one.word for one in receiver.at("/broken")]
    assert words == ["gepubliceerd"] * 5 + ["tijdelijk-gestopt"]
    assert len({one.headers["webhook-id"] for one in receiver.at("/broken")}) == 2
    assert [one.word for one in receiver.at("/well")] == ["gepubliceerd", "tijdelijk-gestopt"]
    assert (await stored(broken)).failing_since is None


async def test_one_that_does_not_answer_holds_up_no_other(receiver: Receiver) -> None:
    await hook(receiver, "/silent")
    receiver.answers["/silent"] = [None]
    await in_force()
    telling = asyncio.create_task(told_on(receiver))
    await receiver.came.wait()
    await hook(receiver, "/well")
    await in_force(title="Nog een")
    receiver.came.clear()
    while not receiver.at("/well"):
        await receiver.came.wait()
        receiver.came.clear()
    assert not telling.done()
    receiver.release.set()
    await telling

    assert len(receiver.at("/silent")) == 2


async def test_one_that_takes_nothing_for_a_week_is_switched_off_its_maker_is_told_and_nothing_is_lost(
    receiver: Receiver,
) -> None:
    webhook_id = await hook(receiver)
    await rest(await in_force())
    now = TODAY_OFFICE.now
    receiver.answers["/"] = [status(503)] * 200
    while (await stored(webhook_id)).stopped_at is None:
        await told_at(receiver, now)
        now += timedelta(hours=13)
    found = await stored(webhook_id)
    assert found.stopped_why is StopReason.GAVE_UP
    assert found.attempts > FEWEST_ATTEMPTS
    assert now - TODAY_OFFICE.now > GIVE_UP_AFTER
    mails = await mails_to_petra(now)
    assert [mail for mail in mails if "Er komt niets meer aan bij 127.0.0.1" in mail]

    receiver.answers.clear()
    receiver.heard.clear()
    await tell_again(office_on(now.date()), PETRA, webhook_id, None)
    await told_at(receiver, now + timedelta(days=1))
    assert [one.word for one in receiver.heard] == ["gepubliceerd", "tijdelijk-gestopt"]
    await verify_history()


async def mails_to_petra(now: datetime) -> list[str]:
    room = MailRoom()
    await deliver(SETTINGS, lambda: Moment(now, now.date()), room)
    return [str(mail["Subject"]) for mail in room.sent if "petra" in str(mail["To"])]


async def test_one_that_says_it_is_gone_is_told_nothing_more(receiver: Receiver) -> None:
    webhook_id = await hook(receiver)
    receiver.answers["/"] = [status(410)]
    await in_force()

    assert await told_on(receiver) == Told(0, 0, 1)
    assert (await stored(webhook_id)).stopped_why is StopReason.GONE


async def test_everything_from_a_day_on_is_told_again_under_the_same_ids_until_it_is_ended(receiver: Receiver) -> None:
    webhook_id = await hook(receiver)
    agreement = await rest(await in_force())
    await told_on(receiver)
    before = [one.headers["webhook-id"] for one in receiver.heard]
    await tell_again(TODAY_OFFICE, PETRA, webhook_id, TODAY)
    await told_on(receiver)
    await tell_again(TODAY_OFFICE, PETRA, webhook_id, APPROVED_ON)
    await told_on(receiver)
    assert [one.headers["webhook-id"] for one in receiver.heard] == [*before, before[1], *before]

    await end_webhook(TODAY_OFFICE, PETRA, webhook_id)
    await rest(agreement)
    await told_on(receiver)
    assert len(receiver.heard) == 5
    for again in (end_webhook(TODAY_OFFICE, PETRA, webhook_id), tell_again(TODAY_OFFICE, PETRA, webhook_id, None)):
        with pytest.raises(NoSuchWebhook):
            await again


async def test_nothing_leaves_while_messages_are_held(receiver: Receiver) -> None:
    await hook(receiver)
    await in_force()
    await hold_alerts(TODAY_OFFICE, OPERATOR)
    assert await told_on(receiver) == Told(0, 0, 0)

    await release_alerts(TODAY_OFFICE, OPERATOR)
    assert (await told_on(receiver)).sent == 1


async def test_only_privacy_officers_make_webhooks_and_only_of_addresses_that_may_be_told(receiver: Receiver) -> None:
    with pytest.raises(NotAllowed):
        await make_webhook(TODAY_OFFICE, HENK, "https://esb.voorbeeldstad.example/", EVERYTHING, ())
    with pytest.raises(NothingChosen):
        await make_webhook(TODAY_OFFICE, PETRA, "https://esb.voorbeeldstad.example/", (), ())
    with pytest.raises(BadOutwardAddress):
        await make_webhook(TODAY_OFFICE, PETRA, receiver.address(), EVERYTHING, ())
    allowed = await hook(receiver)
    await in_force()
    no_longer = settings_for(receiver).model_copy(update={"webhook_hosts": ""})
    await tell_webhooks(no_longer, lambda: Moment(TODAY_OFFICE.now, TODAY))

    assert receiver.connections == 0
    assert "not one that the register sends anything to" in (await stored(allowed)).last_error
    rows = await fetch("SELECT action FROM audit_event WHERE result = 'refused'", {})
    assert [row["action"] for row in rows] == ["make_connection"]


async def test_what_a_clock_put_off_that_was_ahead_does_not_wait_for_it(receiver: Receiver) -> None:
    webhook_id = await hook(receiver)
    await in_force()
    receiver.answers["/"] = [status(500)]
    ahead = datetime.combine(date(2031, 1, 1), time(12), UTC)
    await told_at(receiver, ahead)
    assert (await stored(webhook_id)).next_attempt_at > ahead

    assert (await told_on(receiver)).sent == 1
