"""Ten real agreements: each fact of the source has its field, and nothing is made up."""

from __future__ import annotations

from typing import Any

import pytest

from agreements.domain.reporting import shown_lacks
from tests.real_agreements import ABOUT_THE_DESCRIPTION, JUDGED, RECORDS, TAKEN_BY, TEN


def words(value: Any) -> list[str]:
    """The words of a fact, one for each that it holds."""
    if isinstance(value, (list, tuple)):
        return [text for one in value for text in words(one)]
    return [str(value["name"] if isinstance(value, dict) else value)]


@pytest.mark.parametrize("reference", TEN)
def test_every_fact_of_the_source_has_its_field(reference: str) -> None:
    content = TEN[reference]
    facts = {name: value for name, value in RECORDS[reference].items() if value not in (None, [], "")}
    for name in facts.keys() - ABOUT_THE_DESCRIPTION:
        if name in JUDGED:
            assert JUDGED[name](content, facts[name]), name
            continue
        taken = " | ".join(words(TAKEN_BY[name](content)))
        pieces = words(facts[name])
        if name == "legal_basis":
            pieces = [part for said in pieces for part in said.split(", ")]
        for piece in pieces:
            assert piece.partition(" (BWBR")[0] in taken, (name, piece)


@pytest.mark.parametrize("reference", TEN)
def test_what_the_source_leaves_open_is_shown_as_missing(reference: str) -> None:
    assert shown_lacks(TEN[reference])
    assert TEN[reference].ends_on is None
