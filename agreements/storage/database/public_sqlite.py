"""What a public reader may ask of SQLite, which looks at each statement while it is prepared and refuses the rest.

See docs/decisions/0043.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from agreements.storage.database.public_role import READABLE
from agreements.storage.public_memory.tables import WORDS_INDEX

_HARMLESS: Final = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE, sqlite3.SQLITE_TRANSACTION})
"""They read no table by themselves."""
_SHADOWS: Final = ("data", "idx", "content", "docsize", "config")
"""What a table for full-text search (FTS5) keeps in tables of its own, which it reads on its own behalf."""
_TABLES: Final = frozenset({*READABLE, WORDS_INDEX, *(f"{WORDS_INDEX}_{part}" for part in _SHADOWS), "json_each"})
_CATALOGUE: Final = frozenset({"", "type", "name"})
"""Of `sqlite_master`: that there is a table of some name."""
_REACHES_OUT: Final = frozenset({"load_extension", "fts3_tokenizer"})


def only_what_is_public(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    """SQLite's question about a part of a statement (https://sqlite.org/c3ref/set_authorizer.html), answered."""
    if action in _HARMLESS:
        is_allowed = True
    elif action == sqlite3.SQLITE_READ:
        is_allowed = first in _TABLES or (first == "sqlite_master" and second in _CATALOGUE)
    elif action == sqlite3.SQLITE_FUNCTION:
        is_allowed = second not in _REACHES_OUT
    else:
        # FTS5 looks so whether another connection changed its index.
        is_allowed = action == sqlite3.SQLITE_PRAGMA and (first, second) == ("data_version", None)
    return sqlite3.SQLITE_OK if is_allowed else sqlite3.SQLITE_DENY
