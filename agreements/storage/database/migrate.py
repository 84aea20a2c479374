"""Bring the database up to date, safely when several processes start at once.

A migration is a module `agreements.storage.migrations.m0001_some_name` with `SQL`, per database the list of its
statements. Each is applied in one transaction with its row in `schema_migration`: all of it or nothing.
Migrations only add; what no version in use reads any more may go in a later one.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agreements.storage import migrations as package
from agreements.storage.database.driver_errors import translated
from agreements.storage.database.engine import Engine
from agreements.storage.database.errors import ForeignKeyViolation, NewerSchema
from agreements.storage.database.public_role import let_the_public_read
from agreements.storage.database.register_engine import Connection, Runs, transaction_on
from agreements.storage.database.sql import Dialect

_LEDGER: Final[Mapping[Dialect, str]] = {
    "sqlite": (
        "CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL"
        " DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now'))) STRICT"
    ),
    "postgres": (
        "CREATE TABLE IF NOT EXISTS schema_migration"
        " (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT clock_timestamp())"
    ),
}
_HAS_LEDGER: Final[Mapping[Dialect, str]] = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'",
    "postgres": "SELECT 1 WHERE to_regclass('schema_migration') IS NOT NULL",
}
_RECORD: Final[Mapping[Dialect, str]] = {
    "sqlite": "INSERT INTO schema_migration (name) VALUES (?)",
    "postgres": "INSERT INTO schema_migration (name) VALUES ($1)",
}


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its name (its place in the order) and its statements per database."""

    name: str
    sql: Mapping[Dialect, Sequence[str]]


def discovered() -> list[Migration]:
    """Give the migrations of this version of the register, in order."""
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__) if module.name.startswith("m"))
    return [Migration(name, importlib.import_module(f"{package.__name__}.{name}").SQL) for name in names]


async def migrate(engine: Engine, migrations: Sequence[Migration] | None = None) -> list[str]:
    """Apply what is missing and give its names, and let public readers read what is public. The engine may be open or
    closed.

    Raises NewerSchema when the database has migrations this version does not know, Busy when another process
    migrates for minutes, and the database's own error, with that migration undone, when a statement fails.
    """
    async with engine.for_migrations() as connection:
        return await migrate_on(connection, engine.dialect, migrations)


async def migrate_on(
    connection: Connection, dialect: Dialect, migrations: Sequence[Migration] | None = None
) -> list[str]:
    """The same on a connection that holds the lock of migrations."""
    known = discovered() if migrations is None else migrations
    with translated():
        missing = await _missing(connection, dialect, known)
    applied = [
        migration.name
        for migration in known
        if migration.name in missing and await _apply(connection, dialect, migration)
    ]
    if dialect == "postgres":
        with translated():
            await let_the_public_read(connection)
    return applied


async def build(connection: Connection, dialect: Dialect) -> None:
    """Make the tables of this version where there are none, in the transaction that the caller began."""
    for migration in discovered():
        await _run(connection, dialect, migration)


async def is_register(engine: Engine) -> bool:
    """Whether the open database has ever been migrated."""
    return bool(await _applied(engine, engine.dialect))


async def pending(engine: Engine, migrations: Sequence[Migration] | None = None) -> list[str]:
    """Give the names of the migrations that `migrate` would apply. Changes nothing but needs an open engine.

    Raises NewerSchema.
    """
    return await _missing(engine, engine.dialect, discovered() if migrations is None else migrations)


async def _missing(database: Runs, dialect: Dialect, known: Sequence[Migration]) -> list[str]:
    applied = await _applied(database, dialect)
    names = [migration.name for migration in known]
    if unknown := applied.difference(names):
        raise NewerSchema(", ".join(sorted(unknown)))
    return [name for name in names if name not in applied]


async def _applied(database: Runs, dialect: Dialect) -> set[str]:
    if not (await database.run(_HAS_LEDGER[dialect], ())).rows:
        return set()
    return {row["name"] for row in (await database.run("SELECT name FROM schema_migration", ())).rows or ()}


async def _apply(connection: Connection, dialect: Dialect, migration: Migration) -> bool:
    async with transaction_on(connection):
        with translated():
            if migration.name in await _applied(connection, dialect):
                return False  # where there is no lock between processes, another was quicker
            await _run(connection, dialect, migration)
            await check_foreign_keys(connection, dialect)
    return True


async def _run(connection: Connection, dialect: Dialect, migration: Migration) -> None:
    for statement in (_LEDGER[dialect], *migration.sql[dialect]):
        await connection.run(statement, ())
    await connection.run(_RECORD[dialect], [migration.name])


async def check_foreign_keys(connection: Runs, dialect: Dialect) -> None:
    """Raise ForeignKeyViolation for a row that points nowhere.

    On SQLite foreign keys are off for migrations, so that one can rebuild a table that others point to.
    """
    if dialect == "sqlite" and (await connection.run("PRAGMA foreign_key_check", ())).rows:
        raise ForeignKeyViolation
