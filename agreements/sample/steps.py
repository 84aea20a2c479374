"""The steps of a history: one for each thing that people do in the register. `load.py` carries them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from agreements.domain.agreement import DecisionKind, Destruction
from agreements.domain.content import Content
from agreements.domain.plan import Reactions


@dataclass(frozen=True, slots=True)
class Register:
    """A new draft, with the days on which its owner wants to be told about the end (none: the usual ladder)."""

    content: Content
    lead_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Amend:
    """A new draft version."""

    content: Content


@dataclass(frozen=True, slots=True)
class Submit:
    """The draft goes to the head of department."""


@dataclass(frozen=True, slots=True)
class Report:
    """An old agreement goes to the head of department with what is known of it."""


@dataclass(frozen=True, slots=True)
class PublishPlan:
    """The head of department lets everyone read it first, and react for four weeks."""


@dataclass(frozen=True, slots=True)
class Approve:
    """The head of department agrees; after a plan with what was done with reactions."""

    reactions: Reactions | None = None


@dataclass(frozen=True, slots=True)
class SendBack:
    """The head of department wants something else first."""

    reason: str


@dataclass(frozen=True, slots=True)
class Suspend:
    """The exchange rests."""

    from_on: date
    until_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Resume:
    """The exchange goes on."""


@dataclass(frozen=True, slots=True)
class Terminate:
    """Ended early."""

    ends_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class RecordReview:
    """A review, done on the day it is recorded."""

    planned_on: date | None
    purpose_reached: str
    still_proportionate: str
    incidents: str


@dataclass(frozen=True, slots=True)
class Decide:
    """The owner's decision about the end."""

    kind: DecisionKind


@dataclass(frozen=True, slots=True)
class Renew:
    """A successor is drafted; from then on it goes by the key `successor`."""

    successor: str


@dataclass(frozen=True, slots=True)
class ConfirmDestruction:
    """A receiving party confirms that its data are gone."""

    destruction: Destruction


@dataclass(frozen=True, slots=True)
class Close:
    """Nothing is left to do."""


Act = (
    Register
    | Amend
    | Submit
    | Report
    | PublishPlan
    | Approve
    | SendBack
    | Suspend
    | Resume
    | Terminate
    | RecordReview
    | Decide
    | Renew
    | ConfirmDestruction
    | Close
)


@dataclass(frozen=True, slots=True)
class SampleStep:
    """One act on the agreement with this key, by the user with the key `by` of `users.json`."""

    at: datetime
    by: str
    key: str
    act: Act
