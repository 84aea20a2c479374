"""Whoever changes an account tells the trail, in the same function and afterwards: its row is fingerprinted there."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.house import Module, modules

WRITES = (
    "UPDATE account ",
    "DELETE FROM account ",
    "AccountTable.insert",
    "AccountTable.update",
    "AccountTable.delete",
)


def functions(module: Module) -> Iterator[ast.AsyncFunctionDef]:
    yield from (node for node in ast.walk(module.tree) if isinstance(node, ast.AsyncFunctionDef))


def changes() -> set[str]:
    """What storage offers to change the row of an account."""
    [storage] = [module for module in modules() if module.name == "agreements.storage.people.accounts"]
    return {f"accounts.{one.name}" for one in functions(storage) if any(word in ast.unparse(one) for word in WRITES)}


def calls(function: ast.AsyncFunctionDef) -> list[ast.Call]:
    return [node for node in ast.walk(function) if isinstance(node, ast.Call)]


def test_every_change_of_an_account_is_followed_by_an_event_about_it() -> None:
    silent, seen, changing = [], 0, changes()
    for module in modules():
        for function in functions(module):
            changed = [call.lineno for call in calls(function) if ast.unparse(call.func) in changing]
            told = [call.lineno for call in calls(function) if "f'user:" in "".join(map(ast.unparse, call.args))]
            seen += len(changed)
            if changed and (not told or max(told) < max(changed)):
                silent.append(f"{module.place}:{max(changed)} {function.name}")

    assert seen >= len(changing) >= 4
    assert silent == []
