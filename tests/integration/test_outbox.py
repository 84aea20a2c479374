"""The outbox: a message is there once, whoever plans it and however often."""

from __future__ import annotations

import asyncio

import pytest

from agreements.domain.messages import MessageKind
from agreements.storage import agreements
from agreements.storage.database.transaction import fetch
from agreements.storage.messages import outbox
from agreements.storage.messages.outbox import Message
from tests.office import TODAY_OFFICE, in_force
from tests.people import FATIMA, HENK, TODAY

pytestmark = pytest.mark.usefixtures("staffed")


async def message(recipient_id: str | None = HENK.id, key: str = "deadline:AFS-2025-0001:expiry::1:90") -> Message:
    """About the end of the agreement, ninety days ahead."""
    record = await agreements.load((await in_force()).reference)
    return Message(
        kind=MessageKind.DEADLINE, key=key, agreement_id=record.id, recipient_id=recipient_id, planned_on=TODAY
    )


async def waiting() -> int:
    rows = await fetch("SELECT count(*) AS n FROM outbox WHERE kind = 'deadline'", {})
    return int(rows[0]["n"])


async def test_the_same_message_put_twice_is_there_once() -> None:
    planned = await message()

    assert await outbox.put(planned, TODAY_OFFICE.now) is True
    assert await outbox.put(planned, TODAY_OFFICE.now) is False
    assert await waiting() == 1


async def test_ten_planners_at_once_put_it_once() -> None:
    planned = await message()

    put = await asyncio.gather(*(outbox.put(planned, TODAY_OFFICE.now) for _ in range(10)))

    assert sorted(put) == [False] * 9 + [True]


async def test_each_recipient_gets_a_message_of_their_own() -> None:
    for recipient_id in (HENK.id, FATIMA.id, None):
        await outbox.put(await message(recipient_id), TODAY_OFFICE.now)

    assert await waiting() == 3


async def test_the_message_id_is_the_same_at_every_attempt() -> None:
    first, second = await message(), await message()

    assert first.message_id == second.message_id
    assert (await message(FATIMA.id)).message_id != first.message_id
