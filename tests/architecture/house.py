"""Walks the house: its files, modules and what they import. The tests beside it say what must be true of them."""

from __future__ import annotations

import ast
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
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
    names = listed_by_git() if (ROOT / ".git").exists() else walked()
    return tuple(sorted({name for name in names if (ROOT / name).is_file()}))


def listed_by_git() -> list[str]:
    """What git knows, whoever owns the clone: nothing in it is run."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def walked() -> list[str]:
    """The same without git, from an archive: whatever no line of `.gitignore` names."""
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]
    found = []
    for folder, inside, names in os.walk(ROOT):
        inside[:] = [name for name in inside if name != ".git" and not any(fnmatch(name, line) for line in ignored)]
        kept = (name for name in names if name != ".git" and not any(fnmatch(name, line) for line in ignored))
        found += [(Path(folder) / name).relative_to(ROOT).as_posix() for name in kept]
    return found


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
