"""The key that signs forms and links: given, or made once and kept."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from agreements.settings.errors import PREFIX, SettingsError
from agreements.settings.model import Settings, rows
from agreements.settings.values import MIN_SECRET_BYTES

FILE_NAME = "secret-key"


def secret_key(settings: Settings) -> bytes:
    """The key that signs forms and links.

    With the embedded database it is made once and kept in the state directory, readable by the owner only; with
    PostgreSQL, where several nodes must share it, it has to be given. Raises `SettingsError`.
    """
    given = settings.secret_key.get_secret_value()
    if given:
        return given.encode()
    if not settings.is_embedded:
        raise SettingsError(f"{PREFIX}SECRET_KEY: it is needed with PostgreSQL; give {rows()['secret_key'].give}.")
    return _kept(settings.state_directory / FILE_NAME)


def _kept(path: Path) -> bytes:
    try:
        if not path.exists():
            _make(path)
        key = path.read_bytes()
    except OSError as error:
        raise SettingsError(
            f"The key that signs forms cannot be kept at {path} ({error.strerror}); make that place readable and "
            f"writable, or give {PREFIX}SECRET_KEY."
        ) from None
    if len(key) < MIN_SECRET_BYTES:
        raise SettingsError(
            f"{path} holds no whole key: it has fewer than {MIN_SECRET_BYTES} bytes; remove it, and the next start "
            "makes a new one."
        )
    return key


def _make(path: Path) -> None:
    """Whole or not at all, also when the disk is full; of two processes at once the first one's key stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, half = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_urlsafe(48).encode())
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(half, path)
    finally:
        Path(half).unlink(missing_ok=True)
