"""The projection of a public record: on any day its spans say what the domain says, and its marks what filters find."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.agreement import Agreement, Suspension
from agreements.domain.lifecycle import ENDED, missed_reviews, status_on
from agreements.domain.memory import Entry, EntryKind
from agreements.domain.projection import LATE, STATUSES, Late
from agreements.domain.record import Visible
from agreements.domain.termination import Termination
from agreements.publication.allow_list import public_content
from agreements.publication.document import Document, to_json
from agreements.publication.pieces import languages_of, pieces_of
from agreements.publication.projection import projected, shape, spans_of
from agreements.publication.public_record import public_record, public_status
from agreements.publication.published import Published, published
from agreements.publication.shapes import shapes
from agreements.texts import Texts
from tests.people import ENDS_ON, approved, terminated
from tests.published import BASE_URL, CHANGED_AT, PLACE, making_on
from tests.whole_agreements import WHOLE

MADE = (
    "5:1:3.1.1:bb0e2ea9d1d8:data:data_subjects:decide_by:departments:kinds:last_day:laws:partner_kinds:partners:rule:streams:themes",
    "d3b0e627326f",
)
"""The shape of this release, and the fingerprint of what it makes of some agreements."""

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


@given(lives(), st.lists(DAYS, min_size=1, max_size=5), st.integers(1, 9))
def test_on_every_day_the_piece_that_is_kept_is_what_is_made_then(
    agreement: Agreement, days: list[date], change: int
) -> None:
    kept = published(agreement)
    entry = entry_of(kept, change)
    pieces = pieces_of(entry, PLACE)
    ends = [day for piece in pieces for day in (piece.from_on, piece.until_on) if FIRST <= day <= date(2040, 1, 1)]

    for row in [one for one in shapes() if one.kept]:
        for variant in ("", *(one.value for one in row.variants)):
            for language in languages_of(row):
                own = [one for one in pieces if (one.shape, one.language) == (row.name, language)]
                for day in {day for day in (*days, *ends) if day >= entry.known_on}:
                    body = "".join(one.body for one in sorted(own) if one.from_on <= day <= one.until_on)
                    record = public_record(kept, day, BASE_URL, Visible(change, CHANGED_AT))
                    making = replace(making_on(day, variant), texts=Texts(language), title="Iets", head="abc")
                    assert row.retold(body.encode(), making) == row.item(record, making)


def test_a_stretch_of_days_ends_where_the_bytes_differ() -> None:
    kept = published(approved())
    pieces = pieces_of(entry_of(kept, 1), PLACE)

    for one, other in pairwise(pieces):
        if one[:3] == other[:3]:
            assert one.until_on < other.from_on
            assert one.until_on + timedelta(days=1) < other.from_on or one.body != other.body


def test_whoever_makes_lists_in_another_way_says_so_so_that_each_register_makes_them_anew() -> None:
    rest = Suspension(from_on=date(2027, 1, 4), until_on=None, reason="Audit")
    lived = [published(one) for one in (approved(), terminated(), replace(approved(), suspensions=(rest,)))]
    kept = [*lived, *(replace(lived[0], content=public_content(content)) for content in WHOLE.values())]

    made = repr([projected(Document(published=one)) for one in kept])
    told = shape(), hashlib.sha256(made.encode()).hexdigest()[:12]
    assert told == MADE, "raise the number in `projection.shape` when old rows differ; then write this down"


def entry_of(kept: Published, change: int) -> Entry:
    """The entry that tells it."""
    return Entry(
        seq=1,
        reference=kept.reference,
        change=change,
        kind=EntryKind.PUBLISHED,
        known_at=CHANGED_AT,
        known_on=CHANGED_AT.date(),
        record=to_json(Document(published=kept)),
    )
