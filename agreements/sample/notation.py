"""How the sample register is written down.

`data/partners.json` names the organisations and `data/users.json` the people (functions) of the fictional
municipality. Every other file holds one department: phrases that its agreements share, and the agreements.
An agreement uses the field names of `Content`, with these shortcuts:

- a party is a key of `partners.json`, which says how that organisation does its own side; an agreement says only what
  is different here; flows go `from` one key `to` another and name kinds of data, none for all;
- what `always` says holds for every agreement of the department that does not say otherwise;
- an old agreement that is reported says nothing but what stands here: no `always`, no side of a partner, no end;
- an advice is of the data protection officer, four months before the start, unless it says otherwise;
- `keep` is a retention period: `24 months after case_closed`, `28 days after receipt`;
- a text `@name` stands for that phrase of the department's `phrases`;
- days are moments (`moments.py`); `years` counts from `starts`, for which a transitional agreement gives `ends`;
- `history` says what happened since: see `history.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import resources
from typing import Annotated, Any, Literal, get_type_hints

from pydantic import BeforeValidator, TypeAdapter

from agreements.domain.agreement import DecisionKind
from agreements.domain.catalogue import FIELDS, FieldKind
from agreements.domain.content import Content
from agreements.domain.vocabulary import DestructionMethod, Role
from agreements.sample.parts import (
    STRICT,
    AdviceSpec,
    BasisSpec,
    DataSpec,
    FlowSpec,
    MemberSpec,
    Partner,
    PartySpec,
)

_DATA = resources.files("agreements.sample") / "data"
_NOT_DEPARTMENTS = frozenset({"partners.json", "users.json"})
Said = dict[str, Any]
"""Fields of the record by their names; texts among them may be a phrase."""
_SHORTCUTS = frozenset(
    {
        "advices",
        "data",
        "department",
        "ends_on",
        "flows",
        "further_bases",
        "members",
        "parties",
        "predecessor",
        "review_dates",
        "starts_on",
    }
)
"""Fields that the notation writes in a way of its own, or that follow."""
_HINTS = get_type_hints(Content)
MOMENTS = frozenset(row.name for row in FIELDS if row.kind is FieldKind.DAY and row.name not in _SHORTCUTS)
"""Fields that are a day, and so a moment here."""
_SAME: dict[str, TypeAdapter[Any]] = {
    row.name: TypeAdapter(str if row.name in MOMENTS else _HINTS[row.name])
    for row in FIELDS
    if row.name not in _SHORTCUTS
}


def _gathered(written: object) -> object:
    """The fields that mean the same as in the record, checked and put together under `says`."""
    if not isinstance(written, dict):
        return written
    says = {name: _SAME[name].validate_python(value) for name, value in written.items() if name in _SAME}
    return {**{name: value for name, value in written.items() if name not in _SAME}, "says": says}


def _said(written: object) -> object:
    """Fields of the record by their names, checked."""
    if not isinstance(written, dict):
        return written
    return {name: _SAME[name].validate_python(value) for name, value in written.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleUser:
    """Someone who can sign in: a function with its mailbox, never a person."""

    __pydantic_config__ = STRICT
    email: str
    role: Role
    department: str = ""
    function: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What an amendment or a renewal says differently; the rest stays."""

    __pydantic_config__ = STRICT
    says: Said = field(default_factory=dict)
    parties: tuple[PartySpec, ...] | None = None
    data: tuple[DataSpec, ...] | None = None
    flows: tuple[FlowSpec, ...] | None = None


_NO_CHANGES = Changes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of a history: what was done on which day. `history.py` says which fields each `do` uses."""

    __pydantic_config__ = STRICT
    do: Literal["amend", "close", "decide", "destroy", "renew", "resume", "review", "suspend", "terminate"]
    on: str
    reason: str = ""
    changes: Annotated[Changes, BeforeValidator(_gathered)] = _NO_CHANGES
    approved: bool = True
    decision: DecisionKind | None = None
    party: str = ""
    method: DestructionMethod = DestructionMethod.DESTROYED
    function: str = ""
    kept_data: str = ""
    kept_law: str = ""
    kept_until: str = ""
    starts: str = ""
    ends: str = ""
    years: int = 0
    reviews: tuple[str, ...] = ()
    planned: int | None = None
    purpose_reached: str = ""
    still_proportionate: str = ""
    incidents: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSpec:
    """Published as a plan before it was approved; of one that was approved since also what came of it."""

    __pydantic_config__ = STRICT
    reactions: int = 0
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSpec:
    """One agreement in the notation. `says` holds the fields that mean the same here as in the record."""

    __pydantic_config__ = STRICT
    key: str
    says: Said
    parties: tuple[PartySpec, ...] = ()
    members: tuple[MemberSpec, ...] = ()
    further_bases: tuple[BasisSpec, ...] = ()
    advices: tuple[AdviceSpec, ...] = ()
    data: tuple[DataSpec, ...] = ()
    flows: tuple[FlowSpec, ...] = ()
    starts: str = ""
    ends: str = ""
    years: int = 0
    reviews: tuple[str, ...] = ()
    registered: str = ""
    reaches: Literal["draft", "returned", "under_review", "reported", "approved"] = "approved"
    returned_reason: str = ""
    plan: PlanSpec | None = None
    lead_days: tuple[int, ...] = ()
    history: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A department: the function that answers for the municipality, what its agreements share, and the agreements."""

    __pydantic_config__ = STRICT
    department: str
    function: str
    phrases: dict[str, str]
    always: Annotated[Said, BeforeValidator(_said)]
    agreements: tuple[Annotated[AgreementSpec, BeforeValidator(_gathered)], ...]


@dataclass(frozen=True, slots=True)
class Municipality:
    """Everything in `data/`."""

    partners: dict[str, Partner]
    users: dict[str, SampleUser]
    departments: tuple[Department, ...]


def read_municipality() -> Municipality:
    """The sample as written down. Raises pydantic's `ValidationError` on a mistake in a file."""
    files = sorted(f.name for f in _DATA.iterdir() if f.name.endswith(".json") and f.name not in _NOT_DEPARTMENTS)
    return Municipality(
        partners=TypeAdapter(dict[str, Partner]).validate_json(_bytes("partners.json")),
        users=TypeAdapter(dict[str, SampleUser]).validate_json(_bytes("users.json")),
        departments=tuple(TypeAdapter(Department).validate_json(_bytes(name)) for name in files),
    )


def _bytes(name: str) -> bytes:
    return (_DATA / name).read_bytes()
