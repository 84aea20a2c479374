"""The addresses in the handbook for council and auditor open what they promise, in the sample register."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from agreements.cli import main
from tests.architecture.house import ROOT
from tests.office import in_force

PAGES = [ROOT / "docs" / "handleiding" / name for name in ("voor-de-raad.md", "voor-de-auditor.md")]


def examples(page: Path) -> list[str]:
    """The lines of its blocks of code."""
    blocks = re.findall(r"```\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


async def test_every_address_in_the_handbook_opens(site: httpx.AsyncClient) -> None:
    await in_force(theme="Wonen")
    addresses = [line for page in PAGES for line in examples(page) if line.startswith("/")]

    assert len(addresses) > 8
    for address in addresses:
        assert (await site.get(address)).status_code == 200, address


@pytest.mark.parametrize("line", [line for page in PAGES for line in examples(page) if line.startswith("afspraken ")])
def test_every_command_in_the_handbook_is_one(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = line.split()[1:]
    name = words[: 2 if words[0] == "audit" else 1]
    with pytest.raises(SystemExit):
        main([*name, "--help"])

    said = capsys.readouterr().out
    assert all(word in said for word in words if word.startswith("--"))
