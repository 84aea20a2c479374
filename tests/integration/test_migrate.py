"""Migrations on both databases: all or nothing, once, also when several processes start together or one is killed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from agreements.storage.database.engine import Engine, engine_from_url, opened
from agreements.storage.database.errors import ForeignKeyViolation, NewerSchema
from agreements.storage.database.migrate import Migration, discovered, migrate, pending


def step(name: str, *statements: str) -> Migration:
    return Migration(name, {"sqlite": statements, "postgres": statements})


FIRST = step("m0001_office", "CREATE TABLE office (id INTEGER PRIMARY KEY)", "INSERT INTO office VALUES (1)")
SECOND = step(
    "m0002_desk",
    "CREATE TABLE desk (id INTEGER PRIMARY KEY, office INTEGER NOT NULL REFERENCES office (id))",
    "INSERT INTO desk VALUES (1, 1)",
)
BROKEN = step("m0002_desk", SECOND.sql["sqlite"][0], "INSERT INTO desk VALUES (1, 1)", "CREATE TABLE desk (id INTEGER)")


async def table_exists(engine: Engine, name: str) -> bool:
    question = {
        "sqlite": f"SELECT 1 FROM sqlite_master WHERE name = '{name}'",
        "postgres": f"SELECT 1 WHERE to_regclass('{name}') IS NOT NULL",
    }
    return bool((await engine.run(question[engine.dialect])).rows)


def test_the_migrations_of_the_register_are_in_order_and_for_both_databases() -> None:
    names = [migration.name for migration in discovered()]
    assert names[0] == "m0001_register"
    assert names == sorted(names)
    assert len({name[:5] for name in names}) == len(names), "two migrations have the same number"
    assert all(set(migration.sql) == {"sqlite", "postgres"} for migration in discovered())


async def test_what_is_missing_is_applied_once_and_in_order(bare_url: str) -> None:
    engine = engine_from_url(bare_url)
    assert await migrate(engine, [FIRST]) == ["m0001_office"]
    async with opened(engine):
        assert await pending(engine, [FIRST, SECOND]) == ["m0002_desk"]
        assert await migrate(engine, [FIRST, SECOND]) == ["m0002_desk"]
        assert await migrate(engine, [FIRST, SECOND]) == []
        assert await pending(engine, [FIRST, SECOND]) == []
        assert (await engine.run("SELECT * FROM desk")).rows == [{"id": 1, "office": 1}]


async def test_asking_what_is_missing_changes_nothing(bare_url: str) -> None:
    async with opened(engine_from_url(bare_url)) as engine:
        assert await pending(engine) == [migration.name for migration in discovered()]
        assert not await table_exists(engine, "schema_migration")


async def test_the_moment_of_a_migration_is_kept_in_utc(bare_url: str) -> None:
    engine = engine_from_url(bare_url)
    await migrate(engine, [FIRST])
    async with opened(engine):
        [row] = (await engine.run("SELECT applied_at FROM schema_migration")).rows or []
    moment = row["applied_at"]
    assert str(moment).endswith("+00:00")
    assert len(str(moment)) == len("2026-06-30T23:30:00.000000+00:00")


async def test_a_migration_that_fails_leaves_nothing_of_itself(bare_url: str) -> None:
    engine = engine_from_url(bare_url)
    with pytest.raises(Exception, match="already exists"):
        await migrate(engine, [FIRST, BROKEN])
    async with opened(engine):
        assert not await table_exists(engine, "desk")
        assert await pending(engine, [FIRST, SECOND]) == ["m0002_desk"]
    assert await migrate(engine, [FIRST, SECOND]) == ["m0002_desk"]


async def test_an_older_program_refuses_a_newer_database(bare_url: str) -> None:
    engine = engine_from_url(bare_url)
    await migrate(engine, [FIRST, SECOND])
    with pytest.raises(NewerSchema, match="m0002_desk"):
        await migrate(engine, [FIRST])
    async with opened(engine):
        with pytest.raises(NewerSchema, match="newer than this program"):
            await pending(engine, [FIRST])


async def test_a_table_that_others_point_to_can_be_rebuilt_on_sqlite(tmp_path: object) -> None:
    rebuild = step(
        "m0003_rebuild",
        "CREATE TABLE office_new (id INTEGER PRIMARY KEY, name TEXT)",
        "INSERT INTO office_new SELECT id, 'town hall' FROM office",
        "DROP TABLE office",
        "ALTER TABLE office_new RENAME TO office",
    )
    engine = engine_from_url(f"sqlite:///{tmp_path}/rebuilt.sqlite")
    assert len(await migrate(engine, [FIRST, SECOND, rebuild])) == 3
    async with opened(engine):
        assert (await engine.run("SELECT * FROM desk JOIN office ON office.id = desk.office")).count == 1


async def test_a_migration_that_breaks_a_foreign_key_is_undone(bare_url: str) -> None:
    engine = engine_from_url(bare_url)
    await migrate(engine, [FIRST, SECOND])
    with pytest.raises(ForeignKeyViolation):
        await migrate(engine, [FIRST, SECOND, step("m0003_empty", "DELETE FROM office")])
    async with opened(engine):
        assert (await engine.run("SELECT * FROM office")).count == 1


MIGRATE = """
import asyncio, sys
from agreements.storage.database.engine import engine_from_url
from agreements.storage.database.migrate import migrate
print(*asyncio.run(migrate(engine_from_url(sys.argv[1]))))
"""

HALFWAY = """
import asyncio, sys, time
from agreements.storage.database.engine import engine_from_url
from agreements.storage.database.migrate import Migration, discovered, migrate

class Interrupted(list):
    def __iter__(self):
        yield from list.__iter__(self)
        print("halfway", flush=True)
        time.sleep(600)

real = discovered()
halted = [Migration(m.name, {d: Interrupted(s) for d, s in m.sql.items()}) for m in real]
asyncio.run(migrate(engine_from_url(sys.argv[1]), halted))
"""


def started(program: str, url: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-c", program, url]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> str:
    with process:
        out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return out.strip()


def test_four_processes_that_start_together_all_end_well(bare_url: str) -> None:
    outputs = sorted(finished(process) for process in [started(MIGRATE, bare_url) for _ in range(4)])
    assert outputs == ["", "", "", " ".join(migration.name for migration in discovered())]


async def test_a_process_killed_halfway_leaves_nothing_and_the_next_completes(bare_url: str) -> None:
    with started(HALFWAY, bare_url) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "halfway\n"
        process.kill()
    engine = engine_from_url(bare_url)
    async with opened(engine):
        assert not await table_exists(engine, "agreement")
    assert await migrate(engine) == [migration.name for migration in discovered()]
    async with opened(engine):
        assert await pending(engine) == []
        assert (await engine.run("SELECT * FROM agreement")).rows == []
