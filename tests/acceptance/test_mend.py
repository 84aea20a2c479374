"""A register of an earlier release holds histories that the rules no longer allow: what is certain is mended once, with
an event for each, and nobody's end stays silent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest

from agreements.services.histories import doubtful_histories
from agreements.services.mend import mend_register
from agreements.services.verify_history import verify_history
from agreements.storage import agreements
from agreements.storage.database.engine import Engine, bind, engine_from_url, opened
from agreements.storage.database.migrate import migrate
from agreements.storage.database.transaction import execute, unit_of_work
from agreements.storage.deadlines import of_agreement
from agreements.storage.messages.ledger_view import LedgerFilter, ledger
from agreements.storage.trail import audit
from scheduler.sweep import sweep
from tests.command_line import CommandLine
from tests.office import office_on
from tests.old_registers import left_by_the_previous_release

UPGRADED_ON = date(2026, 11, 27)
CALLED_OFF, NEVER_BEGAN = "AFS-2025-0001", "AFS-2026-0001"
LEFT, LEFT_TOO, LEAVER = "AFS-2025-0002", "AFS-2025-0003", "AFS-2026-0002"
ENDS_EARLY, NOTHING_KEPT = "AFS-2025-0004", "AFS-2025-0005"
WITH_A_GAP, ONE_PARTY_LESS, FOLLOWED = "AFS-2025-0006", "AFS-2025-0007", "AFS-2025-0009"
FOR_PEOPLE = [f"AFS-2025-{number:04}" for number in range(10, 17)]
"""Destroyed before the end, approved after it, owned by an auditor, of a department without a head, lengthened without
a review, and two that are alike."""


@asynccontextmanager
async def upgraded(url: str) -> AsyncIterator[Engine]:
    """Migrated, open, and not looked at yet."""
    engine = engine_from_url(url)
    await migrate(engine)
    bind(engine)
    async with opened(engine):
        yield engine


@pytest.fixture
async def old(bare_url: str) -> AsyncIterator[Engine]:
    """The register of the release before, after its tables were migrated."""
    await left_by_the_previous_release(bare_url, "m0013")
    async with upgraded(bare_url) as engine:
        yield engine


async def named(reference: str) -> str | None:
    """The successor it names."""
    return (await agreements.load(reference)).agreement.successor


async def mends(reference: str) -> int:
    """How often the register mended it."""
    return sum(event.action == "mend" for event in await audit.events_about(reference))


async def told_of_the_end(reference: str) -> bool:
    """Whether somebody will hear of the end of an agreement."""
    entries = await ledger(LedgerFilter(reference=reference), limit=1000)
    return any(entry.deadline_kind == "expiry" and entry.planned_on == UPGRADED_ON for entry in entries)


async def test_after_mending_the_history_is_whole_and_each_mended_agreement_says_so_once(old: Engine) -> None:
    done = await mend_register(office_on(UPGRADED_ON))

    await verify_history()
    assert done.left_alone == ()
    assert await mends(CALLED_OFF) == 1
    assert (await mend_register(office_on(UPGRADED_ON))).count == 0
    assert await mends(CALLED_OFF) == 1


@pytest.mark.parametrize("reference", [CALLED_OFF, LEFT, LEFT_TOO])
async def test_who_named_a_successor_that_never_came_is_free_and_heard_of_again(old: Engine, reference: str) -> None:
    assert await named(reference)

    await mend_register(office_on(UPGRADED_ON))

    assert await named(reference) is None
    await sweep(office_on(UPGRADED_ON))
    assert await told_of_the_end(reference)
    await verify_history()


async def deadlines(reference: str) -> dict[str, tuple[date, bool]]:
    """The day of each deadline of an agreement, and whether it is settled."""
    rows = await of_agreement((await agreements.load(reference)).id)
    return {f"{row.kind} {row.subject}".strip(): (row.due_on, row.is_settled) for row in rows}


async def test_deadlines_follow_the_rules_of_this_release(old: Engine) -> None:
    await mend_register(office_on(UPGRADED_ON))

    assert (await deadlines(ENDS_EARLY))["expiry"] == (date(2026, 12, 20), False)
    assert (await deadlines(NOTHING_KEPT))["destruction Woonstichting De Linde"] == (date(2027, 1, 1), False)
    assert (await deadlines(WITH_A_GAP))["expiry"] == (date(2026, 12, 31), False)
    assert (await deadlines(FOLLOWED))["expiry"] == (date(2026, 12, 31), True)


async def test_what_earlier_releases_did_not_keep_is_filled_in_from_the_versions(old: Engine) -> None:
    await mend_register(office_on(UPGRADED_ON))

    (left,) = (await agreements.load(ONE_PARTY_LESS)).agreement.former_receivers
    assert (left.party, left.left_on) == ("Woonstichting De Linde", date(2026, 9, 15))
    succession = (await agreements.load(FOLLOWED)).agreement.succession
    assert succession is not None
    assert succession.starts_on == date(2027, 1, 1)


async def test_check_lists_what_only_people_can_judge(old: Engine) -> None:
    await mend_register(office_on(UPGRADED_ON))

    found = [line.split(":")[0] for line in await doubtful_histories(UPGRADED_ON)]

    assert found == [LEFT, LEAVER, WITH_A_GAP, *FOR_PEOPLE]


async def test_what_somebody_changed_by_hand_is_left_alone_so_that_verification_still_finds_it(old: Engine) -> None:
    async with unit_of_work():
        await execute("UPDATE agreement SET registered_by = 'bram' WHERE reference = :one", {"one": CALLED_OFF})

    done = await mend_register(office_on(UPGRADED_ON))

    assert done.left_alone == (CALLED_OFF,)
    with pytest.raises(Exception, match=CALLED_OFF):
        await verify_history()


async def test_what_was_interrupted_goes_on_at_the_next_start(old: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agreements.services.mend.TOGETHER", 3)
    whole = audit.append
    count = 0

    async def fails(**event: object) -> object:
        nonlocal count
        count += 1
        if count > 2:
            raise OSError("the disk is gone")
        return await whole(**event)  # type: ignore[arg-type]

    monkeypatch.setattr(audit, "append", fails)
    with pytest.raises(OSError, match="disk"):
        await mend_register(office_on(UPGRADED_ON))
    monkeypatch.setattr(audit, "append", whole)

    await mend_register(office_on(UPGRADED_ON))

    await verify_history()
    assert await mends(CALLED_OFF) == 1


async def test_the_command_that_migrates_mends_too(bare_url: str, tmp_path: Path) -> None:
    await left_by_the_previous_release(bare_url, "m0013")
    prompt = CommandLine(tmp_path, bare_url)

    prompt.does("migrate")

    prompt.does("audit", "verify")
    async with upgraded(bare_url):
        assert await named(CALLED_OFF) is None
