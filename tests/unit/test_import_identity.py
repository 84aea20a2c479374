"""Knowing a row again: by its number, its cells and what it says; and what a correction changes."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.domain.content import Content, Party, StatedWords
from agreements.importing.changes import changes
from agreements.importing.formats.source import read_source
from agreements.importing.identity import Earlier, Matching, Shape, number_key, shape_of, title_key
from agreements.importing.import_row import ImportRow
from tests.import_lists import content_of, read

HEADER = "Nr;Titel;Partijen;Begindatum;Doel;Thema\n"
CELLS = st.tuples(
    st.sampled_from(["", "1", "2", "A-3"]),
    st.sampled_from(["Leegstand", "leegstand", "Woonoverlast"]),
    st.sampled_from(["", "Politie", "GGD", "Politie, GGD"]),
    st.sampled_from(["", "2026", "1-1-2026", "1-7-2026"]),
    st.sampled_from(["", "Rust", "Toezicht"]),
    st.sampled_from(["", "Wonen", "Zorg"]),
)
LISTS = st.lists(CELLS, min_size=1, max_size=8, unique=True)


def rows_of(cells: list[tuple[str, ...]]) -> list[ImportRow]:
    return read(HEADER + "".join(";".join(row) + "\n" for row in cells))


def matched(before: list[ImportRow], now: list[ImportRow], shape: str = "the list") -> dict[int, str]:
    """Which row of the first list each row of the second is, by the numbers of the second."""
    earlier = [
        Earlier(
            reference=f"AFS-{row.row}",
            source="the list",
            number=number_key(row.source_reference),
            fingerprint=row.fingerprint,
            title_key=title_key(row.title),
            starts=str(row.start or ""),
        )
        for row in before
    ]
    contents = {f"AFS-{row.row}": content_of(row) for row in before}
    matching = Matching(Shape(shape), earlier)
    found = matching.unchanged(now)
    for row in now:
        if row.row not in found and (match := matching.chosen(row, contents)):
            found[row.row] = match
    return {number: match.reference for number, match in found.items()}


@settings(deadline=None, max_examples=60)
@given(LISTS, st.randoms(use_true_random=False))
def test_the_same_list_in_any_order_is_all_known(cells: list[tuple[str, ...]], chosen: Any) -> None:
    before = rows_of(cells)
    mixed = chosen.sample(cells, len(cells))

    found = matched(before, rows_of(mixed))

    assert {cells[int(found[place + 2].removeprefix("AFS-")) - 2] for place in range(len(mixed))} == set(cells)
    assert all(cells[int(found[place + 2].removeprefix("AFS-")) - 2] == row for place, row in enumerate(mixed))


@settings(deadline=None, max_examples=60)
@given(LISTS, LISTS)
def test_no_agreement_is_given_to_two_rows(one: list[tuple[str, ...]], other: list[tuple[str, ...]]) -> None:
    found = matched(rows_of(one), rows_of(other))

    assert len(set(found.values())) == len(found)


@settings(deadline=None, max_examples=60)
@given(CELLS, CELLS)
def test_who_has_another_partner_or_begins_on_another_day_is_another_without_a_number(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    before, now = rows_of([("", *one[1:])]), rows_of([("", *other[1:])])
    parties = [{party.name for party in content_of(rows[0]).parties} for rows in (before, now)]
    days = [content_of(rows[0]).starts_on for rows in (before, now)]
    if (all(parties) and not (parties[0] <= parties[1] or parties[1] <= parties[0])) or (
        all(days) and len({*days}) > 1
    ):
        assert matched(before, now) == {}


def test_a_completed_date_and_a_corrected_cell_are_the_same_agreement() -> None:
    before = rows_of([("", "Leegstand", "Politie", "april 2026", "helpn", "")])

    assert matched(before, rows_of([("", "LEEGSTAND", "Politie, GGD", "1-4-2026", "helpen", "")])) == {2: "AFS-2"}


def test_a_corrected_cell_is_of_the_same_agreement_only_where_the_list_comes_again() -> None:
    kept = [("", f"Convenant {n}", "Politie", "1-1-2026", "Rust", "") for n in range(5)]
    before = rows_of([("", "Leegstand", "Politie", "1-1-2026", "Rust", "Wonen"), *kept])
    corrected = ("", "Leegstand", "Politie", "1-1-2026", "Toezicht", "Wonen")

    assert matched(before, rows_of([corrected, kept[3]])) == {2: "AFS-2", 3: "AFS-6"}
    assert matched(before, rows_of([corrected])) == {}


def test_a_row_that_may_be_two_is_a_new_one() -> None:
    before = rows_of([("", "Leegstand", "Politie", "2026", "a", ""), ("", "Leegstand", "Politie", "2026", "b", "")])

    assert matched(before, rows_of([("", "Leegstand", "Politie", "2026", "c", "")])) == {}


def test_the_number_decides_between_agreements_with_one_title() -> None:
    before = rows_of([("1", "Leegstand", "Politie", "2026", "a", ""), ("2", "Leegstand", "Politie", "2026", "a", "")])

    assert matched(before, rows_of([("2", "Leegstand", "Politie", "2026", "c", "Wonen")])) == {2: "AFS-3"}


def test_rows_that_are_counted_anew_stay_who_they_were() -> None:
    cells = [(title, "Politie", "1-1-2026", "a", "") for title in ("Leegstand", "Woonoverlast", "Schulden", "Zorg")]
    before = rows_of([(str(place), *row) for place, row in enumerate(cells[1:], 1)])

    found = matched(before, rows_of([(str(place), *row) for place, row in enumerate(cells, 1)]))

    assert found == {3: "AFS-2", 4: "AFS-3", 5: "AFS-4"}


def test_a_number_in_another_list_with_another_title_says_nothing() -> None:
    before = rows_of([("1", "Leegstand", "Politie", "1-1-2026", "a", "")])
    now = rows_of([("1", "Leegstnad", "Politie", "1-1-2026", "a", "")])

    assert matched(before, now) == {2: "AFS-2"}
    assert matched(before, now, shape="another list") == {}


def test_a_list_is_known_by_its_columns_in_any_order() -> None:
    shapes = [
        shape_of(read_source("a.csv", data)).name
        for data in (b"Titel;Doel\nx;y\n", b"doel ;TITEL\na;b\n", b"Titel;Thema\nx;y\n")
    ]

    assert shapes[0] == shapes[1] != shapes[2]


CONTENTS = st.builds(
    Content,
    title=st.sampled_from("ab"),
    purpose=st.sampled_from(["", "a", "b"]),
    theme=st.sampled_from(["", "a", "b"]),
    parties=st.sampled_from([(), (Party(name="GGD"),)]),
    starts_on=st.sampled_from([None, date(2026, 1, 1), date(2026, 7, 1)]),
    stated=st.builds(StatedWords, term=st.sampled_from(["", "a", "b"])),
)


@settings(deadline=None, max_examples=100)
@given(CONTENTS, CONTENTS, CONTENTS)
def test_the_register_takes_over_just_what_the_list_alone_changed(
    before: Content, listed: Content, register: Content
) -> None:
    found = changes(before, listed, register, may_empty=True)

    for name in (field.name for field in fields(Content)):
        was, says, now = (getattr(one, name) for one in (before, listed, register))
        becomes = says if was != says and was == now else now
        assert getattr(found.content, name) == becomes
        assert (name in found.left) is (was != says and was != now and says != now)
        assert (name in found.taken) is (becomes != now)


@settings(deadline=None, max_examples=50)
@given(CONTENTS, CONTENTS)
def test_a_list_that_did_not_change_changes_nothing(listed: Content, register: Content) -> None:
    found = changes(listed, listed, register, may_empty=True)

    assert (found.content, found.taken, found.left) == (register, (), ())


def test_a_day_that_is_written_in_another_way_is_no_change() -> None:
    before = Content(title="a", starts_on=date(2026, 1, 1), stated=StatedWords(starts_on="1-1-2026"))
    listed = replace(before, stated=StatedWords(starts_on="1 januari 2026"))

    assert changes(before, listed, before, may_empty=True).taken == ()


def test_a_list_that_lacks_a_column_empties_nothing() -> None:
    before, listed = Content(title="a", purpose="Rust"), Content(title="a")

    assert changes(before, listed, before, may_empty=False).taken == ()
    assert changes(before, listed, before, may_empty=True).taken == ("purpose",)
