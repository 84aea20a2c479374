"""Which laws a ground names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.laws import LONGEST_NAME, laws_in

GROUNDS = {
    "Participatiewet, artikelen 7 en 64; Wet SUWI, artikelen 9 en 10": ("Participatiewet", "Wet SUWI"),
    "Gemeentewet, artikel 108, en Participatiewet, artikel 35": ("Gemeentewet", "Participatiewet"),
    "Leegstandwet, artikel 3, met de Leegstandverordening": ("Leegstandwet", "Leegstandverordening"),
    "AVG artikel 6, eerste lid, onder f; Burgerlijk Wetboek, boek 7, artikel 231": ("AVG", "Burgerlijk Wetboek"),
    "Wet BRP, artikel 3.9, en Wet BRP, artikel 2.34": ("Wet BRP",),
    "Wet gegevensverwerking (RIEC)": ("Wet gegevensverwerking",),
    "artikel 172 van de Gemeentewet": ("Gemeentewet",),
    "De regels over het afsluiten van kleinverbruikers": (),
    "Wettelijke taak van de netbeheerder": (),
    "": (),
}
NAMES = ("Jeugdwet", "Wmo 2015", "Besluit BRP", "Wet publieke gezondheid")
laws = st.lists(st.sampled_from(NAMES), unique=True, max_size=4)


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_names_of_laws_are_found_without_their_articles(ground: str) -> None:
    assert laws_in(ground) == GROUNDS[ground]


@given(named=laws, article=st.integers(1, 300))
def test_whoever_writes_laws_one_after_another_finds_each_under_its_name(named: list[str], article: int) -> None:
    assert laws_in("; ".join(f"{law}, artikel {article}" for law in named)) == tuple(named)


@given(st.text(max_size=400))
def test_any_words_give_names_that_can_stand_in_an_address(ground: str) -> None:
    found = laws_in(ground)

    assert len(set(found)) == len(found)
    assert all(name == name.strip() and 0 < len(name) <= LONGEST_NAME for name in found)
