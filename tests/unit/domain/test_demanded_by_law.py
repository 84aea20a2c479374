"""What the law forbids or asks does not pass: the probes of a privacy lawyer, each of which once lacked nothing."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from agreements.domain.completeness import completeness
from agreements.domain.content import Content, Flow, Party, Retention, SpecialException
from agreements.domain.vocabulary import (
    AgreementKind,
    DpiaOutcome,
    GdprRole,
    LawfulBasis,
    PartyKind,
    Sensitivity,
    SpecialArticle,
)
from tests.people import (
    APPROVED_ON,
    ARREARS,
    CORPORATION,
    MUNICIPALITY,
    POLICY,
    REGISTERED_ON,
    WOO,
    complete_content,
    party,
)
from tests.whole_agreements import BSN, HEALTH, POLICE, WHOLE, about

HALF = SpecialException(article=SpecialArticle.CARE, national_article="ja")
SENSITIVE = replace(ARREARS, sensitivity=Sensitivity.SENSITIVE)


def lacking(content: Content) -> list[str]:
    return [lack.sentence for lack in completeness(content, REGISTERED_ON, POLICY, APPROVED_ON)]


def with_parties(**changes: Any) -> Content:
    content = complete_content()
    return replace(content, parties=(replace(content.parties[0], **changes), *content.parties[1:]))


WITH_POLICE = replace(
    WHOLE["police"], data=(SENSITIVE,), flows=(Flow(provider=POLICE, recipient=MUNICIPALITY, data=(SENSITIVE.name,)),)
)
PROBES: dict[str, Content] = {
    "a municipality on a legitimate interest": with_parties(lawful_basis=LawfulBasis.LEGITIMATE_INTEREST),
    "an arrangement without joint controllers": complete_content(kind=AgreementKind.JOINT_CONTROLLERS),
    "a processing agreement without a processor": complete_content(kind=AgreementKind.PROCESSING),
    "a BSN without a ground": about(replace(BSN, number_ground="")),
    "police, sensitive data and no DPIA": replace(WITH_POLICE, dpia=DpiaOutcome.NOT_NEEDED),
    "special data with the exception ja": about(HEALTH, exceptions=(HALF,)),
    "no municipality": with_parties(kind=PartyKind.CARE),
    "a flow without data": complete_content(flows=(Flow(provider=CORPORATION, recipient=MUNICIPALITY),)),
    "not public for the reason x": complete_content(is_public=False, not_public_ground=WOO, not_public_reason="x"),
    "kept for a hundred years": about(replace(ARREARS, retention=Retention(months=1200))),
}


@pytest.mark.parametrize("probe", PROBES)
def test_it_lacks_something(probe: str) -> None:
    assert lacking(PROBES[probe]) != []


def test_what_is_asked_is_asked_for_the_right_reason() -> None:
    assert lacking(PROBES["a municipality on a legitimate interest"]) == [
        "“%(party)s” is an authority: a legitimate interest is no basis for its tasks."
    ]
    assert lacking(PROBES["police, sensitive data and no DPIA"]) == [
        "An impact assessment (DPIA) has to be made for sharing these data with others."
    ]


def test_a_processor_needs_no_basis_of_its_own() -> None:
    processor = next(p for p in WHOLE["a processing agreement"].parties if p.gdpr_role is GdprRole.PROCESSOR)

    assert (processor.lawful_basis, processor.legal_ground, processor.purpose) == (None, "", "")
    assert lacking(WHOLE["a processing agreement"]) == []


def test_an_agreement_in_which_every_text_is_one_letter_lacks_nearly_everything() -> None:
    content = complete_content()
    parties = tuple(replace(one, **{**letters(one), "name": one.name}) for one in content.parties)

    assert len(lacking(replace(content, **letters(content), parties=parties))) > 30


def letters(thing: Content | Party) -> dict[str, Any]:
    """Each text of it as one letter."""
    return {field.name: "x" for field in fields(thing) if type(getattr(thing, field.name)) is str}


def test_a_side_of_many_municipalities_answers_once() -> None:
    side = party("Gemeenten in de regio", kind=PartyKind.MUNICIPALITY)
    content = complete_content()
    members = tuple(
        replace(WHOLE["a framework"].members[0], party=side.name, name=f"Gemeente {number}") for number in range(32)
    )
    flows = tuple(
        replace(
            flow,
            provider=side.name if flow.provider == MUNICIPALITY else flow.provider,
            recipient=side.name if flow.recipient == MUNICIPALITY else flow.recipient,
        )
        for flow in content.flows
    )

    assert lacking(replace(content, parties=(side, *content.parties[1:]), members=members, flows=flows)) == []
    assert (
        len(
            lacking(
                replace(
                    content, parties=(replace(side, security=""), *content.parties[1:]), members=members, flows=flows
                )
            )
        )
        == 1
    )
