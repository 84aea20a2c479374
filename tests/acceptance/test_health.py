"""What a monitor outside hears: silence is an alarm, on a node with the scheduler and on one without."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from agreements.app import create_app
from agreements.domain.jobs import DELIVER, SWEEP
from agreements.services.hold_alerts import hold_alerts
from agreements.settings import Settings
from agreements.storage import heartbeat
from agreements.storage.database.engine import Engine
from agreements.storage.database.errors import StorageUnavailable
from agreements.storage.database.transaction import execute
from tests.acceptance.conftest import BASE_URL, METRICS_KEY, MONITOR, SECRET
from tests.alerts import (
    AWAY,
    BUSY,
    DAY,
    OPERATOR,
    REFUSED,
    SETTINGS,
    MailRoom,
    clear_notices,
    end_is_near,
    moment_on,
    owned,
    tick,
)
from tests.colleague import Clock
from tests.office import address, office_on
from tests.people import HENK, PETRA
from tests.quick_routes import read_routes_once
from tests.transport import transport_to

ALERTS, READY = "/health/alerts", "/health/ready"
NODES = [pytest.param(True, id="with scheduler"), pytest.param(False, id="without")]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question is asked of a node of its own."""
    read_routes_once(monkeypatch)


@pytest.fixture
def day() -> Clock:
    """A clock that a test can move by minutes."""
    return Clock(moment_on(DAY).now)


def node(engine: Engine, clock: Clock, *, scheduler: bool) -> httpx.AsyncClient:
    """A node that is not started, so that nothing ticks but what the test lets tick."""
    secrets = {"secret_key": SECRET, "metrics_key": METRICS_KEY}
    values = {"database_url": "sqlite:///unused", "base_url": BASE_URL, **secrets}
    app = create_app(Settings.model_validate(values | {"scheduler": scheduler}), clock.read, engine)
    return httpx.AsyncClient(transport=transport_to(app), base_url=BASE_URL)


async def tick_by(clock: Clock, room: MailRoom | None = None) -> None:
    """What the scheduler of some node does twice a minute."""
    await tick(SETTINGS, clock.read, room or MailRoom())


async def heard(engine: Engine, clock: Clock, path: str = ALERTS, *, scheduler: bool = False) -> tuple[int, Any]:
    async with node(engine, clock, scheduler=scheduler) as monitor:
        answer = await monitor.get(path, headers=MONITOR)
    return answer.status_code, answer.json()


@pytest.mark.parametrize("scheduler", NODES)
async def test_when_alerts_go_out_every_node_says_so(staffed: Engine, day: Clock, scheduler: bool) -> None:
    await owned()
    await tick_by(day)
    day.wait(minutes=5)

    assert await heard(staffed, day, scheduler=scheduler) == (
        200,
        {
            "status": "ok",
            "database": "ok",
            "last_sweep_age_seconds": 300,
            "last_delivery_age_seconds": 300,
            "oldest_pending_seconds": None,
            "waiting": 0,
            "oldest_retrying_seconds": None,
            "retrying": 0,
            "failed": 0,
            "held": False,
            "late": False,
        },
    )


@pytest.mark.parametrize("scheduler", NODES)
async def test_a_register_in_which_nothing_ever_ran_raises_the_alarm(
    staffed: Engine, day: Clock, scheduler: bool
) -> None:
    status, found = await heard(staffed, day, scheduler=scheduler)

    assert (status, found["status"], found["late"]) == (503, "unavailable", True)
    assert (found["last_sweep_age_seconds"], found["last_delivery_age_seconds"]) == (None, None)


@pytest.mark.parametrize("job", [SWEEP, DELIVER])
async def test_one_job_that_fell_silent_raises_the_alarm_and_one_that_never_ran_too(
    staffed: Engine, day: Clock, job: str
) -> None:
    await tick_by(day)
    await heartbeat.beat(job, day.now - timedelta(minutes=15))
    assert (await heard(staffed, day))[0] == 200

    await heartbeat.beat(job, day.now - timedelta(minutes=15, seconds=1))
    assert (await heard(staffed, day))[0] == 503
    await execute("DELETE FROM heartbeat WHERE name = :job", {"job": job})
    assert (await heard(staffed, day))[0] == 503


async def test_a_sign_of_life_from_a_clock_that_was_ahead_is_none(staffed: Engine, day: Clock) -> None:
    day.wait(days=1)
    await tick_by(day)
    day.wait(days=-1)
    status, found = await heard(staffed, day)
    assert (status, found["last_sweep_age_seconds"]) == (503, -86400)

    await tick_by(day)
    assert (await heard(staffed, day))[0] == 200


async def test_a_message_that_waits_a_quarter_of_an_hour_after_its_turn_raises_the_alarm(
    staffed: Engine, day: Clock
) -> None:
    await end_is_near()
    for minutes, expected in ((0, 200), (15, 200), (16, 503)):
        day.now = moment_on(DAY).now + timedelta(minutes=minutes)
        for job in (SWEEP, DELIVER):
            await heartbeat.beat(job, day.now)
        status, found = await heard(staffed, day)
        assert (status, found["oldest_pending_seconds"], found["waiting"]) == (expected, minutes * 60, 3)


