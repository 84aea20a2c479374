"""The early end of an agreement, and one that was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Termination:
    """The agreement was ended early; `ends_on` is then the last day on which it holds."""

    ends_on: date
    decided_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnTermination:
    """An early end that was taken back before it had passed."""

    termination: Termination
    withdrawn_on: date
    by: str
    reason: str
