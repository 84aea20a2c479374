"""Rule 1 and 2 for every date, not only those of the table: what a bound says and does must agree."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.errors import RuleBroken
from agreements.domain.term import (
    ONE_DAY,
    Term,
    TermPolicy,
    add_months,
    add_years,
    check_term,
    check_transitional,
    earliest_end,
    latest_end,
    latest_transitional_end,
)
from agreements.domain.term_errors import (
    DateOutOfRange,
    EndsBeforeStart,
    NotTransitional,
    TermTooLong,
    TermTooShort,
    TransitionalTooLong,
)
from tests.people import POLICY

days = st.dates(date(1950, 1, 1), date(2190, 12, 31))
policies = st.integers(1, 3).flatmap(
    lambda most: st.builds(
        TermPolicy, in_force_since=st.just(date(2025, 1, 1)), min_years=st.integers(1, most), max_years=st.just(most)
    )
)


def is_allowed(term: Term, policy: TermPolicy) -> bool:
    try:
        check_term(term, policy)
    except RuleBroken:
        return False
    return True


@given(days, policies, st.integers(-1200, 1200))
def test_a_term_is_allowed_exactly_from_the_earliest_to_the_latest_end(
    start: date, policy: TermPolicy, shift: int
) -> None:
    end = start + timedelta(days=730 + shift)

    assert is_allowed(Term(start, end), policy) == (earliest_end(start, policy) <= end <= latest_end(start, policy))


@given(days, policies)
def test_both_bounds_are_allowed_and_the_days_beyond_them_are_not(start: date, policy: TermPolicy) -> None:
    earliest, latest = earliest_end(start, policy), latest_end(start, policy)

    assert is_allowed(Term(start, earliest), policy)
    assert is_allowed(Term(start, latest), policy)
    with pytest.raises(TermTooShort):
        check_term(Term(start, earliest - ONE_DAY), policy)
    with pytest.raises(TermTooLong):
        check_term(Term(start, latest + ONE_DAY), policy)


@given(days)
def test_the_refusal_names_a_date_that_is_allowed(start: date) -> None:
    with pytest.raises(TermTooLong) as too_long:
        check_term(Term(start, start + timedelta(days=3 * 366 + 1)), POLICY)
    with pytest.raises(TermTooShort) as too_short:
        check_term(Term(start, start), POLICY)

    for named in (too_long.value.values["latest"], too_short.value.values["earliest"]):
        assert isinstance(named, date)
        assert is_allowed(Term(start, named), POLICY)
        assert str(named) in f"{too_long.value} {too_short.value}"


@given(days)
def test_the_day_after_a_whole_term_is_the_anniversary_of_its_start(start: date) -> None:
    after = latest_end(start, POLICY) + ONE_DAY

    assert (after.year, after.month) == (start.year + 3, start.month)
    assert after.day == start.day or (start.month == 2 and start.day == 29 and after.day == 28)


@given(days, st.integers(-24, 240))
def test_adding_months_lands_in_the_right_month_and_never_later_than_the_same_day(start: date, months: int) -> None:
    result = add_months(start, months)

    assert result.year * 12 + result.month == start.year * 12 + start.month + months
    assert result.day == start.day or (result.day < start.day and (result + ONE_DAY).day == 1)


@given(days, days, st.integers(0, 60))
def test_adding_months_keeps_the_order_of_dates(one: date, other: date, months: int) -> None:
    first, second = sorted((one, other))

    assert add_months(first, months) <= add_months(second, months)


@given(st.dates(date(1950, 1, 1), date(2024, 12, 31)), st.dates(date(2025, 1, 1), date(2100, 1, 1)), st.integers(-3, 3))
def test_a_transitional_term_is_allowed_up_to_twelve_months_after_registration(
    start: date, registered_on: date, shift: int
) -> None:
    term = Term(start, latest_transitional_end(registered_on) + timedelta(days=shift))

    if shift <= 0:
        check_transitional(term, registered_on, POLICY)
    else:
        with pytest.raises(TransitionalTooLong):
            check_transitional(term, registered_on, POLICY)


def test_an_agreement_from_the_first_day_of_the_register_cannot_be_transitional() -> None:
    term = Term(POLICY.in_force_since, date(2026, 12, 31))

    with pytest.raises(NotTransitional):
        check_transitional(term, date(2026, 6, 1), POLICY)


def test_an_end_before_the_start_is_refused_for_both_kinds() -> None:
    term = Term(date(2020, 5, 2), date(2020, 5, 1))

    with pytest.raises(EndsBeforeStart):
        check_term(term, POLICY)
    with pytest.raises(EndsBeforeStart):
        check_transitional(term, date(2026, 6, 1), POLICY)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "field"),
    [
        (date(1, 1, 1), date(2026, 1, 1), "starts_on"),
        (date(1949, 12, 31), date(1951, 1, 1), "starts_on"),
        (date(2026, 1, 1), date(2200, 1, 1), "ends_on"),
        (date(2026, 1, 1), date(9999, 12, 31), "ends_on"),
    ],
)
def test_a_date_that_must_be_a_typing_error_is_refused_at_its_own_field(
    starts_on: date, ends_on: date, field: str
) -> None:
    with pytest.raises(DateOutOfRange) as refusal:
        check_term(Term(starts_on, ends_on), POLICY)

    assert refusal.value.field == field


@pytest.mark.parametrize(("least", "most"), [(0, 3), (1, 4), (3, 2), (-1, 1), (4, 4)])
def test_an_office_cannot_set_bounds_outside_one_to_three_years(least: int, most: int) -> None:
    with pytest.raises(ValueError, match="1 to 3 years"):
        TermPolicy(in_force_since=date(2025, 1, 1), min_years=least, max_years=most)


def test_an_office_with_a_maximum_of_two_years_refuses_a_third() -> None:
    two_years = TermPolicy(in_force_since=date(2025, 1, 1), max_years=2)

    assert is_allowed(Term(date(2026, 1, 1), date(2027, 12, 31)), two_years)
    with pytest.raises(TermTooLong, match=r"at most 2 years.*2027-12-31"):
        check_term(Term(date(2026, 1, 1), date(2028, 1, 1)), two_years)


def test_years_are_twelve_months() -> None:
    assert add_years(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert add_years(date(2028, 2, 29), 4) == date(2032, 2, 29)
