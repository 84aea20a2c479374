"""Sees from the event loop itself, in microseconds and without ever waiting, what somebody wrote to the file.

A visit to another thread costs more than a kept page. `PRAGMA data_version` looks at one number in shared memory (or,
without a `-wal`, in the head of the file): it differs when any other connection committed, of this process or another.
Only then is something read anew, and what is read this way is one row.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from agreements.storage.database.public_sqlite import only_what_is_public
from agreements.storage.database.sqlite_file import address_to_read, is_read_only


class SQLiteWatch:
    """A connection for single rows, kept as long as nobody writes. Only in the thread of the event loop.

    It lives as long as the connections of the pool and sees the file that those see, also when another file was put
    in its place since.
    """

    def __init__(self, path: Path, *, for_public: bool = False) -> None:
        """Connects at `open`. `for_public`: sees what is public, and nothing else."""
        self._path = path
        self._for_public = for_public
        self._raw: sqlite3.Connection | None = None
        self._version = -1
        self._seen: dict[str, tuple[Any, ...]] = {}

    def open(self) -> None:
        """Connect; nothing of the file is read yet. Raises sqlite3.Error."""
        cannot_write = is_read_only(self._path)
        self._raw = sqlite3.connect(
            address_to_read(self._path) if cannot_write else self._path,
            uri=cannot_write,
            timeout=0,  # whoever would have to wait asks in a thread
            isolation_level=None,
        )
        self._raw.execute("PRAGMA query_only=1").close()
        if self._for_public:
            self._raw.set_authorizer(only_what_is_public)

    def first(self, sql: str) -> tuple[Any, ...] | None:
        """The first row of a question without arguments: the same object as long as nobody wrote.

        None when it cannot be had without waiting, or at all; who asks in a thread then hears why.
        """
        if self._raw is None:
            return None
        try:
            version = self._raw.execute("PRAGMA data_version").fetchall()[0][0]
            if version != self._version:
                self._seen.clear()
                self._version = version
            row = self._seen.get(sql)
            if row is None:
                row = self._seen[sql] = self._raw.execute(sql).fetchall()[0]
        except (sqlite3.Error, IndexError):
            return None
        return row

    def close(self) -> None:
        """Close the connection. May be repeated."""
        raw, self._raw = self._raw, None
        self._seen.clear()
        self._version = -1
        if raw is not None:
            raw.close()
