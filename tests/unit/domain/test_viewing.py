"""Who sees which agreements whole: one function, for pages, lists, counts and searches."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.roles import Action, Actor
from agreements.domain.viewing import EVERYTHING, Reach, Viewing, reach_of, viewing_of
from agreements.domain.vocabulary import Role
from tests.people import AAD, BRAM, FATIMA, HENK, PETRA, POLICY, SANNE, TODAY, approved, draft, submitted

ADMINISTRATOR = Actor(id="admin", role=Role.ADMINISTRATOR)
NOBODYS = replace(draft(department=""), registered_by=PETRA.id)
"""A draft that says no department yet, made by Petra."""


def sees(actor: Actor, agreement: Agreement) -> bool:
    return viewing_of(actor).sees(agreement)


@pytest.mark.parametrize("reader", [PETRA, SANNE, FATIMA, AAD, Actor(id="cli", role=None, is_operator=True)])
def test_who_reads_everything_sees_everything(reader: Actor) -> None:
    assert viewing_of(reader) == EVERYTHING
    assert all(sees(reader, one) for one in (draft(), submitted(), approved(), NOBODYS))


@pytest.mark.parametrize("stranger", [ADMINISTRATOR, Actor(id="partner", role=None)])
def test_who_reads_no_agreements_sees_nothing_not_even_what_they_once_made(stranger: Actor) -> None:
    assert viewing_of(stranger).is_nothing
    assert not sees(replace(stranger, id=PETRA.id), NOBODYS)


def test_a_head_sees_the_own_department_in_every_status() -> None:
    assert all(sees(HENK, one) for one in (draft(), submitted(), approved()))
    assert not any(sees(BRAM, one) for one in (draft(), submitted(), approved()))


def test_a_submission_to_another_department_is_seen_there_as_long_as_it_waits() -> None:
    proposed = transitions.amend(approved(), submitted(department="Zorg").latest, TODAY, POLICY)
    moved = transitions.submit(proposed, PETRA.id, TODAY, POLICY)

    assert (sees(HENK, proposed), sees(BRAM, proposed)) == (True, False)
    assert (sees(HENK, moved), sees(BRAM, moved)) == (True, True)
    taken_over = transitions.approve(moved, BRAM.id, TODAY, POLICY)
    assert (sees(HENK, taken_over), sees(BRAM, taken_over)) == (False, True)


@pytest.mark.parametrize("head", [HENK, BRAM, Actor(id="new", role=Role.DEPARTMENT_HEAD)])
def test_a_draft_without_department_is_no_heads_own(head: Actor) -> None:
    assert not sees(head, NOBODYS)


def test_a_draft_without_department_is_seen_by_its_maker_also_when_she_heads_a_department_now() -> None:
    petra_now = Actor(id=PETRA.id, role=Role.DEPARTMENT_HEAD, department="Zorg")

    assert sees(petra_now, NOBODYS)
    assert not sees(petra_now, replace(draft(), registered_by=PETRA.id)), "it is of Wonen now"


def test_a_draft_of_an_unknown_maker_is_not_everybodys() -> None:
    assert not sees(Actor(id="", role=Role.DEPARTMENT_HEAD), draft(department=""))


def test_what_the_ledger_is_about_is_everything_for_the_administrator_and_the_own_department_for_a_head() -> None:
    assert viewing_of(ADMINISTRATOR, Action.READ_LEDGER) == EVERYTHING
    assert viewing_of(HENK, Action.READ_LEDGER) == viewing_of(HENK)


@pytest.mark.parametrize(
    ("actor", "action", "reach"),
    [
        (PETRA, Action.APPROVE, Reach(everywhere=True)),
        (HENK, Action.APPROVE, Reach(department="Wonen")),
        (HENK, Action.AMEND, Reach()),
        (Actor(id="new", role=Role.DEPARTMENT_HEAD), Action.APPROVE, Reach()),
        (ADMINISTRATOR, Action.READ_INTERNAL, Reach()),
    ],
)
def test_of_which_departments_somebody_may_do_something(actor: Actor, action: Action, reach: Reach) -> None:
    assert reach_of(actor, action) == reach
    assert not reach_of(actor, action).covers("Zorg") or reach.everywhere
    assert Viewing(reach=reach).is_nothing is (reach == Reach())
