"""Which agreements look the same: the same parties with the same title or the same first day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from agreements.domain.likeness import LooksLikeAnother, distinguish, is_distinguished, looks_like
from tests.people import CORPORATION, MUNICIPALITY, PETRA, TODAY, complete_content, draft, party

OTHER_DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("changes", "is_like"),
    [
        ({}, True),
        ({"starts_on": OTHER_DAY}, True),
        ({"title": "Iets anders"}, True),
        ({"title": "Iets anders", "starts_on": OTHER_DAY}, False),
        ({"title": "  VROEG   eropaf bij huurschulden ", "starts_on": None}, True),
        ({"parties": (party(MUNICIPALITY), party(CORPORATION))}, False),
        ({"parties": ()}, False),
    ],
)
def test_the_parties_count_with_the_title_or_the_first_day(changes: dict[str, Any], is_like: bool) -> None:
    assert looks_like(complete_content(), complete_content(**changes)) is is_like
    assert looks_like(complete_content(**changes), complete_content()) is is_like


def test_parties_in_another_order_with_other_accents_are_the_same() -> None:
    names = ("Coöperatie Één", "Gemeente Súdwest", "De Linde")
    there = complete_content(parties=tuple(party(name) for name in names))
    here = complete_content(parties=tuple(party(name) for name in ("DE LINDE", "gemeente Sudwest", "cooperatie  een")))

    assert looks_like(here, there)


def test_drafts_without_parties_look_the_same_by_their_title_alone() -> None:
    assert looks_like(complete_content(parties=()), complete_content(parties=(), starts_on=None))
    assert not looks_like(complete_content(parties=(), title="A"), complete_content(parties=(), title="B"))
    assert not looks_like(complete_content(parties=(), title=""), complete_content(parties=(), title=" "))


def test_whoever_submits_says_what_differs_and_that_counts_for_both() -> None:
    here, there = draft("AFS-2026-0001"), draft("AFS-2026-0002")
    with pytest.raises(LooksLikeAnother, match="the same as AFS-2026-0002"):
        distinguish(here, [there], "  ", PETRA.id, TODAY)
    said = distinguish(here, [there], " Een andere wijk ", PETRA.id, TODAY)

    assert [(one.reference, one.reason, one.by, one.said_on) for one in said.distinctions] == [
        ("AFS-2026-0002", "Een andere wijk", PETRA.id, TODAY)
    ]
    assert is_distinguished(said, there)
    assert is_distinguished(there, said)
    assert not is_distinguished(here, there)


def test_nothing_that_looks_the_same_needs_no_reason() -> None:
    assert distinguish(draft(), [], "", PETRA.id, TODAY) == draft()
