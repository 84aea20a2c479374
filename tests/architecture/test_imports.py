"""Imports go one way, as `rooms.ROOMS` says; only app, startup and cli know everything."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter

import pytest

from tests.architecture.house import PACKAGES, ROOT, Module, imported_names, modules, parsed, within
from tests.architecture.rooms import PAGE, ROOMS, TOGETHER, arrows, page, room_of

VERSION = {"agreements", "agreements.__version__"}
"""Any room may say which version of the product it is."""

CLEAN_OF_THE_WORLD = {"os", "sqlite3", "socket", "subprocess", "time", "asyncio", "logging", "pathlib", "random"}


def is_ours(name: str) -> bool:
    return any(within(name, package) for package in PACKAGES)


def trespasses(module: Module) -> list[str]:
    room = room_of(module.name)
    assert room is not None, f"{module.place} is in no room of the house: name it in ROOMS or move it"
    allowed = [room, *ROOMS[room].may]
    return [
        f"{module.place}:{line} imports {name}"
        for name, line in imported_names(module)
        if is_ours(name) and not any(within(name, other) for other in allowed) and name not in VERSION
    ]


def test_every_room_imports_only_from_the_rooms_below_it() -> None:
    inside = [module for module in modules() if not TOGETHER.fullmatch(module.name)]

    assert [trespass for module in inside for trespass in trespasses(module)] == []


def test_the_map_in_the_documents_is_that_of_the_imports() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "draw it anew: make pages"


def test_no_module_imports_itself_by_way_of_others() -> None:
    known = {module.name for module in modules()}
    below = {module.name: set(named_modules(module, known)) for module in modules()}

    TopologicalSorter(below).prepare()


def named_modules(module: Module, known: set[str]) -> Iterator[str]:
    for name, _ in imported_names(module):
        found = name if name in known else name.rpartition(".")[0]
        if found in known and found != module.name:
            yield found


def test_the_public_site_and_beheer_do_not_know_each_other() -> None:
    assert "admin_ui" not in arrows()["agreements.web"]
    assert "agreements.web" not in arrows()["admin_ui"]


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


TRANSACTIONS = {"unit_of_work", "snapshot", "append_lock"}
HERE_TRANSACTIONS_OPEN = ("agreements.services", "agreements.storage")


def test_transactions_are_opened_by_services_and_storage_only() -> None:
    found = [
        f"{module.place}:{line} imports {name}"
        for module in modules()
        if not any(within(module.name, room) for room in HERE_TRANSACTIONS_OPEN)
        for name, line in imported_names(module)
        if within(name, "agreements.storage") and name.rpartition(".")[2] in TRANSACTIONS
    ]
    found += [
        f"{module.place}:{node.lineno} opens one"
        for module in modules()
        if not any(within(module.name, room) for room in HERE_TRANSACTIONS_OPEN)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in TRANSACTIONS | {"unit", "unit_on"}
    ]

    assert found == []


CHANGES_A_SESSION = re.compile(
    r"\s*(SET (?!LOCAL\b)|RESET |LISTEN |PREPARE |DECLARE |CREATE TEMP|.*\b(set_config|pg_advisory_lock)\()",
    re.I,
)


def test_no_statement_changes_a_session_for_it_is_not_put_right_when_it_is_given_back() -> None:
    """Migrating has a connection of its own, which ends with its lock."""
    found = [
        f"{module.place}: {node.value}"
        for module in modules()
        if within(module.name, "agreements.storage")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CHANGES_A_SESSION.match(node.value)
    ]

    [own] = found
    assert "pg_advisory_lock(hashtext('afsprakenregister.migrate'))" in own


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("SET statement_timeout = 0", True),
        ("SET LOCAL idle_in_transaction_session_timeout = 0", False),
        ("SELECT set_config('a', 'b', false)", True),
        ("SELECT pg_advisory_lock(1)", True),
        ("SELECT pg_advisory_xact_lock(1)", False),
        ("UPDATE account SET email = :email", False),
        ("Settled by a decision", False),
    ],
)
def test_the_search_for_them_knows_one_when_it_sees_it(text: str, does: bool) -> None:
    assert bool(CHANGES_A_SESSION.match(text)) is does


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
