"""The server of the tests finds a place for its socket, wherever temporary files go."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgres_server import in_memory, short_folder


def test_a_folder_with_a_long_name_is_passed_over_for_the_socket(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 130)
    long.mkdir()

    assert short_folder(str(long), "/tmp") == "/tmp"
    with pytest.raises(RuntimeError, match="set TMPDIR"):
        short_folder(str(long), "/not-there")


def test_a_folder_in_memory_is_used_only_where_it_is_there_and_has_room(tmp_path: Path) -> None:
    assert in_memory(str(tmp_path), 1) == [str(tmp_path)]
    assert in_memory(str(tmp_path), 2**70) == []
    assert in_memory(str(tmp_path / "not-there"), 1) == []
