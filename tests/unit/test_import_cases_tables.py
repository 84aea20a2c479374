"""The table is found by looking for one, whatever divides its cells, stands around it, or is written in them."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from agreements.importing.codes import Code
from agreements.importing.formats.source import ListSource, read_source
from agreements.importing.import_row import Outcome
from tests.import_lists import DATA, codes, content_of, read
from tests.spreadsheets import xlsx

CASES = DATA / "import-cases"
NAMES = ("Titel", "Partijen", "Begindatum", "Einddatum")
HELP = ("Hulp bij schulden", "Gemeente, Kredietbank", "1-1-2026", "31-12-2027")
HOME = ("Veilig wonen", "Gemeente, Politie", "1-3-2026", "28-2-2028")
UNKNOWN = ("Omschrijving van het dossier", "Wie er meedoen", "Vanaf wanneer", "Kleur van de map")


def written(rows: list[tuple[str, ...]], delimiter: str = ";", *, are_all_quoted: bool = False) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL if are_all_quoted else csv.QUOTE_MINIMAL).writerows(rows)
    return out.getvalue().encode()


def titles(rows: list[tuple[str, ...]]) -> list[str]:
    """The drafts of a list, and that every row of it was told of."""
    found = read(written(rows))
    assert len(found) == len(rows) - 1
    return [row.title for row in found if row.outcome is Outcome.DRAFT]


def source(data: bytes) -> ListSource:
    found = read_source("lijst", data)
    assert isinstance(found, ListSource)
    return found


def case(name: str) -> bytes:
    (path,) = CASES.glob(f"{name}_*.csv")
    return path.read_bytes()


class TestCases:
    """The small lists that went wrong once."""

    def test_a_row_with_more_cells_than_names_is_refused(self) -> None:
        (row,) = read(case("h11"))
        assert (row.outcome, row.content) == (Outcome.REFUSED, None)
        assert Code.TOO_MANY_CELLS in codes(row)

    def test_a_line_with_totals_is_no_agreement(self) -> None:
        one, total = read(case("h19"))
        assert (one.title, one.outcome) == ("X", Outcome.DRAFT)
        assert (total.outcome, codes(total)) == (Outcome.SKIPPED, {Code.TOTAL})

    def test_one_partner_per_line_is_one_agreement_with_all_of_them(self) -> None:
        first, *more = read(case("h27"))
        assert [party.name for party in content_of(first).parties] == ["Gemeente", "Politie", "GGD"]
        assert {"rows": "3, 4"} in [message.values for message in first.messages if message.code is Code.JOINED]
        assert Code.LINE_BREAK_IN_CELL not in codes(first), "the list itself has none"
        assert [(row.outcome, codes(row)) for row in more] == [(Outcome.SKIPPED, {Code.GOES_ON})] * 2

    def test_bars_divide_cells_too(self) -> None:
        (row,) = read(case("h37"))
        assert (row.title, content_of(row).starts_on, content_of(row).ends_on) == (
            "X",
            date(2026, 1, 1),
            date(2027, 12, 31),
        )

    def test_words_in_a_cell_never_make_its_row_that_of_the_names(self) -> None:
        (row,) = read(case("h39"))
        assert (row.title, content_of(row).starts_on) == ("X", date(2026, 1, 1))


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("names", [NAMES, UNKNOWN])
def test_the_sign_that_divides_cells_is_found_by_the_rows_not_by_our_names(
    delimiter: str, names: tuple[str, ...]
) -> None:
    texts = [("Delen, lenen; ruilen | geven\tnemen", "A, B, C; D", "1-1-2026", f"blauw {n}") for n in range(5)]

    found = source(written([names, *texts], delimiter))

    assert (found.delimiter, found.header.names) == (delimiter, names)


@pytest.mark.parametrize(
    ("rows", "delimiter", "are_all_quoted"),
    [
        ([("Bakje", "Kleur"), *(("Zorg", f"aa, bb, {n}") for n in range(30))], ";", True),
        ([("Titel", "Doel"), *((f"Zorg {n}", "aa, bb, cc, dd, ee") for n in range(30))], ";", False),
        ([("Soort", "Wat"), ("Zorg", "a;b;c;d;e;f"), ("Wonen", "huur"), ("Jeugd", "school")], "\t", False),
    ],
    ids=["quoted", "as often in each row", "often in one row"],
)
def test_signs_in_the_texts_do_not_divide_them(
    rows: list[tuple[str, ...]], delimiter: str, are_all_quoted: bool
) -> None:
    assert source(written(rows, delimiter, are_all_quoted=are_all_quoted)).delimiter == delimiter


def test_a_line_for_excel_may_say_that_bars_divide() -> None:
    assert source(b"sep=|\r\nTitel|Doel\r\nA|x;y;z\r\n").delimiter == "|"


@pytest.mark.parametrize("above", [0, 1, 7, 45])
@pytest.mark.parametrize("names", [NAMES, UNKNOWN])
def test_names_may_stand_as_low_as_row_fifty_below_titles_and_explanations(above: int, names: tuple[str, ...]) -> None:
    legend = [("Lijst van afspraken", "", "", ""), ("Groen", "loopt nog", "", ""), ("", "", "", "")] * 15

    found = source(written([*legend[:above], names, HELP, HOME, HELP, HOME]))

    assert (found.header_number, found.header.names) == (above + 1, names)


@pytest.mark.parametrize(("names", "agreements"), [(NAMES, [HELP]), (UNKNOWN, [HELP, HOME, HELP])])
def test_a_short_list_below_a_long_explanation_is_found(
    names: tuple[str, ...], agreements: list[tuple[str, ...]]
) -> None:
    legend = [(f"Sein {chr(65 + number % 26)}", "loopt nog", "", "") for number in range(40)]

    assert source(written([*legend, names, *agreements])).header.names == names


def test_a_table_of_explanations_above_is_not_the_list() -> None:
    legend = [("Veld", "Betekenis"), ("Titel", "hoe het heet"), ("Partijen", "wie er meedoen"), ("", "")]

    assert titles([*legend, NAMES, HELP, HOME]) == [HELP[0], HOME[0]]


def test_names_in_two_rows_are_joined() -> None:
    upper, lower = ("Titel", "Looptijd", "", "Partijen"), ("", "begindatum", "einddatum", "")

    found = source(written([upper, lower, ("Wonen", "1-1-2026", "31-12-2027", "Gemeente, Politie")]))

    assert found.header.names == ("Titel", "Looptijd begindatum", "Looptijd einddatum", "Partijen")
    assert [row.outcome for row in read(written([upper, lower, ("Wonen", "1-1-2026", "31-12-2027", "A, B")]))] == [
        Outcome.SKIPPED,
        Outcome.DRAFT,
    ]


def test_a_first_agreement_with_empty_cells_is_no_second_row_of_names() -> None:
    assert titles([NAMES, ("Hulp", "", "", ""), ("Wonen", "Gemeente", "", "")]) == ["Hulp", "Wonen"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("(verplicht)", "(vrije tekst)", "(dd-mm-jjjj)", "(dd-mm-jjjj)"), Code.HEADING),
        (("tekst", "tekst", "dd-mm-jjjj", "dd-mm-jjjj"), Code.HEADING),
        (NAMES, Code.HEADING),
        (("Totaal", "12", "", ""), Code.TOTAL),
        (("Totaal aantal afspraken:", "", "1.200", "50 %"), Code.TOTAL),
    ],
)
def test_what_stands_between_the_agreements_is_skipped_with_the_reason(row: tuple[str, ...], code: Code) -> None:
    first, *others = read(written([NAMES, row, HELP, HOME]))

    assert (first.outcome, codes(first)) == (Outcome.SKIPPED, {code})
    assert [other.title for other in others] == [HELP[0], HOME[0]]


@pytest.mark.parametrize(
    "row",
    [
        ("Totaal", "Gemeente", "", ""),
        ("Totaal", "", "1-1-2026", ""),
        ("Totaalplan wonen", "12", "", ""),
        ("Totaal overzicht", "", "", ""),
        ("Toelichting op afspraken", "Gemeente", "1-1-2026", ""),
    ],
)
def test_an_agreement_that_is_called_like_a_total_or_an_explanation_stays_one(row: tuple[str, ...]) -> None:
    assert titles([NAMES, HELP, row, HOME]) == [HELP[0], row[0], HOME[0]]


def test_an_explanation_below_the_table_is_skipped_to_its_end() -> None:
    legend = [
        ("", "", "", ""),
        ("Legenda:", "", "", ""),
        ("*", "nog niet getekend", "", ""),
        ("Peildatum 1 mei", "", "", ""),
    ]

    rows = read(written([NAMES, HELP, HOME, *legend]))

    assert [row.outcome for row in rows] == [Outcome.DRAFT] * 2 + [Outcome.SKIPPED] * 4
    assert [codes(row) for row in rows[2:]] == [{Code.BLANK}, {Code.LEGEND}, {Code.LEGEND}, {Code.LEGEND}]


def test_a_footnote_below_the_table_is_an_explanation_but_a_starred_agreement_is_one() -> None:
    footnote, starred = ("* = nog niet getekend", "", "", ""), ("* Hulp aan huis", "GGD", "", "")

    rows = read(written([NAMES, HELP, starred, ("", "", "", ""), footnote]))

    assert [row.outcome for row in rows] == [Outcome.DRAFT] * 2 + [Outcome.SKIPPED] * 2
    assert codes(rows[-1]) == {Code.LEGEND}


def test_a_word_of_an_explanation_between_agreements_hides_none_of_them() -> None:
    assert HOME[0] in titles([NAMES, HELP, ("Toelichting", "", "", ""), HOME])


def test_a_partner_below_an_empty_row_or_a_heading_is_not_given_to_anybody() -> None:
    partner = ("", "GGD", "", "")

    for between in (("", "", "", ""), ("Totaal", "1", "", "")):
        *_, last = read(written([NAMES, HELP, between, partner]))
        assert (last.outcome, Code.TITLE_MISSING in codes(last)) == (Outcome.REFUSED, True)


def test_a_title_that_is_merged_over_the_lines_of_its_partners_is_one_agreement() -> None:
    merged = xlsx(
        [NAMES, ("Hulp", "Gemeente", *HELP[2:]), ("", "Politie"), ("", "GGD"), HOME],
        merged=[(1, 0, 3, 0), (1, 2, 3, 2), (1, 3, 3, 3)],
    )

    first, second, third, fourth = read(merged)

    assert [party.name for party in content_of(first).parties] == ["Gemeente", "Politie", "GGD"]
    assert [row.outcome for row in (second, third, fourth)] == [Outcome.SKIPPED, Outcome.SKIPPED, Outcome.DRAFT]


def test_a_cell_that_is_merged_over_the_width_of_the_table_is_a_heading() -> None:
    first, _ = read(xlsx([NAMES, ("Sociaal domein",), HELP], merged=[(1, 0, 1, 3)]))

    assert (first.outcome, codes(first)) == (Outcome.SKIPPED, {Code.HEADING})
