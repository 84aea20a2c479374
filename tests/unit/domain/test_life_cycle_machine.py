"""Whatever people do to an agreement, in whatever order and on whatever day: these rules hold after every step.

Hypothesis tries series of steps, sensible ones and others; a refusal must leave the agreement as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from agreements.domain import succession, transitions
from agreements.domain.agreement import Agreement, DecisionKind, Destruction, Version
from agreements.domain.completeness import completeness
from agreements.domain.content import receiving_parties
from agreements.domain.deadlines import deadlines, ladder_for
from agreements.domain.errors import RuleBroken
from agreements.domain.ladder import alert_due, next_alert_on, too_late_to_tell
from agreements.domain.lifecycle import Status, is_undestroyed, missed_reviews, status_on
from tests.people import (
    APPROVED_ON,
    CORPORATION,
    ENDS_ON,
    ENERGY_COMPANY,
    MUNICIPALITY,
    POLICY,
    REVIEW_ON,
    STARTS_ON,
    approved,
    destruction,
    draft,
    review,
    reviewed,
    submitted,
)
from tests.retold import facts_say

ONE_DAY = timedelta(days=1)
people = st.sampled_from(["petra", "sanne", "henk"])
reasons = st.sampled_from(["Het doel is bereikt", "Datalek", ""])
shifts = st.sampled_from([-40, -1, 0, 1, 30, 400])
NEVER_BACK = {Status.TERMINATED, Status.EXPIRED, Status.CLOSED}
HELD = {Status.ACTIVE, Status.SUSPENDED}

CHANGES: list[dict[str, Any]] = [
    {},
    {"title": "Anders"},
    {"purpose": ""},
    {"purpose": "Huurders met schulden vroeg hulp aanbieden"},
    {"flows": ()},
    {"review_dates": (REVIEW_ON, date(2027, 6, 1))},
    {"ends_on": date(2026, 12, 31), "review_dates": (date(2026, 6, 1),)},
    {"ends_on": date(2028, 12, 31)},
    {"ends_on": date(2029, 1, 1)},
    {"ends_on": None},
    {"starts_on": date(2026, 3, 1), "ends_on": date(2027, 2, 28)},
    {"starts_on": date(2025, 1, 15), "ends_on": date(2027, 1, 14), "review_dates": (date(2026, 1, 15),)},
    {"starts_on": date(2019, 1, 1), "is_transitional": True, "ends_on": date(2026, 9, 30)},
    {"notice_months": 6},
]


class LifeCycle(RuleBasedStateMachine):
    """One agreement through the years."""

    agreement: Agreement
    today: date

    def __init__(self) -> None:
        super().__init__()
        self.versions: list[Version] = []
        self.refusals: list[RuleBroken] = []
        self.confirmed: tuple[Destruction, ...] = ()
        self.rests: list[tuple[date, date | None, str]] = []
        self.diary: dict[date, Status] = {}
        """The status at the end of each day that has passed."""

    @initialize(start=st.sampled_from([draft(), submitted(), approved(), approved(), reviewed(approved())]))
    def register(self, start: Agreement) -> None:
        self.agreement, self.today = start, max([APPROVED_ON, *(review.done_on for review in start.reviews)])
        self.versions = [start.in_force] if start.in_force else []

    def attempt(self, step: Callable[..., Agreement], *arguments: Any) -> None:
        """Take the step, or be refused with a sentence. Only an approval changes what is in force."""
        before = self.agreement
        try:
            self.agreement = step(before, *arguments)
        except RuleBroken as refusal:
            self.refusals.append(refusal)
        if self.agreement is before:
            return
        if step is transitions.approve:
            assert self.agreement.in_force is not None
            self.versions.append(self.agreement.in_force)
        else:
            assert self.agreement.in_force == before.in_force

    @rule(days=st.sampled_from([1, 1, 20, 40, 100, 400]))
    def time_passes(self, days: int) -> None:
        for _ in range(min(days, 3)):
            self.diary[self.today] = status_on(self.agreement, self.today)
            self.today += ONE_DAY
        self.today += timedelta(days=days - min(days, 3))

    @rule(changes=st.sampled_from(CHANGES))
    def someone_changes_it(self, changes: dict[str, Any]) -> None:
        proposal = self.agreement.proposal
        content = proposal.content if proposal else self.agreement.content
        self.attempt(transitions.amend, replace(content, **changes), self.today, POLICY)

    @precondition(lambda self: self.versions)
    @rule(changes=st.sampled_from(CHANGES))
    def an_amendment_goes_all_the_way(self, changes: dict[str, Any]) -> None:
        if self.agreement.proposal is None:
            self.someone_changes_it(changes)
            self.attempt(transitions.submit, "petra", self.today, POLICY)
            self.attempt(transitions.approve, "henk", self.today, POLICY)

    @rule(person=people)
    def someone_submits_it(self, person: str) -> None:
        self.attempt(transitions.submit, person, self.today, POLICY)

    @precondition(lambda self: self.agreement.proposal is not None)
    @rule(person=people)
    def someone_approves_it(self, person: str) -> None:
        self.attempt(transitions.approve, person, self.today, POLICY)

    @precondition(lambda self: self.agreement.proposal is not None)
    @rule(reason=reasons)
    def someone_sends_it_back(self, reason: str) -> None:
        self.attempt(transitions.send_back, reason, self.today)

    @precondition(lambda self: self.versions)
    @rule(begin=shifts, length=st.none() | shifts, reason=reasons)
    def someone_suspends_it(self, begin: int, length: int | None, reason: str) -> None:
        from_on = self.today + timedelta(days=begin)
        until_on = None if length is None else from_on + timedelta(days=length)
        self.attempt(transitions.suspend, from_on, until_on, reason, self.today)

    @precondition(lambda self: self.agreement.suspensions)
    @rule()
    def someone_resumes_it(self) -> None:
        self.attempt(transitions.resume, self.today)

    @precondition(lambda self: self.agreement.suspensions)
    @rule(length=st.none() | shifts, reason=reasons)
    def someone_changes_how_long_it_rests(self, length: int | None, reason: str) -> None:
        until_on = None if length is None else self.today + timedelta(days=length)
        self.attempt(transitions.extend_suspension, until_on, reason, self.today)

    @precondition(lambda self: self.agreement.suspensions)
    @rule(reason=reasons)
    def someone_cancels_a_suspension(self, reason: str) -> None:
        from_on = self.agreement.suspensions[-1].from_on
        self.attempt(transitions.cancel_suspension, from_on, reason, self.today)

    @precondition(lambda self: self.versions)
    @rule(shift=shifts, reason=reasons)
    def someone_terminates_it(self, shift: int, reason: str) -> None:
        self.attempt(transitions.terminate, self.today + timedelta(days=shift), reason, "henk", self.today)

    @precondition(lambda self: self.versions)
    @rule(planned_on=st.none() | st.sampled_from([REVIEW_ON, date(2026, 6, 1), date(2027, 6, 1)]))
    def someone_reviews_it(self, planned_on: date | None) -> None:
        self.attempt(transitions.record_review, review(done_on=self.today, planned_on=planned_on), self.today)

    @precondition(lambda self: self.versions)
    @rule(kind=st.sampled_from(DecisionKind))
    def someone_decides(self, kind: DecisionKind) -> None:
        self.attempt(transitions.decide, kind, "henk", self.today)

    @precondition(lambda self: self.versions)
    @rule()
    def someone_renews_it(self) -> None:
        drafts: list[Agreement] = []

        def renew(agreement: Agreement) -> Agreement:
            after, successor = transitions.renew(agreement, "AFS-2027-0009", "henk", self.today, POLICY)
            drafts.append(successor)
            return after

        self.attempt(renew)
        for successor in drafts:
            succession.check_follows(successor.content, self.agreement)
            assert succession.gap_days(successor.content, self.agreement) == 0
            assert self.agreement.reviews

    @precondition(lambda self: self.versions and self.agreement.last_day < self.today)
    @rule(
        name=st.sampled_from([MUNICIPALITY, CORPORATION, CORPORATION, ENERGY_COMPANY]),
        days_ago=st.sampled_from([0, 0, 1, 40, 400]),
        correction=st.sampled_from(["", "", "Er was een kopie"]),
    )
    def someone_confirms_the_destruction(self, name: str, days_ago: int, correction: str) -> None:
        done = destruction(name, done_on=self.today - timedelta(days=days_ago), correction=correction)
        self.attempt(transitions.confirm_destruction, done, self.today)

    @precondition(lambda self: self.versions and self.agreement.last_day < self.today)
    @rule()
    def every_receiver_confirms_the_destruction(self) -> None:
        for name in receiving_parties(self.agreement.content):
            self.attempt(transitions.confirm_destruction, destruction(name, done_on=self.today), self.today)

    @precondition(lambda self: self.versions and self.agreement.last_day < self.today)
    @rule()
    def someone_closes_it(self) -> None:
        self.attempt(transitions.close, self.today)

    @invariant()
    def what_is_in_force_was_complete_and_seen_by_four_eyes(self) -> None:
        for number, version in enumerate(self.versions, start=1):
            assert version.number == number
            assert version.submitted_by != version.approved_by
            assert completeness(version.content, self.agreement.registered_on, POLICY, version.approved_on) == ()

    @invariant()
    def every_refusal_says_one_whole_sentence(self) -> None:
        for refusal in self.refusals:
            assert str(refusal).endswith((".", "?"))
            assert "%(" not in str(refusal)

    @invariant()
    def what_is_in_force_is_the_last_version_approved(self) -> None:
        assert self.agreement.in_force == (self.versions[-1] if self.versions else None)

    @invariant()
    def every_day_has_the_status_that_the_facts_say(self) -> None:
        turns = {STARTS_ON, ENDS_ON, self.agreement.last_day or self.today, self.agreement.closed_on or self.today}
        turns |= {s.from_on for s in self.agreement.suspensions} | {self.today, date(1950, 1, 1), date(2199, 12, 31)}
        for day in turns:
            for shift in (-1, 0, 1):
                asked = day + timedelta(days=shift)
                assert status_on(self.agreement, asked) is facts_say(self.agreement, asked)

    @invariant()
    def the_past_stays_what_it_was(self) -> None:
        for day, status in self.diary.items():
            if status in NEVER_BACK | HELD:
                assert status_on(self.agreement, day) is status
                assert status not in NEVER_BACK or status_on(self.agreement, self.today) in NEVER_BACK

    @invariant()
    def a_closed_agreement_has_nothing_left_to_do(self) -> None:
        open_deadlines = [d for d in deadlines(self.agreement) if not d.is_settled]
        if status_on(self.agreement, self.today) is Status.CLOSED:
            confirmed = {d.party for d in self.agreement.destructions}
            assert self.never_began() or set(receiving_parties(self.agreement.content)) <= confirmed
            assert open_deadlines == []
            assert missed_reviews(self.agreement, self.today) == ()
            assert not is_undestroyed(self.agreement, self.today)
        else:
            assert self.agreement.closed_on is None

    def never_began(self) -> bool:
        termination, version = self.agreement.termination, self.agreement.in_force
        return bool(version and termination and termination.ends_on < version.term.starts_on)

    @invariant()
    def every_open_deadline_has_a_next_alert(self) -> None:
        for deadline in deadlines(self.agreement):
            ladder = ladder_for(deadline.kind, self.agreement)
            foretold = next_alert_on(ladder, deadline.due_on, told=set())
            due = alert_due(ladder, deadline.due_on, self.today, told=set())
            missed = too_late_to_tell(ladder, deadline.due_on, self.today, told=set())
            assert (due is not None or missed != ()) == (foretold <= self.today)

    @invariant()
    def no_suspension_is_ever_removed(self) -> None:
        before, now = self.rests, self.agreement.suspensions
        self.rests = [(rest.from_on, rest.until_on, rest.reason) for rest in now]
        assert self.rests[: len(before)] == before

    @invariant()
    def every_confirmation_stays_and_lies_after_the_exchange(self) -> None:
        before, self.confirmed = self.confirmed, self.agreement.destructions
        assert self.confirmed[: len(before)] == before
        for done in self.confirmed:
            assert (self.agreement.last_day or date.max) < done.done_on <= (done.recorded_on or date.min)

    @invariant()
    def on_no_day_two_suspensions_hold(self) -> None:
        for day in {rest.from_on for rest in self.agreement.suspensions} | {self.today}:
            assert sum(rest.holds_on(day) for rest in self.agreement.suspensions) <= 1

    @invariant()
    def a_suspension_lies_within_the_term_that_held_when_it_was_made(self) -> None:
        for rest in self.agreement.suspensions:
            assert rest.until_on is None or rest.from_on <= rest.until_on


LifeCycle.TestCase.settings = settings(stateful_step_count=40)


class TestLifeCycle(LifeCycle.TestCase):  # type: ignore[misc, valid-type]
    """Runs the machine under pytest."""
