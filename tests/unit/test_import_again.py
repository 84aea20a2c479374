"""Importing the same list again, importing our own export, and the report of an import."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest

from agreements.domain.completeness import DEMANDS, PUBLIC_TEXTS
from agreements.domain.content import Content, Party
from agreements.domain.vocabulary import AgreementKind, PartyKind
from agreements.importing.codes import Code
from agreements.importing.formats.own_export import CONTENT, FORMAT, read_own
from agreements.importing.import_row import ImportRow, Outcome
from agreements.importing.messages import FIELDS
from agreements.importing.report import lines, report_csv
from agreements.texts import translations
from tests.import_lists import DATA, DUTCH, ENGLISH, codes, content_of, read, row_of


@pytest.fixture(scope="module")
def messy() -> dict[int, ImportRow]:
    return {row.row: row for row in read((DATA / "messy.csv").read_bytes(), "messy.csv")}


class TestKnowingARowAgain:
    """The same list twice gives no doubles."""

    HEADER = "Titel;Partijen;Begindatum;Doel\n"

    def test_a_corrected_row_has_another_fingerprint_and_moved_columns_have_not(self) -> None:
        first, moved, corrected = (
            row_of("Titel;Doel", "Proef;x"),
            row_of("Doel;Titel", "x;Proef"),
            row_of("Titel;Doel", "Proef;y"),
        )
        assert first.fingerprint == moved.fingerprint != corrected.fingerprint

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
        assert row.source_reference == "GLO-2026-0001"

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
        for text in (*(code.value.sentence for code in Code), *FIELDS.values()):
            dutch = catalogue.gettext(text)
            assert dutch != text or text == "DPIA"
            assert dutch.count("%(") == text.count("%(")
