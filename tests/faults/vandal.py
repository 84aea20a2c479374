"""Somebody with the database's own tool, guards off: changes, adds and removes single rows, and puts them back."""

from __future__ import annotations

import random
import re
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00")


@dataclass(frozen=True)
class Deed:
    """What was done, to which row as it was before (of an added row: the row that was copied)."""

    kind: str
    table: str
    column: str
    row: Mapping[str, Any]
    undo: tuple[tuple[str, Sequence[Any]], ...]

    def __str__(self) -> str:
        return f"{self.kind} {self.table}.{self.column}" if self.column else f"{self.kind} {self.table}"


class Refused(Exception):
    """The database itself would not have it."""


class Vandal(ABC):
    """Knows the tables from the database's own catalogue, so that a new one is not forgotten."""

    tables: dict[str, list[str]]
    place: str
    """The column that says where a row lies."""

    @abstractmethod
    async def read(self, sql: str, *args: Any) -> list[dict[str, Any]]: ...

    @abstractmethod
    async def do(self, sql: str, *args: Any) -> list[dict[str, Any]]:
        """Run one statement, guards off; raises Refused."""

    def marks(self, count: int) -> list[str]:
        return [f"${n}" for n in range(1, count + 1)] if self.place == "ctid" else ["?"] * count

    async def some_row(self, chosen: random.Random, table: str) -> dict[str, Any] | None:
        rows = await self.read(f"SELECT {self.place} AS place_, * FROM {table}")
        return chosen.choice(sorted(rows, key=lambda row: str(list(row.values())[1:]))) if rows else None

    async def one_deed(self, chosen: random.Random) -> Deed:
        """Something of a kind, a table and a column each chosen alike; tries until the database lets it pass."""
        while True:
            table = chosen.choice(sorted(self.tables))
            row = await self.some_row(chosen, table)
            if row is None:
                continue
            try:
                return await chosen.choice([self.change, self.change, self.change, self.remove, self.add])(
                    chosen, table, row
                )
            except Refused:
                continue

    async def change(self, chosen: random.Random, table: str, row: dict[str, Any]) -> Deed:
        column = chosen.choice(self.tables[table])
        other = await self.some_row(chosen, table)
        value = different(chosen, row[column], other[column] if other else None)
        if value == row[column]:
            raise Refused
        one, two = self.marks(2)
        (changed,) = await self.do(
            f"UPDATE {table} SET {column} = {one} WHERE {self.place} = {two} RETURNING {self.place} AS place_",
            value,
            row["place_"],
        )
        back = (f"UPDATE {table} SET {column} = {one} WHERE {self.place} = {two}", (row[column], changed["place_"]))
        return Deed("change", table, column, row, (back,))

    async def remove(self, chosen: random.Random, table: str, row: dict[str, Any]) -> Deed:
        await self.do(f"DELETE FROM {table} WHERE {self.place} = {self.marks(1)[0]}", row["place_"])
        return Deed("remove", table, "", row, (self._insertion(table, row),))

    async def add(self, chosen: random.Random, table: str, row: dict[str, Any]) -> Deed:
        """A copy of a row with other values in some columns, its key among them if the database asks for it."""
        copy = dict(row)
        for _ in range(6):
            column = chosen.choice(self.tables[table])
            copy[column] = different(chosen, copy[column], None)
            sql, args = self._insertion(table, copy)
            try:
                (added,) = await self.do(f"{sql} RETURNING {self.place} AS place_", *args)
            except Refused:
                continue
            back = f"DELETE FROM {table} WHERE {self.place} = {self.marks(1)[0]}"
            return Deed("add", table, "", copy, ((back, (added["place_"],)),))
        raise Refused

    async def put_back(self, deed: Deed) -> None:
        for sql, args in deed.undo:
            await self.do(sql, *args)

    def _insertion(self, table: str, row: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
        columns = self.tables[table]
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(self.marks(len(columns)))})"
        return sql, tuple(row[column] for column in columns)


def different(chosen: random.Random, value: Any, other: Any) -> Any:
    """Another value of the same type: now and then one that another row has."""
    if other is not None and other != value and chosen.random() < 0.5:
        return other
    if value is None:
        return chosen.choice([1, "x", "2027-03-01"]) if other is None else other
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chosen.choice([-1, 1, 7])
    if isinstance(value, datetime | date):
        return moved(value, chosen.choice([-400, -1, 1, 400]))
    text = str(value)
    if _INSTANT.fullmatch(text) or _ISO_DATE.fullmatch(text):
        return moved(datetime.fromisoformat(text), chosen.choice([-400, 1])).isoformat()[: len(text)]
    return chosen.choice([text + "x", text[:-1], f" {text}", text.swapcase(), ""])


def moved(value: date, days: int) -> date:
    """So many days on; the other way near the first and the last day that there are, which stand for always."""
    is_near = value.year < MINYEAR + 2 if days < 0 else value.year > MAXYEAR - 2
    return value + timedelta(days=-days if is_near else days)


class SQLiteVandal(Vandal):
    """With SQLite's own shell."""

    place = "rowid"

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(path, isolation_level=None)
        self._file.row_factory = sqlite3.Row
        names = self._file.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
        for kind, name in names:
            if kind == "trigger":
                self._file.execute(f"DROP TRIGGER {name}")
        indexes = "SELECT name FROM pragma_table_list WHERE type IN ('virtual', 'shadow')"
        not_rows = {name for (name,) in self._file.execute(indexes)}
        tables = [name for kind, name in names if kind == "table" and name not in not_rows]
        self.tables = {
            table: [row["name"] for row in self._file.execute(f"PRAGMA table_info({table})")] for table in tables
        }

    async def read(self, sql: str, *args: Any) -> list[dict[str, Any]]:
        return [dict(row) for row in self._file.execute(sql, args).fetchall()]

    async def do(self, sql: str, *args: Any) -> list[dict[str, Any]]:
        try:
            return await self.read(sql, *args)
        except (sqlite3.IntegrityError, sqlite3.DataError) as error:
            raise Refused from error

    async def close(self) -> None:
        self._file.close()


class PostgresVandal(Vandal):
    """With psql, as a superuser."""

    place = "ctid"

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.tables = {}

    @classmethod
    async def at(cls, url: str) -> PostgresVandal:
        connection = await asyncpg.connect(url)
        await connection.execute("SET session_replication_role = replica")
        vandal = cls(connection)
        for row in await vandal.read(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " ORDER BY table_name, ordinal_position"
        ):
            vandal.tables.setdefault(row["table_name"], []).append(row["column_name"])
        return vandal

    async def read(self, sql: str, *args: Any) -> list[dict[str, Any]]:
        return [dict(row) for row in await self._connection.fetch(sql, *args)]

    async def do(self, sql: str, *args: Any) -> list[dict[str, Any]]:
        try:
            return await self.read(sql, *args)
        except (asyncpg.IntegrityConstraintViolationError, asyncpg.DataError) as error:
            raise Refused from error

    async def close(self) -> None:
        await self._connection.close()
