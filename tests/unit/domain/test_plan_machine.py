"""Whatever people do, in whatever order and on whatever day: a plan is what waits for approval, and is answered.

The steps of the whole life of an agreement, with those about plans among them.
"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from agreements.domain import transitions
from agreements.domain.agreement import is_submitted
from agreements.domain.content import Content
from agreements.domain.plan import PlanEnding, Reactions
from tests.people import POLICY
from tests.unit.domain.test_life_cycle_machine import LifeCycle, people, reasons

TOO_EARLY = date.min


class PlannedLife(LifeCycle):
    """One agreement through the years, with plans."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[tuple[Content, date]] = []
        """What people could read, and since when."""

    @precondition(lambda self: self.agreement.plans)
    @rule(person=people, count=st.integers(-1, 3), answer=reasons)
    def someone_approves_it_with_an_answer(self, person: str, count: int, answer: str) -> None:
        given = Reactions(count=count, answer=answer)
        self.attempt(transitions.approve, person, self.today, POLICY, given)

    @precondition(lambda self: self.agreement.proposal is not None)
    @rule(person=people, days=st.sampled_from([13, 14, 20, 84, 85]))
    def someone_publishes_it_as_a_plan(self, person: str, days: int) -> None:
        self.attempt(transitions.publish_plan, person, self.today + timedelta(days=days), self.today)

    @precondition(lambda self: self.agreement.plans)
    @rule(reason=reasons)
    def someone_withdraws_the_plan(self, reason: str) -> None:
        self.attempt(transitions.withdraw_plan, reason, self.today)

    @precondition(lambda self: self.agreement.proposal is not None)
    @rule(person=people)
    def someone_takes_the_submission_back(self, person: str) -> None:
        self.attempt(transitions.recall, person, self.today)

    @precondition(lambda self: self.agreement.proposal is not None)
    @rule(person=people, reason=reasons)
    def someone_throws_the_draft_away(self, person: str, reason: str) -> None:
        if self.agreement.in_force:
            self.attempt(transitions.withdraw, person, reason, self.today)

    @invariant()
    def an_open_plan_is_what_waits_for_approval_word_by_word(self) -> None:
        assert all(plan.ended_on for plan in self.agreement.plans[:-1])
        if plan := self.agreement.open_plan:
            assert is_submitted(self.agreement)
            assert plan.content == self.agreement.latest
            assert plan.published_by != (self.agreement.proposal and self.agreement.proposal.submitted_by)

    @invariant()
    def nobody_approves_a_plan_before_people_could_react_and_were_answered(self) -> None:
        answered = {one.version for one in self.agreement.reactions}
        for plan in self.agreement.plans:
            assert len(self.versions) < plan.version or plan.version in answered
            assert plan.ending is not PlanEnding.APPROVED or (plan.ended_on or TOO_EARLY) > plan.reactions_until

    @invariant()
    def no_plan_is_ever_removed(self) -> None:
        read, self.read = self.read, [(plan.content, plan.published_on) for plan in self.agreement.plans]
        assert self.read[: len(read)] == read


PlannedLife.TestCase.settings = settings(stateful_step_count=40)


class TestPlannedLife(PlannedLife.TestCase):  # type: ignore[misc, valid-type]
    """Runs the machine under pytest."""
