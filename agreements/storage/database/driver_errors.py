"""Turn the exceptions of the two database drivers into `agreements.storage.database.errors`."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import asyncpg

from agreements.storage.database.errors import (
    AppendOnlyViolation,
    Busy,
    CheckViolation,
    DiskFull,
    ForeignKeyViolation,
    NoRight,
    ReadOnly,
    StorageError,
    StorageUnavailable,
    UniqueViolation,
)

_SQLITE_BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SQLITE_OWN: Final = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_AUTH: NoRight,
}
_SQLITE_UNAVAILABLE: Final = {
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PROTOCOL,
}
_POSTGRES_BUSY: Final = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
    asyncpg.QueryCanceledError,
    asyncpg.TooManyConnectionsError,
)
_POSTGRES_UNAVAILABLE: Final = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.PostgresSystemError,
    asyncpg.InternalServerError,
)
_POSTGRES_WRONG_USE: Final = (ValueError, asyncpg.UnsupportedClientFeatureError)
"""Of asyncpg's own errors those about an argument or a setting are ValueErrors too."""


@contextmanager
def translated() -> Iterator[None]:
    """Raise the register's own storage errors for what the drivers raise inside the block."""
    try:
        yield
    except sqlite3.Error as error:
        ours = _from_sqlite(error)
        if ours is None:
            raise
        raise ours from error
    except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
        ours = _from_postgres(error)
        if ours is None:
            raise
        raise ours from error
    except EOFError as error:  # asyncio's IncompleteReadError: the server hung up in the middle of an answer
        raise StorageUnavailable(str(error) or type(error).__name__) from error
    except OSError as error:
        if isinstance(error, TimeoutError) and error.errno is None:  # asyncpg's own limits, not the network's
            raise Busy from error
        kind = DiskFull if error.errno in {errno.ENOSPC, errno.EDQUOT} else StorageUnavailable
        raise kind(str(error) or type(error).__name__) from error


def _from_sqlite(error: sqlite3.Error) -> StorageError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if primary in _SQLITE_OWN:
        return _SQLITE_OWN[primary](str(error))
    if primary in _SQLITE_BUSY:
        return Busy()
    if primary in _SQLITE_UNAVAILABLE:
        return StorageUnavailable(str(error))
    if primary == sqlite3.SQLITE_CONSTRAINT:
        return _from_sqlite_constraint(str(error))
    return None


def _from_sqlite_constraint(message: str) -> StorageError:
    # pysqlite3 gives the primary code only, so the kind is read from SQLite's fixed prefixes.
    kind, _, constraint = message.partition(" constraint failed")
    constraint = constraint.removeprefix(": ")
    if kind == "UNIQUE":
        return UniqueViolation(constraint)
    if kind in {"CHECK", "NOT NULL"}:
        return CheckViolation(constraint)
    if kind == "FOREIGN KEY":
        return ForeignKeyViolation()
    if message.startswith("cannot store "):
        return CheckViolation(message.rpartition(" ")[2])
    return AppendOnlyViolation(message)


def _from_postgres(
    error: asyncpg.PostgresError | asyncpg.InterfaceError | asyncpg.InternalClientError,
) -> StorageError | None:
    if isinstance(error, asyncpg.InterfaceError | asyncpg.InternalClientError):
        return None if _is_wrong_use(error) else StorageUnavailable(str(error))
    if isinstance(error, asyncpg.IntegrityConstraintViolationError):
        return _from_postgres_constraint(error)
    if isinstance(error, asyncpg.RaiseError):
        return AppendOnlyViolation(error.message)
    if isinstance(error, _POSTGRES_BUSY):
        return Busy()
    if isinstance(error, asyncpg.InsufficientPrivilegeError):
        return NoRight(str(error))
    return StorageUnavailable(str(error)) if isinstance(error, _POSTGRES_UNAVAILABLE) else None


def _from_postgres_constraint(error: asyncpg.IntegrityConstraintViolationError) -> StorageError:
    if isinstance(error, asyncpg.UniqueViolationError):
        return UniqueViolation(error.constraint_name or "")
    if isinstance(error, asyncpg.RestrictViolationError) and not error.constraint_name:
        return AppendOnlyViolation(error.message)  # raised by a trigger; PostgreSQL names the foreign key otherwise
    if isinstance(error, asyncpg.ForeignKeyViolationError | asyncpg.RestrictViolationError):
        return ForeignKeyViolation()
    return CheckViolation(error.constraint_name or f"{error.table_name}.{error.column_name}")


def _is_wrong_use(error: Exception) -> bool:
    """A programming error, which no waiting mends. All else is a connection that broke at some moment or other.

    asyncpg has no class for that: it says so in a dozen sentences, and with InternalClientError when the server hangs
    up between two of its steps.
    """
    return isinstance(error, _POSTGRES_WRONG_USE) or "the server expects" in str(error)
