"""What the names of columns say: known ones in any form, alike ones as a proposal, the others kept in the notes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.importing.errors import TitleColumnMissing
from agreements.importing.formats.source import ListSource, read_source
from agreements.importing.mapping.by_name import by_name
from agreements.importing.mapping.read_header import read_header
from agreements.importing.tables.columns import MEANING, SEVERAL, TARGETS, Column
from agreements.importing.tables.header import Header, Why
from tests.import_lists import DATA, content_of, read, row_of


def header_of(names: str, *rows: str) -> Header:
    """What the columns of a list with these names, divided by semicolons, are about."""
    return read_header(names.split(";"), [row.split(";") for row in rows])


def test_dates_under_names_of_two_words_are_read() -> None:
    (row,) = read((DATA / "import-cases" / "h05_date_column_name_with_a_space.csv").read_bytes())

    assert (content_of(row).starts_on, content_of(row).ends_on) == (date(2026, 1, 1), date(2027, 12, 31))


def test_the_columns_of_open_covenants_are_understood_and_the_rest_is_kept() -> None:
    (row,) = read((DATA / "import-cases" / "h07_openconvenanten_columns.csv").read_bytes())
    content = content_of(row)

    assert (row.title, row.duration_iso, str(row.signed_on)) == ("Aanpak woonoverlast", "P3Y", "2024-03-01")
    assert [party.name for party in content.parties] == ["Gemeente A", "Politie"]
    assert (content.summary, content.theme) == ("Kort", "Wonen")
    assert "Inhoud: Tekst" in content.internal_notes
    assert "Bijlagen: https://example.invalid/a.pdf" in content.internal_notes


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("Start datum", Column.STARTS_ON),
        ("Begindatum (dd-mm-jjjj)", Column.STARTS_ON),
        ("start_date", Column.STARTS_ON),
        ("startDate", Column.STARTS_ON),
        ("Ingangs-\ndatum", Column.STARTS_ON),
        ("Datum einde contract", Column.ENDS_ON),
        ("Einddatum*", Column.ENDS_ON),
        ("3. Titel", Column.TITLE),
        ("Naam van het convenant", Column.TITLE),
        ("Contractnaam", Column.TITLE),
        ("Partij(en)", Column.PARTIES),
        ("Partij 2", Column.PARTIES),
        ("Doelen", Column.PURPOSE),
        ("Doel van de gegevensuitwisseling", Column.PURPOSE),
        ("BEWAARTERMIJN", Column.RETENTION),
        ("rechtsvorm", "legal_form"),
        ("Datum collegebesluit", "adopted_on"),
    ],
)
def test_a_known_name_is_surely_known_in_any_form(name: str, meaning: str) -> None:
    match = by_name(name)

    assert match is not None
    assert (match.meaning, match.why.value.is_sure) == (meaning, True)


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("Einddatm", Column.ENDS_ON),
        ("Partner organisatie in de keten", Column.PARTIES),
        ("Huidige afdeling", "department"),
        ("Geldig tot", Column.ENDS_ON),
    ],
)
def test_a_name_that_is_only_alike_is_no_more_than_a_proposal(name: str, meaning: str) -> None:
    match = by_name(name)

    assert match is not None
    assert (match.meaning, match.why.value.is_sure) == (meaning, False)


@pytest.mark.parametrize(
    "name",
    [
        "Contract eigenaar",
        "Convenant bijlage",
        "Naam contactpersoon",
        "Partij telefoon",
        "Laatste evaluatie",
        "Datum",
        "Status",
        "",
        "x" * 5_000,
        "€",
    ],
)
def test_a_name_about_a_person_or_about_nothing_known_means_no_field(name: str) -> None:
    assert by_name(name) is None


WRITTEN = st.sampled_from((
    str.upper,
    str.title,
    lambda name: name.replace(" ", "_"),
    lambda name: name.replace(" ", "-"),
    lambda name: name.replace(" ", "\n"),
    lambda name: f"{name} *",
    lambda name: f"2. {name}",
    lambda name: f"{name} (verplicht)",
    lambda name: f"  {name}:  ",
))  # fmt: skip


@settings(max_examples=300)
@given(st.sampled_from(sorted(MEANING)), WRITTEN)
def test_every_known_name_is_known_however_it_is_written(name: str, write: object) -> None:
    match = by_name(write(name))  # type: ignore[operator]

    assert match is not None
    assert match.meaning == MEANING[name]


VALUES = {
    "title": "Proef",
    "purpose": "Hulp bij schulden",
    "starts_on": "1-1-2026",
    "ends_on": "31-12-2027",
    "theme": "Zorg",
}


@settings(max_examples=100)
@given(st.permutations(sorted(VALUES)), st.data())
def test_the_same_list_under_other_names_and_in_another_order_gives_the_same_draft(
    order: list[str], data: st.DataObject
) -> None:
    names = [data.draw(st.sampled_from(TARGETS[meaning].names)) for meaning in order]

    content = content_of(row_of(";".join(names), ";".join(VALUES[meaning] for meaning in order)))

    assert (content.title, content.purpose, content.theme) == ("Proef", "Hulp bij schulden", "Zorg")
    assert (content.starts_on, content.ends_on) == (date(2026, 1, 1), date(2027, 12, 31))


def test_of_two_columns_for_one_field_the_best_known_stays_and_the_other_goes_to_the_notes() -> None:
    row = row_of("Titel;Startdatum;Begindatum", "Proef;2-1-2026;1-1-2026")
    header = header_of("Titel;Startdatum;Begindatum")

    assert content_of(row).starts_on == date(2026, 1, 1)
    assert "Startdatum: 2-1-2026" in content_of(row).internal_notes
    assert (header.columns[1].why, header.columns[1].values) == (Why.TAKEN, {"other": "Begindatum"})


def test_parties_in_several_columns_are_all_parties() -> None:
    row = row_of("Titel;Partij 1;Partij 2;Partij 3", "Proef;Gemeente A;Politie;GGD")

    assert [party.name for party in content_of(row).parties] == ["Gemeente A", "Politie", "GGD"]
    assert Column.PARTIES in SEVERAL


def test_the_unit_in_a_name_belongs_to_the_bare_numbers_below_it() -> None:
    assert row_of("Titel;Looptijd (jaren)", "Proef;3").duration_iso == "P3Y"
    assert row_of("Titel;Looptijd (jaren)", "Proef;18 maanden").duration_iso == "P18M"
    assert content_of(row_of("Title;Retention (years)", "Proef;2")).stated.retention == "2 jaar"


def test_without_a_title_the_likeliest_column_is_proposed_and_it_is_told() -> None:
    by_its_name = header_of("Zaaknummer;Omschrijving;Onderwerp", "1;a b c d;Schulden voorkomen")
    by_its_words = header_of("Nr;Wat delen we;Bedrag", "1;Schulden vroeg zien;10", "2;Hulp bij wonen;20")

    assert [(one.name, one.why) for one in by_its_name.columns if one.meaning == Column.TITLE] == [
        ("Onderwerp", Why.LIKELIEST_TITLE)
    ]
    assert [(one.name, one.is_sure) for one in by_its_words.columns if one.meaning == Column.TITLE] == [
        ("Wat delen we", False)
    ]


def test_a_list_in_which_nothing_can_be_a_title_is_refused_with_its_columns() -> None:
    with pytest.raises(TitleColumnMissing, match="“Einddatum”, “Bedrag”"):
        read("Einddatum;Bedrag\n31-12-2027;2\n")


def test_dates_that_lie_before_the_known_end_are_pointed_at_and_not_taken_over() -> None:
    names, row = "Titel;Akkoord;Einddatum", "Proef;1-1-2026;31-12-2027"
    akkoord = header_of(names, row).columns[1]

    assert (akkoord.meaning, akkoord.proposal, akkoord.why) == (None, "starts_on", Why.LOOKS_LIKE_START)
    assert content_of(row_of(names, row)).starts_on is None
    assert "Akkoord: 1-1-2026" in content_of(row_of(names, row)).internal_notes


def test_what_cells_say_where_names_tell_nothing_is_proposed_and_not_taken_over() -> None:
    data = (DATA / "lists" / "lijst-zorg-en-veiligheid.csv").read_bytes()
    source = read_source("lijst.csv", data)
    assert isinstance(source, ListSource)
    columns = {one.name: (one.meaning, one.proposal, one.is_sure) for one in source.header.columns}

    assert columns["Waar gaat het over"] == ("title", "", False)
    assert columns["Samen met"] == (None, "parties", False)
    assert columns["Wat gaat er over en weer"] == (None, "data", False)
    assert columns["Wie trekt dit"] == (None, "department", False)
    assert columns["Volgnr"] == (None, "", True)
    first = next(row for row in read(data) if row.content)
    assert content_of(first).parties == ()
    assert "Samen met: Politie Oost, GGD Voorbeeldland" in content_of(first).internal_notes


def test_each_column_shows_some_of_its_cells_shortened() -> None:
    header = header_of("Titel;Doel", "A;x", "B;x", "C;" + "y" * 500, "D;z", "E;w")

    assert header.columns[0].examples == ("A", "B", "C")
    assert [len(example) for example in header.columns[1].examples] == [1, 60, 1]


def test_the_columns_of_our_own_list_mean_what_they_meant() -> None:
    source = read_source("x.csv", (DATA / "import-cases" / "h35_own_open_csv.csv").read_bytes())

    assert isinstance(source, ListSource)
    assert [one for one in source.header.columns if not one.is_sure and one.meaning] == []
    assert {"title", "parties", "purpose", "starts_on", "ends_on"} <= set(source.header.meanings)
