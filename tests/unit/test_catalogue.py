"""The rows of the catalogue fit each other, the record and everything that is made of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import pytest

from admin_ui.forms.kinds import READERS
from agreements.content_json import is_found_by_the_same, search_text
from agreements.domain.catalogue import FIELDS, OWNERS, Field, FieldKind
from agreements.domain.completeness import NO_PERSONAL_ADDRESS, completeness
from agreements.domain.content import Content, DataCategory, Retention
from agreements.domain.letters import folded
from agreements.importing.tables.columns import MEANING
from agreements.publication.allow_list import public_content
from agreements.publication.differences import differences
from agreements.texts import Texts
from agreements.web.glossary import GLOSSARY
from tests.people import POLICY, REGISTERED_ON, TODAY, complete_content

ROWS = [(owner, row) for owner, rows in OWNERS.items() for row in rows]
VALUES: dict[FieldKind, tuple[type, ...]] = {
    FieldKind.LINE: (str,),
    FieldKind.TEXT: (str,),
    FieldKind.DEPARTMENT: (str,),
    FieldKind.LINK: (str,),
    FieldKind.PARTY: (str,),
    FieldKind.REFERENCE: (str, type(None)),
    FieldKind.DAY: (date, type(None)),
    FieldKind.NUMBER: (int, type(None)),
    FieldKind.TICK: (bool,),
    FieldKind.PERIOD: (Retention, type(None)),
}
LISTS = {FieldKind.NAMES: str, FieldKind.DATA: str, FieldKind.DAYS: date}


def named(case: tuple[type, Field]) -> str:
    owner, row = case
    return f"{owner.__name__}.{row.name}"


@pytest.mark.parametrize("case", ROWS, ids=named)
def test_the_kind_of_a_field_fits_what_the_record_keeps(case: tuple[type, Field]) -> None:
    owner, row = case
    hint = get_type_hints(owner)[row.name]
    if row.kind is FieldKind.CHOICE:
        assert row.words in (hint, *get_args(hint))
    elif row.kind is FieldKind.PART:
        assert row.made_of is hint
    elif row.kind in {FieldKind.ROWS, *LISTS}:
        assert get_args(hint)[0] is LISTS.get(row.kind, row.made_of)
    else:
        assert set(get_args(hint) or (hint,)) <= set(VALUES[row.kind])


@pytest.mark.parametrize("case", ROWS, ids=named)
def test_a_row_says_only_what_fits_together(case: tuple[type, Field]) -> None:
    owner, row = case
    rows = {other.name: other for other in OWNERS[owner]}

    assert row.is_public or not (row.column or row.dutch), "what is private is in no file"
    assert not row.beside or not rows[row.beside].beside, "a fact stands beside one that stands by itself"
    assert not row.column or row.csv_name
    assert (row.words is not None) is (row.kind is FieldKind.CHOICE)
    assert row.made_of is None or OWNERS[row.made_of] is row.parts  # type: ignore[index]
    assert not row.explained_at or row.explained_at in {entry.anchor for entry in GLOSSARY}
    assert all(isinstance(demand.source, str) and demand.source for demand in row.demands)


def test_every_field_says_what_it_means() -> None:
    assert [row.name for row in FIELDS if not row.meaning] == []


def test_every_kind_that_is_typed_at_once_has_a_reader() -> None:
    made_of_others = {FieldKind.NAMES, FieldKind.DAYS, FieldKind.ROWS, FieldKind.PART, FieldKind.PERIOD}

    assert set(FieldKind) - made_of_others == set(READERS)


def test_no_name_of_a_column_means_two_fields() -> None:
    counted = Counter(name for row in FIELDS for name in row.all_headers)

    assert [name for name, times in counted.items() if times > 1] == []
    assert {row.name for row in FIELDS if row.headers} <= set(MEANING.values())


def filled_in(row: Field) -> Content:
    """An agreement in which a field has some value that is not its default."""
    values: dict[FieldKind, Any] = {FieldKind.DAY: date(2027, 3, 4), FieldKind.NUMBER: 5, FieldKind.TICK: True}
    values |= {FieldKind.NAMES: ("x",), FieldKind.DAYS: (date(2027, 3, 4),), FieldKind.LINK: "https://x.example"}
    value = next(iter(row.words)) if row.words else values.get(row.kind, "x")
    said: dict[str, Any] = {"title": "t", row.name: False if row.name == "is_public" else value}
    return Content(**said)


PLAIN = pytest.mark.parametrize("row", [row for row in FIELDS if row.is_plain], ids=lambda row: row.name)


@PLAIN
def test_a_field_is_public_only_when_its_row_says_so(row: Field) -> None:
    content = filled_in(row)

    shown = getattr(public_content(content, {"x"}), row.name)

    assert (shown == getattr(content, row.name)) is row.is_public


@PLAIN
def test_what_changed_in_a_public_field_is_told_under_its_heading(row: Field) -> None:
    before, after = (
        public_content(Content(title="" if row.name == "title" else "t"), {"x"}),
        public_content(filled_in(row), {"x"}),
    )

    changed = [one.label for one in differences(before, after, Texts("en"))]

    assert changed == ([row.title] if row.is_public else [])


@PLAIN
def test_text_that_everyone_reads_is_looked_at_for_addresses_of_persons(row: Field) -> None:
    written: Any = ("Vraag a@b.example",) if row.kind is FieldKind.NAMES else "Vraag a@b.example"
    content = complete_content(**{row.name: written}) if row.is_free_text else filled_in(row)

    lacks = completeness(content, REGISTERED_ON, POLICY, TODAY)

    is_read = row.is_public or row.stays_readable
    assert ((row.name, NO_PERSONAL_ADDRESS) in {(lack.field, lack.sentence) for lack in lacks}) is (
        row.is_free_text and is_read
    )


def test_an_agreement_is_found_by_the_words_of_its_searched_fields_only() -> None:
    content = complete_content(theme="", data=(DataCategory(name="Huurachterstand"),), internal_notes="binnenskamers")

    text = search_text("AFS-2025-0001", content)

    assert all(folded(word) in text for word in ("AFS-2025-0001", content.title, "Huurachterstand", content.purpose))
    assert "binnenskamers" not in text
    assert " · · " not in text


def test_what_an_earlier_version_searched_by_is_the_same_in_another_order() -> None:
    content = complete_content(theme="")
    words = [content.title, content.summary, content.purpose, content.theme, content.department]
    names = [*(party.name for party in content.parties), *(one.name for one in content.data), *content.data_subjects]
    of_before = folded(" · ".join(["AFS-2025-0001", *words, *names]))
    now = search_text("AFS-2025-0001", content)

    assert of_before != now
    assert is_found_by_the_same(of_before, now)
    assert not is_found_by_the_same(of_before.replace("schulden", "schuld"), now)
    assert not is_found_by_the_same(f"{of_before} · meer", now)
    assert not is_found_by_the_same(f"{of_before} ", now)


def test_every_list_of_words_is_a_list_of_words() -> None:
    assert all(issubclass(row.words, StrEnum) for _, row in ROWS if row.words)
    assert {attribute.name for attribute in fields(Content)} >= {row.name for row in FIELDS}
