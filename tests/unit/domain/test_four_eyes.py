"""Rule 9: whoever submits does not approve."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain import transitions
from agreements.domain.errors import FourEyes
from agreements.domain.roles import Actor
from tests.people import HENK, PETRA, POLICY, SANNE, TODAY, approved, complete_content, draft, submitted

people = st.sampled_from(["petra", "sanne", "henk", "bram", "cli"])


def test_petra_cannot_approve_what_she_submitted_herself() -> None:
    with pytest.raises(FourEyes):
        transitions.approve(submitted(), PETRA.id, TODAY, POLICY)


@pytest.mark.parametrize("colleague", [SANNE, HENK])
def test_a_colleague_can_approve_it_and_both_names_are_kept(colleague: Actor) -> None:
    version = transitions.approve(submitted(), colleague.id, TODAY, POLICY).in_force

    assert version is not None
    assert (version.submitted_by, version.approved_by) == (PETRA.id, colleague.id)


@given(people, people)
def test_submitter_and_approver_are_always_two(submitter: str, approver: str) -> None:
    waiting = transitions.submit(draft(), submitter, TODAY, POLICY)

    if submitter == approver:
        with pytest.raises(FourEyes):
            transitions.approve(waiting, approver, TODAY, POLICY)
    else:
        transitions.approve(waiting, approver, TODAY, POLICY)


def test_an_amendment_needs_four_eyes_of_its_own() -> None:
    proposed = transitions.amend(approved(), complete_content(title="Anders"), TODAY, POLICY)
    waiting = transitions.submit(proposed, HENK.id, TODAY, POLICY)

    with pytest.raises(FourEyes):
        transitions.approve(waiting, HENK.id, TODAY, POLICY)
    transitions.approve(waiting, PETRA.id, TODAY, POLICY)


def test_after_a_return_it_counts_who_submitted_last() -> None:
    returned = transitions.send_back(submitted(), "Het doel is te ruim", TODAY)
    again = transitions.submit(returned, SANNE.id, TODAY, POLICY)

    with pytest.raises(FourEyes):
        transitions.approve(again, SANNE.id, TODAY, POLICY)
    transitions.approve(again, PETRA.id, TODAY, POLICY)
