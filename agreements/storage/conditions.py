"""Conditions that several questions about agreements share: the status on a day, words, one of a list.

`a` is the agreement and `v` the version that is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from agreements.domain.letters import folded
from agreements.domain.lifecycle import ENDS_SOON_DAYS
from agreements.storage.database.sql import listed

LAST_DAY = "CASE WHEN a.terminated_on < v.ends_on THEN a.terminated_on ELSE v.ends_on END"
"""`Agreement.last_day` of one that is approved."""

RULE = "CASE WHEN v.is_transitional THEN 'not_yet' ELSE 'meets' END"
"""`selection.RuleFilter` of a version; the column says whether it is exempt (`held_term.is_exempt`)."""

APPROVED_STATUS = f"""
CASE WHEN a.closed_on <= :day THEN 'closed'
     WHEN a.terminated_on < :day THEN 'terminated'
     WHEN v.ends_on < :day THEN 'expired'
     WHEN v.starts_on > :day THEN 'upcoming'
     WHEN EXISTS (SELECT 1 FROM suspension s WHERE s.agreement_id = a.id AND s.from_on <= :day
                  AND (s.until_on IS NULL OR s.until_on >= :day)) THEN 'suspended'
     WHEN {LAST_DAY} <= :soon THEN 'ends_soon'
     ELSE 'active' END
"""  # noqa: S608 - constants only
"""`lifecycle.status_on` of an approved version, with `ends_soon` apart; its values are `status_days`."""

STATUS = (
    f"CASE WHEN a.withdrawn_on IS NOT NULL THEN 'withdrawn' WHEN a.version = 0 THEN v.status ELSE {APPROVED_STATUS} END"
)
"""The same of any agreement, when `v` is what `SHOWN_VERSION` says."""

SHOWN_VERSION = "v.agreement_id = a.id AND v.number = CASE WHEN a.version = 0 THEN 1 ELSE a.version END"
"""The version whose content counts (`Agreement.content`): what is in force; while nothing is, what is proposed."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Conditions that all hold, with the values that they name. Empty: always."""

    texts: tuple[str, ...] = ()
    params: Mapping[str, object] = field(default_factory=dict)

    def __and__(self, other: Conditions) -> Conditions:
        return Conditions((*self.texts, *other.texts), {**self.params, **other.params})

    @property
    def where(self) -> str:
        """As one condition."""
        return " AND ".join(f"({text})" for text in self.texts) or "1 = 1"


def status_days(day: date) -> dict[str, object]:
    """The values of the expressions above."""
    return {"day": day, "soon": day + timedelta(days=ENDS_SOON_DAYS)}


def with_words(words: str) -> Conditions:
    """Every word occurs in the version; `%`, `_` and `\\` mean themselves."""
    found = Conditions()
    for number, word in enumerate(folded(words).split()):
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        found &= Conditions((f"v.search_text LIKE :word{number} ESCAPE '\\'",), {f"word{number}": f"%{escaped}%"})
    return found


def one_of(name: str, expression: str, values: Iterable[str]) -> Conditions:
    """The expression is one of these values; without any, whatever it is. `name` tells its values from others."""
    chosen: Sequence[str] = [str(value) for value in values]
    if not chosen:
        return Conditions()
    marks, params = listed(name, chosen)
    return Conditions((f"{expression} IN ({marks})",), params)
