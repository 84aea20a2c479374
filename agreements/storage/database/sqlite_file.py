"""The register's file as the disk sees it. Nothing here opens a file that is there already: see docs/decisions/0016."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


def make_private_file(path: Path) -> None:
    """Make the database file and its directory for owner and group only; take others' rights from an existing file.

    An existing file is never opened: closing it would drop every lock this process holds on it (POSIX), and the next
    program that reads it would throw away its `-wal`. SQLite gives its journal files the same rights. Raises OSError.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    mode = path.stat().st_mode
    if mode & stat.S_IRWXO:
        path.chmod(mode & ~stat.S_IRWXO)


def is_read_only(path: Path) -> bool:
    """Whether the file is there and its disk, or its rights, let nobody here write it."""
    return path.exists() and not os.access(path, os.W_OK)


def address_to_read(path: Path) -> str:
    """The address for SQLite by which a file that cannot be written can be read.

    Without a `-wal` of which something may still have to be read, nothing changes such a file: SQLite need not lock it,
    for which it would have to make a `-shm`.
    """
    wal = path.with_name(f"{path.name}-wal")
    is_still = not os.access(path.parent, os.W_OK) and not (wal.exists() and wal.stat().st_size)
    return f"{path.as_uri()}?mode=ro{'&immutable=1' if is_still else ''}"
