"""The bell that makes the register sweep and deliver, on both databases."""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import timedelta
from email.message import EmailMessage

import pytest

from agreements.domain.jobs import JOBS, SWEEP
from agreements.storage import heartbeat
from agreements.storage.database.transaction import execute
from agreements.storage.people import sign_in
from agreements.storage.trail import audit
from scheduler.jobs import WORK
from scheduler.periodic import ringing
from scheduler.ticker import Ticks, run_until_stopped, ticking
from tests.alerts import DAY, SETTINGS, MailRoom, alerts, moment_on, owned, tick
from tests.office import address
from tests.people import HENK

pytestmark = pytest.mark.usefixtures("staffed")
ALL_PARTS = {"sweep", "deliver", "audit_head", "tidy", "pieces", "imports", "webhooks", "subscriptions"}


async def test_a_tick_sweeps_delivers_publishes_the_head_and_leaves_heartbeats() -> None:
    await owned()
    room = MailRoom()
    await tick(SETTINGS, lambda: moment_on(DAY), room)
    assert address(HENK) in room.recipients
    assert (await audit.head()).hash in {row["hash"] for row in await audit.published_heads()}
    assert set(await heartbeat.last_beats()) == ALL_PARTS


async def test_a_tick_ends_the_sessions_that_nobody_can_use_any_more() -> None:
    await sign_in.insert_session("left-open", HENK.id, moment_on(DAY).now - timedelta(days=1))
    await tick(SETTINGS, lambda: moment_on(DAY), MailRoom())
    assert await sign_in.session("left-open") is None


async def test_a_part_of_a_tick_that_goes_wrong_leaves_no_heartbeat_and_stops_no_other() -> None:
    agreement = await owned()
    await execute("UPDATE agreement SET facts = 'rubbish' WHERE reference = :it", {"it": agreement.reference})
    await tick(SETTINGS, lambda: moment_on(DAY), MailRoom())
    assert set(await heartbeat.last_beats()) == ALL_PARTS - {"sweep"}
    beats = await heartbeat.beats()
    assert (beats["sweep"].failed_at, beats["sweep"].failure) == (moment_on(DAY).now, "SweepIncomplete")
    assert [name for name, one in beats.items() if one.is_failing] == ["sweep"]


async def test_a_job_that_goes_well_again_is_not_failing_any_more() -> None:
    now = moment_on(DAY).now
    await heartbeat.failed("sweep", now, "ValueError")
    await heartbeat.beat("sweep", now + timedelta(seconds=30))
    beat = (await heartbeat.beats())["sweep"]
    assert (beat.is_failing, beat.failure) == (False, "ValueError")


async def test_every_job_of_the_register_is_a_job_of_the_scheduler_and_notes_when_it_comes_next() -> None:
    ticks = Ticks(SETTINGS, lambda: moment_on(DAY), MailRoom())
    assert set(WORK) == {job.id for job in JOBS} == set(ticks.bells) == ALL_PARTS
    async with ringing(list(ticks.bells.values())):
        [scheduler] = {bell.scheduler for bell in ticks.bells.values()}
        assert {job.id: job.trigger.interval.total_seconds() for job in scheduler.get_jobs()} == {
            job.id: job.every_seconds for job in JOBS
        }
        planned = {job.id: job.next_run_time for job in scheduler.get_jobs()}
        await ticks.start()
        await ticks.finish()
        found = {name: beat.next_at for name, beat in (await heartbeat.beats()).items()}
    assert found == planned


async def test_the_ticker_ticks_at_once_and_lets_the_tick_finish_at_the_end() -> None:
    async with ticking(SETTINGS, lambda: moment_on(DAY)):
        pass
    assert set(await heartbeat.last_beats()) == ALL_PARTS


async def test_a_worker_stops_when_it_is_asked_to() -> None:
    working = asyncio.create_task(run_until_stopped(SETTINGS, lambda: moment_on(DAY)))
    await asyncio.sleep(0)
    os.kill(os.getpid(), signal.SIGTERM)
    await working
    assert set(await heartbeat.last_beats()) == ALL_PARTS


async def test_planning_does_not_wait_for_a_mailbox_that_does_not_answer() -> None:
    await owned()
    asked, answer = asyncio.Event(), asyncio.Event()

    class Silent(MailRoom):
        async def send(self, mail: EmailMessage) -> None:
            asked.set()
            await answer.wait()

    ticks = Ticks(SETTINGS, lambda: moment_on(DAY), Silent())
    async with asyncio.timeout(30):
        while not asked.is_set():  # while the ledger is sealed, its messages wait for the next ring
            await ticks.start()
            await alerts()
        later = await owned()
        while later.reference not in {entry.reference for entry in await alerts()}:
            await ticks.start_one(SWEEP)
    answer.set()
    await ticks.finish()
