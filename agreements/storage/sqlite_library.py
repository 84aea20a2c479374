"""Choose the SQLite library for this process.

SQLite 3.7.0 to 3.51.2 can lose committed writes when two connections write and checkpoint a WAL file at the
same time (https://sqlite.org/wal.html, "the WAL-reset bug"; fixed in 3.51.3, 3.50.7 and 3.44.6). The PyPI
package `pysqlite3` carries a newer SQLite than most systems. See docs/decisions/0002.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Final, Literal

_DRIVER_USERS: Final = ("aiosqlite.core", "aiosqlite.cursor", "piccolo.engine.sqlite")


def has_wal_reset_fix(version: tuple[int, int, int]) -> bool:
    """Tell whether this SQLite version is free of the WAL-reset bug, by its number alone.

    A distribution may have patched an older number; that cannot be seen and counts as not fixed.
    """
    if version >= (3, 51, 3):
        return True
    return (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)


def journal_mode() -> Literal["WAL", "DELETE"]:
    """Say which journal is safe with the library in use: WAL when the bug is fixed, else the slower DELETE."""
    return "WAL" if has_wal_reset_fix(sqlite_version()) else "DELETE"


def sqlite_version() -> tuple[int, int, int]:
    """Give the version of the SQLite library this process uses."""
    return _version(importlib.import_module("sqlite3"))


def install() -> None:
    """Make `pysqlite3` the `sqlite3` module of this process where that is better; else change nothing.

    Must run before piccolo and aiosqlite are imported, but also puts things right when they were. Other modules
    that imported the standard library's `sqlite3` earlier keep it for their own files, which is harmless. The
    register's file must not be opened with both in one process: file locks are per process, so they would not
    see each other. Hence import `sqlite3` in agreements.storage only.
    """
    if has_wal_reset_fix(sqlite_version()) or importlib.util.find_spec("pysqlite3") is None:
        return
    library = importlib.import_module("pysqlite3")
    if not has_wal_reset_fix(_version(library)):
        return
    sys.modules["sqlite3"] = library
    sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")
    _move_early_importers(library)


def _move_early_importers(library: ModuleType) -> None:
    for name in _DRIVER_USERS:
        if name in sys.modules:
            vars(sys.modules[name])["sqlite3"] = library
    piccolo = sys.modules.get("piccolo.engine.sqlite")
    if piccolo is not None:
        for python_type, adapter in piccolo.ADAPTERS.items():
            library.register_adapter(python_type, adapter)
        for column_type, converter in piccolo.CONVERTERS.items():
            library.register_converter(column_type, converter)


def _version(library: ModuleType) -> tuple[int, int, int]:
    major, minor, patch = library.sqlite_version_info
    return major, minor, patch
