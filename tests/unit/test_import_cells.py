"""What a row says in its cells is kept in its own words; only what is sure becomes a field."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.domain.content import Party
from agreements.domain.vocabulary import AgreementKind, OnwardSharing, Sensitivity
from agreements.importing.codes import Code
from agreements.importing.import_row import Outcome
from agreements.importing.values.parties import read_parties
from tests.import_lists import DUTCH, ENGLISH, codes, content_of, read, row_of


class TestTerms:
    """Rule 1 and 2 on the dates of a list."""

    HEADER = "Titel;Begindatum;Einddatum;Looptijd"

    def test_a_term_of_three_years_is_taken_over(self) -> None:
        row = row_of(self.HEADER, "Proef;1-1-2026;31-12-2028;")
        assert (content_of(row).starts_on, content_of(row).ends_on) == (date(2026, 1, 1), date(2028, 12, 31))
        assert not codes(row) & {Code.TERM_TOO_LONG, Code.END_MISSING}

    def test_a_term_of_three_years_and_a_day_keeps_its_end_in_words(self) -> None:
        row = row_of(self.HEADER, "Proef;1-1-2026;1-1-2029;")
        assert content_of(row).ends_on is None
        assert content_of(row).stated.ends_on == "1-1-2029"
        assert str(row.end) == "2029-01-01"
        assert Code.TERM_TOO_LONG in codes(row)

    def test_a_term_of_a_year_minus_a_day_keeps_its_end_in_words(self) -> None:
        row = row_of(self.HEADER, "Proef;1-1-2026;30-12-2026;")
        assert content_of(row).ends_on is None
        assert Code.TERM_TOO_SHORT in codes(row)

    def test_an_end_before_the_start_is_told(self) -> None:
        row = row_of(self.HEADER, "Proef;1-1-2026;31-12-2025;")
        assert content_of(row).ends_on is None
        assert Code.ENDS_BEFORE_START in codes(row)

    @pytest.mark.parametrize("end", ["9999-12-31", "1-1-1900"])
    def test_a_date_outside_the_calendar_of_the_register_stays_in_words(self, end: str) -> None:
        row = row_of(self.HEADER, f"Proef;1-1-2026;{end};")
        assert content_of(row).ends_on is None
        assert content_of(row).stated.ends_on == end
        assert Code.DATE_OUT_OF_RANGE in codes(row)

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            ("30-02-2026", Code.DATE_IMPOSSIBLE),
            ("31-12-26", Code.DATE_SHORT_YEAR),
            ("46387", Code.DATE_IS_NUMBER),
            ("tot 2027", Code.END_TEXT),
            ("onbepaald", Code.END_INDEFINITE),
            ("?", Code.END_UNKNOWN),
            ("n.v.t.", Code.END_NONE),
            ("-", Code.END_NONE),
        ],
    )
    def test_words_that_are_no_date_are_told_and_kept(self, words: str, code: Code) -> None:
        row = row_of(self.HEADER, f"Proef;1-1-2026;{words};")
        assert row.end is None
        assert content_of(row).stated.ends_on == words
        assert code in codes(row)

    def test_up_to_and_including_is_a_last_day(self) -> None:
        assert str(row_of(self.HEADER, "Proef;m.i.v. 1-1-2026;t/m 31-12-2027;").end) == "2027-12-31"

    def test_a_length_gives_no_end_date_but_says_which_it_would_be(self) -> None:
        row = row_of(self.HEADER, "Proef;1-3-2026;;2 jaar")
        assert content_of(row).ends_on is None
        assert content_of(row).stated.term == "2 jaar"
        assert "29 februari 2028" in " ".join(message.said(DUTCH) for message in row.messages)

    def test_a_length_of_five_years_is_longer_than_allowed(self) -> None:
        assert Code.TERM_TOO_LONG in codes(row_of(self.HEADER, "Proef;1-3-2026;;5 jaar"))

    def test_an_old_agreement_without_an_end_may_be_transitional_a_new_one_may_not(self) -> None:
        old, new = row_of(self.HEADER, "Proef;1-3-2019;;"), row_of(self.HEADER, "Proef;1-3-2026;;")
        assert Code.MAY_BE_TRANSITIONAL in codes(old)
        assert Code.MAY_BE_TRANSITIONAL not in codes(new)

    def test_a_transitional_agreement_of_our_own_list_stays_one(self) -> None:
        row = row_of("titel;begindatum;einddatum;overgangsafspraak", "Proef;2019-03-01;2027-11-23;ja")
        assert content_of(row).is_transitional
        assert content_of(row).ends_on == date(2027, 11, 23)
        later = row_of("titel;begindatum;einddatum;overgangsafspraak", "Proef;2019-03-01;2027-11-24;ja")
        assert content_of(later).ends_on is None
        assert Code.TERM_REFUSED in codes(later)


class TestRemarks:
    """What running text tells."""

    HEADER = "Titel;Begindatum;Opmerkingen"

    @pytest.mark.parametrize(
        ("remark", "renewal"),
        [
            ("wordt stilzwijgend verlengd", True),
            ("niet stilzwijgend verlengen", False),
            ("na evaluatie verlengen met een jaar", False),
            ("art. 19 = duur, art. 20 = evaluatie", None),
        ],
    )
    def test_tacit_renewal_is_told_apart_from_renewal_after_a_review(self, remark: str, renewal: bool | None) -> None:
        assert row_of(self.HEADER, f"Proef;1-1-2026;{remark}").tacit_renewal is renewal

    @pytest.mark.parametrize(
        ("remark", "period"),
        [
            ("opzeggen 6 mnd voor vervaldatum", "P6M"),
            ("opzegtermijn van drie maanden", "P3M"),
            ("2 maanden opzegtermijn", "P2M"),
            ("opzegbaar na 1 jaar", None),
            ("opzegging staat in art 19", None),
        ],
    )
    def test_a_notice_period_is_read(self, remark: str, period: str | None) -> None:
        assert row_of(self.HEADER, f"Proef;1-1-2026;{remark}").notice_iso == period

    def test_a_notice_period_in_whole_months_becomes_a_field(self) -> None:
        assert content_of(row_of(self.HEADER, "Proef;1-1-2026;opzegtermijn een jaar")).notice_months == 12
        assert content_of(row_of(self.HEADER, "Proef;1-1-2026;opzegtermijn 6 weken")).notice_months is None

    def test_an_impossible_date_of_signing_is_told(self) -> None:
        row = row_of(self.HEADER, "Proef;1-1-2026;getekend 31-4-2025")
        assert row.signed_on is None
        assert Code.DATE_IMPOSSIBLE in codes(row)


class TestColumns:
    """Names of columns, and what has no column of its own."""

    def test_unknown_columns_are_kept_in_the_notes(self) -> None:
        row = row_of("Titel;Prioriteit;;Team", "Proef;hoog;los;Wonen")
        assert content_of(row).internal_notes == "Prioriteit: hoog\nKolom 3: los"
        assert content_of(row).department == "Wonen"

    def test_names_of_columns_are_known_in_any_case_order_and_accent(self) -> None:
        row = row_of("OPMERKING ;  eind-datum;NAAM  CONVENANT;Categorieën persoonsgegevens", "x;;Proef;BSN, naam")
        assert content_of(row).internal_notes.startswith("OPMERKING: x")
        assert [(d.name, d.sensitivity) for d in content_of(row).data] == [
            ("BSN", Sensitivity.NATIONAL_NUMBER),
            ("naam", Sensitivity.ORDINARY),
        ]

    def test_our_own_columns_and_words_come_back(self) -> None:
        header = (
            "kenmerk;titel;soort;afdeling;partijen;doel;doorverstrekking;begindatum;einddatum;evaluatiedatum;"
            "opzeggen_voor"
        )
        cells = (
            "GLO-2026-0017;Proef;gegevensleveringsovereenkomst;Wonen;A, B;helpen;niet toegestaan;2026-01-01;2027-12-31;"
            "2026-12-01;2027-09-30"
        )
        row = row_of(header, cells)
        content = content_of(row)
        assert (row.source_reference, content.own_number) == ("GLO-2026-0017", "GLO-2026-0017")
        assert (content.kind, content.onward_sharing) == (AgreementKind.DATA_DELIVERY, OnwardSharing.NOT_ALLOWED)
        assert (content.review_dates, content.notice_months) == ((date(2026, 12, 1),), 3)
        assert content.stated.starts_on == content.stated.ends_on == ""

    def test_words_that_do_not_fit_a_choice_go_to_the_notes(self) -> None:
        row = row_of(
            "titel;doorverstrekking;soort;voorganger;url;evaluatiedatum", "P;soms;iets;zie 2003;ftp://x;jaarlijks"
        )
        notes = content_of(row).internal_notes
        assert all(words in notes for words in ("soms", "iets", "zie 2003", "ftp://x", "jaarlijks"))
        assert {Code.CHOICE_UNKNOWN, Code.KIND_UNKNOWN, Code.DATE_TEXT} <= codes(row)

    def test_a_column_on_tacit_renewal_may_say_yes_or_no(self) -> None:
        header = "Titel;Stilzwijgende verlenging"
        assert row_of(header, "Proef;ja").tacit_renewal is True
        assert row_of(header, "Proef;nee").tacit_renewal is False

    def test_headings_above_and_inside_the_list_are_skipped(self) -> None:
        rows = read("Overzicht 2026;;\n\nTitel;Doel;Team\nProef;x;y\nTitel;Doel;Team\nTweede;x;y\n")
        assert [(row.row, row.outcome.value) for row in rows] == [
            (1, "overgeslagen"),
            (2, "overgeslagen"),
            (4, "concept"),
            (5, "overgeslagen"),
            (6, "concept"),
        ]

    def test_a_row_without_a_title_is_refused_and_repeated_in_the_reason(self) -> None:
        row = row_of("Titel;Doel", ";toezicht")
        assert row.outcome is Outcome.REFUSED
        assert row.messages[0].said(ENGLISH) == "the title is missing; the row says: toezicht"


class TestParties:
    """One cell, several organisations."""

    @pytest.mark.parametrize(
        ("cell", "names"),
        [
            ("gemeente en politie", ["gemeente", "politie"]),
            ("Werk en Inkomen, UWV", ["Werk en Inkomen", "UWV"]),
            ("Politie, regionale eenheid Rotterdam", ["Politie, regionale eenheid Rotterdam"]),
            ("- gemeente\n- politie\n- Gemeente", ["gemeente", "politie"]),
            ("gemeente/politie", ["gemeente", "politie"]),
            ("DG&J ZHZ, Bakker B.V.", ["DG&J ZHZ", "Bakker B.V."]),
            ("gemeente (Weert, Nederweert), AMW", ["gemeente (Weert, Nederweert)", "AMW"]),
        ],
    )
    def test_a_cell_is_taken_apart(self, cell: str, names: list[str]) -> None:
        assert [party.name for party in read_parties(cell).parties] == names

    def test_names_are_unique_and_too_many_are_left_to_a_person(self) -> None:
        assert read_parties("A, a ,A").parties == (Party(name="A"),)
        assert read_parties(", ".join(f"partij{n}" for n in range(101))).parties == ()
