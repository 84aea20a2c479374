"""Nothing that a module remembers is of one register: there may be another one in the same process."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.house import modules

GROWING = {"dict", "list", "set", "Counter", "OrderedDict", "defaultdict", "deque", "WeakValueDictionary"}
"""What begins empty is meant to be filled later."""
OF_THE_PROCESS = {"agreements/storage/database/sqlite_library.py:_OPEN"}
"""How many connections each file of SQLite has: its locks belong to the process."""


def remembered(tree: ast.Module) -> Iterator[str]:
    """Names at the top of a module that hold something empty, to be filled while the program runs."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None and begins_empty(node.value):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (ast.unparse(target) for target in targets)


def begins_empty(value: ast.expr) -> bool:
    if isinstance(value, ast.Dict):
        return not value.keys
    if isinstance(value, ast.List):
        return not value.elts
    return isinstance(value, ast.Call) and ast.unparse(value.func).split(".")[-1] in GROWING and not value.args


def test_no_module_remembers_anything_that_is_not_of_the_process() -> None:
    found = {f"{module.place}:{name}" for module in modules() for name in remembered(module.tree)}

    assert found == OF_THE_PROCESS


@pytest.mark.parametrize(
    ("line", "remembers"),
    [
        ("_known: dict[str, int] = {}", True),
        ("_bound: list[int] = []", True),
        ("_seen = set()", True),
        ("_counts = collections.Counter()", True),
        ("ROWS = {'a': 1}", False),
        ("NAMES = ['a']", False),
        ("_of_each: WeakKeyDictionary[int, int] = WeakKeyDictionary()", False),
    ],
)
def test_the_search_for_memories_knows_one_when_it_sees_one(line: str, remembers: bool) -> None:
    assert bool(list(remembered(ast.parse(line)))) is remembers
