"""Importing real lists: what each row says is kept in its own words, and what is unclear is told."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from agreements.domain.completeness import DEMANDS, PUBLIC_TEXTS, check_dates, completeness
from agreements.domain.content import Content, Party
from agreements.domain.term import TermPolicy
from agreements.domain.vocabulary import AgreementKind, OnwardSharing, PartyKind, Sensitivity
from agreements.services.importing.import_row import ImportRow, Outcome
from agreements.services.importing.interpret import interpret
from agreements.services.importing.messages import FIELDS, TEXTS, Code
from agreements.services.importing.own_export import CONTENT, FORMAT, read_own
from agreements.services.importing.parties import read_parties
from agreements.services.importing.report import lines, report_csv
from agreements.services.importing.source import read_source
from agreements.texts import Texts, translations

DATA = Path(__file__).parent.parent / "data"
TODAY = date(2026, 11, 23)
POLICY = TermPolicy(in_force_since=date(2026, 1, 1))
DUTCH, ENGLISH = Texts("nl"), Texts("en")
EXPECTED: list[dict[str, Any]] = json.loads((DATA / "messy_expected.json").read_text())

FLAGS = {
    "einddatum ontbreekt": Code.END_MISSING,
    "bewaartermijn is een verwijzing": Code.RETENTION_REFERENCE,
    "einddatum alleen jaar": Code.END_YEAR_ONLY,
    "datums alleen jaar": Code.DATES_YEAR_ONLY,
    "doel ontbreekt": Code.PURPOSE_MISSING,
    "bewaartermijn '?'": Code.RETENTION_QUESTION,
    "regeleinde in cel": Code.LINE_BREAK_IN_CELL,
    "geen datums": Code.NO_DATES,
    "puntkomma in cel": Code.SEMICOLON_IN_CELL,
    "bewaartermijn ontbreekt": Code.RETENTION_MISSING,
    "einddatum is vrije tekst met vraagteken": Code.END_TEXT_QUESTION,
    "einddatum 'geen'": Code.END_NONE,
    "einddatum is een duur": Code.END_IS_DURATION,
    "stilzwijgende verlenging in opmerking": Code.TACIT_RENEWAL,
    "duur zonder ingangsdatum": Code.TERM_WITHOUT_START,
    "mogelijk dubbel": Code.POSSIBLE_DUPLICATE,
    "bewaartermijn zonder getal": Code.RETENTION_NO_NUMBER,
    "hangt samen met ander convenant": Code.RELATED_AGREEMENT,
    "partijen in bijlage": Code.PARTIES_IN_ANNEX,
    "oude wet": Code.OLD_LAW,
}
"""What the people who made the list call each problem, and what the import calls it."""


def read(data: str | bytes, name: str = "lijst.csv") -> list[ImportRow]:
    source = read_source(name, data.encode() if isinstance(data, str) else data)
    return interpret(source, registered_on=TODAY, policy=POLICY)


def row_of(header: str, cells: str) -> ImportRow:
    """The only row of a list with these columns."""
    return read(f"{header}\n{cells}\n")[0]


def codes(row: ImportRow) -> set[Code]:
    return {message.code for message in row.messages}


def content_of(row: ImportRow) -> Content:
    assert row.content is not None
    return row.content


@pytest.fixture(scope="module")
def messy() -> dict[int, ImportRow]:
    return {row.row: row for row in read((DATA / "messy.csv").read_bytes(), "messy.csv")}


@pytest.fixture(scope="module")
def described() -> list[ImportRow]:
    return read((DATA / "convenanten.json").read_bytes(), "convenanten.json")


class TestTheListOfAPrivacyOfficer:
    """`messy.csv`, judged by what people expect of each row."""

    @pytest.mark.parametrize("case", EXPECTED, ids=lambda case: f"row {case['csv_row']}")
    def test_every_stated_date_length_and_renewal_agrees(
        self, messy: dict[int, ImportRow], case: dict[str, Any]
    ) -> None:
        row, expected = messy[case["csv_row"]], case["expected"]
        found = {
            "start": row.start and str(row.start),
            "start_precision": row.start and row.start.precision,
            "end": row.end and str(row.end),
            "end_precision": row.end and row.end.precision,
            "duration_iso": row.duration_iso,
            "signed": row.signed_on and str(row.signed_on),
            "tacit_renewal": row.tacit_renewal,
            "notice_iso": row.notice_iso,
            "duplicate_of_row": row.duplicate_of_row,
            "retention_text": content_of(row).stated.retention,
            "end_text": content_of(row).stated.ends_on,
        }
        stated = expected.keys() - {"flags", "note"}
        assert {key: found[key] for key in stated} == {key: expected[key] for key in stated}
        assert row.title == case["name"]

    @pytest.mark.parametrize("case", EXPECTED, ids=lambda case: f"row {case['csv_row']}")
    def test_every_expected_flag_is_told_in_the_same_dutch_words(
        self, messy: dict[int, ImportRow], case: dict[str, Any]
    ) -> None:
        told = {message.code: message.said(DUTCH) for message in messy[case["csv_row"]].messages}
        for flag in case["expected"].get("flags", []):
            assert told[FLAGS[flag]].removesuffix(" met rij 3") == flag

    def test_every_row_of_the_file_ends_somewhere(self, messy: dict[int, ImportRow]) -> None:
        assert list(messy) == list(range(2, 24))
        assert [number for number, row in messy.items() if row.outcome is Outcome.SKIPPED] == [10, 23]
        assert sum(row.outcome is Outcome.DRAFT for row in messy.values()) == len(EXPECTED) == 20

    def test_no_word_of_the_source_is_lost(self, messy: dict[int, ImportRow]) -> None:
        text = (DATA / "messy.csv").read_bytes().decode("cp1252")
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=";"), start=1):
            if number > 1 and any(record):
                kept = CONTENT.dump_json(content_of(messy[number])).decode()
                for cell in record:
                    shown = json.dumps(cell.strip().replace("\r\n", "\n"), ensure_ascii=False)[1:-1]
                    assert shown in kept or shown.replace("\\n", " ") in kept

    def test_only_dates_known_to_the_day_become_dates(self, messy: dict[int, ImportRow]) -> None:
        for row in messy.values():
            if row.content:
                assert row.content.starts_on == (row.start.as_date() if row.start else None)
                check_dates(row.content, TODAY, POLICY)
        assert content_of(messy[3]).ends_on is None
        assert content_of(messy[20]).ends_on == date(2020, 1, 22)

    def test_organisations_are_recognised_in_the_cell_of_parties(self, messy: dict[int, ImportRow]) -> None:
        parties = {party.name: party.kind for party in content_of(messy[3]).parties}
        assert parties == {
            "gemeenten": PartyKind.MUNICIPALITY,
            "politie": PartyKind.POLICE,
            "OM": PartyKind.PUBLIC_PROSECUTOR,
            "corporaties": PartyKind.HOUSING_CORPORATION,
            "UWV": PartyKind.GOVERNMENT,
            "SVB": PartyKind.GOVERNMENT,
            "Liander": PartyKind.ENERGY,
            "Stedin": PartyKind.ENERGY,
        }
        assert content_of(messy[22]).parties == ()
        assert content_of(messy[22]).stated.parties == "zie bijlage"

    def test_an_agreement_that_surely_lasts_too_long_is_named(self, messy: dict[int, ImportRow]) -> None:
        assert Code.TERM_TOO_LONG in codes(messy[4])
        assert Code.TERM_TOO_LONG not in codes(messy[5])

    def test_every_draft_says_what_it_lacks(self, messy: dict[int, ImportRow]) -> None:
        for row in messy.values():
            if row.content:
                lacks = next(message for message in row.messages if message.code is Code.LACKS)
                assert lacks.values["count"] == len(completeness(row.content, TODAY, POLICY))


class TestDescribedDocuments:
    """`convenanten.json`."""

    def test_all_of_them_become_drafts(self, described: list[ImportRow]) -> None:
        assert [row.row for row in described] == list(range(1, 61))
        assert {row.outcome for row in described} == {Outcome.DRAFT}
        assert all(Code.LACKS in codes(row) for row in described)

    def test_dates_are_as_precise_as_the_source(self, described: list[ImportRow]) -> None:
        records = json.loads((DATA / "convenanten.json").read_text())
        for record, row in zip(records, described, strict=True):
            assert (row.start and str(row.start)) == record["start_date"]
            assert (row.signed_on and str(row.signed_on)) == record["date_signed"]
            assert row.duration_iso == record["duration_iso8601"]
            assert row.notice_iso == record["notice_period_iso8601"]
            assert row.tacit_renewal is record["tacit_renewal"]
            assert row.source_key == f"kenmerk:{record['id'].casefold()}"

    def test_an_end_that_nobody_agreed_on_stays_in_words(self, described: list[ImportRow]) -> None:
        assert all(row.end is None and content_of(row).ends_on is None for row in described)
        by_id = {row.source_reference: row for row in described}
        assert Code.END_FROM_TITLE in codes(by_id["C020"])
        assert Code.END_FROM_REPEAL in codes(by_id["C036"])
        assert content_of(by_id["C036"]).stated.ends_on == "2020-01-22"

    def test_models_and_regulations_of_one_side_say_what_they_are(self, described: list[ImportRow]) -> None:
        models = {row.source_reference for row in described if Code.IS_MODEL in codes(row)}
        regulations = {row.source_reference for row in described if Code.IS_UNILATERAL in codes(row)}
        assert (models, regulations) == ({"M001", "M002"}, {"U003"})

    def test_every_filled_field_of_the_source_is_found_in_the_draft(self, described: list[ImportRow]) -> None:
        records = json.loads((DATA / "convenanten.json").read_text())
        for record, row in zip(records, described, strict=True):
            kept = "\n".join(_texts(CONTENT.dump_python(content_of(row), mode="json")))
            for key in record.keys() - {"id", "tacit_renewal", "notice_period_iso8601", "duration_iso8601"}:
                for text in _texts(record[key]):
                    if text != "not_seen" and key not in {"parties", "table_of_contents_read", "start_date"}:
                        assert text in kept, (record["id"], key)

    def test_each_party_keeps_its_name_and_gets_a_kind(self, described: list[ImportRow]) -> None:
        records = json.loads((DATA / "convenanten.json").read_text())
        for record, row in zip(records, described, strict=True):
            names = [party.name for party in content_of(row).parties]
            assert names == list(dict.fromkeys(party["name"] for party in record["parties"]))
        koninklijke = {p.name: p.kind for row in described for p in content_of(row).parties}
        assert koninklijke["Openbaar Ministerie"] is PartyKind.PUBLIC_PROSECUTOR

    def test_a_record_with_a_wrong_field_is_refused_with_its_name(self) -> None:
        data = json.dumps([{"id": "C1", "title": "Goed"}, {"id": "C2", "title": "Fout", "parties": "politie"}, 3])
        good, wrong, number = read(data, "lijst.json")
        assert good.outcome is Outcome.DRAFT
        assert [message.said(ENGLISH) for message in wrong.messages] == [
            "the field “parties” has a value that does not fit"
        ]
        assert (wrong.outcome, wrong.title, number.outcome) == (Outcome.REFUSED, "Fout", Outcome.REFUSED)


def _texts(value: Any) -> Iterator[str]:
    """Every text inside a JSON value."""
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


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
            ("tot 1-1-2027", Code.END_TEXT),
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
        row = row_of("Titel;Prioriteit;;Team", "Proef;hoog;los;Wonen;extra")
        assert content_of(row).internal_notes == "Prioriteit: hoog\nKolom 3: los\nKolom 5: extra"
        assert content_of(row).department == "Wonen"
        assert Code.TOO_MANY_CELLS in codes(row)

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
        assert (row.source_reference, row.source_key) == ("GLO-2026-0017", "kenmerk:glo-2026-0017")
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


class TestKnowingARowAgain:
    """The same list twice gives no doubles."""

    HEADER = "Titel;Partijen;Begindatum;Doel\n"

    def keys(self, *rows: str) -> list[str]:
        return [row.source_key for row in read(self.HEADER + "\n".join(rows) + "\n")]

    def test_a_completed_date_and_a_corrected_cell_keep_the_key(self) -> None:
        assert self.keys("Proef;A;april 2020;helpn") == self.keys("PROEF ;A, B;1-4-2020;helpen")

    def test_the_order_of_rows_does_not_matter(self) -> None:
        one, two = "Proef;A;2020;", "Andere;B;2020;"
        assert self.keys(one, two) == self.keys(two, one)[::-1]

    def test_a_later_agreement_with_the_same_title_has_a_key_of_its_own(self) -> None:
        keys = self.keys("Proef;A;2020;", "Proef;A;2023;", "Proef;A;2023;", "Proef;B;2023;")
        assert len(set(keys)) == 4

    def test_a_corrected_row_has_another_fingerprint_and_moved_columns_have_not(self) -> None:
        first, moved, corrected = (
            row_of("Titel;Doel", "Proef;x"),
            row_of("Doel;Titel", "x;Proef"),
            row_of("Titel;Doel", "Proef;y"),
        )
        assert first.fingerprint == moved.fingerprint != corrected.fingerprint
        assert first.title_key == corrected.title_key

    @pytest.mark.parametrize(
        ("one", "two", "alike"),
        [
            ("Hennepconvenant 2019-2022", "hennep convenant", True),
            ("Convenant woonoverlast", "Convenant wonoverlast", True),
            ("Convenant woonoverlast", "Convenant woonfraude", False),
            ("Protocol 1", "Protocol 2", False),
            ("Convenant deel II", "Convenant deel III", False),
            ("DIT-convenant 2022", "DIT-convenant 2026", False),
        ],
    )
    def test_nearly_equal_titles_with_the_same_start_are_possible_doubles(
        self, one: str, two: str, alike: bool
    ) -> None:
        _, second = read(f"{self.HEADER}{one};;1-1-2026;\n{two};;1-1-2026;\n")
        assert (second.duplicate_of_row == 2) is alike
        assert read(f"{self.HEADER}{one};;1-1-2026;\n{two};;1-1-2025;\n")[1].duplicate_of_row is None


class TestOurOwnExport:
    """What leaves the register as JSON comes back the same."""

    CONTENT = Content(
        title="Proef",
        kind=AgreementKind.COVENANT,
        parties=(Party(name="Gemeente"), Party(name="Politie", kind=PartyKind.POLICE)),
        starts_on=date(2026, 1, 1),
        ends_on=date(2028, 12, 31),
        internal_notes="=1+1",
    )

    def export(self, **changes: object) -> bytes:
        inhoud = CONTENT.dump_python(self.CONTENT, mode="json") | changes
        return json.dumps({"formaat": FORMAT, "afspraken": [{"kenmerk": "GLO-2026-0001", "inhoud": inhoud}]}).encode()

    def test_the_content_is_the_same_to_the_last_field(self) -> None:
        (row,) = read(self.export(), "register.json")
        assert row.content == self.CONTENT == read_own(self.export())[0].content
        assert (row.source_reference, row.source_key) == ("GLO-2026-0001", "kenmerk:glo-2026-0001")

    @pytest.mark.parametrize(
        ("changes", "place"),
        [
            ({"kind": "verdrag"}, "inhoud.kind"),
            ({"starts_on": "gisteren"}, "inhoud.starts_on"),
            ({"onbekend": 1}, "inhoud.onbekend"),
            ({"parties": [{"name": "A", "rol": "x"}]}, "inhoud.parties.0.rol"),
        ],
    )
    def test_a_document_that_does_not_fit_is_refused_with_the_place(self, changes: dict[str, Any], place: str) -> None:
        (row,) = read(self.export(**changes), "register.json")
        assert row.outcome is Outcome.REFUSED
        assert place in row.messages[0].said(ENGLISH)

    def test_an_end_that_breaks_the_rules_stays_in_words(self) -> None:
        (row,) = read(self.export(ends_on="2029-01-01"), "register.json")
        assert content_of(row).ends_on is None
        assert content_of(row).stated.ends_on == "2029-01-01"
        assert Code.TERM_TOO_LONG in codes(row)


class TestTheReport:
    """What people see of an import."""

    def test_the_report_has_the_columns_of_the_contract_and_a_line_per_row(self, messy: dict[int, ImportRow]) -> None:
        data = report_csv(messy.values(), DUTCH)
        assert data.startswith("\ufeffrij;uitkomst;kenmerk;titel;begindatum;begindatum_precisie;".encode())
        assert b"\n" not in data.replace(b"\r\n", b"")
        records = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
        assert [int(record["rij"]) for record in records] == list(messy)
        assert (records[0]["begindatum"], records[0]["begindatum_precisie"]) == ("2020-04", "month")
        assert "mogelijk dubbel met rij 3" in records[14]["meldingen"].split(" | ")

    def test_no_cell_of_the_report_becomes_a_formula(self) -> None:
        rows = read("Titel;Doel\n\"=cmd|' /C calc'!A0\";x\n＝1+1;x\n;=HYPERLINK(1)\n")
        assert content_of(rows[0]).title == "=cmd|' /C calc'!A0"
        records = list(csv.reader(io.StringIO(report_csv(rows, DUTCH).decode("utf-8-sig")), delimiter=";"))
        assert not any(cell.startswith(("=", "＝", "+", "-", "@")) for record in records for cell in record)

    def test_the_console_gets_one_line_per_row(self, messy: dict[int, ImportRow]) -> None:
        printed = list(lines(messy.values(), ENGLISH))
        assert len(printed) == len(messy)
        assert printed[0].startswith("2 · concept · Convenant Zoeklicht 2020 · ")
        assert not any("\n" in line or "%(" in line for line in printed)

    def test_every_field_that_can_be_lacking_has_a_short_name(self) -> None:
        asked = {demand.field for demand in DEMANDS} | {
            *PUBLIC_TEXTS,
            "parties",
            "data",
            "documents",
            "is_transitional",
        }
        assert asked <= FIELDS.keys()

    def test_every_message_is_translated_with_the_same_places(self) -> None:
        catalogue = translations("nl")
        for text in (*TEXTS.values(), *FIELDS.values()):
            dutch = catalogue.gettext(text)
            assert dutch != text or text == "DPIA"
            assert dutch.count("%(") == text.count("%(")
        assert TEXTS.keys() == set(Code)
