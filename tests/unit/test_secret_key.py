"""The key that signs forms is given or made once, whole, for the owner alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from agreements.settings import SettingsError, secret_key
from agreements.settings.secret_key import FILE_NAME
from tests.unit.test_settings import loaded


def test_the_key_is_made_once_for_the_owner_alone_however_wide_the_umask_is(tmp_path: Path) -> None:
    settings = loaded(STATE_DIRECTORY=str(tmp_path / "var"))
    before = os.umask(0)
    try:
        first = secret_key(settings)
    finally:
        os.umask(before)

    assert secret_key(settings) == first
    assert len(first) >= 32
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "var" / FILE_NAME).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"half a key"])
def test_a_kept_key_that_is_not_whole_stops_the_start(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(SettingsError, match=r"secret-key holds no whole key.*remove it"):
        secret_key(loaded(STATE_DIRECTORY=str(tmp_path)))


def test_a_disk_that_fills_up_while_the_key_is_written_leaves_no_half_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsError, match="No space left on device"):
        secret_key(loaded(STATE_DIRECTORY=str(tmp_path)))
    assert os.listdir(tmp_path) == []


def test_a_place_where_no_key_can_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match=r"cannot be kept at .* \(Not a directory\)"):
        secret_key(loaded(STATE_DIRECTORY=str(tmp_path / "file" / "var")))


def test_postgresql_needs_a_key_that_all_nodes_share() -> None:
    with pytest.raises(SettingsError, match="AFSPRAKEN_SECRET_KEY: it is needed with PostgreSQL"):
        secret_key(loaded(DATABASE_URL="postgresql://host/name"))
