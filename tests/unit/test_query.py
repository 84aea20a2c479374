"""The address of a selection: what it asks is what it is written as."""

from __future__ import annotations

from datetime import timedelta

import pytest
from litestar.datastructures import MultiDict

from agreements.domain.dutch import PARAMETERS
from agreements.web.query import read_query
from tests.people import TODAY


@pytest.mark.parametrize(("days", "is_past"), [(-1, True), (0, False), (1, False)])
def test_only_a_day_before_today_is_past_so_today_shows_the_register_as_it_is(days: int, is_past: bool) -> None:
    name, day = PARAMETERS["on_day"], TODAY + timedelta(days=days)

    asked = read_query(MultiDict([(name, day.isoformat())]), f"{name}={day.isoformat()}", TODAY)

    assert asked.selection.on_day == day
    assert asked.selection.is_past is is_past
