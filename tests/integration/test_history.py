"""`afspraken audit verify`: history that somebody rewrote behind the register's back is found."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from agreements.domain.errors import ChainBroken
from agreements.services.send_back import send_back
from agreements.services.suspend import suspend
from agreements.services.verify_history import verify_history
from agreements.services.verifying.kept import BadHeadFile, KeptHead, read_heads
from agreements.storage.database.engine import Engine, bind, engine_from_url, opened
from agreements.storage.database.transaction import execute, fetch, unit_of_work
from agreements.storage.public_memory import rows
from agreements.storage.trail import audit
from tests import people
from tests.office import EVERYONE, TODAY_OFFICE, hire, in_force, in_review

DROP_GUARDS = (
    "DROP TRIGGER audit_event_no_update; DROP TRIGGER audit_event_no_delete; DROP TRIGGER audit_head_no_delete;"
    "DROP TRIGGER agreement_version_no_update;"
)
REWRITES = {
    "an actor replaced": "UPDATE audit_event SET actor = 'iemand' WHERE seq = 2",
    "a time moved": "UPDATE audit_event SET at = '2020-01-01T00:00:00.000000+00:00' WHERE seq = 1",
    "a time written in another zone": "UPDATE audit_event SET at = replace(at, '12:00:00.000000+00:00',"
    " '13:00:00.000000+01:00') WHERE seq = 1",
    "a time that is none": "UPDATE audit_event SET at = '2026-02-31T12:00:00.000000+00:00' WHERE seq = 1",
    "a result turned": "UPDATE audit_event SET result = 'refused' WHERE seq = 3",
    "changes edited": "UPDATE audit_event SET changes = '{}' WHERE seq = 7",
    "an event removed": "DELETE FROM audit_event WHERE seq = 2",
    "the tail cut off": "DELETE FROM audit_event WHERE seq = (SELECT max(seq) FROM audit_event)",
    "everything removed": "DELETE FROM audit_event",
    "two events swapped": "UPDATE audit_event SET seq = CASE seq WHEN 2 THEN -3 WHEN 3 THEN -2 ELSE seq END;"
    "UPDATE audit_event SET seq = abs(seq)",
    "an approved text edited": "UPDATE agreement_version SET content = replace(content, 'Vroeg', 'Laat')"
    " WHERE status = 'approved'",
}


@pytest.mark.usefixtures("staffed")
async def test_an_untouched_history_is_whole() -> None:
    await in_force()
    returned = await in_review()
    await send_back(TODAY_OFFICE, people.HENK, returned.reference, returned.revision, "Nog niet")

    found = await verify_history()

    assert (found.events, found.versions) == (len(EVERYONE) + 6, 1)


@pytest.mark.usefixtures("engine")
async def test_an_empty_history_is_whole() -> None:
    assert (await verify_history()).events == 0


@pytest.mark.parametrize("rewrite", REWRITES.values(), ids=REWRITES)
async def test_a_direct_edit_of_the_file_is_found(sqlite_database: str, rewrite: str) -> None:
    async with opened(engine_from_url(sqlite_database)) as engine:
        bind(engine)
        await hire(*EVERYONE)
        await in_force()
        await in_force(title="Vroeg eropaf bij energieschulden")
        await verify_history()
    _edit(sqlite_database, rewrite)
    async with opened(engine_from_url(sqlite_database)) as engine:
        bind(engine)
        with pytest.raises(ChainBroken):
            await verify_history()


@pytest.mark.usefixtures("staffed")
async def test_a_published_head_that_is_no_longer_in_the_chain_is_found(staffed: Engine) -> None:
    await in_force()
    async with unit_of_work():
        await audit.publish_head(people.TODAY, TODAY_OFFICE.now)
    await verify_history()

    async with unit_of_work():
        await execute("INSERT INTO audit_head (day, seq, hash) VALUES (:day, 2, 'deadbeef')", {"day": people.ENDS_ON})
    with pytest.raises(ChainBroken, match="differs from the head that was published"):
        await verify_history()


@pytest.mark.usefixtures("staffed")
async def test_an_event_about_an_agreement_that_did_not_change_is_found() -> None:
    agreement = await in_force()
    async with unit_of_work():
        await audit.append(
            at=TODAY_OFFICE.now, actor="henk", origin="web", action="decide", object=agreement.reference, changes="{}"
        )

    with pytest.raises(ChainBroken, match="changed 3 times, not 4"):
        await verify_history()


def _kept(*heads: str) -> list[KeptHead]:
    return read_heads("\n".join(heads).encode())


@pytest.mark.usefixtures("staffed")
async def test_heads_that_were_kept_elsewhere_lie_on_the_chain() -> None:
    await in_force()
    early = await audit.head()
    await in_force(title="Vroeg eropaf bij energieschulden")
    late = await audit.head()

    found = await verify_history(
        _kept(f"{early.seq} {early.hash}", "# een regel uitleg", f"X-Register-Kop: {late.hash}")
    )

    assert found.head == late.hash


@pytest.mark.usefixtures("staffed")
@pytest.mark.parametrize("with_number", [True, False], ids=["number and hash", "hash alone"])
async def test_a_kept_head_finds_a_tail_that_was_cut_off_and_a_chain_that_was_made_anew(
    staffed: Engine, with_number: bool
) -> None:
    await in_force()
    last = await audit.head()
    kept = _kept(f"{last.seq} {last.hash}" if with_number else last.hash)
    await guards_off(staffed)
    await execute("DELETE FROM audit_event WHERE seq > :seq", {"seq": len(EVERYONE)})
    await rows.clear()
    for table in (
        "announcement",
        "public_entry",
        "agreement_party",
        "deadline",
        "outbox",
        "agreement_version",
        "agreement",
    ):
        await execute(f"DELETE FROM {table}", {})
    assert (await verify_history()).events == len(EVERYONE), "without heads from elsewhere nobody can tell"

    with pytest.raises(ChainBroken, match="was kept"):
        await verify_history(kept)
    await in_force(title="Alles opnieuw gemaakt")
    await in_force(title="Nog iets")
    with pytest.raises(ChainBroken, match="was kept"):
        await verify_history(kept)


@pytest.mark.parametrize("line", ["geen kop", "12", "f" * 63], ids=["words", "a number", "too short"])
def test_a_file_without_heads_is_refused_with_the_line(line: str) -> None:
    with pytest.raises(BadHeadFile, match="line 2"):
        _kept("0" * 64, line)


@pytest.mark.usefixtures("staffed")
async def test_writers_beside_it_never_make_verification_cry_wolf() -> None:
    written: list[str] = []

    async def write(enough: int) -> None:
        while len(written) < enough:
            agreement = await in_force(title=f"Overeenkomst {len(written)}")
            await suspend(
                TODAY_OFFICE, people.HENK, agreement.reference, agreement.revision, people.TODAY, None, "Audit"
            )
            written.append(agreement.reference)

    writers = [asyncio.create_task(write(20)) for _ in range(3)]
    looks = 0
    while len(written) < 20:
        await verify_history()
        looks += 1
    await asyncio.gather(*writers)

    assert looks > 1


async def guards_off(engine: Engine) -> None:
    """Take the triggers away that keep events and approved versions, as somebody with the database's own tool would."""
    if engine.dialect == "postgres":
        for table in ("audit_event", "agreement_version", "public_entry"):
            await engine.run_ddl(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        return
    for row in await fetch("SELECT name FROM sqlite_master WHERE type = 'trigger'", {}):
        await engine.run_ddl(f"DROP TRIGGER {row['name']}")


def _edit(url: str, statements: str) -> None:
    """As somebody with access to the server would: with the database's own tool, guards off."""
    connection = sqlite3.connect(Path(url.removeprefix("sqlite:///")))
    try:
        connection.executescript(DROP_GUARDS + statements)
    finally:
        connection.close()
