"""A consistent copy of the built-in database while the register runs, and the way back (BIO2 8.13)."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from agreements.domain.wording import N_
from agreements.storage.driver_errors import translated
from agreements.storage.engine import engine_from_url
from agreements.storage.errors import StorageError
from agreements.storage.sqlite_engine import PooledSQLiteEngine
from agreements.storage.sqlite_file import make_private_file

_PAGES_AT_A_TIME = 500


class BackupRefused(StorageError):
    """No copy was made or put back."""


class NotEmbedded(BackupRefused):
    """PostgreSQL has tools of its own that know their server's version."""

    sentence = N_("On PostgreSQL, use pg_dump and pg_restore: they copy consistently while the register runs.")


class FileExists(BackupRefused):
    """Neither a copy nor a register is ever overwritten."""

    sentence = N_("%(file)s is there already and is not overwritten. Move it away or choose another name.")


class LeftoverJournal(BackupRefused):
    """SQLite would take what lies in it for the newest pages of whatever database has its name."""

    sentence = N_(
        "%(file)s belongs to another database than the one that would be there, and would damage it. Stop what uses it"
        " and move it away, together with the database it was of."
    )


class NoRegister(BackupRefused):
    """There is nothing to copy."""

    sentence = N_("There is no register at %(file)s.")


class NoRoom(BackupRefused):
    """The copy does not fit; that tells nothing about what is copied."""

    sentence = N_("The disk is full: %(file)s does not fit on it. Nothing is wrong with what was copied. Make room.")


class DamagedCopy(BackupRefused):
    """The file is no whole database."""

    sentence = N_("%(file)s is not a whole copy of a register. Take another copy.")


async def back_up(url: str, target: Path) -> None:
    """Copy the register to `target`, readable by the owner only, and check the copy. Writers go on meanwhile."""
    await asyncio.to_thread(_copy, _file_of(url), target)


async def restore(url: str, source: Path) -> None:
    """Put a copy in the place of a register that is not there (any more). Raises `FileExists` when one is.

    Raises `LeftoverJournal` when a journal lies beside the copy or beside the place it goes to.
    """
    target = _file_of(url)
    _refuse_journals_of(source)
    await asyncio.to_thread(_copy, source, target)


def _file_of(url: str) -> Path:
    engine = engine_from_url(url)
    if not isinstance(engine, PooledSQLiteEngine):
        raise NotEmbedded()
    return engine.file


def _copy(source: Path, target: Path) -> None:
    if not source.is_file():
        raise NoRegister(file=source)
    if target.exists():
        raise FileExists(file=target)
    _refuse_journals_of(target)
    part = target.with_name(f"{target.name}.part")
    _clear(part)
    try:
        with translated():
            make_private_file(part)
            _copy_pages(source, part)
        os.replace(part, target)
    finally:
        _clear(part)


def _journals_of(file: Path) -> list[Path]:
    return [file.with_name(f"{file.name}{ending}") for ending in ("-wal", "-shm", "-journal")]


def _refuse_journals_of(file: Path) -> None:
    for journal in _journals_of(file):
        if journal.exists():
            raise LeftoverJournal(file=journal)


def _clear(part: Path) -> None:
    """Remove an unfinished copy with its journals; no register is ever opened under such a name."""
    for file in (part, *_journals_of(part)):
        file.unlink(missing_ok=True)


def _copy_pages(source: Path, part: Path) -> None:
    """SQLite's own copying: begins again when somebody writes meanwhile, so the copy is of one moment."""
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(part)) as copy:
        try:
            original.backup(copy, pages=_PAGES_AT_A_TIME)
            copy.execute("PRAGMA journal_mode=DELETE")
            whole = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            has_events = copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'audit_event'").fetchone()
        except sqlite3.DatabaseError as error:
            if "disk is full" in str(error):  # pysqlite3 gives no code here
                raise NoRoom(file=part) from error
            raise DamagedCopy(file=source) from error
    if not (whole and has_events):
        raise DamagedCopy(file=source)
