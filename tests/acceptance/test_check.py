"""`afspraken check` says in a line each whether a deployment is fit for real use, and ends with 1 when it is not."""

from __future__ import annotations

import os
from pathlib import Path

from tests.command_line import BASE_URL, CommandLine
from tests.old_registers import left_by_the_previous_release


async def test_a_register_that_is_not_there_and_settings_of_the_sample_need_a_person(tmp_path: Path) -> None:
    prompt = CommandLine(tmp_path, f"sqlite:///{tmp_path / 'nothing.sqlite'}")

    ended = prompt.run("check")

    assert ended.code == 1
    assert "There is no register at" in ended.text
    assert "still has the sample's value" in ended.text
    assert "nobody gets them" in ended.text
    assert "AFSPRAKEN_ORGANISATION_ID is empty, so the catalogue names you by an address of this site" in ended.text
    assert "need a person" in ended.error


async def test_after_an_upgrade_the_histories_that_need_a_person_are_listed(bare_url: str, tmp_path: Path) -> None:
    await left_by_the_previous_release(bare_url, "m0013")
    prompt = CommandLine(tmp_path, bare_url)
    assert "lacks m0020_mended" in prompt.run("check").text

    prompt.does("migrate")

    ended = prompt.run("check")
    assert ended.code == 1
    assert "database: ok" in ended.text
    assert "clock: ok" in ended.text
    assert "HTTPS: ok" in ended.text, BASE_URL
    assert "AFS-2025-0012: its owner may not decide about it" in ended.text


async def test_backups_that_nobody_makes_any_more_need_a_person(tmp_path: Path) -> None:
    prompt = CommandLine(tmp_path, f"sqlite:///{tmp_path / 'nothing.sqlite'}")
    folder = tmp_path / "copies"
    folder.mkdir()

    def told() -> str:
        return prompt.run("check", BACKUP_DIRECTORY=str(folder)).text

    assert "Nobody looks whether backups are made" in prompt.run("check").text
    assert "has no backup." in told()
    copy = folder / "register.copy"
    copy.write_bytes(b"x")
    assert "backups: ok" in told()
    os.utime(copy, (0, 0))
    assert "is of 1970-01-01 00:00 UTC" in told()
