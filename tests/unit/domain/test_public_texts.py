"""Rule 3: what everyone can read holds no person's mail address or mobile number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from agreements.domain.completeness import NO_PERSONAL_ADDRESS, PUBLIC_TEXTS, completeness
from agreements.domain.content import Content, Document, StatedWords
from tests.people import ADDRESS, APPROVED_ON, ARREARS, POLICY, REGISTERED_ON, complete_content, party

THREE_PARTIES = complete_content().parties


def lacks(content: Content) -> list[tuple[str, str]]:
    """What lacks because of an address; what a half-filled field lacks besides is no matter here."""
    found = completeness(content, REGISTERED_ON, POLICY, APPROVED_ON)
    return [(lack.field, lack.sentence) for lack in found if lack.sentence == NO_PERSONAL_ADDRESS]


@pytest.mark.parametrize("field", PUBLIC_TEXTS)
@pytest.mark.parametrize(
    "text",
    [
        "Vraag het aan j.jansen@voorbeeldstad.example",
        "Bel 06-12345678",
        "Bel 06 12 34 56 78",
        "Bel +31 6 1234 5678",
        "Bel +31612345678.",
    ],
)
def test_a_public_text_may_not_hold_a_mail_address_or_mobile_number(field: str, text: str) -> None:
    assert lacks(complete_content(**{field: text})) == [(field, NO_PERSONAL_ADDRESS)]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("parties", {"parties": (*THREE_PARTIES, party("Politie", responsible_function="a.b@politie.example"))}),
        ("parties", {"parties": (*THREE_PARTIES, party("Politie", purpose="Bel 0612345678"))}),
        ("parties", {"parties": (*THREE_PARTIES, party("Politie", identifier="a.b@politie.example"))}),
        ("data", {"data": (ARREARS, replace(ADDRESS, necessity="Zie a@b.example"))}),
        ("data", {"data": (ARREARS, replace(ADDRESS, source="a@b.example"))}),
        ("data_subjects", {"data_subjects": ("Huurders", "mail a@b.example")}),
        ("documents", {"documents": (Document(title="Van a@b.example", url="", is_public=True),)}),
        ("stated", {"stated": StatedWords(term="Zie a@b.example")}),
    ],
)  # fmt: skip
def test_the_texts_of_parties_data_and_documents_are_public_too(field: str, changes: dict[str, Any]) -> None:
    assert lacks(complete_content(**changes)) == [(field, NO_PERSONAL_ADDRESS)]


@pytest.mark.parametrize(
    "changes",
    [
        {"contact_point": "Loket Privacy, telefoon 14 0293"},
        {"rights_handling": "Bel (0293) 12 34 56"},
        {"internal_notes": "Mail a@b.example"},
        {"documents": (Document(title="Van a@b.example", url=""),)},
        {"purpose": "Besluit 2006-1234567890"},
    ],
)
def test_a_desk_number_and_what_stays_inside_are_left_alone(changes: dict[str, Any]) -> None:
    assert lacks(complete_content(**changes)) == []
