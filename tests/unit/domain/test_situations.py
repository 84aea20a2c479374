"""Which agreements belong to a situation, and what rights people have under them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.rights import ALWAYS, EXPLAINED, Right, answering, is_under_another_law, rights_of, rights_under
from agreements.domain.situations import SHIPPED, Belonging, Situation, of_keys
from agreements.domain.vocabulary import GdprRole, LawfulBasis, LegalRegime
from tests.people import CORPORATION, MUNICIPALITY, complete_content, party

RENTING = Situation(key="huren", dutch="Ik huur", english="I rent", groups=("huurder",), themes=("wonen",))


def test_a_group_belongs_by_the_begin_of_one_of_its_words_whatever_its_case_and_accents() -> None:
    renting = Belonging([RENTING])

    assert [renting.has_group(name) for name in ("Huurders met schulden", "Oud-HÚURDERS", "De huurder")] == [
        *(True, False, True)
    ]
    assert not renting.has_group("Verhuurders")
    assert [renting.has_theme(name) for name in ("Wonen", "wonen en zorg")] == [True, False]


@given(st.lists(st.sampled_from(SHIPPED), max_size=4), st.text(max_size=60))
def test_what_belongs_to_several_belongs_to_one_of_them(chosen: list[Situation], name: str) -> None:
    together, alone = Belonging(chosen), [Belonging([one]) for one in chosen]

    assert together.has_group(name) is any(one.has_group(name) for one in alone)
    assert together.has_theme(name) is any(one.has_theme(name) for one in alone)


def test_what_is_shipped_has_a_key_of_its_own_and_words_in_two_languages() -> None:
    assert len({one.key for one in SHIPPED}) == len(SHIPPED)
    assert all(one.dutch and one.english and (one.groups or one.themes) for one in SHIPPED)
    assert of_keys(SHIPPED, ["schulden", "huren", "onzin"]) == SHIPPED[:2]


@given(st.lists(st.sampled_from(LawfulBasis)))
def test_everyone_may_see_correct_and_restrict_and_the_rest_follows_from_the_basis(bases: list[LawfulBasis]) -> None:
    found = set(rights_of(bases))

    assert found >= ALWAYS
    assert (Right.OBJECTION in found) is bool({LawfulBasis.PUBLIC_TASK, LawfulBasis.LEGITIMATE_INTEREST} & set(bases))
    assert (Right.WITHDRAWAL in found) is (LawfulBasis.CONSENT in bases)
    assert Right.ERASURE not in rights_of([LawfulBasis.LEGAL_OBLIGATION, LawfulBasis.PUBLIC_TASK])
    assert found <= set(EXPLAINED)


def test_a_processor_answers_nobody_and_a_party_under_another_law_gives_no_rights_of_the_gdpr() -> None:
    police = party("Politie", regime=LegalRegime.WPG, lawful_basis=LawfulBasis.LEGITIMATE_INTEREST)
    firm = party("Bureau", gdpr_role=GdprRole.PROCESSOR, lawful_basis=LawfulBasis.CONSENT)
    content = replace(complete_content(), parties=(party(MUNICIPALITY), party(CORPORATION), police, firm))

    assert answering(content) == (MUNICIPALITY, CORPORATION, "Politie")
    assert rights_under(content) == (Right.ACCESS, Right.CORRECTION, Right.RESTRICTION, Right.OBJECTION)
    assert is_under_another_law(content)
