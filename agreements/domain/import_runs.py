"""Bringing in a list as one piece of work, a run: which list, how far it is, and what can be done with it next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from agreements.domain.errors import NotFound, RuleBroken
from agreements.domain.wording import N_


class RunState(StrEnum):
    """How far a run is. Of those in `WAITING` the register itself does the next step."""

    TO_READ = "to_read"
    READ = "read"
    """Somebody looks at what would become of each row."""
    TO_STORE = "to_store"
    STORED = "stored"
    TO_UNDO = "to_undo"
    UNDONE = "undone"
    REFUSED = "refused"
    """The list cannot be read, or storing it would break a rule: `Run.refusal` says which."""


WAITING = frozenset({RunState.TO_READ, RunState.TO_STORE, RunState.TO_UNDO})
OVER = frozenset({RunState.STORED, RunState.UNDONE, RunState.REFUSED})


@dataclass(frozen=True, slots=True)
class Refused:
    """Why, as a message id with its values; empty when nothing is the matter."""

    sentence: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


NOT_REFUSED = Refused()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A list that somebody brings in."""

    id: int
    name: str
    """Of the file."""
    sha256: str
    """Of the bytes of the file."""
    sheet: str = ""
    """Which sheet of a spreadsheet; empty: the likeliest."""
    mapping: Mapping[str, object] = field(default_factory=dict)
    """What somebody said that columns and values mean, as a JSON object; empty: nothing."""
    state: RunState
    refusal: Refused = NOT_REFUSED
    total: int = 0
    """Rows in the list, as far as known."""
    done: int = 0
    """Rows that were read; while it is being undone, drafts that were looked at."""
    is_at_work: bool = False
    """Some process is at it now."""
    has_body: bool = True
    """The bytes of the file are still kept."""
    attempts: int = 0
    """How often a process began with what the run waits for."""
    begun_by: str
    begun_at: datetime
    asked_by: str
    """Who asked for what the run waits for, or went through it last."""
    ended_at: datetime | None = None
    """When it was stored, undone or refused."""


class NoSuchRun(NotFound):
    """The number is of no run."""

    sentence = N_("There is no list with the number %(number)s.")


class RunElsewhere(RuleBroken):
    """Somebody else, or the register itself, was quicker."""

    sentence = N_("Something else was done with this list meanwhile. Look at how it stands now.")


class RegisterMoved(RuleBroken):
    """Nobody saw what storing would do now."""

    sentence = N_("The register changed after this list was read. Look at the rows again, then store them.")


class BodyErased(RuleBroken):
    """The bytes of a list are kept for some time only."""

    sentence = N_("The file of this list is not kept any more. Upload it again.")


class GivenUp(RuleBroken):
    """The process that worked on it stopped each time, without saying why."""

    sentence = N_("The register could not finish this list. Divide it into smaller files, or ask the administrator.")
