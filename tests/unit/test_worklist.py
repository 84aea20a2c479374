"""What waits for whom, on the first page of beheer."""

from __future__ import annotations

from datetime import UTC, date, datetime

from admin_ui.work.worklist import piles
from agreements.domain import transitions
from agreements.domain.agreement import Agreement, DecisionKind
from agreements.domain.roles import Actor
from agreements.services.office import Office
from tests.people import (
    BRAM,
    ENDS_ON,
    FATIMA,
    HENK,
    PETRA,
    POLICY,
    RECEIVERS,
    REVIEW_ON,
    SANNE,
    TODAY,
    approved,
    destroyed,
    draft,
    reviewed,
    submitted,
)


def waiting(actor: Actor, *agreements: Agreement, on: date = TODAY) -> dict[str, int]:
    """How many tasks are on each pile."""
    office = Office(policy=POLICY, now=datetime(on.year, on.month, on.day, 12, tzinfo=UTC), today=on)
    return {pile.id: len(pile.tasks) for pile in piles(agreements, actor, office)}


def test_a_draft_waits_for_the_privacy_officer_only() -> None:
    assert waiting(PETRA, draft()) == {"concepten": 1}
    assert waiting(HENK, draft()) == {}


def test_a_submission_waits_for_everyone_who_may_approve_it_but_not_for_its_maker() -> None:
    assert waiting(HENK, submitted()) == {"goedkeuren": 1}
    assert waiting(SANNE, submitted()) == {"goedkeuren": 1}
    assert waiting(PETRA, submitted()) == {"ingediend": 1}
    assert waiting(BRAM, submitted()) == {}


def test_what_was_sent_back_waits_on_a_pile_of_its_own() -> None:
    assert waiting(PETRA, transitions.send_back(submitted(), "Doel onduidelijk")) == {"teruggestuurd": 1}


def test_a_missed_review_is_too_late_until_it_is_recorded() -> None:
    late = date(2027, 2, 1)

    assert waiting(HENK, approved(), on=REVIEW_ON) == {"binnenkort": 1}
    assert waiting(HENK, approved(), on=late) == {"te-laat": 1}
    done = reviewed(approved(), planned_on=REVIEW_ON, done_on=late)
    assert waiting(HENK, done, on=late) == {}


def test_the_decision_and_the_end_are_one_task_that_one_decision_settles() -> None:
    agreement = reviewed(approved(review_dates=(date(2026, 11, 1),)), planned_on=date(2026, 11, 1))

    assert waiting(HENK, agreement, on=date(2027, 11, 1)) == {"te-laat": 1}
    decided = transitions.decide(agreement, DecisionKind.LAPSE, HENK.id, date(2027, 11, 1))
    assert waiting(HENK, decided, on=date(2027, 11, 1)) == {}


def test_data_that_must_be_gone_wait_from_a_month_before_the_day() -> None:
    agreement = reviewed(approved(review_dates=(date(2026, 11, 1),)), planned_on=date(2026, 11, 1))
    agreement = transitions.decide(agreement, DecisionKind.LAPSE, HENK.id, ENDS_ON)

    assert waiting(FATIMA, agreement, on=date(2028, 5, 1)) == {}
    assert waiting(FATIMA, agreement, on=date(2028, 6, 15)) == {"binnenkort": 1}
    assert waiting(FATIMA, agreement, on=date(2029, 1, 1)) == {"te-laat": 2}
    assert waiting(FATIMA, destroyed(agreement, *RECEIVERS, on=date(2028, 6, 1)), on=date(2029, 1, 1)) == {}


def test_nothing_of_another_department_waits_for_its_head() -> None:
    assert waiting(BRAM, approved(), on=date(2029, 1, 1)) == {}
