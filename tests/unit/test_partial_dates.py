"""Dates and lengths of time in Dutch lists: read as precisely as they are written, never more."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agreements.dates import (
    DateOrder,
    ImpossibleDate,
    NotADate,
    PartialDate,
    ShortYear,
    from_date,
    parse_full_date,
    parse_partial_date,
)
from agreements.importing.values.duration import find_duration, parse_duration, whole_months

MONTHS = [
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
]  # fmt: skip
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("1-11-2019", "2019-11-01", "day"),
        ("01/11/2019", "2019-11-01", "day"),
        ("1.11.2019", "2019-11-01", "day"),
        ("13-2-2017", "2017-02-13", "day"),
        ("1 maart 2017", "2017-03-01", "day"),
        ("1e mrt. 2017", "2017-03-01", "day"),
        ("woensdag 1 maart 2017", "2017-03-01", "day"),
        ("2021-05-10", "2021-05-10", "day"),
        ("2021-05-10 00:00:00", "2021-05-10", "day"),
        ("01-07-2026 00:00", "2026-07-01", "day"),
        ("1 May 2026", "2026-05-01", "day"),
        ("1st of May 2026", "2026-05-01", "day"),
        ("May 1st, 2026", "2026-05-01", "day"),
        ("Oct 2026", "2026-10", "month"),
        ("2e mei 2026", "2026-05-02", "day"),
        ("wo. 1 mei 2026", "2026-05-01", "day"),
        ("Wednesday, 1 May 2026", "2026-05-01", "day"),
        ("20260101", "2026-01-01", "day"),
        ("1–11–2019", "2019-11-01", "day"),
        ("29-02-2028", "2028-02-29", "day"),
        ("april 2020", "2020-04", "month"),
        ("Juni 2011", "2011-06", "month"),
        ("2011-06", "2011-06", "month"),
        ("06-2011", "2011-06", "month"),
        ("2022", "2022", "year"),
        (" 2022 ", "2022", "year"),
    ],
)
def test_a_dutch_notation_is_read_as_precisely_as_it_is_written(text: str, iso: str, precision: str) -> None:
    partial = parse_partial_date(text)
    assert partial is not None
    assert (str(partial), partial.precision) == (iso, precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "geen",
        "onbepaalde tijd?",
        "2 jaar",
        "46387",
        "2019-2022",
        "eind 2022",
        "tot 2022",
        "1 mrt",
        "0",
        "x" * 999,
        "1 mai 2026",
    ],
)
def test_other_words_are_no_date(text: str) -> None:
    assert parse_partial_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "30-02-2026",
        "29-02-2027",
        "31-04-2026",
        "12/31/2026",
        "2026-02-30",
        "0000-00-00",
        "2019-20",
        "20260230",
        "0-1-2026",
        "1-0-2026",
        "0-2026",
    ],
)
def test_a_date_that_the_calendar_does_not_have_is_named_as_such(text: str) -> None:
    with pytest.raises(ImpossibleDate, match="does not exist in the calendar"):
        parse_partial_date(text)


@pytest.mark.parametrize("text", ["1-11-19", "12/31/26", "1 maart '17", "mrt-17", "May 1, 26"])
def test_a_year_of_two_figures_is_not_guessed(text: str) -> None:
    with pytest.raises(ShortYear, match="four figures"):
        parse_partial_date(text)


@given(DAYS)
def test_every_day_reads_back_from_each_notation(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day:02d}/{day.month:02d}/{day.year}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%Y%m%d}",
    ):
        partial = parse_partial_date(text)
        assert partial is not None
        assert partial.as_date() == day == parse_full_date(text)
        assert str(partial) == day.isoformat()


@given(DAYS, st.sampled_from("-/."))
def test_three_numbers_are_read_in_the_order_that_is_said(day: date, mark: str) -> None:
    american = mark.join((str(day.month), str(day.day), str(day.year)))
    partial = parse_partial_date(american, DateOrder.MONTH_FIRST)
    assert partial is not None
    assert partial.as_date() == day


@given(st.integers(1900, 2199), st.one_of(st.none(), st.integers(1, 12)))
def test_iso_text_of_reduced_precision_reads_back_and_gives_no_day(year: int, month: int | None) -> None:
    partial = PartialDate(year, month)
    assert parse_partial_date(str(partial)) == partial
    assert partial.as_date() is None
    first, last = partial.bounds()
    assert first <= last
    assert {first.year, last.year} == {year}


@pytest.mark.parametrize(
    ("partial", "last"),
    [
        (PartialDate(2022), date(2022, 12, 31)),
        (PartialDate(2028, 2), date(2028, 2, 29)),
        (PartialDate(2027, 2), date(2027, 2, 28)),
    ],
)
def test_a_year_or_month_may_mean_any_day_of_it(partial: PartialDate, last: date) -> None:
    assert partial.bounds() == (date(last.year, partial.month or 1, 1), last)


@given(DAYS)
def test_a_known_day_has_itself_as_bounds(day: date) -> None:
    partial = from_date(day)
    assert partial is not None
    assert partial.bounds() == (day, day)


@given(st.text(max_size=40))
def test_any_text_gives_a_date_nothing_or_a_sentence(text: str) -> None:
    try:
        told = str(parse_partial_date(text))
    except NotADate as error:
        told = str(error)
    assert told == "None" or told[0].isdigit() or told.endswith(".")


@pytest.mark.parametrize("parts", [(2026, None, 3), (2026, 13), (2026, 2, 30), (0,)])
def test_a_partial_date_cannot_be_made_of_nonsense(parts: tuple[int | None, ...]) -> None:
    with pytest.raises(ValueError):
        PartialDate(*parts)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "april 2020", "2022", "morgen", "2026-13"])
def test_a_form_asks_for_a_whole_date(text: str) -> None:
    with pytest.raises(NotADate, match=r"31-12-2026"):
        parse_full_date(text)


def test_the_sentence_repeats_what_was_typed_but_not_all_of_a_long_text() -> None:
    with pytest.raises(NotADate) as caught:
        parse_full_date("morgen\n" * 500)
    assert str(caught.value).startswith("“morgen morgen")
    assert len(str(caught.value)) < 150


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2 jaar", "P2Y"),
        ("drie jaar", "P3Y"),
        ("één jaar", "P1Y"),
        ("6 mnd", "P6M"),
        ("6 mnd.", "P6M"),
        ("zes maanden", "P6M"),
        ("30 dagen", "P30D"),
        ("4 weken", "P4W"),
        ("1 jaar en 6 maanden", "P1Y6M"),
        ("anderhalf jaar", "P18M"),
        ("een half jaar", "P6M"),
        ("1,5 jaar", "P18M"),
        ("3 jaar (art. 13 lid 1)", "P3Y"),
        ("looptijd: 2 jaar", "P2Y"),
        ("P2Y", "P2Y"),
        ("3 years", "P3Y"),
        ("1 kwartaal", "P3M"),
        ("1 jaar, 2 kwartalen en 1 maand", "P1Y7M"),
        ("two years and 6 months", "P2Y6M"),
        ("drie (3) jaar", "P3Y"),
        ("3 kalendermaanden", "P3M"),
    ],
)
def test_a_length_of_time_becomes_an_iso_period(text: str, period: str) -> None:
    assert parse_duration(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "jaar",
        "2",
        "2022",
        "0 jaar",
        "P",
        "P0Y",
        "ongeveer 2 jaar",
        "2 jaar of langer",
        "2 jaarlijks",
        "drie (2) jaar",
    ],
)
def test_other_words_are_no_length_of_time(text: str) -> None:
    assert parse_duration(text) is None


@given(st.integers(1, 99), st.sampled_from([("jaar", "Y"), ("maanden", "M"), ("weken", "W"), ("dagen", "D")]))
def test_a_period_reads_back_from_its_own_notation(count: int, unit: tuple[str, str]) -> None:
    period = parse_duration(f"{count} {unit[0]}")
    assert period == f"P{count}{unit[1]}"
    assert parse_duration(period) == period


@given(st.integers(0, 9), st.integers(0, 99))
def test_years_and_months_count_as_months(years: int, months: int) -> None:
    assume(years or months)
    assert whole_months(f"P{years}Y{months}M") == 12 * years + months


def test_weeks_and_days_are_no_whole_months() -> None:
    assert whole_months("P4W") is None
    assert whole_months("P30D") is None


def test_a_length_is_found_inside_a_sentence() -> None:
    assert find_duration("opzeggen kan zes maanden voor het einde") == "P6M"
    assert find_duration("opzeggen kan drie (3) maanden voor het einde") == "P3M"
    assert find_duration("het hele jaar door") is None
