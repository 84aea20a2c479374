"""What is checked before a commit is what `make check` checks."""

from __future__ import annotations

import re

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
