"""Rule 8: what a law keeps. Closing tells the truth then, and what became of it is asked when its day has come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from agreements.content_json import facts_from_json
from agreements.domain import transitions
from agreements.domain.agreement import Agreement, Destruction
from agreements.domain.deadlines import Deadline, DeadlineKind, late_since, open_deadlines
from agreements.domain.deadlines.kinds.kept import KEPT
from agreements.domain.ending_errors import AddressInKept, KeptIncomplete, KeptUntilPassed, NothingKept
from agreements.domain.errors import AlreadyConfirmed, RuleBroken, WrongStatus
from agreements.domain.lifecycle import is_undestroyed, kept_by_law
from agreements.domain.transitions.destroying import who_can_confirm
from agreements.domain.vocabulary import DestructionMethod
from tests.people import CORPORATION, DAY_AFTER, MUNICIPALITY, approved, destroyed, destruction

KEPT_UNTIL = date(2037, 1, 1)
LATER = KEPT_UNTIL + timedelta(days=9)


def kept(party: str = CORPORATION, **changes: Any) -> Destruction:
    """The corporation has to keep the decisions."""
    said = {"kept_data": "Besluiten", "kept_law": "Archiefwet, artikel 5", "kept_until": KEPT_UNTIL, **changes}
    return destruction(party, method=DestructionMethod.KEPT_BY_LAW, **said)


def with_kept() -> Agreement:
    """Everybody confirmed; a law keeps a part with the corporation."""
    return transitions.confirm_destruction(destroyed(approved(), MUNICIPALITY), kept(), DAY_AFTER)


def shut() -> Agreement:
    """The same, closed."""
    return transitions.close(with_kept(), DAY_AFTER)


def test_what_a_law_keeps_is_confirmed_and_then_the_agreement_can_be_closed() -> None:
    agreement = with_kept()

    assert not is_undestroyed(agreement, DAY_AFTER)
    assert shut().closed_on == DAY_AFTER
    told = kept_by_law(agreement, CORPORATION)
    assert told
    assert (told.kept_data, told.kept_law, told.kept_until) == ("Besluiten", "Archiefwet, artikel 5", KEPT_UNTIL)
    assert kept_by_law(agreement, MUNICIPALITY) is None


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"kept_data": " "}, KeptIncomplete),
        ({"kept_law": ""}, KeptIncomplete),
        ({"kept_until": None}, KeptIncomplete),
        ({"kept_until": DAY_AFTER}, KeptUntilPassed),
        ({"kept_data": "Vraag j.jansen@voorbeeldstad.example"}, AddressInKept),
        ({"kept_law": "Bel 06-12345678"}, AddressInKept),
        ({"method": DestructionMethod.DESTROYED}, NothingKept),
    ],
)
def test_it_says_what_which_law_and_until_when(changes: dict[str, Any], refusal: type[RuleBroken]) -> None:
    said = replace(kept(), **changes)

    with pytest.raises(refusal):
        transitions.confirm_destruction(approved(), said, DAY_AFTER)


@pytest.mark.parametrize("agreement", [with_kept(), shut()], ids=["ended", "closed"])
def test_its_end_is_a_deadline_also_when_the_agreement_is_closed(agreement: Agreement) -> None:
    (waiting,) = (one for one in open_deadlines(agreement, DAY_AFTER) if one.subject == CORPORATION)

    assert waiting == Deadline(KEPT, KEPT_UNTIL, CORPORATION)
    assert late_since(waiting, agreement, KEPT_UNTIL) is None
    assert late_since(waiting, agreement, LATER) == KEPT_UNTIL


@pytest.mark.parametrize("agreement", [with_kept(), shut()], ids=["ended", "closed"])
def test_what_became_of_it_is_told_without_a_correction_and_settles_it(agreement: Agreement) -> None:
    gone = transitions.confirm_destruction(agreement, destruction(CORPORATION, done_on=KEPT_UNTIL), LATER)

    assert CORPORATION not in {one.subject for one in open_deadlines(gone, LATER)}
    assert gone.destructions[:2] == agreement.destructions
    assert gone.closed_on == agreement.closed_on


def test_before_that_day_another_answer_is_a_correction() -> None:
    earlier = KEPT_UNTIL - timedelta(days=1)
    with pytest.raises(AlreadyConfirmed):
        transitions.confirm_destruction(with_kept(), destruction(CORPORATION, done_on=earlier), LATER)

    corrected = transitions.confirm_destruction(
        shut(), destruction(CORPORATION, done_on=DAY_AFTER, correction="Er bleek niets te bewaren"), LATER
    )
    assert open_deadlines(corrected, LATER) == ()


def test_of_what_is_closed_only_a_party_with_kept_data_can_tell_more() -> None:
    assert who_can_confirm(shut(), LATER) == (CORPORATION,)
    with pytest.raises(WrongStatus):
        transitions.confirm_destruction(shut(), destruction(MUNICIPALITY, correction="Anders"), LATER)


def test_a_correction_can_say_that_a_law_keeps_it_after_all() -> None:
    once = destroyed(approved(), MUNICIPALITY, CORPORATION)
    again = transitions.confirm_destruction(once, kept(correction="De besluiten bleven"), DAY_AFTER)

    assert [one.kind for one in open_deadlines(again, DAY_AFTER) if one.subject == CORPORATION] == [KEPT]
    assert DeadlineKind.DESTRUCTION != KEPT


def test_facts_of_before_read_as_they_were() -> None:
    old = '{"destructions":[{"party":"A","method":"destroyed","done_on":"2025-01-01","confirmed_by_function":"FG"}]}'
    (done,) = facts_from_json(old).destructions

    assert (done.kept_data, done.kept_law, done.kept_until) == ("", "", None)
