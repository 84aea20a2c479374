"""What somebody says of the columns of a list: typed, in a mapping file, or an earlier time."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.dates import DateOrder
from agreements.domain.vocabulary import AgreementKind
from agreements.importing import errors
from agreements.importing.formats.source import ListSource, read_source
from agreements.importing.import_row import ImportRow
from agreements.importing.interpret import interpret
from agreements.importing.mapping.read_header import read_header
from agreements.importing.mapping.remapped import remapped
from agreements.importing.mapping.shape import shape_of
from agreements.importing.mapping.wishes import ORDERS, Wish, Wishes, read_wish
from agreements.importing.mapping.wishes_file import read_wishes, said_of, wishes_of, written
from agreements.importing.tables.columns import TARGETS
from agreements.importing.tables.header import Why
from agreements.texts import Texts
from tests.import_lists import POLICY, TODAY, content_of

LIST = "Onderwerp;Wie;Van wanneer;Code;Vorm\nSchulden;Politie;03/04/2026;K1;Conv.\n"


def said(*typed: str) -> Wishes:
    """What was typed after `--map`."""
    return Wishes(dict(map(read_wish, typed)))


def read_with(wishes: Wishes, text: str = LIST) -> ImportRow:
    """The only row of a list of which something is said."""
    source = read_source("lijst.csv", text.encode())
    assert isinstance(source, ListSource)
    (row,) = interpret(remapped(source, wishes), registered_on=TODAY, policy=POLICY)
    return row


def test_what_is_said_of_a_column_leads_and_of_the_others_their_names_do() -> None:
    row = read_with(said("Wie=partijen", "Van wanneer=begindatum:maand-eerst", "onderwerp=titel"))

    assert (row.title, str(row.start)) == ("Schulden", "2026-03-04")
    assert [party.name for party in content_of(row).parties] == ["Politie"]


@pytest.mark.parametrize("field", ["titel", "title", "Title", "TITEL", "naam convenant"])
def test_a_field_is_called_by_its_dutch_name_its_english_name_or_its_label(field: str) -> None:
    assert read_wish(f"Onderwerp={field}") == ("Onderwerp", Wish("title"))


def test_a_column_that_is_given_no_field_goes_to_the_notes() -> None:
    row = read_with(said("Doel="), "Titel;Doel\nSchulden;Rust\n")

    assert content_of(row).purpose == ""
    assert content_of(row).internal_notes == "Doel: Rust"


def test_a_name_with_an_equals_sign_is_a_name() -> None:
    assert read_wish("A=B=titel") == ("A=B", Wish("title"))


@pytest.mark.parametrize(
    ("typed", "error", "part"),
    [
        ("Onderwerp", errors.WishUnreadable, "Onderwerp=titel"),
        ("=titel", errors.WishUnreadable, "=titel"),
        ("Onderwerp=titl", errors.FieldUnknown, "“titel”"),
        ("Onderwerp=" + "x" * 9_000, errors.FieldUnknown, "“titel”, “samenvatting”"),
        ("Onderwerp=titel:maand-eerst", errors.NoSuchOrder, "“maand-eerst”"),
        ("Van=begindatum:jaar-eerst", errors.NoSuchOrder, "“jaar-eerst”"),
        ("Onderwerpen=titel", errors.ColumnNotInList, "“Onderwerp”"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_can(
    typed: str, error: type[errors.ImportRefused], part: str
) -> None:
    with pytest.raises(error) as caught:
        read_with(said(typed))

    assert part in str(caught.value)
    assert len(str(caught.value)) < 4_000
    assert Texts("nl").refusal(caught.value) != str(caught.value)


def test_a_field_that_is_given_to_two_columns_is_refused_and_parties_are_not() -> None:
    with pytest.raises(errors.FieldTwice, match="“Onderwerp”, “Code”"):
        read_with(said("Onderwerp=titel", "Code=titel"))

    row = read_with(said("Onderwerp=titel", "Wie=partijen", "Code=partijen"))
    assert [party.name for party in content_of(row).parties] == ["Politie", "K1"]


def test_what_was_said_now_leads_over_what_is_remembered() -> None:
    remembered = Wishes({"Wie": Wish("parties"), "Code": Wish("purpose")}, why=Why.REMEMBERED, since=TODAY)

    header = read_header(["Onderwerp", "Wie", "Code"], [], said("Code="), remembered)

    assert [(one.meaning, one.why) for one in header.columns] == [
        ("title", Why.LIKELIEST_TITLE),
        ("parties", Why.REMEMBERED),
        (None, Why.CHOSEN),
    ]
    assert Texts("nl")(header.columns[1].why.value.sentence, **header.columns[1].values) == (
        "onthouden van 23 november 2026"
    )


def test_an_explained_word_of_a_closed_list_is_that_word_and_the_word_itself_is_kept() -> None:
    file = {"kolommen": {"Onderwerp": "titel", "Vorm": "soort"}, "waarden": {"soort": {"Conv.": "convenant"}}}

    row = read_with(read_wishes(json.dumps(file).encode()))

    assert content_of(row).kind is AgreementKind.COVENANT
    assert "Conv." in content_of(row).internal_notes


def test_the_words_of_a_closed_list_that_nobody_knows_are_shown_to_be_explained() -> None:
    rows = [["Conv.", "OVK"], ["convenant", "art. 6 lid 1 sub e"], ["Dealtje", "Wmo 2015"], ["Conv.", "onbekend land"]]
    asked = read_header(["Soort", "Grondslag"], rows)
    explained = read_header(["Soort", "Grondslag"], rows, Wishes(values={"kind": {"conv": "covenant"}}))

    assert asked.columns[0].open_words == explained.columns[0].open_words == ("Conv.", "Dealtje")
    assert asked.columns[1].open_words == ("OVK", "onbekend land")


def test_the_file_that_a_run_writes_is_read_back_to_the_same() -> None:
    source = read_source("lijst.csv", LIST.encode())
    assert isinstance(source, ListSource)
    first = remapped(source, said("Wie=partijen", "Van wanneer=begindatum:maand-eerst", "Code="))

    again = remapped(source, read_wishes(written(wishes_of(first.header))))

    assert again.header.meanings == first.header.meanings
    assert again.header.orders == first.header.orders == {"starts_on": DateOrder.MONTH_FIRST}


@settings(max_examples=50)
@given(
    st.dictionaries(
        st.text(min_size=1, max_size=20).filter(lambda name: bool(name.strip())),
        st.one_of(
            st.builds(Wish, st.none() | st.sampled_from(sorted(TARGETS))),
            st.builds(Wish, st.just("starts_on"), st.sampled_from(DateOrder)),
        ),
    )
)
def test_any_wishes_written_and_read_are_the_same(columns: dict[str, Wish]) -> None:
    wishes = Wishes(columns, {"kind": {"conv": "covenant"}, "onward_sharing": {"n": "not_allowed"}})

    assert read_wishes(written(wishes)) == wishes
    assert set(ORDERS.values()) == set(DateOrder)
    assert said_of(Wish("starts_on", DateOrder.DAY_FIRST)) == "begindatum:dag-eerst"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        b'{"x": 1}',
        b'{"kolommen": []}',
        b'{"kolommen": {"A": 1}}',
        b'{"waarden": []}',
        b'{"waarden": {"soort": []}}',
        b'{"kolommen": {"A": "titel", "A": ""}}',
        b'{"kolommen": ' + b"[" * 90_000,
        b"x" * 300_000,
    ],
)
def test_a_file_that_is_no_mapping_file_is_refused(data: bytes) -> None:
    with pytest.raises(errors.MappingFileUnreadable):
        read_wishes(data)


@pytest.mark.parametrize("field", ["soort", "titel"])
def test_a_word_that_the_register_does_not_have_explains_nothing(field: str) -> None:
    with pytest.raises(errors.WordUnknown):
        read_wishes(json.dumps({"waarden": {field: {"Conv.": "konvenant"}}}).encode())


def test_lists_have_one_shape_when_their_columns_are_called_the_same() -> None:
    assert shape_of(["Titel", "Eind datum"]) == shape_of(["eind_datum", "TITEL"])
    assert shape_of(["Titel", "Eind datum"]) != shape_of(["Titel", "Einddatum", "Doel"])
