"""What the register knows of a kind of deadline: the columns of the table in `kinds`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import ClassVar, Final, Protocol

from agreements.domain.agreement import Agreement
from agreements.domain.content import Content
from agreements.domain.ladder import Ladder
from agreements.domain.roles import Action
from agreements.domain.wording import Counted

STAYS_CANCELLED: Final = timedelta(days=30)
"""So long everybody's calendar says that a day is cancelled, so that every subscriber hears of it."""
Advice = tuple[tuple[str, str], ...]
"""What the reader of a mail can do: a title and a sentence for each."""


class DeadlineKind(str):
    """The name of a kind, as it is stored. Whatever is named here is one object for each name."""

    __slots__ = ()
    REVIEW: ClassVar[DeadlineKind]
    DECISION: ClassVar[DeadlineKind]
    EXPIRY: ClassVar[DeadlineKind]
    DESTRUCTION: ClassVar[DeadlineKind]
    _known: ClassVar[dict[str, DeadlineKind]] = {}

    def __new__(cls, name: str) -> DeadlineKind:
        """The one object of this name, once it was made by `named`; else an unknown kind that equals nothing known."""
        return cls._known.get(name) or super().__new__(cls, name)

    @classmethod
    def named(cls, name: str) -> DeadlineKind:
        """A new kind, or the one that has this name already."""
        return cls._known.setdefault(name, super().__new__(cls, name))


DeadlineKind.REVIEW = DeadlineKind.named("review")
DeadlineKind.DECISION = DeadlineKind.named("decision")
DeadlineKind.EXPIRY = DeadlineKind.named("expiry")
DeadlineKind.DESTRUCTION = DeadlineKind.named("destruction")


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing to do by `due_on`. `subject` tells deadlines of one kind apart and never changes.

    It is the sequence number of a review, the name of the receiving party for a destruction, else empty.
    A settled deadline needs no more alerts.
    """

    kind: DeadlineKind
    due_on: date
    subject: str = ""
    is_settled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a mail says in the three moments before, on and after the day.

    Message ids. They may use %(title)s, %(day)s, %(ends_on)s, %(starts_on)s, %(party)s and %(department)s.
    """

    subject_before: Counted
    subject_today: str
    subject_late: Counted
    heading_before: str
    heading_today: str
    heading_late: str
    lead_before: str
    lead_late: str
    day_label: str
    """What the day is called in the list of facts."""
    steps_before: Advice
    steps_late: Advice
    asks_to_decide: bool = False
    """Before the day a decision is asked for, by a day of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to go on: the step, the words of its button, what follows from it, and the fields that are filled in."""

    action: Action
    button: str
    meaning: str
    fills: Callable[[Deadline], Mapping[str, str]] = lambda _: {}


class Planned(Protocol):
    """A review as anyone may see it."""

    @property
    def number(self) -> int: ...
    @property
    def planned_on(self) -> date | None: ...
    @property
    def done_on(self) -> date | None: ...


class Dropped(Protocol):
    """A review that is planned no longer, as anyone may see it."""

    @property
    def number(self) -> int: ...
    @property
    def planned_on(self) -> date: ...
    @property
    def dropped_on(self) -> date: ...


class PublicFacts(Protocol):
    """What anyone may see of an agreement, as far as days follow from it (rule 11)."""

    @property
    def content(self) -> Content: ...
    @property
    def last_day(self) -> date: ...
    @property
    def termination_decided_on(self) -> date | None: ...
    @property
    def nothing_to_decide_from(self) -> date: ...
    @property
    def reviews(self) -> Sequence[Planned]: ...
    @property
    def dropped_reviews(self) -> Sequence[Dropped]: ...


@dataclass(frozen=True, slots=True)
class PublicDay:
    """A day in everybody's calendar; `cancelled_on` is the day since which it is not to be expected any more."""

    on: date
    subject: str = ""
    is_done: bool = False
    cancelled_on: date | None = None
    turned_on: date | None = None
    """The day that changed its text by coming, without anybody doing anything."""


