"""What each command may do to the register it finds, or does not find; and a disk that cannot be written."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from agreements.storage.database.engine import engine_from_url
from agreements.storage.database.migrate import discovered, migrate
from tests.command_line import CommandLine

READING = ("audit verify", "alerts list", "export csv")
CHANGING = ("alerts sweep", "alerts deliver", "users link a@voorbeeldstad.example")
LAST = discovered()[-1].name


@pytest.mark.parametrize("command", [*READING, *CHANGING])
def test_a_command_makes_no_register_where_there_is_none(tmp_path: Path, command: str) -> None:
    file = tmp_path / "var" / "none.sqlite"
    told = CommandLine(tmp_path, f"sqlite:///{file}").is_refused(*command.split())

    assert f"There is no register at {file}." in told
    assert not file.parent.exists()


@pytest.mark.parametrize("command", READING)
def test_a_command_that_reads_never_migrates(tmp_path: Path, command: str) -> None:
    file = tmp_path / "old.sqlite"
    asyncio.run(migrate(engine_from_url(f"sqlite:///{file}"), discovered()[:-1]))
    prompt = CommandLine(tmp_path, f"sqlite:///{file}")

    assert f"lacks {LAST} of this version. Run `afspraken migrate` first." in prompt.is_refused(*command.split())
    assert LAST in prompt.does("migrate").text
    assert prompt.does(*command.split())


def test_an_address_is_told_without_its_password() -> None:
    engine = engine_from_url("postgresql://wim:geheim@db.example:5432/afspraken")
    assert engine.address == "postgresql://db.example:5432/afspraken"


def test_a_register_on_a_read_only_disk_is_still_read_and_says_why_it_cannot_be_changed(small_disk: Path) -> None:
    prompt = CommandLine(small_disk.parent, f"sqlite:///{small_disk / 'register.sqlite'}")
    prompt.does("migrate")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)

    for command in READING:
        assert prompt.does(*command.split()).out is not None
    told = prompt.is_refused("users", "add", "a@voorbeeldstad.example", "--role", "auditor")
    assert "can be read but not changed" in told


def test_an_export_that_does_not_fit_leaves_the_one_of_yesterday(
    sample_at_prompt: CommandLine, small_disk: Path
) -> None:
    out = small_disk / "afspraken.json"
    out.write_text("of yesterday")
    (small_disk / "ballast").write_bytes(bytes(2 * 1024 * 1024 - 32 * 1024))

    assert "cannot be written (No space left on device)" in sample_at_prompt.is_refused("export", "json", "--out", out)
    assert sorted(os.listdir(small_disk)) == ["afspraken.json", "ballast"]
    assert out.read_text() == "of yesterday"


def test_a_full_disk_is_called_full(small_disk: Path, tmp_path: Path) -> None:
    prompt = CommandLine(tmp_path, f"sqlite:///{tmp_path / 'register.sqlite'}")
    prompt.does("migrate")
    (small_disk / "ballast").write_bytes(bytes(2 * 1024 * 1024 - 64 * 1024))

    assert "The disk is full: " in prompt.is_refused("backup", small_disk / "copy.sqlite")
    assert os.listdir(small_disk) == ["ballast"]
    with closing(sqlite3.connect(tmp_path / "register.sqlite")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
