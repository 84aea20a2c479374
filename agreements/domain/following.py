"""What is written down with an agreement about the one that follows it, and about a draft that was thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """The kinds of data that a party goes on receiving under the successor."""

    party: str
    data: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """An approved agreement follows this one, as it said at its last approval (rule 7)."""

    reference: str
    approved_on: date
    starts_on: date | None
    """None in registers from before this was kept: then nothing says that there is no gap."""
    covers: tuple[Covered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A draft that was never approved was thrown away; it stays in the register (rule 10)."""

    on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Distinction:
    """Why this is another agreement than one that looks the same; said when it was submitted."""

    reference: str
    reason: str
    by: str
    said_on: date
