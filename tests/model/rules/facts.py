"""What the model knows of an agreement: the text as far as a rule looks at it, and what happened since."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tests.model.rules.days import DAY, months_later

NOTICE_MONTHS = 3


@dataclass(frozen=True)
class Flow:
    """Who gives which kinds of data to whom."""

    giver: str
    taker: str
    data: tuple[str, ...]


@dataclass(frozen=True)
class Terms:
    """What the parties agree. `flaw` names the one thing that stands in the way of approval, if any."""

    title: str
    starts_on: date
    ends_on: date
    reviews: tuple[date, ...]
    municipality: str
    partners: tuple[str, ...]
    kept_months: tuple[tuple[str, int], ...]
    flows: tuple[Flow, ...]
    department: str = "Wonen"
    predecessor: str | None = None
    is_transitional: bool = False
    flaw: str = ""

    def told(self) -> str:
        """In a line of a story."""
        reviews = ",".join(str(day) for day in self.reviews)
        flows = " ".join(f"{flow.giver}>{flow.taker}:{len(flow.data)}" for flow in self.flows)
        more = [
            self.department,
            self.predecessor and f"after {self.predecessor}",
            self.is_transitional and "old",
            self.flaw,
        ]
        said = " ".join(str(one) for one in more if one)
        return f"({self.starts_on}..{self.ends_on} reviews {reviews}; {flows}; {said})"

    @property
    def decide_by(self) -> date:
        """The last day to give notice or to begin a renewal."""
        return months_later(self.ends_on, -NOTICE_MONTHS)

    @property
    def takers(self) -> tuple[str, ...]:
        """The parties that receive data, in the order of the agreement."""
        receiving = {flow.taker for flow in self.flows}
        return tuple(name for name in (self.municipality, *self.partners) if name in receiving)

    def taken_by(self, party: str) -> dict[str, int]:
        """The kinds of data that a party receives, with the months it keeps them."""
        named = {kind for flow in self.flows if flow.taker == party for kind in flow.data}
        return {kind: months for kind, months in self.kept_months if kind in named}


@dataclass
class Rest:
    """The exchange rests: as planned, and how it went."""

    from_on: date
    until_on: date | None
    resumed_on: date | None = None
    is_cancelled: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether the exchange rests on a day because of it."""
        if self.is_cancelled or day < self.from_on or (self.until_on is not None and day > self.until_on):
            return False
        return self.resumed_on is None or day < self.resumed_on

    def overlaps(self, from_on: date, until_on: date | None) -> bool:
        """Whether some day would be in both."""
        last = date.max if self.until_on is None else self.until_on
        if self.resumed_on is not None:
            last = min(last, self.resumed_on - DAY)
        return not self.is_cancelled and from_on <= last and self.from_on <= (until_on or date.max)


@dataclass
class Planned:
    """A review under its number."""

    on: date
    done_on: date | None = None
    is_dropped: bool = False
    is_asked: bool = False
    """Somebody asked for it: the parties do not move it."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and not self.is_dropped


@dataclass(frozen=True)
class Left:
    """A party that stopped receiving with a new version."""

    on: date
    due_on: date


@dataclass(frozen=True)
class Gone:
    """A party says that its data are gone."""

    party: str
    done_on: date


@dataclass
class Case:
    """One agreement of a history."""

    name: str
    registered_on: date
    proposal: Terms | None = None
    submitted_by: str | None = None
    is_over_already: bool = False
    """Submitted as one that had ended before it came into the register."""
    versions: list[Terms] = field(default_factory=list)
    rests: list[Rest] = field(default_factory=list)
    terminated_on: date | None = None
    reviewed_on: list[date] = field(default_factory=list)
    plan: dict[int, Planned] = field(default_factory=dict)
    decision: str = ""
    """`lapse` or `renew`: what stands for the end that `decided_for` names."""
    decided_for: date | None = None
    gone: list[Gone] = field(default_factory=list)
    left: dict[str, Left] = field(default_factory=dict)
    closed_on: date | None = None
    is_withdrawn: bool = False
    successor: str | None = None
    owner: str | None = None
    deputy: str | None = None

    @property
    def terms(self) -> Terms:
        """What holds; what is proposed while nothing does."""
        if self.versions:
            return self.versions[-1]
        assert self.proposal is not None
        return self.proposal

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        ends_on = self.terms.ends_on
        return ends_on if self.terminated_on is None else min(ends_on, self.terminated_on)

    @property
    def is_approved(self) -> bool:
        """Whether it ever was."""
        return bool(self.versions)

    @property
    def is_called_off(self) -> bool:
        """Ended before it began."""
        return self.is_approved and self.last_day < self.terms.starts_on

    @property
    def lapses(self) -> bool:
        """Whether the decision to let this end come stands."""
        return self.decision == "lapse" and self.decided_for == self.terms.ends_on

    @property
    def is_renewed(self) -> bool:
        """Whether the decision to renew at this end stands."""
        return self.decision == "renew" and self.decided_for == self.terms.ends_on


World = dict[str, Case]
"""The agreements of a history by their letters."""
