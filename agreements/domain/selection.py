"""Which agreements somebody wants to see: one set of conditions for pages, downloads, feeds and API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

Value = str | date
"""What a filter can be given: a word, a name, a code, or a day."""


class StatusFilter(StrEnum):
    """What can be asked for; `ends_soon` are active ones that end within 90 days, and count as active too."""

    UPCOMING = "upcoming"
    ACTIVE = "active"
    ENDS_SOON = "ends_soon"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    EXPIRED = "expired"
    CLOSED = "closed"


class RuleFilter(StrEnum):
    """Whether an agreement meets the rule on terms, or is from before it: transitional, or reported (rule 2)."""

    MEETS = "meets"
    NOT_YET = "not_yet"


class Sorting(StrEnum):
    """Columns to sort by; `running` is by end date too, with what has ended behind what still runs."""

    RUNNING = "running"
    ENDS_ON = "ends_on"
    STARTS_ON = "starts_on"
    TITLE = "title"
    DEPARTMENT = "department"
    REFERENCE = "reference"
    UPDATED_AT = "updated_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is picked, all of which must hold. `on_day` is the day the register is shown for."""

    on_day: date
    is_past: bool = False
    """Whether `on_day` lies before today: then each agreement is shown in the version of that day."""
    picked: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    """By the name of a filter (`filters.FILTERS`) what was chosen, of which one must hold; nothing empty."""
    sorting: Sorting = Sorting.RUNNING
    is_descending: bool = False

    def of(self, name: str) -> tuple[Value, ...]:
        """What was chosen of a filter."""
        return self.picked.get(name, ())

    def picking(self, **chosen: tuple[Value, ...]) -> Selection:
        """The same with this chosen of these filters, in place of what was; nothing takes a filter away."""
        picked = {name: values for name, values in {**self.picked, **chosen}.items() if values}
        return replace(self, picked=picked)
