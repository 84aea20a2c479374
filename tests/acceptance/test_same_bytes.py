"""The same question gets the same bytes and the same ETag from every process, whatever order its sets have."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def in_a_process(database: Path, hash_seed: str, *words: str) -> list[str]:
    """What a process says in which strings have other hashes than in the next one."""
    environment = {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-m", "tests.answers", str(database), *words]
    return subprocess.run(command, env=environment, capture_output=True, check=True, text=True).stdout.splitlines()


def test_every_process_gives_the_same_bytes_and_the_same_etag(tmp_path: Path) -> None:
    database = tmp_path / "register.sqlite"
    in_a_process(database, "0", "fill")

    first, *others = (in_a_process(database, seed) for seed in ("1", "2", "3", "4"))

    assert len(first) > 8
    assert {line[:3] for line in first} == {"200", "400"}
    assert all(other == first for other in others)
