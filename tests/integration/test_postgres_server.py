"""The server of the tests finds a place for its socket, wherever temporary files go."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgres_server import short_folder


def test_a_folder_with_a_long_name_is_passed_over_for_the_socket(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 130)
    long.mkdir()

    assert short_folder(str(long), "/tmp") == "/tmp"
    with pytest.raises(RuntimeError, match="set TMPDIR"):
        short_folder(str(long), "/not-there")
