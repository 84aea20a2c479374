"""A correction of somebody's data that a receiving party has to make as well (GDPR art. 19)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from agreements.domain.desk.question import NotNow, checked_text
from agreements.domain.errors import RuleBroken
from agreements.domain.ladder import OWNERS, WITH_DPO, WITH_OFFICER, Ladder
from agreements.domain.wording import N_

LONGEST_TERM_DAYS: Final = 60
"""The law says without delay for the correction itself (art. 16), and gives no term for passing it on: whoever asks
chooses one, and this is the office's own bound."""
LONGEST_LINE: Final = 200

LADDER: Final = Ladder(((365, ()), (3, ()), (0, WITH_OFFICER), (-1, WITH_DPO)), overdue=WITH_DPO)
"""The party is told at every rung; these colleagues beside it."""
ANSWERED_TO: Final = OWNERS
"""Who is told what a party said, beside who took up the question."""


class Outcome(StrEnum):
    """What a party says it did."""

    DONE = "done"
    NOTHING_HELD = "nothing_held"
    """The party has no such data (any more)."""
    REFUSED = "refused"
    """It is impossible, or would take disproportionate effort (art. 19), or the party sees it otherwise."""


class CorrectionState(StrEnum):
    """Where it stands."""

    ASKED = "asked"
    ANSWERED = "answered"
    TAKEN_BACK = "taken_back"


class NoParty(RuleBroken):
    """Nobody who received the data."""

    sentence = N_("Choose a party that receives data under this agreement.")
    field = "party"


class BadTerm(RuleBroken):
    """Not a day on which it can be ready."""

    sentence = N_("Choose a day after today, and at most %(most)s days away.")
    field = "due_on"


class NoOutcome(RuleBroken):
    """It is not said what was done."""

    sentence = N_("Choose what you did.")
    field = "outcome"


class NoFunction(RuleBroken):
    """Nobody answers for it."""

    sentence = N_("Write in which function you confirm this, in at most %(most)s characters.")
    field = "function"


class BadDoneOn(RuleBroken):
    """A day that is not there, or lies outside what can be."""

    sentence = N_("Write the day on which it was done: from %(first)s up to and including today.")
    field = "done_on"


class NoRemark(RuleBroken):
    """Not done, and nobody can tell why."""

    sentence = N_("Write why it was not done.")
    field = "remark"


class NoNumber(RuleBroken):
    """The party cannot know which file it is about."""

    sentence = N_("Write the number by which the party finds the file, in at most %(most)s characters.")
    field = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One task of one party. It holds nothing of the resident but a number that the party knows."""

    id: int = 0
    question_id: int
    agreement_id: int
    reference: str = ""
    title: str = ""
    party: str
    email: str
    """Where the party is asked."""
    number: str
    """By which the party finds the file: a number of the case, never one that all of the government knows."""
    request: str
    """What has to be corrected, without naming anybody."""
    state: CorrectionState = CorrectionState.ASKED
    asked_on: date
    asked_by: str
    due_on: date
    told: int | None = None
    next_alert_on: date | None = None
    outcome: Outcome | None = None
    done_on: date | None = None
    function: str = ""
    remark: str = ""
    answered_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether the party still has to say something."""
        return self.state is CorrectionState.ASKED

    def is_late(self, today: date) -> bool:
        """Whether the party did not answer in time."""
        return (self.answered_on or today) > self.due_on and self.state is not CorrectionState.TAKEN_BACK


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a party says."""

    outcome: Outcome | None
    done_on: date | None
    function: str
    remark: str


def line_of(text: str, error: RuleBroken) -> str:
    """A line as it is kept. Raises `error` for none, or one that is too long."""
    kept = " ".join(text.split())
    if not 0 < len(kept) <= LONGEST_LINE:
        raise error
    return kept


def answered(correction: Correction, said: Said, today: date) -> Correction:
    """With what the party says. Raises `NotNow`, `NoOutcome`, `NoFunction`, `BadDoneOn`, `NoRemark`, `TooLong`."""
    if not correction.is_open:
        raise NotNow()
    if said.outcome is None:
        raise NoOutcome()
    is_done = said.outcome is Outcome.DONE
    if is_done and (said.done_on is None or not correction.asked_on <= said.done_on <= today):
        raise BadDoneOn(first=correction.asked_on)
    function = line_of(said.function, NoFunction(most=LONGEST_LINE))
    if said.outcome is Outcome.REFUSED and not said.remark.strip():
        raise NoRemark()
    return replace(
        correction,
        state=CorrectionState.ANSWERED,
        outcome=said.outcome,
        done_on=said.done_on if is_done else None,
        function=function,
        remark=checked_text(said.remark, "remark") if said.remark.strip() else "",
        answered_on=today,
        next_alert_on=None,
    )


def taken_back(correction: Correction) -> Correction:
    """The party need not do anything any more. Raises `NotNow`."""
    if not correction.is_open:
        raise NotNow()
    return replace(correction, state=CorrectionState.TAKEN_BACK, next_alert_on=None)
