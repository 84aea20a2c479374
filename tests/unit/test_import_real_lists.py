"""Importing the lists that people really keep: every row and every word ends somewhere, and what is unclear is told."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from agreements.domain.completeness import completeness
from agreements.domain.held_term import check_dates
from agreements.domain.vocabulary import AgreementKind, PartyKind
from agreements.importing.codes import Code
from agreements.importing.formats.own_export import CONTENT
from agreements.importing.import_row import ImportRow, Outcome
from tests.import_lists import DATA, DUTCH, ENGLISH, POLICY, TODAY, codes, content_of, read

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
    "volgens een opmerking loopt de afspraak vanzelf door": Code.TACIT_RENEWAL,
    "duur zonder begindatum": Code.TERM_WITHOUT_START,
    "mogelijk dubbel": Code.POSSIBLE_DUPLICATE,
    "bewaartermijn zonder getal": Code.RETENTION_NO_NUMBER,
    "hangt samen met een andere afspraak": Code.RELATED_AGREEMENT,
    "partijen in bijlage": Code.PARTIES_IN_ANNEX,
    "oude wet": Code.OLD_LAW,
}
"""What the people who made the list call each problem, and what the import calls it."""


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
                assert lacks.values["count"] == len(completeness(row.content, TODAY, POLICY, TODAY))


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
            assert (row.source_reference, content_of(row).own_number) == (record["id"], record["id"])

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


class TestWhatRealCovenantsSay:
    """Facts of described documents go to the field that holds them."""

    def test_the_same_list_as_csv_gives_the_same_drafts(self, described: list[ImportRow]) -> None:
        rows = read((DATA / "convenanten.csv").read_bytes(), "convenanten.csv")

        assert [row.outcome for row in rows] == [Outcome.DRAFT] * 60
        for row, same in zip(rows, described, strict=True):
            assert replace(content_of(row), internal_notes="") == replace(content_of(same), internal_notes="")

    def test_origin_area_predecessor_and_words_on_term_have_their_fields(self, described: list[ImportRow]) -> None:
        found = {row.source_reference: content_of(row) for row in described}
        assert found["C001"].publication_reference == "gmb-2022-485650"
        assert found["C012"].area == "Weert"
        assert found["C028"].adopted_on == date(2021, 2, 10)
        assert found["C028"].parties[0].signing_function == "burgemeester"
        assert found["C040"].kind is AgreementKind.REGULATION
        assert found["C048"].earlier_agreement == "Convenanten 2008 met looptijd tot juni 2011"
        assert "Schriftelijk, ten minste zes maanden" in found["C071"].stated.term
        assert "Jaarlijks gezamenlijk" in found["C071"].evaluation_criteria
        assert all(document.is_public for content in found.values() for document in content.documents)
        kinds = {party.kind for content in found.values() for party in content.parties}
        assert {PartyKind.PUBLIC_HEALTH, PartyKind.SAFETY_REGION, PartyKind.PROBATION, PartyKind.HOSPITALITY} <= kinds
