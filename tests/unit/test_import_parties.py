"""Who takes part, out of one cell: divided when that is sure, else kept as it stands and told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.vocabulary import PartyKind
from agreements.importing.codes import Code
from agreements.importing.values.parties import read_parties
from agreements.importing.values.party_words import guess_kind
from tests.import_lists import case, codes, content_of

NAMES = (
    "Gemeente Weert", "Politie", "GGD", "Werk en Inkomen", "Bakker B.V.", "Stichting St. Jan", "UWV", "A", "Vitens",
    "Zorg- en Veiligheidshuis", "gemeente 's-Hertogenbosch", "Politie, eenheid Limburg", "Liander n.v.", "Ons Huis",
)  # fmt: skip
BETWEEN = ("; ", "\n", " | ", ", ", " / ", " + ", " en ", ";\n- ")


def names(cell: str) -> list[str]:
    return [party.name for party in read_parties(cell).parties]


def told(cell: str) -> set[Code]:
    return {message.code for message in read_parties(cell).messages}


def test_mixed_separators_never_make_one_party_of_several_in_silence() -> None:
    (row,) = case("h31")

    assert "A, B, C en D" in [party.name for party in content_of(row).parties]
    unsure = [message.values["words"] for message in row.messages if message.code is Code.PARTIES_UNSURE]
    assert unsure == ["A, B, C en D", "Woonstichting E, F / G"]
    assert Code.PARTIES_OPEN in codes(row)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Gemeente Weert, politie en OM; GGD", ["Gemeente Weert", "politie", "OM", "GGD"]),
        ("gemeente en politie en GGD", ["gemeente", "politie", "GGD"]),
        ("gemeenten Weert, Nederweert en Leudal", ["gemeente Weert", "gemeente Nederweert", "gemeente Leudal"]),
        ("gemeenten Weert en Leudal, politie", ["gemeente Weert", "gemeente Leudal", "politie"]),
        ("gemeenten Weert, Stichting Punt", ["gemeenten Weert", "Stichting Punt"]),
        ("Weert;\nNederweert,\nLeudal", ["Weert", "Nederweert", "Leudal"]),
        ("Gemeente Weert & Veilig Thuis", ["Gemeente Weert", "Veilig Thuis"]),
        ("Jansen & Zoon", ["Jansen & Zoon"]),
        ("GGD – Politie", ["GGD", "Politie"]),
        ("Politie - Basisteam Weert", ["Politie - Basisteam Weert"]),
        ("Gemeenten Oss en Weert", ["gemeente Oss", "gemeente Weert"]),
        ("gemeenten Weert en Oss, Ons Huis", ["gemeente Weert", "gemeente Oss", "Ons Huis"]),
        ("gemeenten Weert, Ons Huis", ["gemeenten Weert", "Ons Huis"]),
        ("Gemeente Oss, waterschap Aa en Maas", ["Gemeente Oss", "waterschap Aa en Maas"]),
        ("Nuenen, Gerwen en Nederwetten; GGD", ["Nuenen, Gerwen en Nederwetten", "GGD"]),
        ("GGD Noord- en Oost-Gelderland", ["GGD Noord- en Oost-Gelderland"]),
        ("GGD, alsmede politie", ["GGD", "politie"]),
        ("GGD en/of politie", ["GGD", "politie"]),
        ("1. GGD 2. politie", ["GGD", "politie"]),
        ("Gemeente Weert (en partners)", ["Gemeente Weert"]),
        ("Gemeente Weert (convenantpartner)", ["Gemeente Weert"]),
        ("Bakker b.v., Slager N.V.", ["Bakker b.v.", "Slager N.V."]),
        ("St. Jan, Bakker, b.v.", ["St. Jan", "Bakker, b.v."]),
        ("GGD; zie nr 2", ["GGD"]),
        ("GGD\n-\n?", ["GGD"]),
        ("10 grensgemeenten, politie", ["10 grensgemeenten", "politie"]),
        ("Zorg en Veiligheidshuis en politie", ["Zorg en Veiligheidshuis", "politie"]),
        (
            "Ministerie van Volksgezondheid, Welzijn en Sport, GGD",
            ["Ministerie van Volksgezondheid, Welzijn en Sport", "GGD"],
        ),
        ("College van burgemeester en wethouders", ["College van burgemeester en wethouders"]),
        ("vereniging voor kunst en cultuur", ["vereniging voor kunst en cultuur"]),
    ],
)
def test_a_cell_is_divided_where_that_is_sure(cell: str, expected: list[str]) -> None:
    assert names(cell) == expected
    assert Code.PARTIES_UNSURE not in told(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "A en B",
        "Gemeente Weert en Woonhuis",
        "GGD; Bakker, Slager",
        "UWV, Jansen en Smit",
        "Ons Huis, Plein 1, 3521 AZ Weert",
        "gemeenten Weert en Leudal, Ons Huis, Ons Plein; GGD",
    ],
)
def test_a_cell_that_may_hold_more_names_is_kept_as_it_stands_and_told(cell: str) -> None:
    assert Code.PARTIES_UNSURE in told(cell)
    assert all(name in cell for name in names(cell))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Gemeente Weert e.a.", Code.PARTIES_OPEN),
        ("Gemeente Weert (en partners)", Code.PARTIES_OPEN),
        ("10 grensgemeenten", Code.PARTIES_GROUPED),
        ("GGD; zie nr 2", Code.PARTIES_ELSEWHERE),
        ("n.n.b.", Code.PARTIES_ELSEWHERE),
        ("zie bijlage 1", Code.PARTIES_IN_ANNEX),
    ],
)
def test_parties_that_are_not_named_are_told(cell: str, code: Code) -> None:
    assert code in told(cell)


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True), st.data())
def test_names_with_anything_between_them_come_back_or_are_told(chosen: list[str], data: st.DataObject) -> None:
    cell = chosen[0]
    for name in chosen[1:]:
        cell += data.draw(st.sampled_from(BETWEEN)) + name

    assert names(cell) == chosen or Code.PARTIES_UNSURE in told(cell)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("gemeente Weert", PartyKind.MUNICIPALITY),
        ("VGZ", PartyKind.HEALTH_INSURER),
        ("Zorg en Zekerheid", PartyKind.HEALTH_INSURER),
        ("TenneT B.V.", PartyKind.ENERGY),
        ("Liander N.V.", PartyKind.ENERGY),
        ("Vitens", PartyKind.WATER),
        ("Stichting Ymere", PartyKind.HOUSING_CORPORATION),
        ("Woningcorporatie Noord", PartyKind.HOUSING_CORPORATION),
        ("ING", PartyKind.COMPANY),
        ("Politie, eenheid Limburg", PartyKind.POLICE),
        ("Regionale eenheid Rotterdam", PartyKind.POLICE),
        ("Humanitas", PartyKind.CARE),
        ("Sociale Verzekeringsbank", PartyKind.GOVERNMENT),
        ("Ons Huis", PartyKind.OTHER),
    ],
)
def test_the_kind_is_proposed_from_the_words_of_a_name_or_from_what_is_known(name: str, kind: PartyKind) -> None:
    assert guess_kind(name) is kind
