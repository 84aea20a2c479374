"""`afspraken audit verify`: history that somebody rewrote behind the register's back is found."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from agreements.domain.errors import ChainBroken
from agreements.services.send_back import send_back
from agreements.services.verify_history import verify_history
from agreements.storage import audit
from agreements.storage.engine import Engine, bind, engine_from_url, opened
from agreements.storage.tables import TABLES
from agreements.storage.transaction import execute, unit_of_work
from tests import people
from tests.office import EVERYONE, TODAY_DESK, hire, in_force, in_review

DROP_GUARDS = (
    "DROP TRIGGER audit_event_no_update; DROP TRIGGER audit_event_no_delete; DROP TRIGGER audit_head_no_delete;"
    "DROP TRIGGER agreement_version_no_update;"
)
REWRITES = {
    "an actor replaced": "UPDATE audit_event SET actor = 'iemand' WHERE seq = 2",
    "a time moved": "UPDATE audit_event SET at = '2020-01-01T00:00:00.000000+00:00' WHERE seq = 1",
    "a result turned": "UPDATE audit_event SET result = 'refused' WHERE seq = 3",
    "changes edited": "UPDATE audit_event SET changes = '{}' WHERE seq = 1",
    "an event removed": "DELETE FROM audit_event WHERE seq = 2",
    "the tail cut off": "DELETE FROM audit_event WHERE seq = (SELECT max(seq) FROM audit_event)",
    "everything removed": "DELETE FROM audit_event",
    "two events swapped": "UPDATE audit_event SET seq = CASE seq WHEN 2 THEN -3 WHEN 3 THEN -2 ELSE seq END;"
    "UPDATE audit_event SET seq = abs(seq)",
    "an approved text edited": "UPDATE agreement_version SET content = replace(content, 'Vroeg', 'Laat')"
    " WHERE status = 'approved'",
}


@pytest.mark.usefixtures("office")
async def test_an_untouched_history_is_whole() -> None:
    await in_force()
    returned = await in_review()
    await send_back(TODAY_DESK, people.HENK, returned.reference, returned.revision, "Nog niet")

    found = await verify_history()

    assert (found.events, found.versions) == (6, 1)


@pytest.mark.usefixtures("office")
async def test_an_empty_history_is_whole() -> None:
    assert (await verify_history()).events == 0


@pytest.mark.parametrize("rewrite", REWRITES.values(), ids=REWRITES)
async def test_a_direct_edit_of_the_file_is_found(sqlite_database: str, rewrite: str) -> None:
    async with opened(engine_from_url(sqlite_database)) as engine:
        bind(engine, TABLES)
        await hire(*EVERYONE)
        await in_force()
        await in_force(title="Vroeg eropaf bij energieschulden")
        await verify_history()
    _edit(sqlite_database, rewrite)
    async with opened(engine_from_url(sqlite_database)) as engine:
        bind(engine, TABLES)
        with pytest.raises(ChainBroken):
            await verify_history()


@pytest.mark.usefixtures("office")
async def test_a_published_head_that_is_no_longer_in_the_chain_is_found(office: Engine) -> None:
    await in_force()
    async with unit_of_work():
        await audit.publish_head(people.TODAY)
    await verify_history()

    async with unit_of_work():
        await execute("INSERT INTO audit_head (day, seq, hash) VALUES (:day, 2, 'deadbeef')", {"day": people.ENDS_ON})
    with pytest.raises(ChainBroken, match="differs from the head that was published"):
        await verify_history()


def _edit(url: str, statements: str) -> None:
    """As somebody with access to the server would: with the database's own tool, guards off."""
    connection = sqlite3.connect(Path(url.removeprefix("sqlite:///")))
    try:
        connection.executescript(DROP_GUARDS + statements)
    finally:
        connection.close()
