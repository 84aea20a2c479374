"""The rules of the desk: terms, steps, what a party says, and what is counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.desk import correction, question
from agreements.domain.desk.correction import Correction, CorrectionState, Outcome, Said
from agreements.domain.desk.figures import Handled, figures
from agreements.domain.desk.links import Purpose, token_of
from agreements.domain.desk.question import Question, QuestionKind, QuestionState
from agreements.domain.errors import RuleBroken
from agreements.domain.ladder import Audience, alert_due, next_alert_on
from tests.people import PETRA, TODAY

DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2031, 12, 31))
ASKED = Question(
    agreement_id=1,
    kind=QuestionKind.QUESTION,
    text="Waarom?",
    state=QuestionState.UNCONFIRMED,
    asked_on=TODAY,
)
NEW = question.arrived(ASKED, TODAY)
TASK = Correction(
    question_id=1,
    agreement_id=1,
    party="De Linde",
    email="privacy@delinde.example",
    number="Zaak 118",
    request="Het bedrag is 0 euro",
    asked_on=TODAY,
    asked_by=PETRA.id,
    due_on=TODAY + timedelta(days=14),
)
SAID = Said(outcome=Outcome.DONE, done_on=TODAY, function="Hoofd sociaal beheer", remark="")


@pytest.mark.parametrize(
    ("kind", "arrived", "due"),
    [
        (QuestionKind.QUESTION, date(2026, 11, 23), date(2026, 12, 7)),
        (QuestionKind.AGREEMENT_ERROR, date(2026, 12, 24), date(2027, 1, 7)),
        (QuestionKind.DATA_ERROR, date(2026, 11, 23), date(2026, 12, 23)),
        (QuestionKind.DATA_ERROR, date(2027, 1, 31), date(2027, 2, 28)),
    ],
)
def test_a_question_is_answered_in_two_weeks_and_a_request_about_own_data_within_a_month(
    kind: QuestionKind, arrived: date, due: date
) -> None:
    assert question.due_on(kind, arrived) == due


def test_a_question_is_taken_up_answered_and_closed_and_then_nothing_else_is_possible() -> None:
    answered = question.answered(question.taken_up(NEW, PETRA.id), "Daarom.", PETRA.id, TODAY)
    closed = question.closed(answered, "", TODAY)

    assert (closed.state, closed.ready_on) == (QuestionState.CLOSED, TODAY)
    steps: tuple[Callable[[], Question], ...] = (
        lambda: question.taken_up(closed, PETRA.id),
        lambda: question.answered(closed, "Toch niet", PETRA.id, TODAY),
        lambda: question.closed(closed, "", TODAY),
        lambda: question.taken_up(ASKED, PETRA.id),
        lambda: question.published(NEW, "Waarom?", "Daarom.", TODAY),
    )
    for step in steps:
        with pytest.raises(question.NotNow):
            step()


def test_without_an_answer_it_is_closed_with_a_reason_only() -> None:
    with pytest.raises(question.NoReason):
        question.closed(NEW, "  ", TODAY)
    assert question.closed(NEW, "Reclame", TODAY).closing == "Reclame"


@given(arrived=DAYS, late=st.integers(min_value=-20, max_value=60), seen=st.sets(st.integers(-20, 60)))
def test_whenever_the_register_runs_who_is_told_last_is_who_should_know_now(
    arrived: date, late: int, seen: set[int]
) -> None:
    due, told = question.due_on(QuestionKind.QUESTION, arrived), frozenset[int]()
    for day in sorted(due + timedelta(days=number) for number in {*seen, late} if number <= late):
        if found := alert_due(question.LADDER, due, day, told=told):
            assert day >= next_alert_on(question.LADDER, due, told=told)
            told = frozenset({found.rung})
            is_late = day > due
            assert (Audience.DATA_PROTECTION_OFFICER in found.audience) is is_late
    assert told, "nobody was told"
    assert next_alert_on(question.LADDER, due, told=told) > due + timedelta(days=late)


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        (replace(SAID, outcome=None), correction.NoOutcome),
        (replace(SAID, done_on=None), correction.BadDoneOn),
        (replace(SAID, done_on=TODAY + timedelta(days=1)), correction.BadDoneOn),
        (replace(SAID, done_on=TODAY - timedelta(days=1)), correction.BadDoneOn),
        (replace(SAID, function=" "), correction.NoFunction),
        (replace(SAID, function="f" * 201), correction.NoFunction),
        (replace(SAID, outcome=Outcome.REFUSED), correction.NoRemark),
    ],
)
def test_a_party_says_what_it_did_when_and_in_which_function_or_why_not(said: Said, refused: type[RuleBroken]) -> None:
    with pytest.raises(refused):
        correction.answered(TASK, said, TODAY)


def test_what_a_party_said_stands_and_what_was_taken_back_needs_no_answer() -> None:
    done = correction.answered(TASK, SAID, TODAY)

    assert (done.state, done.done_on, done.is_late(TODAY + timedelta(days=90))) == (
        CorrectionState.ANSWERED,
        TODAY,
        False,
    )
    assert TASK.is_late(TASK.due_on + timedelta(days=1))
    for over in (done, correction.taken_back(TASK)):
        with pytest.raises(question.NotNow):
            correction.answered(over, SAID, TODAY)


def test_a_link_opens_one_thing_for_one_purpose() -> None:
    tokens = {
        token_of(secret, purpose, about, salt)
        for secret in (b"een", b"twee")
        for purpose in Purpose
        for about in (1, 2)
        for salt in ("a", "b")
    }

    assert len(tokens) == 2 * len(Purpose) * 2 * 2
    assert {len(token) for token in tokens} == {43}


@given(st.lists(st.tuples(DAYS, st.none() | st.integers(0, 60)), max_size=30), DAYS)
def test_counts_agree_with_counting_by_hand(rows: list[tuple[date, int | None]], day: date) -> None:
    handled = [
        Handled(
            QuestionKind.QUESTION,
            arrived,
            question.due_on(QuestionKind.QUESTION, arrived),
            None if days is None else arrived + timedelta(days=days),
        )
        for arrived, days in rows
    ]
    found, ready = figures(handled, day), sorted(days for _, days in rows if days is not None)

    assert (found.total, found.ready, found.longest_days) == (len(rows), len(ready), max(ready, default=None))
    assert found.median_days == (ready[(len(ready) - 1) // 2] if ready else None)
    on_time = [one for one in handled if (one.ready_on or day) <= one.due_on]
    assert found.late == len(rows) - len(on_time)
