"""Which SQLite this process runs on, and which journal that allows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from agreements.storage.database import sqlite_library


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 51, 4), (3, 52, 0), (3, 53, 4), (4, 0, 0), (3, 50, 7), (3, 44, 6)])
def test_versions_with_the_repair_are_known(version: tuple[int, int, int]) -> None:
    assert sqlite_library.has_wal_reset_fix(version)


@pytest.mark.parametrize(
    "version", [(3, 7, 0), (3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 46, 1), (3, 50, 6), (3, 51, 0), (3, 51, 2)]
)
def test_versions_without_the_repair_are_known(version: tuple[int, int, int]) -> None:
    assert not sqlite_library.has_wal_reset_fix(version)


@pytest.mark.parametrize(("version", "journal"), [((3, 53, 4), "WAL"), ((3, 40, 1), "DELETE")])
def test_wal_is_used_only_where_it_is_safe(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], journal: str
) -> None:
    monkeypatch.setattr(sqlite_library, "sqlite_version", lambda: version)
    assert sqlite_library.journal_mode() == journal


REPORT = """
from agreements.storage.database import engine, driver_errors, sqlite_connection
import sqlite3
import aiosqlite.core, piccolo.engine.sqlite
users = (aiosqlite.core, piccolo.engine.sqlite, driver_errors, sqlite_connection)
used = {sqlite3, *(user.sqlite3 for user in users)}
import datetime
memory = sqlite3.connect(":memory:", detect_types=sqlite3.PARSE_DECLTYPES)
memory.execute("CREATE TABLE t (done BOOLEAN)")
memory.execute("INSERT INTO t VALUES (1)")
print(len(used), sqlite3.IntegrityError.__module__, memory.execute("SELECT done FROM t").fetchone()[0])
memory.close()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="pysqlite3 has wheels for Linux only")
@pytest.mark.parametrize("first", ["", "import sqlite3", "import sqlite3, aiosqlite, piccolo.engine.sqlite"])
def test_all_of_the_register_uses_one_library_whatever_was_imported_first(first: str) -> None:
    force = "import sys, sqlite3 as standard\nstandard.sqlite_version_info = (3, 40, 1)\ndel standard\n"
    done = subprocess.run([sys.executable, "-c", f"{force}{first}\n{REPORT}"], capture_output=True, text=True)
    assert done.stdout.split() == ["1", "pysqlite3.dbapi2", "True"], done.stderr


def test_without_the_package_the_standard_library_stays_in_use() -> None:
    program = (
        "import sys, sqlite3 as standard\n"
        "standard.sqlite_version_info = (3, 40, 1)\n"
        "import importlib.util\n"
        "find = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *rest: None if name == 'pysqlite3' else find(name, *rest)\n"
        "from agreements.storage.database.sqlite_library import journal_mode\n"
        "import sqlite3\n"
        "print(sqlite3 is standard, journal_mode())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.split() == ["True", "DELETE"], done.stderr


GUARDED = """
import sys, sqlite3 as standard
standard.sqlite_version_info = (3, 40, 1)
from agreements.storage.database import engine
from agreements.storage.database.sqlite_connection import SQLiteConnection
import asyncio, os
from pathlib import Path

def told(*words, **options):
    try:
        standard.connect(*words, **options).close()
        return "opened"
    except RuntimeError as error:
        return str(error)

async def main():
    file = Path(sys.argv[1])
    os.link(sys.argv[2], file.with_name("other.sqlite"))
    connection = SQLiteConnection(file)
    await connection.open()
    os.link(file, file.with_name("link.sqlite"))
    for address in (str(file), file, bytes(file), "link.sqlite"):
        print(told(address))
    print(told(file.as_uri() + "?mode=ro", uri=True))
    print(told(":memory:"), told("other.sqlite"), told(""))
    await connection.close()
    print(told(str(file)))

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="pysqlite3 has wheels for Linux only")
def test_the_standard_library_may_not_open_the_file_that_another_library_of_this_process_has_open(
    tmp_path: Path,
) -> None:
    other = tmp_path / "of-somebody-else.sqlite"
    other.touch()
    done = subprocess.run(
        [sys.executable, "-c", GUARDED, tmp_path / "register.sqlite", other],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    *refusals, free, afterwards = done.stdout.splitlines()
    assert (len(refusals), free, afterwards) == (5, "opened opened opened", "opened"), done.stderr
    assert {line.partition(":")[0] for line in refusals} == {"two SQLite libraries in one process"}
