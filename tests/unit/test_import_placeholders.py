"""Words that fill a cell of a list without saying anything are no value."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.vocabulary import OnwardSharing
from agreements.importing.codes import Code
from agreements.importing.import_row import Outcome
from agreements.importing.tables.header import OWN_COLUMNS
from tests.import_lists import DUTCH, case, codes, content_of, read, row_of


class TestPlaceholders:
    """Words that fill a cell are no value."""

    def test_what_fills_a_cell_counts_as_missing_is_kept_and_is_told_once(self) -> None:
        for row, words in zip(case("h17"), ("-", "n.v.t."), strict=True):
            content = content_of(row)
            assert (content.purpose, content.destruction, content.department) == ("", "", "")
            (lacks,) = (message for message in row.messages if message.code is Code.LACKS)
            assert all(name in str(lacks.values["fields"]) for name in ("purpose", "destruction", "department"))
            assert content.internal_notes == f"Doel: {words}\nVernietiging: {words}\nAfdeling: {words}"
            told = [message.said(DUTCH) for message in row.messages if message.code is Code.NOT_FILLED_IN]
            assert len(told) == 1
            assert "“Doel”, “Vernietiging”, “Afdeling”" in told[0]

    @pytest.mark.parametrize(
        "words", ["--", "?", "??", "n.n.b.", "N.N.B", "onbekend", "geen", "x", "#N/B", "#VERW!", "tbd", "nog invullen"]
    )
    def test_each_of_them_leaves_the_purpose_open(self, words: str) -> None:
        row = row_of("Titel;Doel", f"A;{words}")

        assert content_of(row).purpose == ""
        assert Code.PURPOSE_MISSING in codes(row)
        assert content_of(row).internal_notes == f"Doel: {words}"

    def test_none_is_an_answer_where_there_can_be_none(self) -> None:
        row = row_of("Titel;Doorverstrekking;Geheimhouding", "A;geen;geen")

        assert (content_of(row).onward_sharing, content_of(row).confidentiality) == (OnwardSharing.NOT_ALLOWED, "geen")
        assert Code.NOT_FILLED_IN not in codes(row)

    @pytest.mark.parametrize("words", ["-", "???", "#N/B"])
    def test_a_title_of_signs_is_no_title(self, words: str) -> None:
        assert row_of("Titel;Doel", f"{words};helpen").outcome is Outcome.REFUSED

    @given(st.text(st.sampled_from("-–?._/*\"'=~ "), max_size=20), st.sampled_from(["Doel", "Afdeling", "Kosten"]))
    def test_signs_alone_are_never_a_value(self, signs: str, column: str) -> None:
        quoted = signs.replace('"', '""')
        row = row_of(f"Titel;{column}", f'A;"{quoted}"')

        content = content_of(row)
        assert (content.purpose, content.department, content.costs) == ("", "", "")
        assert not signs.strip() or signs.strip().lstrip("'") in content.internal_notes


class TestDitto:
    """What says that it is the same as above."""

    HEADER = "Nummer;Titel;Doel;Partijen;Begindatum"

    @pytest.mark.parametrize("mark", ["idem", "Idem", "ditto", '""""', "''"])
    def test_a_mark_says_what_stands_right_above_also_when_that_is_a_mark_itself(self, mark: str) -> None:
        rows = read(f"{self.HEADER}\n1;A;helpen;GGD;1-1-2026\n2;B;{mark};GGD;{mark}\n3;C;{mark};{mark};2-1-2026\n")

        assert [content_of(row).purpose for row in rows] == ["helpen"] * 3
        assert [content_of(row).starts_on for row in rows] == [date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 2)]
        assert [party.name for party in content_of(rows[2]).parties] == ["GGD"]
        assert [Code.DITTO in codes(row) for row in rows] == [False, True, True]
        said = '"' if mark == '""""' else mark
        told = next(message.said(DUTCH) for message in rows[1].messages if message.code is Code.DITTO)
        assert told == f"“Doel” ({said}), “Begindatum” ({said}): overgenomen uit rij 2, want er staat hetzelfde"

    @pytest.mark.parametrize("above", ["1;A;;;", "1;A;-;;", ";;;;", "1;;helpen;;", ""])
    def test_a_mark_under_nothing_leaves_the_field_open(self, above: str) -> None:
        row = read(f"{self.HEADER}\n{above}\n2;B;idem;;\n")[-1]

        assert content_of(row).purpose == ""
        assert {Code.NOT_FILLED_IN, Code.PURPOSE_MISSING} <= codes(row)
        assert "Doel: idem" in content_of(row).internal_notes

    def test_what_each_row_has_of_its_own_is_not_taken_from_above(self) -> None:
        _, number, title = read(f"{self.HEADER}\n1;A;helpen;;\nidem;B;;;\n3;idem;;;\n")

        assert (number.title, number.source_reference) == ("B", "")
        assert title.outcome is Outcome.REFUSED


def test_in_our_own_list_every_cell_says_what_it_says() -> None:
    header = ";".join([*sorted(OWN_COLUMNS), "titel", "doel", "kosten"])
    cells = (("A", "-", "veel"), ("B", "-", "idem"))

    rows = read("\n".join([header, *(";".join([*([""] * len(OWN_COLUMNS)), *row]) for row in cells)]))

    assert [(content_of(row).title, content_of(row).purpose, content_of(row).costs) for row in rows] == list(cells)
