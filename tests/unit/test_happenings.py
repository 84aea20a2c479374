"""What the yearly report counts follows from the record alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.happenings import ENDED, Happened
from agreements.domain.projection import Mark
from agreements.publication.document import Document
from agreements.publication.happenings import happenings
from agreements.publication.published import PublicReactions, PublicReview, Published, published
from agreements.publication.published_plan import PublishedPlan
from tests.people import ENDS_ON, STARTS_ON, approved

DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
PUBLISHED = published(approved())


def days_of(kept: Published, what: str) -> list[date]:
    """The days that are told of something."""
    return [date.fromisoformat(mark.value) for mark in happenings(Document(published=kept)) if mark.filter == what]


@given(st.lists(st.tuples(DAYS, st.integers(0, 3)), max_size=4))
def test_reactions_count_where_somebody_reacted(given: list[tuple[date, int]]) -> None:
    answered = tuple(PublicReactions(count, "Dank", 1, day) for day, count in given)

    told = days_of(replace(PUBLISHED, reactions=answered), Happened.REACTED)

    assert sorted(told) == sorted({day for day, count in given if count})


@given(st.lists(st.one_of(st.none(), DAYS), max_size=5))
def test_every_review_that_was_done_is_told(given: list[date | None]) -> None:
    reviews = tuple(PublicReview(number, None, day) for number, day in enumerate(given))

    assert sorted(days_of(replace(PUBLISHED, reviews=reviews), Happened.REVIEWED)) == sorted({d for d in given if d})


@given(DAYS)
def test_what_never_began_has_not_ended(day: date) -> None:
    decided = min(day, STARTS_ON)
    ended = replace(PUBLISHED, terminated_on=day, termination_decided_on=decided)

    assert days_of(ended, ENDED) == ([min(day, ENDS_ON)] if day >= STARTS_ON else [])
    assert days_of(ended, Happened.TERMINATED) == [decided]


def test_of_what_is_not_public_any_more_the_plans_alone_are_told() -> None:
    plan = PublishedPlan(version=1, published_on=STARTS_ON, reactions_until=ENDS_ON)

    told = [*happenings(Document(plans=(plan, plan)))]

    assert told == [Mark(Happened.PLANNED, STARTS_ON.isoformat())]
