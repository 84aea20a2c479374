"""The address of a selection: what it asks is what it is written as."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from litestar.datastructures import MultiDict

from agreements.dates import parse_full_date
from agreements.domain.dutch import PARAMETERS
from agreements.domain.filters import FILTERS
from agreements.http.address import BadDay
from agreements.web.query import read_query
from tests.people import TODAY


@pytest.mark.parametrize(("days", "is_past"), [(-1, True), (0, False), (1, False)])
def test_only_a_day_before_today_is_past_so_today_shows_the_register_as_it_is(days: int, is_past: bool) -> None:
    name, day = PARAMETERS["on_day"], TODAY + timedelta(days=days)

    asked = read_query(MultiDict([(name, day.isoformat())]), f"{name}={day.isoformat()}", TODAY)

    assert asked.selection.on_day == day
    assert asked.selection.is_past is is_past


@pytest.mark.parametrize(
    "typed", ["31-12-2026", "31/12/2026", "31.12.2026", "2026-12-31", "31 december 2026", "31 dec 2026"]
)
def test_an_address_reads_a_date_as_forms_and_lists_do(typed: str) -> None:
    name = FILTERS["ends_until"].parameter

    asked = read_query(MultiDict([(name, typed)]), "", TODAY)

    assert asked.selection.of("ends_until") == (parse_full_date(typed),) == (date(2026, 12, 31),)


@pytest.mark.parametrize("typed", ["31-12-26", "31-2-2026", "12-2026", "2026", "december 2026", "morgen", "1-1-1800"])
def test_what_is_no_day_of_the_register_is_refused_in_an_address(typed: str) -> None:
    name = FILTERS["ends_from"].parameter
    with pytest.raises(BadDay, match="31-12-2026"):
        read_query(MultiDict([(name, typed)]), "", TODAY)
