"""The rows of the filters fit the catalogue, the database and each other."""

from __future__ import annotations

from collections import Counter

import pytest

from agreements.content_json import version_columns
from agreements.domain.content import Content, DataCategory, Party
from agreements.domain.dutch import SLUGS
from agreements.domain.filters import FILTERS, Fact, Filter, FilterKind, filters_at_work
from agreements.storage.filters import picked_by

COLUMNS = {
    Content: {*version_columns("AFS-2026-0001", Content(title="x")), "data_subjects"},
    Party: {"name", "kind"},
    DataCategory: {"name"},
}
each = pytest.mark.parametrize("row", FILTERS.values(), ids=FILTERS)


@each
def test_a_filter_picks_by_one_thing_that_the_database_has_a_column_for(row: Filter) -> None:
    assert [bool(row.field), bool(row.fact), row.kind is FilterKind.WORDS].count(True) == 1
    assert not row.field or row.field in COLUMNS[row.owner]
    assert not row.fact or row.fact in Fact


@each
def test_a_filter_has_words_for_all_that_it_shows(row: Filter) -> None:
    assert row.label
    assert all(code.value in SLUGS[type(code)] for code in (*row.codes, *row.codes_at_work))
    assert row.is_public or row.is_at_work


def test_no_two_filters_have_the_same_name_in_an_address() -> None:
    assert [name for name, times in Counter(row.parameter for row in FILTERS.values()).items() if times > 1] == []


@pytest.mark.parametrize(("owner", "field"), [(Content, "internal_notes"), (Content, "stated"), (Content, "documents")])
def test_nobody_outside_can_pick_by_what_is_not_public_or_public_sometimes(owner: type, field: str) -> None:
    with pytest.raises(ValueError, match=field):
        Filter(name="secrets", parameter="geheim", kind=FilterKind.NAMES, owner=owner, field=field)

    inside = Filter(
        name="secrets", parameter="geheim", kind=FilterKind.NAMES, owner=owner, field=field, is_public=False
    )
    assert inside.label


def test_a_filter_needs_a_field_that_exists_and_codes_to_choose_from() -> None:
    with pytest.raises(ValueError, match="does not exist"):
        Filter(name="x", parameter="x", kind=FilterKind.NAMES, field="nonsense")
    with pytest.raises(ValueError, match="no codes"):
        Filter(name="x", parameter="x", kind=FilterKind.CODES, field="title")


def test_a_filter_that_does_not_exist_picks_nothing_in_silence() -> None:
    with pytest.raises(KeyError, match="nonsense"):
        picked_by({"nonsense": ("x",)}, "status")


def test_people_who_sign_in_choose_from_every_status() -> None:
    [statuses] = [row for row in filters_at_work() if row.name == "statuses"]

    assert {"draft", "under_review", "withdrawn", "ends_soon"} < {code.value for code in statuses.codes}
