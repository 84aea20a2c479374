"""A waiting queue outlives a mail server that is away for days, and an upgrade of the register."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from agreements.clock import Moment
from agreements.domain.messages import MessageState
from agreements.storage.database.engine import Engine, bind, engine_from_url, opened
from agreements.storage.database.migrate import discovered, migrate
from scheduler.delivery import DeliveryResult, deliver
from tests.alerts import AWAY, DAY, SETTINGS, MailRoom, alerts, end_is_near, moment_on, send
from tests.office import address
from tests.people import HENK, PETRA, SANNE

pytestmark = pytest.mark.usefixtures("staffed")

THREE_DAYS, ROUND = timedelta(days=3), timedelta(minutes=10)
MOST_ATTEMPTS = 100
BEFORE_THE_OVERVIEW = ["m0001_register", "m0002_snoozes_and_feeds"]
FILLED = ("account", "agreement", "agreement_version", "agreement_party", "deadline", "outbox")


async def at(passed: timedelta, room: MailRoom) -> DeliveryResult:
    """Deliver so long after noon."""
    noon = moment_on(DAY)
    moment = Moment(noon.now + passed, (noon.now + passed).date())
    return await deliver(SETTINGS, lambda: moment, room)


async def test_a_mail_server_that_is_away_for_three_days_costs_no_alert_and_few_attempts() -> None:
    await end_is_near()
    names = {entry.message_id for entry in await alerts(MessageState.WAITING)}
    for number in range(THREE_DAYS // ROUND):
        assert (await at(number * ROUND, MailRoom({"*": AWAY}))).failed == 0
    assert {entry.message_id for entry in await alerts(MessageState.WAITING)} == names
    assert max(entry.attempts for entry in await alerts(MessageState.WAITING)) <= MOST_ATTEMPTS

    room = MailRoom()
    await at(THREE_DAYS, room)
    await at(THREE_DAYS + timedelta(hours=1), room)
    assert room.recipients == [address(HENK), address(PETRA), address(SANNE)]
    assert {str(mail["Message-ID"]).strip("<").partition("@")[0] for mail in room.sent} == names


async def columns(engine: Engine, table: str) -> list[str]:
    question = {
        "sqlite": f"SELECT name FROM pragma_table_info('{table}')",
        "postgres": f"SELECT column_name AS name FROM information_schema.columns WHERE table_name = '{table}'",
    }
    return [row["name"] for row in (await engine.run(question[engine.dialect])).rows or []]


async def move_in(table: str, old: Engine, register: Engine) -> None:
    """Copy a table to an older schema, as far as that has its columns."""
    names = await columns(old, table)
    rows = (await register.run(f"SELECT {', '.join(names)} FROM {table}")).rows or []
    for row in rows:
        marks = [f"${number}" if old.dialect == "postgres" else "?" for number in range(1, len(names) + 1)]
        await old.run(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(marks)})", [row[name] for name in names]
        )


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, staffed: Engine, tmp_path: Path) -> str:
    """The address of a database without any table, of the kind that the office has."""
    if staffed.dialect == "sqlite":
        return f"sqlite:///{tmp_path / 'older.sqlite'}"
    url: str = request.getfixturevalue("bare_postgres_database")
    return url


async def test_what_waited_before_an_upgrade_is_sent_after_it(staffed: Engine, empty_url: str) -> None:
    await end_is_near()
    old = engine_from_url(empty_url)
    assert await migrate(old, discovered()[:2]) == BEFORE_THE_OVERVIEW
    async with opened(old):
        for table in FILLED:
            await move_in(table, old, staffed)
    await migrate(old)
    async with opened(old):
        bind(old)
        room = MailRoom()
        result = await send(room)
        bind(staffed)

    assert (result.sent, result.left) == (3, 0)
    assert room.recipients == [address(HENK), address(PETRA), address(SANNE)]
