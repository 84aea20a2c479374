"""Corrections that parties are asked to make, in the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from agreements.domain.desk.correction import Correction, CorrectionState, Outcome
from agreements.domain.errors import NotFound
from agreements.domain.wording import N_
from agreements.storage.conditions import SHOWN_VERSION
from agreements.storage.database.transaction import as_date, execute, fetch
from agreements.storage.desk.tables import CorrectionTable

_CHANGING: Final = ("state", "told", "next_alert_on", "outcome", "done_on", "function", "remark", "answered_on")
_ASKED: Final = ("question_id", "agreement_id", "party", "email", "number", "request")
_ALWAYS: Final = (*_ASKED, "asked_on", "asked_by", "due_on")
_SELECT: Final = (
    f"SELECT c.*, a.reference, v.title FROM correction c JOIN agreement a ON a.id = c.agreement_id"  # noqa: S608
    f" JOIN agreement_version v ON {SHOWN_VERSION}"
)


class NoSuchCorrection(NotFound):
    """There is none with this number."""

    sentence = N_("This task does not exist.")


async def insert(correction: Correction) -> int:
    """Keep a new one; returns its number."""
    columns: dict[str, Any] = {name: _stored(correction, name) for name in (*_ALWAYS, *_CHANGING)}
    rows = await CorrectionTable.insert(CorrectionTable(**columns)).returning(CorrectionTable.id)
    return int(rows[0]["id"])


async def load(number: int) -> Correction:
    """The task with this number. Raises `NoSuchCorrection`."""
    rows = await fetch(f"{_SELECT} WHERE c.id = :id", {"id": number})
    if not rows:
        raise NoSuchCorrection()
    return _correction(rows[0])


async def of_question(question_id: int) -> list[Correction]:
    """Those that a question led to, in the order in which they were asked."""
    rows = await fetch(f"{_SELECT} WHERE c.question_id = :id ORDER BY c.id", {"id": question_id})
    return [_correction(row) for row in rows]


async def due_for_alert(today: date, limit: int) -> list[Correction]:
    """Those of which somebody is to be told something."""
    rows = await fetch(
        f"{_SELECT} WHERE c.next_alert_on <= :today ORDER BY c.next_alert_on, c.id LIMIT :limit",
        {"today": today, "limit": limit},
    )
    return [_correction(row) for row in rows]


async def save(before: Correction, after: Correction) -> bool:
    """Store a step; False when somebody else took one meanwhile."""
    columns = {name: _stored(after, name) for name in _CHANGING}
    changes = ", ".join(f"{name} = :{name}" for name in columns)
    done = await execute(
        f"UPDATE correction SET {changes} WHERE id = :id AND state = :was",  # noqa: S608 - constants only
        {**columns, "id": before.id, "was": before.state},
    )
    return done == 1


def _stored(correction: Correction, name: str) -> object:
    value = getattr(correction, name)
    return "" if name == "outcome" and value is None else value


def _correction(row: Mapping[str, Any]) -> Correction:
    asked_on, due_on = as_date(row["asked_on"]), as_date(row["due_on"])
    if asked_on is None or due_on is None:
        raise ValueError("a correction has a day on which it was asked, and a term")
    return Correction(
        **{name: row[name] for name in ("id", *_ASKED, "reference", "title", "asked_by", "told", "function", "remark")},
        state=CorrectionState(row["state"]),
        asked_on=asked_on,
        due_on=due_on,
        next_alert_on=as_date(row["next_alert_on"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        done_on=as_date(row["done_on"]),
        answered_on=as_date(row["answered_on"]),
    )
