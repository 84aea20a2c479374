"""Choose the SQLite library for this process.

SQLite 3.7.0 to 3.51.2 can lose committed writes when two connections write and checkpoint a WAL file at the
same time (https://sqlite.org/wal.html, "the WAL-reset bug"; fixed in 3.51.3, 3.50.7 and 3.44.6). The PyPI
package `pysqlite3` carries a newer SQLite than most systems. See docs/decisions/0002.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Final, Literal
from urllib.parse import unquote, urlsplit

_DRIVER_USERS: Final = ("aiosqlite.core", "aiosqlite.cursor", "piccolo.engine.sqlite")
_Identity = tuple[int, int] | None
_OPEN: Final[Counter[_Identity]] = Counter()
"""How many connections of ours each file has."""
_LOCK: Final = threading.Lock()


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
    see each other. Hence import `sqlite3` in agreements.storage only; `keep_to_one_library` sees to it.
    """
    if has_wal_reset_fix(sqlite_version()) or importlib.util.find_spec("pysqlite3") is None:
        return
    library = importlib.import_module("pysqlite3")
    if not has_wal_reset_fix(_version(library)):
        return
    sys.modules["sqlite3"] = library
    sys.addaudithook(_refuse_the_standard_library)
    sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")
    _move_early_importers(library)


def keep_to_one_library(file: Path) -> Callable[[], None]:
    """Refuse the standard library this file, which this process has open now, until what is returned is called.

    Of the two libraries only the standard one reports to audit hooks that it connects.
    """
    identity = _identity(file)
    _change(identity, 1)
    return partial(_change, identity, -1)


def _change(identity: _Identity, by: int) -> None:
    if identity is not None:
        with _LOCK:
            _OPEN[identity] += by


def _refuse_the_standard_library(event: str, args: tuple[object, ...]) -> None:
    if event == "sqlite3.connect" and _OPEN[_identity(args[0])]:
        raise RuntimeError("two SQLite libraries in one process: import sqlite3 after agreements.storage")


def _identity(file: object) -> _Identity:
    """Of the file itself, whatever its name; None where there is none. Looking at it opens nothing."""
    if not isinstance(file, str | bytes | os.PathLike):
        return None
    name = os.fsdecode(file)
    if name.startswith("file:"):
        name = unquote(urlsplit(name).path)
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


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
