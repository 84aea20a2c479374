"""Facts of one row that cannot all be right are told with both readings, and none wins in silence."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.importing.codes import Code
from tests.import_lists import DUTCH, case, codes, content_of, row_of


class TestContradictions:
    """Facts that cannot all be right are told with both readings, and none wins in silence."""

    def test_a_notice_period_that_is_not_read_is_told_and_kept(self) -> None:
        rows = case("h15")

        assert [Code.NOTICE_NOT_READ in codes(row) for row in rows] == [True, True]
        assert [content_of(row).notice_months for row in rows] == [None, None]
        assert [content_of(row).internal_notes for row in rows] == ["Opzegtermijn: 6", "Opzegtermijn: voor 1 oktober"]

    def test_a_notice_period_in_weeks_asks_for_months(self) -> None:
        row = row_of("Titel;Opzegtermijn", "A;6 weken")

        assert (row.notice_iso, content_of(row).notice_months) == ("P6W", None)
        assert Code.NOTICE_NO_MONTHS in codes(row)

    @pytest.mark.parametrize(("decide_by", "is_told"), [("1-10-2027", True), ("30-9-2027", False)])
    def test_a_notice_period_and_a_last_day_that_clash_are_both_told(self, decide_by: str, is_told: bool) -> None:
        header = "Titel;Einddatum;Opzegtermijn;Opzeggen voor"
        row = row_of(header, f"A;31-12-2027;3 maanden;{decide_by}")

        assert (Code.NOTICE_CONTRADICTS in codes(row)) is is_told
        assert content_of(row).notice_months == 3
        assert f"Opzeggen voor: {decide_by}" in content_of(row).internal_notes

    @pytest.mark.parametrize(
        ("decide_by", "code"),
        [("15-8-2027", Code.NOTICE_NOT_READ), ("zomer", Code.DATE_TEXT), ("1-10", Code.DATE_TEXT)],
    )
    def test_a_last_day_for_notice_that_gives_no_period_is_told(self, decide_by: str, code: Code) -> None:
        row = row_of("Titel;Einddatum;Opzeggen voor", f"A;31-12-2027;{decide_by}")

        assert code in codes(row)
        assert content_of(row).internal_notes == f"Opzeggen voor: {decide_by}"

    def test_a_review_outside_the_term_is_told_with_its_day_and_stays(self) -> None:
        row = row_of("Titel;Begindatum;Einddatum;Evaluatie", "A;1-1-2026;31-12-2027;1-6-2027, 1-6-2028")

        assert content_of(row).review_dates == (date(2027, 6, 1), date(2028, 6, 1))
        told = [message.said(DUTCH) for message in row.messages if message.code is Code.REVIEW_OUTSIDE_TERM]
        assert told == ["de evaluatie op 1 juni 2028 valt buiten de looptijd"]

    @pytest.mark.parametrize(("signed", "is_told"), [("1-1-2028", True), ("2028", True), ("2027", False)])
    def test_a_signature_after_the_end_is_told(self, signed: str, is_told: bool) -> None:
        row = row_of("Titel;Begindatum;Einddatum;Ondertekend", f"A;1-1-2026;31-12-2027;{signed}")

        assert (Code.SIGNED_AFTER_END in codes(row)) is is_told
