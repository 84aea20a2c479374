"""Words of a list that stand for a value of the register's own lists."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agreements.domain.catalogue import BY_NAME
from agreements.domain.dutch import slug
from agreements.domain.vocabulary import AgreementKind, LawfulBasis, OnwardSharing, PartyKind, Sensitivity
from agreements.importing.codes import Code
from agreements.importing.formats.source import ListSource, read_source
from agreements.importing.interpret import interpret
from agreements.importing.values.closed_lists import SYNONYMS, value_of
from tests.import_lists import DUTCH, POLICY, TODAY, case, codes, content_of, row_of


@pytest.mark.parametrize("field", [row.name for row in BY_NAME.values() if row.words])
def test_the_codes_and_the_dutch_words_of_a_closed_list_are_its_values(field: str) -> None:
    for value in BY_NAME[field].words or ():
        assert value_of(field, str(value)) is value_of(field, slug(value).replace("-", " ").upper()) is value


@pytest.mark.parametrize("field", SYNONYMS)
def test_no_other_name_of_a_value_takes_a_word_that_is_anothers_own(field: str) -> None:
    names = [(value, name) for value, words in SYNONYMS[field].items() for name in words.split(";")]

    assert all(value_of(field, name) == value for value, name in names)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("VWO", AgreementKind.PROCESSING),
        ("Data processing agreement", AgreementKind.PROCESSING),
        ("Raamovereenkomst", AgreementKind.FRAMEWORK),
        ("WGS", AgreementKind.WGS_PARTNERSHIP),
        ("Convenant gegevensuitwisseling", AgreementKind.COVENANT),
    ],
)
def test_the_kind_has_other_names_too(words: str, kind: AgreementKind) -> None:
    assert content_of(row_of("Titel;Soort", f"A;{words}")).kind is kind


def test_a_word_that_stands_for_nothing_is_told_with_its_column_and_kept() -> None:
    row = row_of("Titel;Doorverstrekking;Overgangsafspraak", "A;soms;misschien")

    assert content_of(row).onward_sharing is None
    told = [message.said(DUTCH) for message in row.messages if message.code is Code.CHOICE_UNKNOWN]
    assert [column for words in told for column in ("Doorverstrekking", "Overgangsafspraak") if column in words] == [
        "Doorverstrekking",
        "Overgangsafspraak",
    ]
    assert content_of(row).internal_notes == "Doorverstrekking: soms\nOvergangsafspraak: misschien"


def test_what_somebody_explained_goes_before_what_words_mean_elsewhere() -> None:
    source = read_source("lijst.csv", b"Titel;Doorverstrekking\nA;nee\n")
    assert isinstance(source, ListSource)
    said = replace(source, header=replace(source.header, values={"onward_sharing": {"nee": "named_only"}}))

    (row,) = interpret(said, registered_on=TODAY, policy=POLICY)

    assert content_of(row).onward_sharing is OnwardSharing.NAMED_ONLY


@pytest.mark.parametrize("words", ["ja", "J", "yes", "x", "X", "waar"])
def test_yes_has_other_forms(words: str) -> None:
    assert content_of(row_of("Titel;Overgangsafspraak", f"A;{words}")).is_transitional


def test_a_kind_of_data_may_have_its_protection_between_brackets() -> None:
    row = row_of("Titel;Gegevens", 'A;"inkomen (gevoelig); schulden (bijzonder); naam (roepnaam); BSN"')

    assert [(data.name, data.sensitivity) for data in content_of(row).data] == [
        ("inkomen", Sensitivity.SENSITIVE),
        ("schulden", Sensitivity.SPECIAL),
        ("naam (roepnaam)", Sensitivity.ORDINARY),
        ("BSN", Sensitivity.NATIONAL_NUMBER),
    ]
    assert Code.CHOICE_UNKNOWN not in codes(row)


class TestColumnsAboutParties:
    """Columns about the parties or the data as a whole."""

    @pytest.mark.parametrize(
        ("words", "basis", "ground"),
        [
            ("taak van algemeen belang", LawfulBasis.PUBLIC_TASK, ""),
            ("Wettelijke verplichting", LawfulBasis.LEGAL_OBLIGATION, ""),
            ("art. 6 lid 1 sub e AVG", LawfulBasis.PUBLIC_TASK, "art. 6 lid 1 sub e AVG"),
            ("6(1)(c)", LawfulBasis.LEGAL_OBLIGATION, "6(1)(c)"),
            ("art. 8 Wet gemeentelijke schuldhulpverlening", None, "art. 8 Wet gemeentelijke schuldhulpverlening"),
        ],
    )
    def test_the_legal_basis_is_that_of_the_one_municipality(
        self, words: str, basis: LawfulBasis | None, ground: str
    ) -> None:
        row = row_of("Titel;Partijen;Grondslag", f"A;Gemeente Weert, politie;{words}")

        own, other = content_of(row).parties
        assert (own.lawful_basis, own.legal_ground) == (basis, ground)
        assert (other.lawful_basis, other.legal_ground) == (None, "")
        told = [message.said(DUTCH) for message in row.messages if message.code is Code.BASIS_OF]
        assert told == ["de grondslag is genomen als die van “Gemeente Weert”"]

    def test_a_cell_that_names_each_party_gives_each_its_own_legal_basis(self) -> None:
        said = "Gemeente Weert: taak-van-algemeen-belang (Gemeentewet, artikel 172 (lid 1)); politie: art. 3 Wpg"
        row = row_of("Titel;Partijen;Grondslag", f'A;"politie; Gemeente Weert";"{said}"')

        police, municipality = content_of(row).parties
        assert (municipality.lawful_basis, police.lawful_basis) == (LawfulBasis.PUBLIC_TASK, None)
        assert municipality.legal_ground == "Gemeentewet, artikel 172 (lid 1)"
        assert police.legal_ground == "art. 3 Wpg"
        assert Code.BASIS_OF not in codes(row)

    def test_our_own_list_names_each_party_and_its_basis_as_they_are(self) -> None:
        rows = case("h35")

        second = content_of(rows[1]).parties
        assert second[-1].name == "Zorg- en Veiligheidshuis Meer en Dijk"
        assert all(party.lawful_basis and party.legal_ground for row in rows for party in content_of(row).parties)
        assert not {Code.PARTIES_UNSURE, Code.BASIS_OF, Code.CHOICE_UNKNOWN} & {c for row in rows for c in codes(row)}

    @pytest.mark.parametrize("parties", ["politie, GGD", "Gemeente Weert, Gemeente Venlo", ""])
    def test_a_legal_basis_of_nobody_in_particular_is_told_and_kept(self, parties: str) -> None:
        row = row_of("Titel;Partijen;Grondslag", f"A;{parties};toestemming")

        assert Code.CHOICE_UNKNOWN in codes(row)
        assert "Grondslag: toestemming" in content_of(row).internal_notes

    def test_kinds_of_parties_belong_to_them_in_their_order(self) -> None:
        row = row_of("Titel;Partijen;Soort partij", 'A;"Ons Huis; Ons Water";"woningcorporatie; drinkwaterbedrijf"')

        kinds = [party.kind for party in content_of(row).parties]
        assert kinds == [PartyKind.HOUSING_CORPORATION, PartyKind.WATER]

    @pytest.mark.parametrize("kinds", ["woningcorporatie", "woningcorporatie, iets anders nog"])
    def test_kinds_that_fit_the_parties_badly_are_told_and_kept(self, kinds: str) -> None:
        row = row_of("Titel;Partijen;Soort partij", f'A;"Ons Huis; Ons Water";"{kinds}"')

        assert [party.kind for party in content_of(row).parties] == [PartyKind.OTHER] * 2
        assert Code.CHOICE_UNKNOWN in codes(row)
        assert f"Soort partij: {kinds}" in content_of(row).internal_notes

    @pytest.mark.parametrize(("data", "is_taken"), [("schulden", True), ('"schulden; inkomen"', False)])
    def test_the_protection_is_that_of_the_only_kind_of_data(self, data: str, is_taken: bool) -> None:
        row = row_of("Titel;Gegevens;Gevoeligheid", f"A;{data};gevoelig")

        found = {one.sensitivity for one in content_of(row).data}
        assert found == {Sensitivity.SENSITIVE if is_taken else Sensitivity.ORDINARY}
        assert (Code.CHOICE_UNKNOWN in codes(row)) is not is_taken