async def test_what_went_wrong_before_and_what_failed_is_counted(staffed: Engine, day: Clock) -> None:
    await end_is_near()
    await tick_by(day, MailRoom({address(HENK): REFUSED, address(PETRA): BUSY}))
    counted = {"waiting": 2, "retrying": 2, "failed": 1}  # Petra, and the fallback recipient who has no address
    for path in (ALERTS, READY):
        status, found = await heard(staffed, day, path)
        assert (status, {name: found[name] for name in counted}) == (200, counted)


async def test_a_mail_server_that_is_away_raises_the_alarm_when_more_waits_than_is_tried(
    staffed: Engine, day: Clock
) -> None:
    for _ in range(4):
        await owned()
    await clear_notices()
    await tick_by(day, MailRoom({"*": AWAY}))
    day.wait(minutes=16)
    assert (await heard(staffed, day))[0] == 503


async def test_a_mail_server_that_is_away_raises_the_alarm_after_hours_however_little_waits(
    staffed: Engine, day: Clock
) -> None:
    await end_is_near()
    for hour in range(5):
        day.now = moment_on(DAY).now + timedelta(hours=hour)
        await tick_by(day, MailRoom({"*": AWAY}))
    status, found = await heard(staffed, day)
    assert (status, found["oldest_retrying_seconds"]) == (200, 4 * 3600)

    day.wait(minutes=1)
    assert (await heard(staffed, day))[0] == 503


async def test_head_answers_too_nothing_is_kept_and_no_agreement_or_person_is_named(
    staffed: Engine, day: Clock
) -> None:
    await end_is_near()
    await tick_by(day, MailRoom({"*": BUSY}))
    async with node(staffed, day, scheduler=False) as monitor:
        got, asked = await monitor.get(ALERTS, headers=MONITOR), await monitor.head(ALERTS)

    assert (asked.status_code, asked.content) == (200, b"")
    assert got.headers["cache-control"] == asked.headers["cache-control"] == "no-store"
    assert "AFS-" not in got.text
    assert HENK.id not in got.text


async def test_a_database_out_of_reach_is_an_alarm(
    staffed: Engine, day: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise StorageUnavailable("connection refused")

    await tick_by(day)
    monkeypatch.setattr(staffed, "run", away)
    for path in (ALERTS, READY):
        assert await heard(staffed, day, path) == (503, {"status": "unavailable", "database": "unreachable"})


async def test_an_older_node_that_still_works_says_so_after_a_newer_one_migrated(staffed: Engine, day: Clock) -> None:
    await tick_by(day)
    await staffed.run("INSERT INTO schema_migration (name) VALUES ('m9999_of_a_newer_version')")
    status, found = await heard(staffed, day, READY)
    assert (status, found["database"], found["migrations_missing"]) == (200, "ok", 0)
    assert "newer than this node" in found["note"]


async def test_a_full_disk_is_no_place_to_work(staffed: Engine, day: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    await tick_by(day)
    monkeypatch.setattr(staffed, "has_room", lambda: False)
    assert await heard(staffed, day, READY) == (503, {"status": "unavailable", "database": "disk full"})


@pytest.mark.parametrize(("scheduler", "expected"), [(True, 503), (False, 200)])
async def test_ready_raises_the_alarm_on_a_node_with_the_scheduler_alone(
    staffed: Engine, day: Clock, scheduler: bool, expected: int
) -> None:
    assert (await heard(staffed, day, READY, scheduler=scheduler))[0] == expected
    await tick_by(day)
    assert (await heard(staffed, day, READY, scheduler=scheduler))[0] == 200
    day.wait(minutes=16)
    status, found = await heard(staffed, day, READY, scheduler=scheduler)
    assert (status, found["late"], found["last_scan_age_seconds"]) == (expected, scheduler, 960)
    day.wait(minutes=-16, days=-1)
    assert (await heard(staffed, day, READY, scheduler=scheduler))[0] == expected


async def test_ready_also_hears_the_jobs_that_send_nothing(staffed: Engine, day: Clock) -> None:
    await tick_by(day)
    await heartbeat.beat("audit_head", day.now - timedelta(minutes=16))
    assert (await heard(staffed, day, READY, scheduler=True))[0] == 503
    assert (await heard(staffed, day, ALERTS, scheduler=True))[0] == 200


async def test_a_hold_that_is_forgotten_becomes_an_alarm_but_the_node_stays_ready(staffed: Engine, day: Clock) -> None:
    await tick_by(day)
    await end_is_near()
    await hold_alerts(office_on(DAY), OPERATOR)
    day.wait(minutes=16)
    await tick_by(day)
    status, found = await heard(staffed, day)
    assert (status, found["held"], found["late"], found["waiting"]) == (503, True, True, 3)
    assert (await heard(staffed, day, READY, scheduler=True))[0] == 200


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {METRICS_KEY}x"}])
async def test_whoever_has_no_key_hears_only_whether_all_is_well(
    staffed: Engine, day: Clock, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise StorageUnavailable("connection refused")

    await tick_by(day)
    async with node(staffed, day, scheduler=True) as outsider:
        well = [(await outsider.get(path, headers=headers)).json() for path in (ALERTS, READY)]
        day.wait(minutes=16)
        late = [(await outsider.get(path, headers=headers)).json() for path in (ALERTS, READY)]
        monkeypatch.setattr(staffed, "run", away)
        unreachable = [(await outsider.get(path, headers=headers)).json() for path in (ALERTS, READY)]

    assert well == [{"status": "ok"}] * 2
    assert late == unreachable == [{"status": "unavailable"}] * 2
