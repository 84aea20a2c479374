"""The one translation: every code has its Dutch word, and each word leads back to its code."""

from __future__ import annotations

import re
from dataclasses import fields
from enum import StrEnum

import pytest

from agreements.domain import vocabulary
from agreements.domain.catalogue import FIELDS as FIELDS_OF_CONTENT
from agreements.domain.catalogue import OWNERS
from agreements.domain.content import Content
from agreements.domain.dutch import FIELDS, PARAMETERS, SLUGS, UnknownWord, code, slug
from agreements.domain.filters import FILTERS
from agreements.domain.lifecycle import Status
from agreements.domain.selection import Sorting, StatusFilter
from agreements.publication.csv_file import COLUMNS
from agreements.publication.derived import IN_JSON
from agreements.publication.json_file import NOT_TOLD
from agreements.publication.public_record import PublicRecord

IN_AN_ADDRESS = [*(row.parameter for row in FILTERS.values()), *PARAMETERS.values()]
LISTS = [kind for kind in vars(vocabulary).values() if isinstance(kind, type) and issubclass(kind, StrEnum)]
PUBLIC_LISTS = [kind for kind in LISTS if kind not in (StrEnum, vocabulary.Role)] + [Status, StatusFilter, Sorting]


@pytest.mark.parametrize("kind", PUBLIC_LISTS, ids=lambda kind: kind.__name__)
def test_every_code_has_a_word_and_every_word_leads_back(kind: type[StrEnum]) -> None:
    words = [slug(value) for value in kind]

    assert len(set(words)) == len(words)
    assert [code(kind, word) for word in words] == list(kind)


@pytest.mark.parametrize("kind", SLUGS, ids=lambda kind: kind.__name__)
def test_no_list_has_a_word_too_many(kind: type[StrEnum]) -> None:
    assert set(SLUGS[kind]) == {value.value for value in kind}


def test_words_can_stand_in_an_address_as_they_are() -> None:
    words = [word for words in SLUGS.values() for word in words.values()]

    assert [word for word in words if not re.fullmatch(r"[a-z]+(-[a-z0-9.]+)*", word)] == []


def test_the_statuses_of_the_contract() -> None:
    assert [slug(status) for status in StatusFilter] == [
        "aankomend",
        "geldig",
        "loopt-af",
        "opgeschort",
        "opgezegd",
        "verlopen",
        "afgesloten",
    ]


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(UnknownWord):
        code(StatusFilter, "concept")


IN_AN_ITEM = [
    *(row.dutch for row in FIELDS_OF_CONTENT if row.dutch),
    *(fact.dutch for fact in IN_JSON),
    FIELDS["content"],
]
IN_A_PART = [[row.dutch for row in rows if row.dutch] for owner, rows in OWNERS.items() if owner is not Content]
"""Names that stand side by side in the JSON."""


@pytest.mark.parametrize(
    "names",
    [IN_AN_ADDRESS, [column.name for column in COLUMNS], list(FIELDS.values()), IN_AN_ITEM, *IN_A_PART],
)
def test_no_two_names_that_stand_together_are_the_same_in_dutch(names: list[str]) -> None:
    assert sorted(set(names)) == sorted(names)


def test_every_public_field_has_a_dutch_name_and_no_private_one_has() -> None:
    rows = [(owner.__name__, row) for owner, rows in OWNERS.items() for row in rows]

    assert [(owner, row.name) for owner, row in rows if bool(row.dutch) is not row.is_public] == [
        ("Advice", "is_public"),
        ("Document", "is_public"),
    ]


def test_every_fact_that_can_be_published_has_a_dutch_name() -> None:
    names = {field.name for field in fields(PublicRecord)}

    assert names == {fact.name for fact in IN_JSON} | NOT_TOLD


def test_the_columns_have_a_place_each_without_a_gap_and_say_what_they_mean() -> None:
    assert [column.place for column in COLUMNS] == list(range(1, len(COLUMNS) + 1))
    assert all(column.meaning for column in COLUMNS)
