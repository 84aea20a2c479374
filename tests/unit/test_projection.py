"""The projection of a public record: on any day its spans say what the domain says, and its marks what filters find."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.agreement import Agreement, Suspension
from agreements.domain.lifecycle import ENDED, missed_reviews, status_on
from agreements.domain.projection import LATE, STATUSES, Late
from agreements.domain.termination import Termination
from agreements.publication.document import Document
from agreements.publication.projection import projected, spans_of
from agreements.publication.public_record import public_status
from agreements.publication.published import published
from tests.people import ENDS_ON, approved

FIRST = date(2025, 1, 1)
DAYS = st.dates(FIRST, date(2031, 1, 1))


@st.composite
def lives(draw: st.DrawFn) -> Agreement:
    """An agreement that rested, ended early, was closed or none of these."""
    agreement = approved()
    rests = []
    for from_on in draw(st.lists(DAYS, max_size=3, unique=True)):
        until_on = draw(st.none() | st.just(from_on + timedelta(days=draw(st.integers(0, 60)))))
        rests.append(Suspension(from_on=from_on, until_on=until_on, reason="Audit"))
    if ends_on := draw(st.none() | st.dates(FIRST, ENDS_ON)):
        agreement = replace(agreement, termination=Termination(ends_on=ends_on, decided_on=FIRST, reason="Klaar"))
    return replace(agreement, suspensions=tuple(rests), closed_on=draw(st.none() | DAYS))


@given(lives(), st.lists(DAYS, min_size=1, max_size=20))
def test_on_every_day_one_status_holds_and_it_is_that_of_the_domain(agreement: Agreement, days: list[date]) -> None:
    kept = published(agreement)
    spans = list(spans_of(kept))

    for day in {*days, *(span.from_on for span in spans), *(span.until_on for span in spans)}:
        holding = [span.value for span in spans if span.fact == STATUSES and span.from_on <= day <= span.until_on]
        assert holding == [public_status(kept.as_agreement(), day).value]


@given(lives(), st.lists(DAYS, min_size=1, max_size=20))
def test_on_every_day_what_is_late_is_late_by_the_domain(agreement: Agreement, days: list[date]) -> None:
    kept = published(agreement)
    spans = [span for span in spans_of(kept) if span.fact == LATE]

    for day in {*days, *(span.from_on for span in spans), *(span.until_on for span in spans)}:
        late = {span.value for span in spans if span.from_on <= day <= span.until_on}
        known = kept.as_agreement()
        assert (Late.REVIEW in late) == bool(missed_reviews(known, day))
        assert (Late.DESTRUCTION in late) == (bool(kept.to_confirm) and status_on(known, day) in ENDED)


def test_marks_are_the_values_of_every_filter_that_is_a_list_each_once() -> None:
    agreement = approved()
    marks = projected(Document(published=published(agreement))).marks

    names = [party.name for party in agreement.content.parties]
    assert sorted(mark.value for mark in marks if mark.filter == "partners") == sorted(names)
    kinds = {party.kind.value for party in agreement.content.parties}
    assert sorted(mark.value for mark in marks if mark.filter == "partner_kinds") == sorted(kinds)
    assert [mark.value for mark in marks if mark.filter == "departments"] == [agreement.content.department]
    assert [mark.value for mark in marks if mark.filter == "rule"] == ["meets"]
    assert len(set(marks)) == len(marks)
