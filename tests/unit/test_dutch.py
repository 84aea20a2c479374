"""The one translation: every code has its Dutch word, and each word leads back to its code."""

from __future__ import annotations

import re
from dataclasses import fields
from enum import StrEnum

import pytest

from agreements.domain import vocabulary
from agreements.domain.content import Content, DataCategory, Flow, Party, Retention
from agreements.domain.lifecycle import Status
from agreements.domain.selection import Sorting, StatusFilter
from agreements.publication.differences import LABELS
from agreements.publication.dutch import CSV_COLUMNS, FIELDS, PARAMETERS, SLUGS, UnknownWord, code, slug
from agreements.publication.public_record import PublicRecord

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

    assert [word for word in words if not re.fullmatch(r"[a-z]+(-[a-z]+)*", word)] == []


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


@pytest.mark.parametrize("names", [PARAMETERS, CSV_COLUMNS, FIELDS], ids=["parameters", "columns", "fields"])
def test_no_two_names_are_the_same_in_dutch(names: dict[str, str]) -> None:
    doubled = {name for name in names.values() if list(names.values()).count(name) > 1} - {"grondslag", "bewaartermijn"}

    assert doubled == set()


def test_every_field_that_can_be_published_has_a_dutch_name() -> None:
    published = [PublicRecord, Content, Party, DataCategory, Flow, Retention]
    names = {field.name for owner in published for field in fields(owner)}

    assert names - set(FIELDS) == {"is_public", "not_public_reason", "internal_notes"}


def test_every_public_field_has_a_label_for_what_changed() -> None:
    inside = {"is_public", "not_public_reason", "internal_notes"}

    assert {field.name for field in fields(Content)} - inside == set(LABELS)
