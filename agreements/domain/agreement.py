"""An agreement in the register: its versions and what has happened to it since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agreements.domain.content import Content
from agreements.domain.following import Distinction, Succession, Withdrawal
from agreements.domain.held_term import held_term
from agreements.domain.plan import Plan, Reactions
from agreements.domain.planned_review import PlannedReview
from agreements.domain.term import ONE_DAY, Term, last_day_of
from agreements.domain.termination import Termination, WithdrawnTermination
from agreements.domain.vocabulary import DestructionMethod

LONGEST_LEAD_DAYS = 1096  # three years: no agreement lasts longer


class ProposalStatus(StrEnum):
    """The two stored statuses of a version that is not approved yet."""

    DRAFT = "draft"
    UNDER_REVIEW = "under_review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A version in the making: the first draft, or an amendment of what is in force. Never public."""

    content: Content
    status: ProposalStatus = ProposalStatus.DRAFT
    submitted_by: str | None = None
    """Id of the user who submitted it."""
    returned_reason: str = ""
    """Why the last submission was sent back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An approved version: immutable and citable for ever under its number (rule 10)."""

    number: int
    content: Content
    submitted_by: str
    approved_by: str
    approved_on: date

    @property
    def term(self) -> Term:
        """The term of an approved version; approval guarantees that it has one."""
        if term := held_term(self.content):
            return term
        raise ValueError("an approved version always has a term")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stewardship:
    """Who looks after the agreement inside the office: ids of users, and lead times of its own."""

    owner_id: str | None = None
    deputy_id: str | None = None
    lead_days: tuple[int, ...] = ()
    """Days before the end on which the owner is told; empty for the office's usual ladder."""

    def __post_init__(self) -> None:
        if not all(0 <= days <= LONGEST_LEAD_DAYS for days in self.lead_days):
            raise ValueError("a lead time lies between 0 days and three years")


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionChange:
    """Another last day for a suspension that runs; None: until it is resumed."""

    until_on: date | None
    decided_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """The exchange rests from `from_on` up to and including `until_on` (None: until it is resumed).

    Nothing of it is removed: what comes later is added to it.
    """

    from_on: date
    until_on: date | None
    reason: str
    decided_on: date | None = None
    """None in registers of before they kept that day."""
    changes: tuple[SuspensionChange, ...] = ()
    resumed_on: date | None = None
    """The first day on which the exchange went on."""
    cancelled_on: date | None = None
    """It was planned, and taken back on this day."""
    cancel_reason: str = ""

    @property
    def planned_until(self) -> date | None:
        """The last day as it was decided last."""
        return self.changes[-1].until_on if self.changes else self.until_on

    @property
    def days(self) -> tuple[date, date | None] | None:
        """First and last day on which it rests, no last one while that is open; None when it never rests at all."""
        if self.cancelled_on:
            return None
        ends = [day for day in (self.planned_until, self.resumed_on and self.resumed_on - ONE_DAY) if day]
        last = min(ends, default=None)
        return None if last and last < self.from_on else (self.from_on, last)

    def holds_on(self, day: date) -> bool:
        """Whether the exchange rests on `day` because of this."""
        if self.days is None:
            return False
        first, last = self.days
        return first <= day and (last is None or day <= last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A recorded review (rule 7). `planned_on` is the review date it answers, None for an extra one."""

    done_on: date
    planned_on: date | None
    purpose_reached: str
    still_proportionate: str
    incidents: str
    by: str


class DecisionKind(StrEnum):
    """What the owner decided about the end of the term."""

    RENEW = "renew"
    LAPSE = "lapse"
    TERMINATE = "terminate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The owner's decision about the end of the term, `ends_on`; when the end moves, it must be made anew."""

    kind: DecisionKind
    decided_on: date
    ends_on: date
    by: str
    withdrawn_on: date | None = None
    """When a later decision about the same end took its place, or it was taken back (rule 13)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destruction:
    """A receiving party's confirmation that the exchange stopped and its data are gone, or kept by a law (rule 8).

    Never replaced: a later one corrects it, and is kept beside it.
    """

    party: str
    method: DestructionMethod
    done_on: date
    confirmed_by_function: str
    document_url: str = ""
    recorded_on: date | None = None
    """Since when the register knows it; None in registers of before it kept that day."""
    kept_data: str = ""
    kept_law: str = ""
    kept_until: date | None = None
    """By `KEPT_BY_LAW` only: what a law keeps, which law and article, and the day by which it has to go after all."""
    correction: str = ""
    """Why it takes the place of an earlier confirmation; empty for the first one."""

    @property
    def known_on(self) -> date:
        """Since when the register knows it."""
        return self.recorded_on or self.done_on


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerReceiver:
    """A party that received data under an earlier version and no longer does; its data must go too (rule 8)."""

    party: str
    destroy_by: date
    left_on: date | None = None
    """The day on which it stopped receiving; None in registers of before they kept that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One agreement: what is in force, what is proposed, and the facts about it.

    `revision` counts every change: a writer compares it before it writes. People cite `in_force.number`.
    """

    reference: str
    registered_on: date
    registered_by: str = ""
    """Id of who registered it; empty where the register does not know."""
    revision: int = 1
    in_force: Version | None = None
    proposal: Proposal | None = None
    stewardship: Stewardship = Stewardship()
    suspensions: tuple[Suspension, ...] = ()
    termination: Termination | None = None
    already_ended: bool = False
    """Whoever submitted it said that it was over already: recorded for what stays to be destroyed (an old list)."""
    review_plan: tuple[PlannedReview, ...] = ()
    """Empty in registers of before they kept it, and for a draft; see `agreements.domain.review_plan`."""
    withdrawn_terminations: tuple[WithdrawnTermination, ...] = ()
    reviews: tuple[Review, ...] = ()
    decisions: tuple[Decision, ...] = ()
    destructions: tuple[Destruction, ...] = ()
    former_receivers: tuple[FormerReceiver, ...] = ()
    distinctions: tuple[Distinction, ...] = ()
    closed_on: date | None = None
    successor: str | None = None
    """The agreement that renews this one; a draft while there is no `succession`."""
    succession: Succession | None = None
    """What follows, once it is approved and as long as it is not called off."""
    withdrawal: Withdrawal | None = None
    plans: tuple[Plan, ...] = ()
    """Every time that a submission was published as a plan, the last one last; only that one can be open."""
    reactions: tuple[Reactions, ...] = ()
    """The answers to reactions on plans, one for each version that was a plan before."""

    @property
    def open_plan(self) -> Plan | None:
        """What people can read, and react to, before it is approved."""
        return self.plans[-1] if self.plans and self.plans[-1].is_open else None

    @property
    def content(self) -> Content:
        """What is in force; what is proposed while nothing is."""
        if self.in_force:
            return self.in_force.content
        if self.proposal:
            return self.proposal.content
        raise ValueError("an agreement has a version in force or a proposal")

    @property
    def latest(self) -> Content:
        """What is proposed; what is in force while nothing is."""
        return self.proposal.content if self.proposal else self.content

    @property
    def looked_after_by(self) -> tuple[str | None, str | None, str]:
        """Whom the alerts reach as owner and deputy: both accounts, and the department whose heads stand in."""
        return self.stewardship.owner_id, self.stewardship.deputy_id, self.content.department

    @property
    def last_day(self) -> date | None:
        """The last day on which the agreement holds; None for a draft."""
        if self.in_force is None:
            return None
        return last_day_of(self.in_force.term.ends_on, self.termination.ends_on if self.termination else None)

    @property
    def is_called_off(self) -> bool:
        """Terminated before its start: it never begins, and nobody ever receives data under it."""
        if self.in_force is None or self.termination is None:
            return False
        return self.termination.ends_on < self.in_force.term.starts_on


def is_submitted(agreement: Agreement) -> bool:
    """Whether a proposal waits for approval."""
    return agreement.proposal is not None and agreement.proposal.status is ProposalStatus.UNDER_REVIEW


def next_number(agreement: Agreement) -> int:
    """The number of the version that would be approved next."""
    return agreement.in_force.number + 1 if agreement.in_force else 1
