"""Small lists that once went wrong, by what their cells say: each gives what the README beside them calls right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agreements.dates import DateOrder, from_date
from agreements.importing.codes import Code
from agreements.importing.formats.source import ListSource, read_source
from agreements.importing.import_row import ImportRow
from agreements.importing.interpret import interpret
from agreements.importing.mapping.remapped import remapped
from agreements.importing.mapping.wishes import Wish, Wishes
from agreements.importing.values.date_words import ALONE
from agreements.importing.values.periods import JOINTS, TermWords, with_period
from agreements.importing.values.term_ends import read_end, read_start
from tests.import_lists import DUTCH, POLICY, TODAY, case, codes, content_of, row_of

OPEN_ORDER = (Code.DATE_MONTH_FIRST, Code.DATE_TWO_READINGS)


@pytest.mark.parametrize(
    ("name", "starts_on", "ends_on"),
    [
        ("h13", date(2026, 1, 1), date(2027, 12, 31)),
        ("h21", date(2026, 7, 1), date(2028, 6, 30)),
        ("h23", date(2026, 1, 1), date(2027, 12, 31)),
        ("h33", date(2026, 5, 1), date(2028, 3, 31)),
    ],
)
def test_a_notation_that_can_mean_one_day_only_is_that_day(name: str, starts_on: date, ends_on: date) -> None:
    (row,) = case(name)

    assert (content_of(row).starts_on, content_of(row).ends_on) == (starts_on, ends_on)


class TestDatesOfAColumn:
    """What the other cells of a column show about each of its dates."""

    HEADER = "Titel;Begindatum;Einddatum"

    def read(self, *rows: str, orders: dict[str, DateOrder] | None = None) -> list[ImportRow]:
        source = read_source("lijst.csv", "\n".join((self.HEADER, *rows)).encode())
        assert isinstance(source, ListSource)
        titles = {meaning: title for title, meaning in zip(self.HEADER.split(";"), source.header.meanings, strict=True)}
        wishes = Wishes({titles[meaning]: Wish(meaning, order) for meaning, order in (orders or {}).items()})
        return interpret(remapped(source, wishes), registered_on=TODAY, policy=POLICY)

    def test_a_month_in_front_anywhere_keeps_every_day_of_the_column_out_and_says_which_it_would_be(self) -> None:
        rows = case("h09")

        for row in rows:
            assert (row.start, row.end, content_of(row).starts_on, content_of(row).ends_on) == (None,) * 4
            assert Code.DATE_MONTH_FIRST in codes(row)
        told = " ".join(message.said(DUTCH) for message in rows[0].messages)
        assert "4 maart 2026" in told
        assert "3 maart 2028" in told
        assert content_of(rows[0]).stated.starts_on == "03/04/2026"

    def test_a_day_in_front_anywhere_proves_that_it_is_in_front_everywhere(self) -> None:
        first, second = self.read("A;03/04/2026;", "B;13/04/2026;")

        assert (content_of(first).starts_on, content_of(second).starts_on) == (date(2026, 4, 3), date(2026, 4, 13))

    def test_dates_with_dashes_show_how_those_with_slashes_are_meant(self) -> None:
        first, _ = self.read("A;03/04/2026;", "B;13-4-2026;")

        assert content_of(first).starts_on == date(2026, 4, 3)

    def test_without_proof_no_day_is_taken_and_the_column_is_told_once_with_its_rows(self) -> None:
        rows = self.read("A;03/04/2026;", "B;05/05/2026;", "C;01/12/2026;")

        assert [content_of(row).starts_on for row in rows] == [None, date(2026, 5, 5), None]
        assert [Code.DATES_OPEN in codes(row) for row in rows] == [True, False, False]
        assert [Code.DATE_TWO_READINGS in codes(row) for row in rows] == [True, False, True]
        assert "(rijen 2, 4)" in rows[0].messages[0].said(DUTCH)

    def test_both_in_front_is_told_and_neither_wins(self) -> None:
        rows = self.read("A;03/04/2026;", "B;13/04/2026;", "C;04/13/2026;")

        assert [content_of(row).starts_on for row in rows] == [None] * 3
        assert Code.DATES_MIXED in codes(rows[0])
        assert [Code.DATE_ORDER_MIXED in codes(row) for row in rows] == [False, True, True]

    def test_a_slip_among_dates_with_dashes_costs_the_others_nothing(self) -> None:
        first, _, slip = self.read("A;3-4-2026;", "B;13-4-2026;", "C;4-13-2026;")

        assert content_of(first).starts_on == date(2026, 4, 3)
        assert Code.DATE_IMPOSSIBLE in codes(slip)

    def test_each_column_goes_by_its_own_dates(self) -> None:
        (row,) = self.read("A;03/04/2026;3-4-2028")

        assert (content_of(row).starts_on, row.end and str(row.end)) == (None, "2028-04-03")

    @pytest.mark.parametrize(("order", "day"), [("day_first", date(2026, 4, 3)), ("month_first", date(2026, 3, 4))])
    def test_what_a_person_says_about_a_column_settles_it(self, order: str, day: date) -> None:
        (row,) = self.read("A;03/04/2026;", orders={"starts_on": DateOrder(order)})

        assert content_of(row).starts_on == day
        assert not codes(row) & {Code.DATES_OPEN, Code.DATE_TWO_READINGS}

    @given(
        st.lists(st.dates(date(2020, 1, 1), date(2090, 1, 1)), min_size=1, max_size=8),
        st.sampled_from(DateOrder),
        st.sampled_from("-/."),
        st.booleans(),
    )
    def test_no_day_of_any_column_is_taken_for_another_day(
        self, days: list[date], order: DateOrder, mark: str, is_said: bool
    ) -> None:
        american = order is DateOrder.MONTH_FIRST
        assume(is_said or mark == "/" or not american or any(day.day > 12 for day in days))
        notation = mark.join(("%m", "%d", "%Y") if american else ("%d", "%m", "%Y"))
        rows = self.read(*(f"A{day};{day:{notation}};" for day in days), orders={"starts_on": order} if is_said else {})

        taken = [content_of(row).starts_on for row in rows]
        assert all(said in (None, day) for said, day in zip(taken, days, strict=True))
        assert not is_said or taken == days
        assert all(codes(row) & set(OPEN_ORDER) for row, said in zip(rows, taken, strict=True) if said is None)

    def test_a_number_among_dates_is_read_as_a_spreadsheet_counts_and_told(self) -> None:
        row, _, alone = *self.read("A;46023;", "B;1-2-2026;"), row_of("Titel;Begindatum", "A;46023")

        assert content_of(row).starts_on == date(2026, 1, 1)
        assert Code.DATE_FROM_NUMBER in codes(row)
        assert (content_of(alone).starts_on, Code.DATE_IS_NUMBER in codes(alone)) == (None, True)

    @pytest.mark.parametrize(
        ("words", "day", "is_told"),
        [
            ("2026-07-01T00:00:00", date(2026, 7, 1), False),
            ("2026-07-01T00:00:00Z", date(2026, 7, 1), False),
            ("2026-06-30T22:00:00.000Z", date(2026, 7, 1), True),
            ("2026-01-01T00:00:00+01:00", date(2026, 1, 1), False),
            ("2026-07-01 09:30", date(2026, 7, 1), True),
            ("1-7-2026 23:59 uur", date(2026, 7, 1), True),
        ],
    )
    def test_a_moment_gives_the_day_that_it_has_here(self, words: str, day: date, is_told: bool) -> None:
        (row,) = self.read(f"A;{words};")

        assert content_of(row).starts_on == day
        assert (Code.DATE_HAS_TIME in codes(row)) is is_told

    @pytest.mark.parametrize("words", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "tot 1-1-0001"])
    def test_a_day_at_the_edge_of_the_calendar_is_out_of_range(self, words: str) -> None:
        (row,) = self.read(f"A;1-1-2026;{words}")

        assert content_of(row).ends_on is None
        assert codes(row) & {Code.DATE_OUT_OF_RANGE, Code.END_INDEFINITE}

    @pytest.mark.parametrize(
        ("words", "bounds"),
        [
            ("Q3 2026", ("1 juli 2026", "30 september 2026")),
            ("3e kwartaal 2026", ("1 juli 2026", "30 september 2026")),
            ("2026-Q1", ("1 januari 2026", "31 maart 2026")),
            ("eind 2025", ("1 januari 2025", "31 december 2025")),
            ("2e helft 2026", ("1 juli 2026", "31 december 2026")),
            ("eerste helft van 2026", ("1 januari 2026", "30 juni 2026")),
            ("medio mei 2026", ("1 mei 2026", "31 mei 2026")),
        ],
    )
    def test_a_part_of_a_year_is_no_day_but_has_bounds(self, words: str, bounds: tuple[str, str]) -> None:
        (row,) = self.read(f"A;{words};")

        assert (row.start, content_of(row).stated.starts_on) == (None, words)
        told = " ".join(message.said(DUTCH) for message in row.messages)
        assert all(day in told for day in bounds)

    def test_several_reviews_in_one_cell_are_several_days_and_each_that_is_none_is_told_once(self) -> None:
        row = row_of("Titel;Evaluatie", "A;1-1-2027 / 1-7-2027 en medio 2028")

        assert content_of(row).review_dates == (date(2027, 1, 1), date(2027, 7, 1))
        assert Code.DATE_VAGUE in codes(row)
        assert Code.DATE_TEXT not in codes(row)
        assert "Evaluatie: 1-1-2027 / 1-7-2027 en medio 2028" in content_of(row).internal_notes

    @pytest.mark.parametrize("words", ["1-1-2026 (verlengd 1-7-2026)", "1 januari 2026, 1 juli 2026"])
    def test_two_dates_in_one_cell_are_told(self, words: str) -> None:
        (row,) = self.read(f"A;{words};")

        assert (row.start, content_of(row).stated.starts_on) == (None, words)
        assert Code.DATE_SEVERAL in codes(row)


class TestTerms:
    """A first and a last day, a length, and words for no end."""

    HEADER = "Titel;Begindatum;Einddatum;Looptijd"

    @pytest.mark.parametrize(
        ("cells", "ends_on"),
        [
            (";;1-1-2026 t/m 31-12-2027", date(2027, 12, 31)),
            ("1 januari 2026 - 31 december 2027;;", date(2027, 12, 31)),
            (";van 1-1-2026 tot en met 31-12-2027;", date(2027, 12, 31)),
            (";;m.i.v. 1-1-2026 tot 1-1-2028", date(2027, 12, 31)),
            (";;2026-01-01/2027-12-31", date(2027, 12, 31)),
            ("1-1-2026;;1-1-2026 t/m 31-12-2027", date(2027, 12, 31)),
            ("m.i.v. 1-1-2026;tot 1-1-2028;", date(2027, 12, 31)),
            ("vanaf 1-1-2026;t/m 31-12-2027;", date(2027, 12, 31)),
            ("1-1-2026;;tot en met 31-12-2027", date(2027, 12, 31)),
            ("1-1-2026;;tot 1-1-2028", date(2027, 12, 31)),
        ],
    )
    def test_a_period_in_one_cell_gives_the_first_and_the_last_day(self, cells: str, ends_on: date) -> None:
        row = row_of(self.HEADER, f"A;{cells}")

        assert (content_of(row).starts_on, content_of(row).ends_on) == (date(2026, 1, 1), ends_on)
        assert not codes(row) & {Code.START_MISSING, Code.END_MISSING, Code.TERM_TEXT}
        kept = content_of(row).stated
        assert {words for words in cells.split(";") if words} <= {kept.starts_on, kept.ends_on, kept.term}

    @pytest.mark.parametrize("cells", [";tot 1-1-2028;", ";;1-1-2026 tot 1-1-2028"])
    def test_up_to_a_day_leaves_that_day_out_and_says_so(self, cells: str) -> None:
        row = row_of(self.HEADER, f"A;{cells}")

        assert str(row.end) == "2027-12-31"
        assert Code.END_EXCLUSIVE in codes(row)

    def test_a_period_that_clashes_with_a_date_is_told_with_both_and_gives_nothing(self) -> None:
        row = row_of(self.HEADER, "A;1-2-2026;;1-1-2026 t/m 31-12-2027")

        assert (content_of(row).starts_on, row.end) == (date(2026, 2, 1), None)
        told = " ".join(message.said(DUTCH) for message in row.messages)
        assert "‘1-1-2026 t/m 31-12-2027’ en ‘1-2-2026’" in told.replace("“", "‘").replace("”", "’")

    @pytest.mark.parametrize("words", ["2024 - 2026", "1-1-2026 of 1-1-2027", "1-1-2026, 1-1-2027 en 1-1-2028"])
    def test_what_is_no_period_of_two_days_stays_in_words(self, words: str) -> None:
        row = row_of(self.HEADER, f"A;;;{words}")

        assert (row.start, row.end, content_of(row).stated.term) == (None, None, words)
        assert Code.TERM_TEXT in codes(row)

    def test_until_notice_is_given_means_for_an_indefinite_time(self) -> None:
        for row in case("h25"):
            assert Code.END_INDEFINITE in codes(row)
            assert (row.end, content_of(row).ends_on) == (None, None)

    @pytest.mark.parametrize(
        "words", ["tot nader order", "doorlopend", "tot opzegging", "31-12-9999", "2999", "heden", "permanent"]
    )
    def test_words_for_no_end_are_told_as_such(self, words: str) -> None:
        row = row_of(self.HEADER, f"A;1-1-2026;{words};")

        assert Code.END_INDEFINITE in codes(row)
        assert (content_of(row).ends_on, content_of(row).stated.ends_on) == (None, words)

    def test_a_length_that_clashes_with_the_dates_is_told_with_both_days(self) -> None:
        (row,) = case("h13")

        assert Code.LENGTH_CONTRADICTS in codes(row)
        told = " ".join(message.said(DUTCH) for message in row.messages)
        assert "31 december 2028" in told
        assert "31 december 2027" in told

    @pytest.mark.parametrize("length", ["2 jaar", "24 maanden", "P2Y", "730 dagen"])
    def test_a_length_that_agrees_with_the_dates_is_not_told(self, length: str) -> None:
        assert Code.LENGTH_CONTRADICTS not in codes(row_of(self.HEADER, f"A;1-1-2026;31-12-2027;{length}"))

    @given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 1095), st.sampled_from(sorted(JOINTS)))
    def test_a_period_in_any_notation_gives_its_days_back(self, first: date, length: int, joint: str) -> None:
        last = first + timedelta(days=length)
        notations = ("%d-%m-%Y", "%Y-%m-%d", "%d %b %Y")
        for notation in notations:
            words = f"{first:{notation}} {joint} {last:{notation}}"
            said, _ = with_period(TermWords("", "", words))
            start, end = read_start(said.start, ALONE)[0], read_end(said.end, ALONE)[0]
            assert start == from_date(first)
            assert end == from_date(last - timedelta(days=1) if JOINTS[joint] == "tot" else last)
