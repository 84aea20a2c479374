"""What the Makefile says is what is done elsewhere too: before a commit, and by `pytest` alone."""

from __future__ import annotations

import re
import tomllib

from tests.architecture.house import ROOT


def test_the_hooks_before_a_commit_run_what_make_check_runs_and_fetch_nothing() -> None:
    makefile = (ROOT / "Makefile").read_text()
    recipe = re.search(r"^check:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert recipe is not None
    hooks = (ROOT / ".pre-commit-config.yaml").read_text()

    entries = re.findall(r"^\s+entry: (.*)$", hooks, re.MULTILINE)
    assert entries == [line.strip().replace("$(BIN)", ".venv/bin") for line in recipe[1].splitlines()]
    assert set(re.findall(r"repo: (\S+)", hooks)) == {"local"}
    assert set(re.findall(r"language: (\S+)", hooks)) == {"system"}


def test_the_two_halves_of_make_test_are_all_shelves() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    halves = re.findall(r"^(?:WITHIN|AROUND) := (.+)$", makefile, re.MULTILINE)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shelves = {f"tests/{file.relative_to(ROOT / 'tests').parts[0]}" for file in ROOT.glob("tests/**/test_*.py")}

    assert sorted(" ".join(halves).split()) == sorted(shelves)
    assert set(settings["tool"]["pytest"]["ini_options"]["testpaths"]) == shelves
