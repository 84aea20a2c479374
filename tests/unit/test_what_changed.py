"""A change of the register is told field by field, as far as its agreement is public at the moment asked about."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.memory import Entry, EntryKind
from agreements.domain.plan import PlanEnding
from agreements.domain.record import NotPublic
from agreements.domain.vocabulary import AskedBy, DestructionMethod, WooGround
from agreements.publication.asked_reviews import PublicAskedReview
from agreements.publication.change import Beside, Change, ChangeKind, change_of
from agreements.publication.counts import counts_to_json
from agreements.publication.document import Document, WithheldLine, to_json
from agreements.publication.json_file import NOT_TOLD
from agreements.publication.public_lacks import PublicLack
from agreements.publication.published import (
    PublicAnswer,
    PublicDestruction,
    PublicDroppedReview,
    PublicReactions,
    PublicReview,
    PublicShare,
    PublicSuspension,
    Published,
    published,
)
from agreements.publication.published_plan import PublishedPlan
from agreements.texts import LANGUAGES, Texts
from tests.people import CORPORATION, DAY_AFTER, TODAY, approved, complete_content

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
PUBLIC = Document(published=published(approved()))
LINE = WithheldLine(since=TODAY, reason="Een lopend onderzoek", ground=WooGround.INSPECTION)
GONE = Document(withheld=LINE)
OPEN = PublishedPlan(
    version=1, published_on=TODAY, reactions_until=DAY_AFTER, title="Proef", content=complete_content()
)
PLANNED = Document(plans=(OPEN,))
OVER = replace(OPEN, content=None, ended_on=TODAY, ending=PlanEnding.WITHDRAWN, end_reason="Te duur")


def with_facts(**facts: Any) -> Document:
    """The agreement of these tests with other facts."""
    assert PUBLIC.published
    return Document(published=replace(PUBLIC.published, **facts))


def told(document: Document, before: Document | None, now: Document | None = None, language: str = "nl") -> Change:
    """What an entry tells. `now`: what is public at the moment that is asked about; else still the same."""
    entry = Entry(
        seq=7,
        reference="AFS-2026-0001",
        change=2,
        kind=EntryKind.CHANGED,
        known_at=AT,
        known_on=TODAY,
        record=to_json(document),
    )
    return change_of(Beside(entry, document, before, now or document, AT), Texts(language))


FACTS: dict[str, Any] = {
    "version": 2,
    "approved_on": DAY_AFTER,
    "terminated_on": {"terminated_on": DAY_AFTER, "termination_decided_on": TODAY},
    "termination_decided_on": {"terminated_on": DAY_AFTER, "termination_decided_on": TODAY},
    "suspensions": (PublicSuspension(TODAY, None, DAY_AFTER),),
    "reactions": (PublicReactions(3, "Wij hebben de tekst aangepast", 1, TODAY),),
    "reviews": (PublicReview(0, None, TODAY),),
    "dropped_reviews": (PublicDroppedReview(1, DAY_AFTER, TODAY),),
    "asked_reviews": (PublicAskedReview(2, DAY_AFTER, AskedBy.COUNCIL, TODAY, "Klachten"),),
    "destructions": (PublicDestruction(CORPORATION, DestructionMethod.DESTROYED, TODAY, TODAY),),
    "passed_on": (PublicShare(CORPORATION, ("Naam",)),),
    "lacks": (PublicLack("purpose", "Fill in the purpose.", "GDPR art. 5(1)(b)", "", TODAY),),
    "answers": (PublicAnswer("Krijgt de politie mijn adres?", "Nee.", TODAY),),
    "closed_on": TODAY,
    "successor": "AFS-2028-0001",
    "succeeded_on": {"successor": "AFS-2028-0001", "succeeded_on": TODAY},
    "successor_starts_on": {"successor": "AFS-2028-0001", "successor_starts_on": DAY_AFTER},
}
"""For each fact that the public record has a value that differs; with others where it stands beside these."""


def test_every_fact_that_the_public_record_has_is_one_of_these() -> None:
    assert {one.name for one in fields(Published)} - NOT_TOLD - {"reference"} == set(FACTS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FACTS)
def test_a_fact_that_changed_is_told_with_its_name(name: str, language: str) -> None:
    value = FACTS[name]
    after = with_facts(**(value if isinstance(value, dict) else {name: value}))
    change = told(after, PUBLIC, language=language)

    assert change.kind is ChangeKind.CHANGED
    assert [one.label for one in change.differences if one.after]
    assert change.in_short not in {"gewijzigd", "changed", ""}
    assert change.differences == told(after, PUBLIC, replace(after, plans=()), language).differences


def test_a_field_of_the_content_that_changed_is_told_as_it_was_and_as_it_became() -> None:
    assert PUBLIC.published
    content = replace(PUBLIC.published.content, summary="Een andere samenvatting")
    change = told(with_facts(content=content, version=2), PUBLIC)

    assert change.in_words == f"{content.title}: een nieuwe versie"
    (found,) = (one for one in change.differences if one.after == ("Een andere samenvatting",))
    assert found.before == (PUBLIC.published.content.summary,)


def test_a_list_says_what_became_of_the_one_field_that_changed_as_long_as_that_is_short() -> None:
    assert PUBLIC.published
    one = told(with_facts(closed_on=TODAY), PUBLIC)
    content = replace(PUBLIC.published.content, summary="Een heel lange samenvatting. " * 20)

    assert one.gist == "Afgesloten op: 23 november 2026"
    assert told(with_facts(content=content), PUBLIC).gist == ""
    assert told(with_facts(closed_on=TODAY, successor="AFS-2028-0001"), PUBLIC).gist == ""


def test_what_follows_from_other_facts_is_a_change_without_fields() -> None:
    change = told(with_facts(awaited=(), to_confirm=()), PUBLIC)
    assert (change.kind, change.in_short, change.differences) == (ChangeKind.CHANGED, "gewijzigd", ())


def test_a_first_publication_a_plan_and_what_comes_back_are_compared_with_nothing() -> None:
    kinds = {
        ChangeKind.NEW: [told(PUBLIC, None), told(PLANNED, None), told(PUBLIC, PLANNED)],
        ChangeKind.AGAIN: [told(PUBLIC, GONE)],
    }
    for kind, found in kinds.items():
        assert [(one.kind, one.differences) for one in found] == [(kind, ())] * len(found)
    assert told(PLANNED, None).in_words == "Proef: nieuw voornemen"


def test_a_plan_that_ended_tells_how_and_why() -> None:
    change = told(Document(plans=(OVER,)), PLANNED)

    assert change.in_words == "Proef: een voornemen begon of stopte"
    assert "Te duur" in change.differences[0].after[0]


def test_what_is_withdrawn_tells_its_reason_and_ground_and_nothing_else() -> None:
    change = told(GONE, PUBLIC)

    assert change.kind is ChangeKind.WITHDRAWN
    assert (change.title, change.theme, change.is_open, change.version) == ("", "", False, 0)
    assert change.differences[0].after == ("Een lopend onderzoek",)
    assert all(one.before == () for one in change.differences)
    undestroyed = Document(withheld=replace(LINE, is_undestroyed=True))
    assert [one.label for one in told(undestroyed, GONE).differences] == ["Gegevens nog niet vernietigd"]


@given(
    st.sampled_from([PUBLIC, PLANNED, with_facts(closed_on=TODAY)]),
    st.sampled_from([None, PUBLIC, PLANNED, GONE]),
    st.sampled_from(LANGUAGES),
)
def test_of_what_is_not_public_now_no_earlier_entry_tells_anything(
    document: Document, before: Document | None, language: str
) -> None:
    change = told(document, before, GONE, language)

    assert change.kind is ChangeKind.UNTOLD
    assert (change.title, change.theme, change.differences, change.version) == ("", "", (), 0)
    assert change.told_until == AT


def test_a_count_tells_the_numbers_of_each_ground() -> None:
    before, after = (counts_to_json((NotPublic(WooGround.INSPECTION, number),)) for number in (1, 2))
    about: dict[str, Any] = {"kind": EntryKind.COUNTED, "known_at": AT, "known_on": TODAY, "record": after}
    change = change_of(Beside(Entry(seq=9, reference="", change=2, **about), None, None, None, AT, before), Texts())

    assert (change.kind, change.reference, change.about) == (ChangeKind.COUNTED, "", "")
    assert [(one.before, one.after) for one in change.differences] == [(("1",), ("2",))]
    assert change.in_words == "Een ander aantal afspraken is niet openbaar"
