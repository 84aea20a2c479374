"""The model of the rules is a second telling: it knows nothing of the product that it is compared with."""

from __future__ import annotations

import ast
import sys

from tests.architecture.house import ROOT, parsed, within

RULES = "tests.model.rules"


def imported(tree: ast.Module) -> list[str]:
    """The modules that a file takes something from."""
    named = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return named + [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]


def test_the_model_of_the_rules_needs_nothing_but_python() -> None:
    files = sorted((ROOT / "tests" / "model" / "rules").glob("*.py"))
    found = [
        f"{file.name} imports {name}"
        for file in files
        for name in imported(parsed(file))
        if not within(name, RULES) and name.split(".")[0] not in sys.stdlib_module_names
    ]

    assert len(files) > 5
    assert found == []


def test_what_compares_takes_no_rule_of_the_product() -> None:
    """Values to call services with, and what is compared."""
    allowed = {"agreement", "content", "errors", "lifecycle", "record", "roles", "vocabulary"}
    found = [
        f"{file.name} imports {name}"
        for file in sorted((ROOT / "tests" / "model").glob("*.py"))
        for name in imported(parsed(file))
        if within(name, "agreements.domain") and name.rpartition(".")[2] not in allowed
    ]

    assert found == []