class Lasts(Enum):
    """How long an open deadline asks something of somebody. Storage says each of these in SQL."""

    UNTIL_SETTLED = "until it is settled"
    TO_THE_LAST_DAY = "until the last day of the agreement has passed"
    TO_AN_EARLY_END = "until its own day has passed, when the agreement was ended early; else until it is settled"

    def still(self, deadline: Deadline, agreement: Agreement, today: date) -> bool:
        """Whether somebody still has something to do about one that is open."""
        if self is Lasts.TO_THE_LAST_DAY:
            return agreement.last_day is not None and today <= agreement.last_day
        return self is Lasts.UNTIL_SETTLED or agreement.termination is None or today <= deadline.due_on


class LateFrom(Enum):
    """The day after which residents read that an open deadline is late (`deadlines.told_after`)."""

    ITS_DAY = "its own day"
    LAST_DAY = "the last day of the agreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLate:
    """What residents read on the overview about agreements in which one is late. Message ids."""

    since: LateFrom
    anchor: str
    """The name of the list in addresses: it never changes."""
    total: str
    """Behind the number of agreements."""
    heading: str
    line: str
    """Behind the title of the agreement; %(day)s since which, %(subjects)s."""
    is_grave: bool = False
    also_when_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfDeadline:
    """A row. Texts are message ids; names may use %(number)s and %(party)s for the subject."""

    kind: DeadlineKind
    place: int
    """Where it stands among the others, from the begin of an agreement's life to its end."""
    word: str
    """Its Dutch word in the names of calendar events. It never changes once published."""
    name: str
    heading: str
    """The question in beheer up to the day; %(day)s, %(party)s."""
    heading_late: str
    summary: str
    """What every calendar calls it, so that a feed and a mail agree; %(title)s, %(party)s."""
    wording: Wording
    ladder: Ladder
    settled_by: tuple[Action, ...]
    """Steps after which it needs no more alerts."""
    ways: tuple[Way, ...]
    """What a person can do about it now, the usual way first."""
    find: Callable[[Agreement], Iterable[Deadline]]
    """Its deadlines of an agreement that is in force."""

    done: str = ""
    """What everybody's calendar calls it once it was done."""
    explanation: str = ""
    """What everybody's calendar says about it; %(title)s, %(day)s is the last day."""
    public_days: Callable[[PublicFacts, date], Iterable[PublicDay]] = lambda facts, day: ()
    """Its days in everybody's calendar, as it stands on a day; none for what is nobody else's business."""
    is_per_party: bool = False
    """The subject is the name of a party."""
    is_last_day: bool = False
    """It is the last day of the agreement itself."""
    can_be_postponed: bool = True
    soon_days: int = 90
    """So long before the day it stands among what is to be done soon."""
    covers: tuple[DeadlineKind, ...] = ()
    """Kinds that are one question with this one while both are open."""
    is_asked: Callable[[Agreement], bool] = lambda agreement: True
    """False when an open one asks nothing of anybody."""
    answer: Callable[[Agreement], Action] | None = None
    """The step that answers it, where that is not the first of the ways."""
    can_be_answered: Callable[[Deadline, Agreement, date], bool] = lambda deadline, agreement, today: True
    lasts: Lasts = Lasts.UNTIL_SETTLED
    """How long an open one is something to do."""
    told_late: ToldLate | None = None
    """How residents read that one is late; None where that is nobody else's business."""
    is_moot: Callable[[Agreement, date], bool] = lambda agreement, day: False
    """Whether an open one means nothing any more: no mail and no personal calendar tells of it."""
    ladder_for: Callable[[Ladder, Agreement], Ladder] = lambda usual, agreement: usual
    wording_for: Callable[[Wording, Agreement, str], Wording] = lambda usual, agreement, subject: usual
