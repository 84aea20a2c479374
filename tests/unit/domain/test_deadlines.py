"""Rule 5: what must be done by when follows from the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain import succession, transitions
from agreements.domain.agreement import Agreement, DecisionKind
from agreements.domain.content import Flow, Retention, data_received_by, receiving_parties
from agreements.domain.deadlines import KINDS, Deadline, DeadlineKind, deadlines
from agreements.domain.deadlines.kinds.kept import KEPT
from agreements.domain.due_dates import decide_by, destroy_by
from agreements.domain.vocabulary import RetentionStart
from tests.people import (
    ADDRESS,
    ARREARS,
    CORPORATION,
    ENDS_ON,
    ENERGY_COMPANY,
    HENK,
    MUNICIPALITY,
    POLICY,
    RECEIVERS,
    REVIEW_ON,
    TODAY,
    amended,
    approved,
    closed,
    complete_content,
    data_category,
    destroyed,
    destruction,
    draft,
    reviewed,
    submitted,
    terminated,
)

LATE = date(2027, 6, 1)
"""A day in the last year, when a longer term can be agreed."""


def due(agreement: Agreement) -> list[tuple[DeadlineKind, date, str]]:
    return [(d.kind, d.due_on, d.subject) for d in deadlines(agreement)]


def unsettled(agreement: Agreement) -> set[DeadlineKind]:
    return {d.kind for d in deadlines(agreement) if not d.is_settled}


def test_an_approved_agreement_has_a_deadline_for_each_thing_to_do() -> None:
    assert deadlines(approved()) == (
        Deadline(DeadlineKind.REVIEW, REVIEW_ON, "1"),
        Deadline(DeadlineKind.DECISION, date(2027, 9, 30)),
        Deadline(DeadlineKind.EXPIRY, ENDS_ON),
        Deadline(DeadlineKind.DESTRUCTION, date(2028, 12, 31), MUNICIPALITY),
        Deadline(DeadlineKind.DESTRUCTION, date(2028, 6, 30), CORPORATION),
    )


def test_a_proposal_has_no_deadlines() -> None:
    assert deadlines(draft()) == deadlines(submitted()) == ()


@pytest.mark.parametrize(
    ("ends_on", "notice_months", "decide_on"),
    [
        (date(2027, 12, 31), None, date(2027, 9, 30)),
        (date(2027, 12, 31), 3, date(2027, 9, 30)),
        (date(2027, 12, 31), 1, date(2027, 11, 30)),
        (date(2027, 12, 31), 6, date(2027, 6, 30)),
        (date(2027, 12, 31), 0, date(2027, 12, 31)),
        (date(2028, 5, 31), 3, date(2028, 2, 29)),
        (date(2027, 5, 31), 3, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2027, 6, 14), 3, date(2027, 3, 14)),
    ],
)
def test_the_last_day_to_decide_lies_the_notice_period_before_the_end(
    ends_on: date, notice_months: int | None, decide_on: date
) -> None:
    assert decide_by(complete_content(ends_on=ends_on, notice_months=notice_months)) == decide_on


def test_without_an_end_there_is_no_day_to_decide() -> None:
    assert decide_by(complete_content(ends_on=None)) is None


@pytest.mark.parametrize(
    ("retention", "last_day", "destroy_on"),
    [
        (None, date(2027, 12, 31), date(2028, 1, 1)),
        (Retention(), date(2027, 12, 31), date(2028, 1, 1)),
        (Retention(days=1), date(2027, 12, 31), date(2028, 1, 1)),
        (Retention(days=2), date(2027, 12, 31), date(2028, 1, 2)),
        (Retention(days=28), date(2028, 2, 1), date(2028, 2, 29)),
        (Retention(days=28), date(2027, 2, 1), date(2027, 3, 1)),
        (Retention(months=6), date(2027, 8, 31), date(2028, 2, 29)),
        (Retention(months=6), date(2026, 8, 31), date(2027, 2, 28)),
        (Retention(months=12), date(2028, 2, 29), date(2029, 2, 28)),
        (Retention(months=24, days=10), date(2027, 12, 31), date(2030, 1, 10)),
        (Retention(months=1200), date(2199, 12, 31), date(2299, 12, 31)),
    ],
)
def test_data_are_destroyed_when_the_retention_period_after_the_last_day_is_over(
    retention: Retention | None, last_day: date, destroy_on: date
) -> None:
    content = complete_content(
        data=(data_category("Inkomen", retention=retention),),
        flows=(Flow(provider=CORPORATION, recipient=MUNICIPALITY),),
    )

    assert destroy_by(content, MUNICIPALITY, last_day) == destroy_on


retentions = st.builds(
    Retention, months=st.integers(0, 1200), days=st.integers(0, 36525), starts_at=st.sampled_from(RetentionStart)
)


@given(st.lists(retentions, min_size=1, max_size=4), st.dates(date(1950, 1, 1), date(2199, 12, 31)))
def test_a_party_has_until_the_longest_period_of_what_it_receives(periods: list[Retention], last_day: date) -> None:
    kinds = tuple(data_category(f"Soort {n}", retention=period) for n, period in enumerate(periods))
    content = complete_content(data=kinds, flows=(Flow(provider=CORPORATION, recipient=MUNICIPALITY),))
    alone = [replace(content, data=(kind,)) for kind in kinds]

    assert destroy_by(content, MUNICIPALITY, last_day) == max(destroy_by(c, MUNICIPALITY, last_day) for c in alone)
    assert destroy_by(content, MUNICIPALITY, last_day) > last_day


@pytest.mark.parametrize(("months", "days"), [(-1, 0), (0, -1), (1201, 0), (0, 36526), (10**9, 0)])
def test_a_retention_period_beyond_a_hundred_years_is_a_typing_error(months: int, days: int) -> None:
    with pytest.raises(ValueError, match="hundred years"):
        Retention(months=months, days=days)


def test_a_party_destroys_what_it_receives_and_not_what_it_gives() -> None:
    content = complete_content()

    assert receiving_parties(content) == RECEIVERS
    assert data_received_by(content, CORPORATION) == (ARREARS,)
    assert data_received_by(content, MUNICIPALITY) == (ARREARS, ADDRESS)
    assert data_received_by(content, ENERGY_COMPANY) == ()


def test_a_flow_that_names_no_data_carries_all_of_them() -> None:
    content = complete_content(flows=(Flow(provider=ENERGY_COMPANY, recipient=CORPORATION),))

    assert data_received_by(content, CORPORATION) == (ARREARS, ADDRESS)


def test_an_early_end_moves_the_destruction_and_the_end_and_settles_what_was_to_be_decided() -> None:
    ended = terminated(date(2026, 12, 31))

    assert (DeadlineKind.DESTRUCTION, date(2027, 6, 30), CORPORATION) in due(ended)
    assert (DeadlineKind.EXPIRY, date(2026, 12, 31), "") in due(ended)
    assert unsettled(ended) == {DeadlineKind.DESTRUCTION, DeadlineKind.EXPIRY}


@pytest.mark.parametrize("kind", [DecisionKind.RENEW, DecisionKind.LAPSE])
def test_a_decision_settles_the_day_to_decide(kind: DecisionKind) -> None:
    decided = transitions.decide(approved(), kind, HENK.id, TODAY)

    assert DeadlineKind.DECISION not in unsettled(decided)


def test_a_renewal_settles_the_end_of_the_term_only_once_the_successor_is_approved() -> None:
    renewed, successor = transitions.renew(reviewed(approved()), "AFS-2027-0009", HENK.id, TODAY, POLICY)
    assert deadlines(successor) == ()
    assert unsettled(renewed) == {DeadlineKind.REVIEW, DeadlineKind.EXPIRY, DeadlineKind.DESTRUCTION}

    succeeded = succession.succeed(renewed, successor, HENK.id, TODAY)
    assert unsettled(succeeded) == {DeadlineKind.REVIEW}


def test_a_later_decision_to_renew_takes_back_the_one_to_let_it_lapse() -> None:
    lapsing = transitions.decide(approved(), DecisionKind.LAPSE, HENK.id, TODAY)
    assert DeadlineKind.EXPIRY not in unsettled(lapsing)

    renewing = transitions.decide(lapsing, DecisionKind.RENEW, HENK.id, TODAY)
    assert DeadlineKind.EXPIRY in unsettled(renewing)


def test_a_decision_does_not_count_for_an_end_that_moved_since() -> None:
    lapsing = transitions.decide(approved(), DecisionKind.LAPSE, HENK.id, TODAY)
    moved = amended(reviewed(lapsing, done_on=LATE), on=LATE, ends_on=date(2028, 3, 31))

    assert {DeadlineKind.DECISION, DeadlineKind.EXPIRY} <= unsettled(moved)


def test_a_party_that_stops_receiving_must_still_destroy_what_it_has() -> None:
    flows = tuple(flow for flow in complete_content().flows if flow.recipient != CORPORATION)
    without = amended(approved(), on=TODAY, flows=flows)

    assert (DeadlineKind.DESTRUCTION, date(2027, 5, 23), CORPORATION) in due(without)
    confirmed = transitions.confirm_destruction(without, destruction(CORPORATION, done_on=TODAY), TODAY)
    assert [d.subject for d in deadlines(confirmed) if d.kind is DeadlineKind.DESTRUCTION and d.is_settled] == [
        CORPORATION
    ]


def test_a_recorded_review_settles_its_own_deadline_only() -> None:
    second = date(2027, 6, 1)
    agreement = reviewed(approved(review_dates=(second, REVIEW_ON)), planned_on=REVIEW_ON)

    assert [(d.due_on, d.subject, d.is_settled) for d in deadlines(agreement)[:2]] == [
        (REVIEW_ON, "1", True),
        (second, "2", False),
    ]


def test_an_extra_review_settles_nothing() -> None:
    assert DeadlineKind.REVIEW in unsettled(reviewed(approved()))


def test_a_review_planned_twice_on_one_day_is_one_deadline() -> None:
    twice = deadlines(approved(review_dates=(REVIEW_ON, REVIEW_ON)))

    assert [d.kind for d in twice].count(DeadlineKind.REVIEW) == 1


def test_a_review_planned_after_an_early_end_is_settled() -> None:
    assert DeadlineKind.REVIEW not in unsettled(terminated(REVIEW_ON - timedelta(days=1)))
    assert DeadlineKind.REVIEW in unsettled(terminated(REVIEW_ON))


def test_a_confirmation_settles_the_destruction_of_its_own_party() -> None:
    half = destroyed(approved(), MUNICIPALITY)
    settled = {d.subject: d.is_settled for d in deadlines(half) if d.kind is DeadlineKind.DESTRUCTION}

    assert settled == {MUNICIPALITY: True, CORPORATION: False}


def test_when_the_agreement_is_closed_everything_is_settled() -> None:
    assert unsettled(closed()) == set()
    assert unsettled(destroyed(approved(), *RECEIVERS)) == {
        DeadlineKind.REVIEW,
        DeadlineKind.DECISION,
        DeadlineKind.EXPIRY,
    }


def test_a_moved_end_moves_every_deadline_that_depends_on_it() -> None:
    later = amended(reviewed(approved(), done_on=LATE), on=LATE, ends_on=date(2028, 12, 31))

    assert due(later)[1:] == [
        (DeadlineKind.DECISION, date(2028, 9, 30), ""),
        (DeadlineKind.EXPIRY, date(2028, 12, 31), ""),
        (DeadlineKind.DESTRUCTION, date(2029, 12, 31), MUNICIPALITY),
        (DeadlineKind.DESTRUCTION, date(2029, 6, 30), CORPORATION),
    ]


@given(st.dates(date(1950, 1, 1), date(2190, 1, 1)), st.integers(0, 11))
def test_the_day_to_decide_lies_within_the_term(starts_on: date, notice: int) -> None:
    content = complete_content(starts_on=starts_on, ends_on=starts_on + timedelta(days=365), notice_months=notice)
    decide_on = decide_by(content)

    assert decide_on is not None
    assert starts_on <= decide_on <= starts_on + timedelta(days=365)


def test_time_alone_settles_nothing() -> None:
    assert unsettled(approved()) == set(KINDS) - {KEPT}
