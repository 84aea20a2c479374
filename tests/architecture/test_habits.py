"""What the Makefile says is what is done elsewhere too: before a commit, and by `pytest` alone."""

from __future__ import annotations

import re
import subprocess
import tomllib

from tests.architecture.house import ROOT, modules, within


def test_the_hooks_before_a_commit_run_what_make_check_runs_and_fetch_nothing() -> None:
    makefile = (ROOT / "Makefile").read_text()
    checks = re.search(r"^CHECKS := (.*)$", makefile, re.MULTILINE)
    assert checks is not None
    recipes = [re.search(rf"^{name}: .*\n\t(.*)\n", makefile, re.MULTILINE) for name in checks[1].split()]
    hooks = (ROOT / ".pre-commit-config.yaml").read_text()

    entries = re.findall(r"^\s+entry: (.*)$", hooks, re.MULTILINE)
    assert entries == [recipe[1].replace("$(BIN)", ".venv/bin") for recipe in recipes if recipe]
    assert len(entries) == len(recipes)
    assert set(re.findall(r"repo: (\S+)", hooks)) == {"local"}
    assert set(re.findall(r"language: (\S+)", hooks)) == {"system"}


def test_the_parts_of_make_test_are_every_test_each_once() -> None:
    parts = ["test-within", "test-beside", "test-around", "test-among", "test-beyond"]
    said = subprocess.run(["make", "--dry-run", "--always-make", *parts], cwd=ROOT, capture_output=True, text=True)
    given = [ROOT / word for line in said.stdout.splitlines() if "-m pytest" in line for word in line.split()]
    places = [place for place in given if place.is_relative_to(ROOT / "tests")]
    run = [file for place in places for file in ([place] if place.is_file() else place.rglob("test_*.py"))]
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shelves = {f"tests/{file.relative_to(ROOT / 'tests').parts[0]}" for file in run}

    assert sorted(run) == sorted(ROOT.glob("tests/**/test_*.py"))
    assert set(settings["tool"]["pytest"]["ini_options"]["testpaths"]) == shelves


LIST_MARKS = re.compile(r"""join\([^)\n]*f?["']:""")


def test_a_list_of_marks_in_sql_is_made_by_one_function() -> None:
    own = [m.place for m in modules() if LIST_MARKS.search(m.path.read_text(encoding="utf-8"))]

    assert own == ["agreements/storage/database/sql.py"], "use `listed`"


COUNTS_ATTEMPTS = re.compile(r"\b(add_failure|failures_since)\(")


def test_wrong_attempts_are_counted_by_one_throttle() -> None:
    own = [
        m.place
        for m in modules()
        if not within(m.name, "agreements.storage") and COUNTS_ATTEMPTS.search(m.path.read_text(encoding="utf-8"))
    ]

    assert own == ["agreements/services/throttle.py"]
