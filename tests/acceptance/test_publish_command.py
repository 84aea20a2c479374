"""`afspraken publish rebuild`: what lists read is made anew from the ledger, and says the same as before."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.command_line import CommandLine


def test_lists_that_were_damaged_are_found_and_made_anew(sample_at_prompt: CommandLine, tmp_path: Path) -> None:
    file = shutil.copy(sample_at_prompt.folder / "sample.sqlite", tmp_path / "own.sqlite")
    at_prompt = CommandLine(tmp_path, f"sqlite:///{file}")
    before = at_prompt.run("export", "csv").out
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("DELETE FROM public_span")
        database.execute("UPDATE public_row SET title = 'Anders'")

    refused = at_prompt.run("audit", "verify")
    made = at_prompt.run("publish", "rebuild")

    assert refused.code == 1
    assert "lists read something else" in refused.error
    assert made.code == 0
    assert "made anew" in made.text
    assert at_prompt.run("audit", "verify").code == 0
    assert at_prompt.run("export", "csv").out == before
