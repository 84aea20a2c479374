"""Walks the house: its files, modules and what they import. The tests beside it say what must be true of them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("agreements", "scheduler", "admin_ui")


@dataclass(frozen=True)
class Module:
    """A Python file of the product with its syntax tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def place(self) -> str:
        """The file as people look for it."""
        return self.path.relative_to(ROOT).as_posix()


@cache
def files() -> tuple[str, ...]:
    """Every file of the repository, also those that were not added yet; nothing that git ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(sorted({name for name in listed.stdout.splitlines() if (ROOT / name).is_file()}))


@cache
def modules() -> tuple[Module, ...]:
    """Every Python module of the product, tests aside."""
    paths = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return tuple(Module(_name(path), path, parsed(path)) for path in paths)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported_names(module: Module) -> Iterator[tuple[str, int]]:
    """What a module imports and in which line; `from a import b` counts as `a.b`, for b may be a module."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = _absolute(module, node)
            yield from ((f"{origin}.{alias.name}", node.lineno) for alias in node.names)


def within(name: str, package: str) -> bool:
    """Whether a dotted name lies in a package (or is it)."""
    return name == package or name.startswith(package + ".")


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = module.name.split(".") if module.path.name == "__init__.py" else module.name.split(".")[:-1]
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, node.module] if node.module else base)
