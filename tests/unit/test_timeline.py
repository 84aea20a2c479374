"""Where an agreement is drawn on the timeline."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.selection import StatusFilter
from agreements.publication.in_list import InList, in_list, line_of
from agreements.publication.published import published
from agreements.web.seeing.timeline import WIDTH, bar
from tests.people import TODAY, approved

days = st.dates(date(1990, 1, 1), date(2060, 1, 1))


def line(last_day: date) -> InList:
    told = line_of(published(approved()), last_day)
    return in_list(told, StatusFilter.ACTIVE, is_review_late=False, is_destruction_late=False)


@given(starts_on=days, length=st.integers(1, 4000))
def test_a_bar_lies_within_the_picture_and_is_never_nothing(starts_on: date, length: int) -> None:
    drawn = bar(line(starts_on + timedelta(days=length)), starts_on, TODAY)

    assert 0 <= drawn.x < WIDTH
    assert drawn.width >= 1
    assert drawn.x + drawn.width <= WIDTH


@given(starts_on=st.dates(TODAY - timedelta(days=1000), TODAY), length=st.integers(1001, 1095))
def test_what_runs_lies_across_the_day_in_the_middle(starts_on: date, length: int) -> None:
    drawn = bar(line(starts_on + timedelta(days=length)), starts_on, TODAY)

    assert drawn.x <= WIDTH / 2 <= drawn.x + drawn.width


def test_what_began_on_an_unknown_day_is_drawn_from_the_edge() -> None:
    assert bar(line(TODAY), None, TODAY).x == 0
