"""Files and functions stay small enough to read at once, and no exception disappears."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.house import ROOT, files, modules, parsed

LONGEST_FUNCTION = 35
LONGEST_FILE = 300


def python_files() -> list[str]:
    return [name for name in files() if name.endswith(".py")]


def functions(name: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(ROOT / name)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_no_function_is_longer_than_thirty_five_lines() -> None:
    found = [
        f"{name}:{function.lineno} {function.name} has {length(function)} lines"
        for name in python_files()
        for function in functions(name)
        if length(function) > LONGEST_FUNCTION
    ]

    assert found == []


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    sizes = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in python_files()}

    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}


CATCHES_ALL = {"Exception", "BaseException"}


def swallows(handler: ast.ExceptHandler) -> bool:
    """Catches everything and does nothing about it; a bare `except:` is never allowed."""
    if handler.type is None:
        return True
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    catches_all = any(getattr(kind, "id", "") in CATCHES_ALL for kind in caught)
    return catches_all and all(does_nothing(step) for step in handler.body)


def does_nothing(step: ast.stmt) -> bool:
    """`pass`, `continue` and `...` do nothing."""
    return isinstance(step, ast.Pass | ast.Continue) or (
        isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant)
    )


def suppresses_all(node: ast.AST) -> bool:
    """`contextlib.suppress(Exception)` is the same thing in other words."""
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name == "suppress" and any(getattr(kind, "id", "") in CATCHES_ALL for kind in node.args)


def test_no_exception_is_swallowed() -> None:
    found = [
        f"{module.place}:{getattr(node, 'lineno', 0)}"
        for module in modules()
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.ExceptHandler) and swallows(node)) or suppresses_all(node)
    ]

    assert found == []


def test_every_module_and_public_class_of_the_domain_says_what_it_is() -> None:
    silent = [
        f"{module.place}:{getattr(node, 'lineno', 1)}"
        for module in modules()
        if module.name.startswith("agreements.domain")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Module | ast.ClassDef) and not ast.get_docstring(node)
    ]

    assert silent == []
