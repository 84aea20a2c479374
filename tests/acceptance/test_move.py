"""The whole register taken from one kind of database to the other, and back again."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agreements.services.move import move
from agreements.services.register import register
from agreements.services.verify_history import verify_history
from agreements.storage.copies import errors
from agreements.storage.copies.moving import leaving
from agreements.storage.database.engine import bind, engine_from_url, opened
from agreements.storage.database.errors import NoRegisterThere
from agreements.storage.database.transaction import execute, fetch, unit_of_work
from agreements.storage.messages.holding import current_hold
from agreements.storage.public_memory.tables import WORDS_INDEX
from agreements.storage.tables import TABLES
from scheduler.sweep import sweep
from tests import people
from tests.alerts import OPERATOR, MailRoom, send
from tests.command_line import CommandLine
from tests.office import TODAY_OFFICE, hire
from tests.people import PETRA

HELD_BY_THE_MOVE = {"outbox_hold", "audit_event"}
SPECIAL = '’s-Gravenhage \\ "é" \t %(x)s {y} 😀'


async def fill(url: str) -> None:
    """The sample register with everything else in it: alerts that wait, an overview, numbers that were given up."""
    async with opened(engine_from_url(url)) as engine:
        bind(engine)
        await hire(PETRA)
        await register(TODAY_OFFICE, PETRA, people.complete_content(title=SPECIAL))
        await sweep(TODAY_OFFICE)
        async with unit_of_work():
            for microsecond in (999_999, 1):
                await execute(
                    "INSERT INTO sign_in_failure (subject, failed_at) VALUES (:subject, :at)",
                    {"subject": SPECIAL, "at": datetime(2026, 10, 25, 0, 59, 59, microsecond, tzinfo=UTC)},
                )
            await execute("DELETE FROM sign_in_failure WHERE id = 2", {})
            # An overview is younger than the alerts in it, so rows point to rows that come later.
            await execute("UPDATE outbox SET digest_id = (SELECT max(id) FROM outbox) WHERE id = 1", {})


def rows_of(file: str) -> dict[str, list[tuple[object, ...]]]:
    """Each table of a SQLite register as SQLite itself keeps it, in an order that does not matter. What it keeps of
    its index of words fits the words.
    """
    with closing(sqlite3.connect(file)) as raw:
        raw.execute(f"INSERT INTO {WORDS_INDEX} ({WORDS_INDEX}, rank) VALUES ('integrity-check', 1)")
        raw.rollback()
        every = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = [name for name in every if not name.startswith(WORDS_INDEX)]
        found = {}
        for table in tables:
            columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
            told = ", ".join(f'typeof("{column}"), quote("{column}")' for column in columns)
            found[table] = sorted(raw.execute(f"SELECT {told} FROM {table}").fetchall())
    return found


def file_of(url: str) -> str:
    return url.removeprefix("sqlite:///")


async def test_there_and_back_again_every_row_is_the_same(
    sample_loaded: None, sqlite_database: str, bare_postgres_database: str, tmp_path: Path
) -> None:
    back = f"sqlite:///{tmp_path / 'elsewhere' / 'back.sqlite'}"
    await fill(sqlite_database)
    before = rows_of(file_of(sqlite_database))

    there = await move(sqlite_database, bare_postgres_database, TODAY_OFFICE, OPERATOR)
    again = await move(bare_postgres_database, back, TODAY_OFFICE, OPERATOR)

    assert rows_of(file_of(sqlite_database)) == before
    after = rows_of(file_of(back))
    assert {name for name in before if after[name] != before[name]} - {"schema_migration"} == HELD_BY_THE_MOVE
    assert set(before["audit_event"]) < set(after["audit_event"])
    assert again.rows == there.rows + 2, "the hold and its event"
    async with opened(engine_from_url(back)) as engine:
        bind(engine)
        await verify_history()


@pytest.mark.parametrize("direction", ["to a server", "to a file"])
async def test_the_new_register_is_whole_and_gives_no_number_out_twice_and_lets_nothing_leave_yet(
    direction: str,
    sample_loaded: None,
    sqlite_database: str,
    postgres_database: str,
    bare_postgres_database: str,
    tmp_path: Path,
) -> None:
    is_to_server = direction == "to a server"
    old = sqlite_database if is_to_server else postgres_database
    new = bare_postgres_database if is_to_server else f"sqlite:///{tmp_path / 'new.sqlite'}"
    await fill(old)

    await move(old, new, TODAY_OFFICE, OPERATOR)

    async with opened(engine_from_url(new)) as engine:
        bind(engine)
        await verify_history()
        hold = await current_hold()
        assert hold
        assert not hold.restored, "what waits was not sent by the old register, so it leaves at the release"
        room = MailRoom()
        await send(room)
        assert room.sent == []
        await register(TODAY_OFFICE, PETRA, people.complete_content())
        await execute("INSERT INTO sign_in_failure (subject, failed_at) VALUES ('y', :at)", {"at": TODAY_OFFICE.now})
        assert [row["id"] for row in await fetch("SELECT id FROM sign_in_failure ORDER BY id", {})] == [1, 3]


async def test_a_register_in_use_is_not_moved_for_what_is_written_meanwhile_would_be_left_behind(
    database_url: str, bare_postgres_database: str
) -> None:
    async with opened(engine_from_url(database_url)):
        with pytest.raises(errors.InUse, match="Stop every node"):
            await move(database_url, bare_postgres_database, TODAY_OFFICE, OPERATOR)


async def test_nothing_is_moved_onto_tables_that_are_there(
    sqlite_database: str, postgres_database: str, tmp_path: Path
) -> None:
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as raw:
        raw.execute("CREATE TABLE of_somebody_else (id INTEGER)")

    with pytest.raises(errors.NotEmpty, match="has tables already"):
        await move(sqlite_database, postgres_database, TODAY_OFFICE, OPERATOR)
    with pytest.raises(errors.FileExists):
        await move(sqlite_database, f"sqlite:///{other}", TODAY_OFFICE, OPERATOR)
    with pytest.raises(errors.SameDatabase):
        await move(sqlite_database, sqlite_database.replace("register", "./register"), TODAY_OFFICE, OPERATOR)


async def test_a_text_that_the_other_database_refuses_moves_nothing_and_leaves_no_table(
    sqlite_database: str, bare_postgres_database: str
) -> None:
    async with opened(engine_from_url(sqlite_database)) as engine:
        bind(engine)
        await hire(PETRA)
        await execute("UPDATE account SET function_title = :text", {"text": "privacy\0officer"})

    for _ in range(2):
        with pytest.raises(errors.CannotHold, match="cannot keep account as it is"):
            await move(sqlite_database, bare_postgres_database, TODAY_OFFICE, OPERATOR)


async def test_a_copy_that_differs_is_noticed_and_not_kept(
    sample_loaded: None, sqlite_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from agreements.storage.database.sqlite_connection import SQLiteConnection

    await fill(sqlite_database)
    fill_whole = SQLiteConnection.fill

    async def fill_less(self, table, columns, pages):  # type: ignore[no-untyped-def]
        halved = ([row for number, row in enumerate(page) if table != "audit_head" or number] async for page in pages)
        await fill_whole(self, table, columns, halved)

    async with opened(engine_from_url(sqlite_database)) as engine:
        bind(engine)
        await execute("INSERT INTO audit_head VALUES ('2026-01-01', 1, 'x')", {})
    monkeypatch.setattr(SQLiteConnection, "fill", fill_less)
    with pytest.raises(errors.CopyDiffers, match="audit_head"):
        await move(sqlite_database, f"sqlite:///{tmp_path / 'new.sqlite'}", TODAY_OFFICE, OPERATOR)
    assert [name for name in os.listdir(tmp_path) if name.startswith("new")] == ["new.sqlite.migrate-lock"]


async def test_the_tables_stand_in_an_order_in_which_each_points_back(sqlite_database: str) -> None:
    """So that they can be filled one after another; what is deferred waits for the end."""
    names = [table._meta.tablename for table in TABLES]
    with closing(sqlite3.connect(file_of(sqlite_database))) as raw:
        there = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        pointed = {name: {row[2] for row in raw.execute(f"PRAGMA foreign_key_list({name})")} for name in names}

    made_by_sqlite = {name for name in there if name.startswith(WORDS_INDEX)}
    of_the_database = {"schema_migration", "sqlite_sequence", *made_by_sqlite}
    assert there - set(names) == of_the_database, "what is in no catalogue is not moved"
    late = {name: to for name in names for to in pointed[name] if names.index(to) > names.index(name)}
    assert late == {}


async def test_a_table_that_takes_long_lets_the_server_end_neither_transaction(
    postgres_database: str, tmp_path: Path
) -> None:
    async with leaving(postgres_database, f"sqlite:///{tmp_path / 'new.sqlite'}") as source:
        found = (await source.run("SHOW idle_in_transaction_session_timeout", ())).rows
    assert found == [{"idle_in_transaction_session_timeout": "0"}]


async def test_what_is_not_there_cannot_be_moved(bare_url: str, tmp_path: Path) -> None:
    with pytest.raises(NoRegisterThere):
        await move(bare_url, f"sqlite:///{tmp_path / 'new.sqlite'}", TODAY_OFFICE, OPERATOR)


def test_a_register_on_a_read_only_disk_can_be_moved_off_it(small_disk: Path, tmp_path: Path) -> None:
    old = CommandLine(tmp_path, f"sqlite:///{small_disk / 'register.sqlite'}")
    old.does("migrate")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)

    old.does("move", f"sqlite:///{tmp_path / 'new.sqlite'}")
