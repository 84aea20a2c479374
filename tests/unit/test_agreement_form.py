"""The form of an agreement: what is typed comes back, and becomes the agreement that was meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin_ui.agreement import merge_edits
from admin_ui.forms.content import content_from_typed, typed_from_content
from admin_ui.forms.record import ROW_MODELS, RecordForm
from admin_ui.forms.schema import fields_of
from admin_ui.forms.typed import Typed, row_added, row_removed, typed_from_posted
from admin_ui.forms.view import Drawing, FieldView
from agreements.domain.catalogue import FIELDS, SECTIONS, Field, FieldKind
from agreements.domain.content import (
    LONGEST_RETENTION_DAYS,
    LONGEST_RETENTION_MONTHS,
    Content,
    Retention,
    StatedWords,
)
from agreements.domain.vocabulary import RetentionStart
from agreements.http.posted import Posted, cleaned, parse_posted
from agreements.texts import Texts
from tests.people import CORPORATION, ENERGY_COMPANY, MUNICIPALITY, complete_content

LINES = st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=" <>&\"'{}%=+-@"), min_size=1, max_size=30
).map(lambda text: " ".join(cleaned(text).split()) or "x")
MAYBE = st.just("") | LINES
TEXTS = st.lists(LINES, max_size=3).map("\n".join)
DAYS = st.dates(date(1950, 1, 1), date(2199, 12, 31))
LINKS = st.sampled_from(["", "https://www.example.nl/a?b=c#d", "http://register.example.nl/"])

NAMED = (FieldKind.LINE, FieldKind.TEXT, FieldKind.PARTY)
"""Kinds of which the first in a row of a list is filled in: a row in which nothing was typed is left out."""


def choices(row: Field) -> st.SearchStrategy[Any]:
    words = st.sampled_from(row.words or StrEnum)
    return words if row.default else st.none() | words


def parts(row: Field, made_of: Callable[..., Any]) -> st.SearchStrategy[Any]:
    said = {part.name: VALUES[part.kind](part) for part in row.parts}
    named = next((part.name for part in row.parts if part.kind in NAMED), None)
    if named and row.repeats:
        said[named] = LINES
    return st.builds(made_of, **said)


RETENTIONS = st.builds(
    Retention,
    months=st.integers(0, LONGEST_RETENTION_MONTHS),
    days=st.integers(0, LONGEST_RETENTION_DAYS),
    starts_at=st.sampled_from(RetentionStart),
)
VALUES: dict[FieldKind, Callable[[Field], st.SearchStrategy[Any]]] = {
    FieldKind.LINE: lambda row: MAYBE,
    FieldKind.TEXT: lambda row: TEXTS,
    FieldKind.DEPARTMENT: lambda row: MAYBE,
    FieldKind.PARTY: lambda row: MAYBE,
    FieldKind.LINK: lambda row: LINKS,
    FieldKind.DAY: lambda row: st.none() | DAYS,
    FieldKind.NUMBER: lambda row: st.none() | st.integers(0, row.most),
    FieldKind.CHOICE: choices,
    FieldKind.TICK: lambda row: st.booleans(),
    FieldKind.REFERENCE: lambda row: st.none() | st.just("AFS-2024-0001"),
    FieldKind.NAMES: lambda row: st.lists(LINES, max_size=2).map(tuple),
    FieldKind.DAYS: lambda row: st.lists(DAYS, max_size=2).map(tuple),
    FieldKind.DATA: lambda row: st.lists(LINES, max_size=3, unique=True).map(tuple),
    FieldKind.ROWS: lambda row: st.lists(parts(row, row.made_of or tuple), max_size=2).map(tuple),
    FieldKind.PART: lambda row: parts(row, row.made_of or tuple),
    FieldKind.PERIOD: lambda row: st.none() | RETENTIONS,
}
ANYTHING = {row.name: VALUES[row.kind](row) for row in FIELDS}


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """Agreements with some of their fields filled in; flows name parties of the agreement, or others."""
    some = draw(st.sets(st.sampled_from([row.name for row in FIELDS]), max_size=14))
    content = Content(**{"title": "", **{name: draw(ANYTHING[name]) for name in sorted(some)}})
    names = [party.name for party in content.parties]
    flows = (replace(flow, provider=draw(st.sampled_from([flow.provider, *names]))) for flow in content.flows)
    return replace(content, flows=tuple(flows))


def sent(typed: Typed) -> Posted:
    """What a browser sends for a form in which this stands."""
    pairs = list(typed.values.items())
    for group, rows in typed.rows.items():
        for number, row in enumerate(rows):
            for name, value in row.items():
                values = value if isinstance(value, list) else [value]
                pairs += [(f"{group}-{number}-{name}", one) for one in values]
    ticks = {name for name, value in pairs if name.endswith("is_public") and not value}
    return parse_posted(urlencode([pair for pair in pairs if pair[0] not in ticks]).encode())


def through_the_form(content: Content) -> Content | None:
    """Shown in the form, sent by the browser and read again."""
    return content_from_typed(typed_from_posted(sent(typed_from_content(content))))[0]


@given(contents())
def test_an_agreement_comes_back_from_the_form_as_it_was(content: Content) -> None:
    assert through_the_form(content) == content


def test_a_complete_agreement_comes_back_from_the_form_as_it_was() -> None:
    assert through_the_form(complete_content()) == complete_content()


def test_every_field_of_an_agreement_can_be_typed() -> None:
    form = {name.removeprefix("stated_") if name.startswith("stated_") else name for name in RecordForm.model_fields}

    assert {field.name for field in fields(Content)} - {"stated"} <= form
    assert {field.name for field in fields(StatedWords)} <= form


def test_every_field_stands_in_a_section_of_the_page() -> None:
    assert {spec.section for spec in fields_of(RecordForm)} == set(SECTIONS)
    drawn = Drawing(Texts()).record(typed_from_content(complete_content()))
    shown = {item.id for section in drawn for item in section.items}
    folded = {view.id for section in drawn for item in section.items for view in getattr(item, "fields", ())}
    assert set(RecordForm.model_fields) <= shown | folded


def test_what_was_typed_wrong_is_still_there() -> None:
    typed = typed_from_posted(Posted([("starts_on", "31-2-2026"), ("parties-0-signed_on", "eergisteren")]))

    sections = Drawing(Texts()).record(typed)

    shown = {item.id: item.value for section in sections for item in section.items if isinstance(item, FieldView)}
    assert shown["starts_on"] == "31-2-2026"
    assert typed.rows["parties"][0]["signed_on"] == "eergisteren"


def test_a_flow_keeps_its_party_when_that_party_gets_another_name() -> None:
    typed = typed_from_content(complete_content())
    typed.rows["parties"][1]["name"] = "Woonstichting De Eik"

    content, _ = content_from_typed(typed)

    assert content is not None
    assert [flow.provider for flow in content.flows] == ["Woonstichting De Eik", ENERGY_COMPANY, MUNICIPALITY]


def test_a_removed_party_leaves_the_other_choices_as_they_are() -> None:
    typed = row_removed(typed_from_content(complete_content()), "parties", 0)

    content, _ = content_from_typed(typed)

    assert content is not None
    assert [party.name for party in content.parties] == [CORPORATION, ENERGY_COMPANY]
    assert [(flow.provider, flow.recipient) for flow in content.flows] == [
        (CORPORATION, ""),
        (ENERGY_COMPANY, ""),
        ("", CORPORATION),
    ]


def test_a_removed_kind_of_data_leaves_the_other_ticks_as_they_are() -> None:
    typed = row_removed(typed_from_content(complete_content()), "data", 0)

    content, _ = content_from_typed(typed)

    assert content is not None
    assert [flow.data for flow in content.flows] == [("Naam en adres",), (), ()]


def test_rows_in_which_nothing_was_typed_are_left_out() -> None:
    typed = typed_from_content(Content(title="t"))
    for group in ROW_MODELS:
        typed = row_added(row_added(typed, group), group)

    assert content_from_typed(typed) == (Content(title="t"), [])


def test_a_choice_from_another_page_chooses_nothing() -> None:
    for choice in ("7", "-1", "²", "9" * 5000, "a", "0 OR 1=1"):
        typed = typed_from_posted(Posted([("parties-0-name", "A"), ("flows-0-provider", choice)]))

        content, problems = content_from_typed(typed)

        assert not problems
        assert content is not None
        assert all(flow.provider == "" for flow in content.flows)


def test_two_people_who_change_different_fields_both_keep_their_change() -> None:
    opened = complete_content()
    theirs, mine = replace(opened, purpose="Hun doel"), replace(opened, costs="Mijn kosten")

    merged = merge_edits.merged(typed_from_content(mine), theirs, merge_edits.fingerprint(opened))

    assert content_from_typed(merged.typed)[0] == replace(opened, purpose="Hun doel", costs="Mijn kosten")
    assert (merged.theirs, merged.both) == (frozenset({"purpose"}), frozenset[str]())


def test_of_two_people_who_change_the_same_field_the_one_who_saves_keeps_what_was_typed() -> None:
    opened = complete_content()
    theirs, mine = replace(opened, purpose="Hun doel"), replace(opened, purpose="Mijn doel")

    merged = merge_edits.merged(typed_from_content(mine), theirs, merge_edits.fingerprint(opened))

    assert merged.typed.values["purpose"] == "Mijn doel"
    assert merged.both == {"purpose"}


@pytest.mark.parametrize("seen", ["", "{", "[]", '{"title": "x"}', "null"])
def test_without_a_sound_fingerprint_what_was_typed_stays(seen: str) -> None:
    mine = typed_from_content(replace(complete_content(), purpose="Mijn doel"))

    assert merge_edits.merged(mine, complete_content(), seen).typed == mine
