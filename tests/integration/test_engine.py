"""The unit of work on both databases: what is acknowledged is stored, what fails leaves nothing, nothing leaks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime

import pytest

from agreements.storage.database.engine import Engine, engine_from_url, opened
from agreements.storage.database.errors import (
    AppendOnlyViolation,
    CheckViolation,
    ForeignKeyViolation,
    StorageUnavailable,
    UniqueViolation,
)
from agreements.storage.database.transaction import (
    append_lock,
    as_date,
    as_instant,
    dialect,
    execute,
    fetch,
    unit_of_work,
)
from agreements.storage.tables import Account

MOMENT = datetime(2026, 3, 1, 12, 0, 0, 123, tzinfo=UTC)
ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgres": "SELECT pg_sleep(600)",
}


@pytest.fixture
async def links(engine: Engine) -> None:
    """A chain in which a fork shows: every link names the one before it."""
    await execute("CREATE TABLE link (id INTEGER PRIMARY KEY, previous INTEGER NOT NULL)", {})
    await execute("INSERT INTO link VALUES (1, 0)", {})


async def add_link() -> int:
    """Read the end of the chain, then write the next link: goes wrong when two do so at once."""
    async with unit_of_work():
        await append_lock("links")
        last = (await fetch("SELECT max(id) AS id FROM link", {}))[0]["id"]
        await execute("INSERT INTO link VALUES (:id, :previous)", {"id": last + 1, "previous": last})
    return int(last + 1)


async def number_of_links(url: str) -> int:
    """Count over a connection of its own, so only what is committed counts."""
    async with opened(engine_from_url(url)) as other:
        rows = (await other.run("SELECT count(*) AS n FROM link")).rows or []
    return int(rows[0]["n"])


async def add_account(name: str) -> None:
    await execute(
        "INSERT INTO account (id, email, role, created_at) VALUES (:id, :email, 'auditor', :at)",
        {"id": name, "email": f"{name}@example.nl", "at": MOMENT},
    )


async def test_what_is_acknowledged_is_seen_by_everyone(engine: Engine, database_url: str, links: None) -> None:
    for expected in range(2, 12):
        assert await add_link() == expected
        assert await number_of_links(database_url) == expected


async def test_a_hundred_writers_all_land_in_one_chain(engine: Engine, links: None) -> None:
    async def write() -> None:
        for _ in range(3):
            await add_link()

    await asyncio.gather(*(write() for _ in range(100)))
    rows = await fetch("SELECT id, previous FROM link ORDER BY id", {})
    assert [(row["id"], row["previous"]) for row in rows] == [(number, number - 1) for number in range(1, 302)]


async def test_an_error_in_a_unit_of_work_leaves_nothing(engine: Engine, database_url: str, links: None) -> None:
    async def write_and_fail() -> None:
        async with unit_of_work():
            await execute("INSERT INTO link VALUES (2, 1)", {})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await write_and_fail()
    assert await number_of_links(database_url) == 1


async def test_a_unit_of_work_sees_its_own_changes_and_others_do_not(
    engine: Engine, database_url: str, links: None
) -> None:
    async with unit_of_work():
        await add_account("eva")
        assert await Account.count() == 1
        assert await fetch("SELECT id FROM account", {}) == [{"id": "eva"}]
        async with opened(engine_from_url(database_url)) as other:
            assert (await other.run("SELECT id FROM account")).rows == []
    assert await Account.select(Account.id) == [{"id": "eva"}]


async def test_units_of_work_do_not_nest(engine: Engine) -> None:
    async with unit_of_work():
        with pytest.raises(RuntimeError, match="open already"):
            async with unit_of_work():
                pass
        await add_account("eva")
    assert await Account.count() == 1


async def test_a_swallowed_error_does_not_pass_for_success(engine: Engine) -> None:
    async def add_two() -> None:
        async with unit_of_work():
            await add_account("noor")
            with pytest.raises(UniqueViolation):
                await add_account("eva")

    await add_account("eva")
    with pytest.raises(RuntimeError, match="nothing of it is stored"):
        await add_two()
    assert await Account.count() == 1


async def test_nothing_runs_after_a_failed_statement(engine: Engine) -> None:
    async def go_on() -> None:
        async with unit_of_work():
            with pytest.raises(CheckViolation):
                await add_account("EVA")
            with pytest.raises(RuntimeError, match="nothing of it is stored"):
                await add_account("noor")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await go_on()
    assert await Account.count() == 0


async def test_a_commit_that_fails_leaves_nothing_and_later_writes_are_stored(
    engine: Engine, database_url: str, links: None
) -> None:
    async def fail_at_commit() -> None:
        async with unit_of_work():
            await execute("INSERT INTO link VALUES (2, 1)", {})
            await execute("INSERT INTO tied VALUES (99)", {})

    await execute("CREATE TABLE tied (link INTEGER NOT NULL REFERENCES link (id) DEFERRABLE INITIALLY DEFERRED)", {})
    for _ in range(12):  # more often than the pool has connections
        with pytest.raises(ForeignKeyViolation):
            await fail_at_commit()
    assert await add_link() == 2
    assert await number_of_links(database_url) == 2


async def test_tasks_started_in_a_unit_of_work_do_not_join_it(engine: Engine) -> None:
    async with unit_of_work():
        with pytest.raises(RuntimeError, match="belongs to one task"):
            await asyncio.create_task(add_account("eva"))


async def test_a_task_started_in_a_unit_of_work_may_write_after_it(engine: Engine) -> None:
    async def later(over: asyncio.Event) -> None:
        await over.wait()
        async with unit_of_work():
            await add_account("eva")

    over = asyncio.Event()
    async with unit_of_work():
        task = asyncio.create_task(later(over))
        await add_account("noor")
    over.set()
    await task
    assert await Account.count() == 2


async def test_a_lock_on_appends_needs_a_unit_of_work(engine: Engine) -> None:
    with pytest.raises(RuntimeError, match="needs a unit of work"):
        await append_lock("links")


async def wait_for_ever() -> None:
    await asyncio.Event().wait()


async def run_endless_statement() -> None:
    await fetch(ENDLESS[dialect()], {})


@pytest.mark.parametrize("hang", [wait_for_ever, run_endless_statement])
async def test_a_cancelled_unit_of_work_is_rolled_back_and_lets_others_go_on(
    engine: Engine, database_url: str, links: None, hang: Callable[[], Awaitable[None]]
) -> None:
    begun = asyncio.Event()

    async def work() -> None:
        async with unit_of_work():
            await execute("INSERT INTO link VALUES (2, 1)", {})
            begun.set()
            await hang()

    for _ in range(12):
        begun.clear()
        task = asyncio.create_task(work())
        await begun.wait()
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert await add_link() == 2
    assert await number_of_links(database_url) == 2


async def test_a_cancelled_search_gives_its_connection_back(engine: Engine, links: None) -> None:
    for _ in range(12):
        task = asyncio.create_task(run_endless_statement())
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert await fetch("SELECT id FROM link", {}) == [{"id": 1}]


async def test_each_refusal_of_the_database_has_its_own_error(engine: Engine) -> None:
    await add_account("eva")
    with pytest.raises(UniqueViolation) as unique:
        await execute(
            "INSERT INTO account (id, email, role, created_at) SELECT 'noor', email, role, created_at FROM account", {}
        )
    assert unique.value.constraint in {"account.email", "account_email"}
    with pytest.raises(CheckViolation) as check:
        await execute("UPDATE account SET role = 'king'", {})
    assert check.value.constraint == "account_role"
    with pytest.raises(CheckViolation) as missing:
        await execute("UPDATE account SET role = NULL", {})
    assert missing.value.constraint == "account.role"
    with pytest.raises(ForeignKeyViolation):
        await execute(
            "INSERT INTO session (token_hash, account_id, created_at, last_seen_at) VALUES ('x', 'nobody', :at, :at)",
            {"at": MOMENT},
        )


async def test_removing_what_others_point_to_is_refused(engine: Engine) -> None:
    await add_account("eva")
    await execute(
        "INSERT INTO session (token_hash, account_id, created_at, last_seen_at) VALUES ('x', 'eva', :at, :at)",
        {"at": MOMENT},
    )
    with pytest.raises(ForeignKeyViolation):
        await execute("DELETE FROM account", {})


async def test_what_is_kept_for_good_cannot_be_removed(engine: Engine) -> None:
    await execute("INSERT INTO audit_head (day, seq, hash) VALUES (:day, 1, 'x')", {"day": date(2026, 3, 1)})
    with pytest.raises(AppendOnlyViolation) as refusal:
        await execute("DELETE FROM audit_head", {})
    assert refusal.value.message == "published heads are append-only"


async def test_a_wrong_statement_is_not_taken_for_a_fault_of_the_database(engine: Engine) -> None:
    with pytest.raises(Exception, match="no_such_table") as error:
        await fetch("SELECT * FROM no_such_table", {})
    assert not isinstance(error.value, StorageUnavailable)


async def test_values_come_back_as_they_were_stored(engine: Engine) -> None:
    await execute("CREATE TABLE kept (day DATE, at TIMESTAMPTZ, done BOOLEAN, facts JSONB, n INTEGER)", {})
    stored = {"day": date(2028, 2, 29), "at": MOMENT, "done": True, "facts": {"é": [1]}, "n": None}
    await execute("INSERT INTO kept VALUES (:day, :at, :done, :facts, :n)", stored)
    [row] = await fetch("SELECT * FROM kept WHERE day = :day AND at = :at AND done", stored)
    assert (as_date(row["day"]), as_instant(row["at"]), row["n"]) == (stored["day"], MOMENT, None)
    assert row["done"] is True


async def test_a_change_tells_how_many_rows_or_which(engine: Engine, links: None) -> None:
    await execute("INSERT INTO link VALUES (2, 1)", {})
    assert await execute("UPDATE link SET previous = 0", {}) == 2
    assert await execute("UPDATE link SET previous = 0 WHERE id = :id", {"id": 9}) == 0
    assert await execute("DELETE FROM link WHERE id = :id RETURNING id", {"id": 2}) == [{"id": 2}]
