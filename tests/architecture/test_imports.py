"""Imports go one way; `MAY_IMPORT` is the map of the house. Only app, startup and cli know everything."""

from __future__ import annotations

import ast
import re
import sys

import pytest

from tests.architecture.house import PACKAGES, ROOT, Module, imported_names, modules, parsed, within

EDGES = ["agreements.settings", "agreements.clock", "agreements.texts", "agreements.logs", "agreements.content_json"]
BELOW_HTTP = ["agreements.domain", "agreements.storage", "agreements.services", "agreements.publication", *EDGES]
BELOW_SITES = [*BELOW_HTTP, "agreements.http"]

MAY_IMPORT: dict[str, list[str]] = {
    "agreements.domain": [],
    "agreements.connections": [],
    "agreements.logs": [],
    "agreements.settings": ["agreements.domain"],
    "agreements.clock": ["agreements.domain"],
    "agreements.texts": ["agreements.domain"],
    "agreements.content_json": ["agreements.domain"],
    "agreements.importing": ["agreements.domain"],
    "agreements.publication": ["agreements.domain", "agreements.texts", "agreements.content_json"],
    "agreements.storage": ["agreements.domain", *EDGES],
    "agreements.services": ["agreements.domain", "agreements.storage", "agreements.importing", *EDGES],
    "agreements.sample": ["agreements.domain", "agreements.storage", "agreements.services", *EDGES],
    "agreements.mail": BELOW_HTTP,
    "agreements.http": BELOW_HTTP,
    "agreements.web": BELOW_SITES,
    "agreements.operations": BELOW_SITES,
    "scheduler": [*BELOW_HTTP, "agreements.mail"],
    "admin_ui": [*BELOW_SITES, "agreements.importing"],
}
"""Each room and the other rooms it may import from. A room may always import from itself."""

TOGETHER = re.compile(r"agreements|agreements\.(app|opening|startup|cli(_\w+)?|cli\..+)")
"""The modules that put everything together, and the package itself (its version)."""

VERSION = {"agreements", "agreements.__version__"}
"""Any room may say which version of the product it is."""

CLEAN_OF_THE_WORLD = {"os", "sqlite3", "socket", "subprocess", "time", "asyncio", "logging", "pathlib", "random"}


def room_of(name: str) -> str | None:
    return next((room for room in MAY_IMPORT if within(name, room)), None)


def is_ours(name: str) -> bool:
    return any(within(name, package) for package in PACKAGES)


def trespasses(module: Module) -> list[str]:
    room = room_of(module.name)
    assert room is not None, f"{module.place} is in no room of the house: name it in MAY_IMPORT or move it"
    allowed = [room, *MAY_IMPORT[room]]
    return [
        f"{module.place}:{line} imports {name}"
        for name, line in imported_names(module)
        if is_ours(name) and not any(within(name, other) for other in allowed) and name not in VERSION
    ]


def test_every_room_imports_only_from_the_rooms_below_it() -> None:
    inside = [module for module in modules() if not TOGETHER.fullmatch(module.name)]

    assert [trespass for module in inside for trespass in trespasses(module)] == []


def test_the_walk_sees_the_whole_house() -> None:
    assert {"agreements", "agreements.domain.term", "agreements.storage.database.engine"} <= {m.name for m in modules()}
    assert len(modules()) > 50


def test_only_app_startup_and_cli_know_the_scheduler_and_beheer() -> None:
    found = [
        f"{module.place}:{line} imports {name}"
        for module in modules()
        if within(module.name, "agreements") and not TOGETHER.fullmatch(module.name)
        for name, line in imported_names(module)
        if within(name, "scheduler") or within(name, "admin_ui")
    ]

    assert found == []


def test_the_domain_needs_nothing_but_python_and_knows_nothing_of_the_world() -> None:
    found = [
        f"{module.place}:{line} imports {name}"
        for module in modules()
        if within(module.name, "agreements.domain")
        for name, line in imported_names(module)
        if not within(name, "agreements.domain")
        and (name.split(".")[0] not in sys.stdlib_module_names or name.split(".")[0] in CLEAN_OF_THE_WORLD)
    ]

    assert found == []


SQL = re.compile(
    r"\s*(SELECT\b|INSERT INTO\b|UPDATE \w+ SET\b|DELETE FROM\b|CREATE (TABLE|INDEX|UNIQUE|TRIGGER)\b)", re.I
)


def test_sql_stands_in_storage_only() -> None:
    found = [
        f"{module.place}:{node.lineno} holds SQL"
        for module in modules()
        if not within(module.name, "agreements.storage")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    ]

    assert found == []


@pytest.mark.parametrize(
    ("text", "is_sql"),
    [
        ("SELECT 1", True),
        ("\n  insert into agreement (id) VALUES (1)", True),
        ("UPDATE agreement SET revision = 2", True),
        ("delete from agreement", True),
        ("CREATE TABLE agreement (id int)", True),
        ("Select the kind of agreement.", True),
        ("Update the draft first.", False),
        ("Create an agreement", False),
        ("DELETE", False),
    ],
)
def test_the_search_for_sql_knows_sql_when_it_sees_it(text: str, is_sql: bool) -> None:
    assert bool(SQL.match(text)) is is_sql


def test_piccolo_is_known_to_storage_only() -> None:
    found = [
        f"{module.place}:{line}"
        for module in modules()
        if not within(module.name, "agreements.storage")
        for name, line in imported_names(module)
        if within(name, "piccolo")
    ]

    assert found == []


CLOCK_CALLS = {"now", "utcnow", "today", "time", "localtime", "gmtime"}
CLOCKS = {"datetime", "date", "time", "dt"}
CLOCK_READERS = {"agreements.clock"}


def clock_readings(tree: ast.Module) -> list[int]:
    """Lines that ask what time it is: `datetime.now()`, `date.today()`, `time.time()`, `datetime.datetime.now()`."""
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCK_CALLS:
            owner = node.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if name in CLOCKS:
                lines.append(node.lineno)
    return lines


def test_only_the_clock_reads_the_clock() -> None:
    found = [
        f"{module.place}:{line}"
        for module in modules()
        if module.name not in CLOCK_READERS
        for line in clock_readings(module.tree)
    ]

    assert found == []


def test_only_the_settings_read_the_environment() -> None:
    found = [
        f"{module.place}:{node.lineno}"
        for module in modules()
        if not within(module.name, "agreements.settings")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"environ", "getenv"}
        and getattr(node.value, "id", "") == "os"
    ]

    assert found == []


def test_the_configuration_of_piccolo_only_points_to_storage() -> None:
    tree = parsed(ROOT / "piccolo_conf.py")
    module = Module("piccolo_conf", ROOT / "piccolo_conf.py", tree)
    allowed = ["agreements.storage", "agreements.settings", "piccolo", "__future__"]

    assert [n for n, _ in imported_names(module) if not any(within(n, a) for a in allowed)] == []
