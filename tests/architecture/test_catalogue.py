"""One row for each field, and no second list of fields anywhere in the house."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest

from agreements.domain import content
from agreements.domain.catalogue import OWNERS
from agreements.domain.content import Content
from agreements.publication.document import Document
from tests.architecture.house import Module, modules, within

NAMES = {attribute.name for attribute in fields(Content)}
MOST_NAMES = 11
"""What code names because it does something special with it; from here on it is a list."""
CATALOGUE = "agreements.domain.catalogue"


def test_every_part_of_an_agreement_is_in_the_catalogue() -> None:
    parts = {value for value in vars(content).values() if isinstance(value, type) and is_dataclass(value)}

    assert set(OWNERS) == parts


@pytest.mark.parametrize("owner", OWNERS, ids=lambda owner: owner.__name__)
def test_every_attribute_has_exactly_one_row(owner: type) -> None:
    assert sorted(row.name for row in OWNERS[owner]) == sorted(attribute.name for attribute in fields(owner))


def names_in(statement: ast.stmt) -> set[str]:
    """The fields that a statement names: as a text, as an argument, or as an attribute of a class."""
    found: set[object] = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.Constant):
            found |= set(node.value.split()) if isinstance(node.value, str) else set()
        elif isinstance(node, ast.keyword):
            found.add(node.arg)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return {str(name) for name in found} & NAMES


def statements(module: Module) -> Iterator[ast.stmt]:
    """The functions, classes and assignments of a module, without what they say in docstrings."""
    for node in module.tree.body:
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            yield node


def test_no_module_beside_the_catalogue_lists_the_fields() -> None:
    lists = {
        f"{module.place}:{statement.lineno}": sorted(named)
        for module in modules()
        if module.name != content.__name__ and not within(module.name, CATALOGUE)
        for statement in statements(module)
        if len(named := names_in(statement)) > MOST_NAMES
    }

    assert lists == {}


def test_the_search_for_lists_finds_the_record_itself() -> None:
    [record] = [module for module in modules() if module.name == content.__name__]

    assert max(len(names_in(statement)) for statement in statements(record)) == len(NAMES)


def held_by(made_of: type) -> Iterator[type]:
    """Every dataclass that a value of this type can hold, itself included."""
    waiting: list[Any] = [made_of]
    seen: set[type] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, type) and is_dataclass(one) and one not in seen:
            seen.add(one)
            waiting += get_type_hints(one).values()
        waiting += get_args(one)
    yield from seen


def test_the_public_memory_keeps_classes_of_its_own_and_what_the_catalogue_lets_out() -> None:
    """A field that somebody adds to another class of the domain would be public without anybody deciding so."""
    of_the_domain = {one for one in held_by(Document) if one.__module__.startswith("agreements.domain")}

    assert Content in of_the_domain
    assert of_the_domain <= set(OWNERS)
