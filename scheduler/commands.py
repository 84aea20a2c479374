"""What `afspraken alerts` does. The caller has the register open."""

from __future__ import annotations

import heapq
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from agreements.clock import read_clock
from agreements.domain.jobs import DELIVER, SWEEP
from agreements.mail.transport import make_transport
from agreements.services.desk.remind import remind
from agreements.services.office import Office
from agreements.settings import Settings
from agreements.storage import heartbeat
from agreements.storage.decisions import Decided, DecisionFilter, decisions
from agreements.storage.messages.holding import current_hold
from agreements.storage.messages.ledger_view import LedgerEntry, LedgerFilter, ledger
from scheduler.delivery import deliver
from scheduler.sweep import sweep

DECISION = "decision"
"""The `kind` of an entry that is no message."""
_SAID = {"event": "event", "until_on": "until", "ends_on": "last day", "successor": "followed by"}
"""Words before a value that says too little by itself."""


async def sweep_command(settings: Settings, on: date | None) -> dict[str, object]:
    """Decide for the day `on`, or for today, and leave a sign of life then. Raises `SweepIncomplete`."""
    moment = read_clock(settings.zone)
    office = Office(settings.policy, moment.now, on or moment.today)
    await remind(office)
    result = await sweep(office)
    if on is None:
        await heartbeat.beat(SWEEP, moment.now)
    return result.as_dict()


async def deliver_command(settings: Settings) -> dict[str, object]:
    """Send what waits, and leave a sign of life; says so when all is held."""
    result = await deliver(settings, lambda: read_clock(settings.zone), make_transport(settings))
    await heartbeat.beat(DELIVER, read_clock(settings.zone).now)
    return result.as_dict() | ({"held": True} if await current_hold() else {})


async def list_command() -> list[dict[str, object]]:
    """The whole ledger, messages and decisions together, the newest first."""
    return list(heapq.merge(await _decisions(), await _messages(), key=lambda row: row["created_at"], reverse=True))


def as_line(row: dict[str, object]) -> str:
    """An entry of the ledger as one line of text, without what is empty."""
    shown = ((name, value) for name, value in row.items() if value not in (None, ""))
    return "  ".join(f"{_SAID[name]} {value}" if name in _SAID else str(value) for name, value in shown)


async def _messages() -> list[dict[str, Any]]:
    """All messages, read page by page."""
    rows: list[dict[str, Any]] = []
    before: int | None = None
    while page := await ledger(LedgerFilter(), before_id=before):
        rows += [asdict(entry) for entry in page]
        before = page[-1].id
    return rows


async def _decisions() -> list[dict[str, Any]]:
    """All decisions, read page by page."""
    rows: list[dict[str, Any]] = []
    before: int | None = None
    while page := await decisions(DecisionFilter(), before_seq=before):
        rows += [_decision_row(one) for one in page]
        before = page[-1].seq
    return rows


def _decision_row(one: Decided) -> dict[str, Any]:
    """With every field of a message, so that whoever reads messages from the list trips over nothing.

    The reason of a snooze stays out: it is free text, for people who may read the agreement.
    """
    return {
        **dict.fromkeys(field.name for field in fields(LedgerEntry)),
        "reference": one.reference,
        "kind": DECISION,
        "deadline_kind": one.deadline_kind,
        "subject": one.subject,
        "due_on": one.due_on,
        "created_at": one.at,
        "event": one.seq,
        "decision": one.outcome,
        "by_id": one.by_id,
        "by_role": one.by_role,
        "by_function": one.by_function,
        "by_department": one.by_department,
        "until_on": one.until_on,
        "ends_on": one.ends_on,
        "successor": one.successor,
    }
