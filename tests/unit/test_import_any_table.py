"""Any table in our words comes back the same from every format, and no word of a list is lost on the way."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.dates import NotADate, parse_partial_date
from agreements.importing.import_row import ImportRow
from agreements.importing.tables.columns import TARGETS, Column
from agreements.importing.values.choices import yes_or_no
from agreements.importing.values.words import clean, one_line
from tests.import_lists import read
from tests.spreadsheets import ods, xlsx

Cell = str | date
Table = list[list[Cell]]

WORDS = st.lists(
    st.sampled_from(
        ("zorg", "Wonen", "jeugd", "één", "Fryslân", "art. 5", "(nieuw)", "a/b", "x, y", "p; q", "t|u", '"zo"', "'s")
    ),
    min_size=1,
    max_size=4,
).map(" ".join)
NAMES = st.lists(st.sampled_from(("Gemeente Delft", "Politie", "GGD Haaglanden", "Woonbron")), min_size=1, unique=True)
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
COLUMNS: dict[str, st.SearchStrategy[Cell]] = {
    "Partijen": NAMES.map("; ".join),
    "Doel": WORDS,
    "Begindatum": DAYS,
    "Einddatum": DAYS,
    "Bewaartermijn": WORDS,
    "Afdeling": WORDS,
    "Opmerkingen": WORDS,
    "Kleur van de map": WORDS,
}


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Names of columns in any order, the title among them, and rows below."""
    names = draw(st.permutations(["Titel", *draw(st.lists(st.sampled_from(list(COLUMNS)), min_size=1, unique=True))]))
    titles = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
    rows = [
        [f"{title} {number}" if name == "Titel" else draw(st.just("") | COLUMNS[name]) for name in names]
        for number, title in enumerate(titles)
    ]
    return [list[Cell](names), *rows]


def written(table: Sequence[Sequence[Cell]], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(table)
    return out.getvalue().encode(encoding)


WAYS: dict[str, Callable[[Table], bytes]] = {
    "comma": lambda table: written(table, ","),
    "tab": lambda table: written(table, "\t", "utf-16"),
    "bar": lambda table: written(table, "|", "cp1252"),
    "mark": lambda table: written(table, ";", "utf-8-sig"),
    "xlsx": xlsx,
    "ods": ods,
}


def drafts(data: bytes) -> list[tuple[object, ...]]:
    return [(row.row, row.outcome, row.content, row.start, row.end, row.fingerprint) for row in read(data)]


@settings(max_examples=15)
@given(tables())
def test_the_same_table_gives_the_same_drafts_from_every_format(table: Table) -> None:
    plain = drafts(written(table))

    assert len(plain) == len(table) - 1
    for name, way in WAYS.items():
        assert drafts(way(table)) == plain, name


@settings(max_examples=25)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_the_columns_changes_nothing_but_that_of_the_notes(table: Table, chance: object) -> None:
    order = sorted(range(len(table[0])), key=lambda place: chance.random())  # type: ignore[attr-defined]
    shuffled = [[row[place] for place in order] for row in table]

    for one, other in zip(read(written(table)), read(written(shuffled)), strict=True):
        assert _without_order(one) == _without_order(other)


def _without_order(row: ImportRow) -> dict[str, object]:
    assert row.content is not None
    notes = sorted(row.content.internal_notes.splitlines())
    return asdict(row.content) | {"internal_notes": notes, "key": row.fingerprint}


SIGNS = st.characters(codec="utf-8", exclude_categories=("C", "Z", "M"))
SAID = (
    "misschien", "-", "n.v.t.", "idem", "?", "31-12-2027", "12/31/2026", "3-2026", "tot 1-1-2028", "2 jaar", "12",
    "#N/B", "geen", "zie bijlage", "Q3 2026", "https://a.example/b", "1.000,50", "Politie; GGD, OM", "0-0-2026",
    "1-1-0001", "a b c", "31-12-9999", "12345678901", "art. 5, lid 2", "=1+1", "<b>", "x",
)  # fmt: skip
MEANINGS = sorted(set(TARGETS) - {Column.TITLE})


@pytest.mark.parametrize("text", SAID)
def test_no_column_loses_what_people_write_in_it(text: str) -> None:
    _assert_kept([(meaning, text) for meaning in [*MEANINGS, "Kleur"]])


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(MEANINGS), st.text(SIGNS, min_size=1, max_size=12)), min_size=1, max_size=4))
def test_every_word_of_a_row_is_in_its_draft_its_notes_or_what_is_told_of_it(cells: list[tuple[str, str]]) -> None:
    _assert_kept(list(dict(cells).items()))


def _assert_kept(cells: list[tuple[str, str]]) -> None:
    names = [TARGETS[meaning].dutch if meaning in TARGETS else meaning for meaning, _ in cells]
    (row,) = read(written([["Titel", *names], ["Veilig wonen", *(cell for _, cell in cells)]]))

    kept = _everything(row)
    lost = [(meaning, cell) for meaning, cell in cells if not _is_kept(one_line(clean(cell)), kept)]
    assert [(meaning, cell) for meaning, cell in lost if not _is_answer(cell)] == []


def _is_answer(cell: str) -> bool:
    """Whether it becomes a value of a closed list, and is not kept beside it."""
    return cell == "geen" or yes_or_no(cell) is not None


def _everything(row: ImportRow) -> str:
    """All texts, days and numbers of a row, and of what is told of it, one below the other."""
    told = [message.values for message in row.messages]
    found = [asdict(row.content) if row.content else None, told, row.source_reference, str(row.start), str(row.end)]
    return "\n".join(one_line(str(leaf)) for leaf in _leaves(found)).casefold()


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


def _is_kept(cell: str, kept: str) -> bool:
    """As a whole, in its parts as a list has them, or as the day that it is."""
    parts = [part.strip() for part in re.split(r"[;,|/\n]", cell.casefold()) if part.strip()]
    return cell.casefold() in kept or all(part in kept for part in parts) or _day(cell) in kept


def _day(cell: str) -> str:
    try:
        return str(parse_partial_date(cell))
    except NotADate:
        return "no day"
