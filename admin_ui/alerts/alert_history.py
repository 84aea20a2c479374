"""What was told about one agreement and what people decided on it, in one order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from agreements.storage.decisions import Decided, DecisionFilter, count_decisions, decisions
from agreements.storage.messages.ledger_view import LedgerEntry, LedgerFilter, count_entries, ledger

MOST_LINES = 30
"""On the agreement's own page; the ledger has them all."""
MOST_READ = 300
"""Messages and decisions to make those lines of: after long neglect dozens of rungs are replaced in one go."""


@dataclass(frozen=True, slots=True)
class Line:
    """A decision, or so many messages that say the same, and the moment by which people know it."""

    at: datetime
    message: LedgerEntry | None = None
    decision: Decided | None = None
    times: int = 1

    def is_like(self, other: Line) -> bool:
        """Whether a reader could not tell the two apart: rungs of one ladder, replaced in one go."""
        if self.message is None or other.message is None:
            return False
        return self.at == other.at and _seen(self.message) == _seen(other.message)


@dataclass(frozen=True, slots=True)
class AlertHistory:
    """The newest lines first, and how many messages and decisions there are in all."""

    lines: list[Line]
    count: int

    @property
    def has_more(self) -> bool:
        """Whether something did not fit."""
        return self.count > sum(line.times for line in self.lines)


async def alert_history(reference: str) -> AlertHistory:
    """Messages, snoozes and other decisions about one agreement."""
    messages, decided = LedgerFilter(reference=reference), DecisionFilter(reference=reference)
    lines = [Line(one.at, decision=one) for one in await decisions(decided, limit=MOST_READ)]
    lines += [Line(one.sent_at or one.created_at, message=one) for one in await ledger(messages, limit=MOST_READ)]
    lines.sort(key=lambda line: line.at, reverse=True)
    joined = _joined(lines[:MOST_READ])
    return AlertHistory(joined[:MOST_LINES], await count_entries(messages) + await count_decisions(decided))


def _joined(lines: Iterable[Line]) -> list[Line]:
    """Lines that stand together and say the same become one."""
    found: list[Line] = []
    for line in lines:
        if found and found[-1].is_like(line):
            found[-1] = replace(found[-1], times=found[-1].times + 1)
        else:
            found.append(line)
    return found


def _seen(message: LedgerEntry) -> tuple[object, ...]:
    """What a line shows of a message."""
    about = (message.kind, message.deadline_kind, message.subject, message.due_on)
    return (*about, message.recipient_id, message.state, message.digest_on, message.reason, message.last_error)
