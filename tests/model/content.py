"""The texts of the histories, as the product takes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from agreements.domain.content import Content, Flow, Retention, StatedWords
from agreements.domain.vocabulary import GdprRole, PartyKind
from tests import people
from tests.model.rules.facts import Terms

SIGNED_ON = date(2025, 10, 1)
NOT_SIGNED_YET = date(2199, 1, 1)


def content_of(terms: Terms) -> Content:
    """A whole text that lacks nothing but the flaw."""
    data = tuple(people.data_category(name, retention=Retention(months=months)) for name, months in terms.kept_months)
    flows = tuple(Flow(provider=flow.giver, recipient=flow.taker, data=flow.data) for flow in terms.flows)
    whole = people.complete_content(
        title=terms.title,
        department=terms.department,
        parties=(
            people.party(terms.municipality, kind=PartyKind.MUNICIPALITY, signed_on=SIGNED_ON),
            *(people.party(name, kind=PartyKind.CARE, signed_on=SIGNED_ON) for name in terms.partners),
        ),
        data=data,
        flows=flows,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        review_dates=terms.reviews,
        is_transitional=terms.is_transitional,
        stated=StatedWords(term="onbepaalde tijd") if terms.is_transitional else StatedWords(),
        predecessor=terms.predecessor,
    )
    return replace(whole, **_flawed(whole, terms.flaw))


def _flawed(whole: Content, flaw: str) -> dict[str, Any]:
    match flaw:
        case "":
            return {}
        case "purpose":
            return {"purpose": ""}
        case "signature":
            return {"parties": tuple(replace(party, signed_on=NOT_SIGNED_YET) for party in whole.parties)}
        case "roles":
            return {"parties": tuple(replace(party, gdpr_role=GdprRole.THIRD_PARTY) for party in whole.parties)}
        case "idle data":
            return {"data": (*whole.data, people.data_category("Schoenmaat"))}
        case "dumb flow":
            return {"flows": (replace(whole.flows[0], data=()), *whole.flows[1:])}
        case _:
            raise ValueError(f"no flaw is called {flaw}")
