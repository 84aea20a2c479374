"""A lock between processes on one machine, held on a file beside the database."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from agreements.storage.database.errors import Busy, StorageUnavailable

try:
    import fcntl
except ImportError:  # Windows: transactions and their own check of what is applied must do
    fcntl = None  # type: ignore[assignment]

_PAUSE_SECONDS: Final = 0.05
_PATIENCE_SECONDS: Final = 300


@asynccontextmanager
async def file_lock(path: Path) -> AsyncIterator[None]:
    """Hold the lock; the system frees it when the process dies. The file stays, as removing it would race.

    Raises Busy after five minutes, StorageUnavailable when the file cannot be made.
    """
    async with _lock_on(path, os.O_RDWR | os.O_CREAT):
        yield


@asynccontextmanager
async def folder_lock(folder: Path) -> AsyncIterator[None]:
    """The same on a folder that is there, which leaves no file behind."""
    async with _lock_on(folder, os.O_RDONLY):
        yield


@asynccontextmanager
async def _lock_on(path: Path, flags: int) -> AsyncIterator[None]:
    try:
        descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        raise StorageUnavailable(str(error)) from error
    try:
        await _locked(descriptor)
        yield
    finally:
        os.close(descriptor)


async def _locked(descriptor: int) -> None:
    if fcntl is None:
        return
    for _ in range(int(_PATIENCE_SECONDS / _PAUSE_SECONDS)):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            await asyncio.sleep(_PAUSE_SECONDS)
        else:
            return
    raise Busy
