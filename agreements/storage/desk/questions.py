"""Questions in the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from agreements.domain.desk.question import Question, QuestionKind, QuestionState
from agreements.domain.errors import NotFound
from agreements.domain.viewing import Viewing
from agreements.domain.wording import N_
from agreements.storage.conditions import SHOWN_VERSION
from agreements.storage.database.transaction import as_date, execute, fetch
from agreements.storage.desk.tables import QuestionTable
from agreements.storage.trail.fingerprints import new_salt
from agreements.storage.viewing import seen_by

_CHANGING: Final = (
    "kind",
    "email",
    "state",
    "arrived_on",
    "due_on",
    "told",
    "next_alert_on",
    "handler_id",
    "answer",
    "answered_on",
    "closed_on",
    "closing",
    "published_question",
    "published_answer",
    "published_on",
)
_ALWAYS: Final = ("agreement_id", "text", "language", "asked_on")
_FROM: Final = f"""
question q JOIN agreement a ON a.id = q.agreement_id JOIN agreement_version v ON {SHOWN_VERSION}
"""
_SELECT: Final = f"SELECT q.*, a.reference, v.title, v.department FROM {_FROM}"  # noqa: S608 - constants only
_OPEN: Final = "q.state IN ('new', 'in_hand')"
"""In the words of the index `question_open`."""


class NoSuchQuestion(NotFound):
    """There is none with this number, or not for this reader."""

    sentence = N_("This question does not exist.")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFilter:
    """Which to show; empty fields do not filter."""

    among: Viewing
    """About agreements that somebody may see."""
    state: QuestionState | None = None
    kind: QuestionKind | None = None
    is_open: bool = False
    handler_id: str = ""


async def insert(question: Question, once: str) -> int:
    """Keep a new one; returns its number. Raises `UniqueViolation` when this form was kept before."""
    columns = {name: getattr(question, name) for name in (*_ALWAYS, *_CHANGING)}
    row = QuestionTable(once=once, fingerprint_salt=new_salt(), **columns)
    rows = await QuestionTable.insert(row).returning(QuestionTable.id)
    return int(rows[0]["id"])


async def of_form(once: str) -> Question | None:
    """The question that came by this form."""
    return _first(await fetch(f"{_SELECT} WHERE q.once = :once", {"once": once}))


async def load(number: int) -> Question:
    """The question with this number. Raises `NoSuchQuestion`."""
    found = _first(await fetch(f"{_SELECT} WHERE q.id = :id", {"id": number}))
    if found is None:
        raise NoSuchQuestion()
    return found


async def find(chosen: QuestionFilter, *, limit: int, offset: int = 0) -> list[Question]:
    """Some of them: late ones first, then open ones by their term, then the others, the newest first."""
    where, params = _where(chosen)
    rows = await fetch(
        f"{_SELECT} WHERE {where} ORDER BY CASE WHEN {_OPEN} THEN 0 ELSE 1 END,"
        f" CASE WHEN {_OPEN} THEN q.due_on END, q.id DESC LIMIT :limit OFFSET :offset",
        {**params, "limit": limit, "offset": offset},
    )
    return [_question(row) for row in rows]


async def count(chosen: QuestionFilter) -> int:
    """How many a filter shows."""
    where, params = _where(chosen)
    rows = await fetch(f"SELECT count(*) AS n FROM {_FROM} WHERE {where}", params)  # noqa: S608 - constants only
    return int(rows[0]["n"])


async def save(before: Question, after: Question) -> bool:
    """Store a step; False when somebody else took one meanwhile."""
    columns = {name: getattr(after, name) for name in _CHANGING}
    changes = ", ".join(f"{name} = :{name}" for name in columns)
    done = await execute(
        f"UPDATE question SET {changes} WHERE id = :id AND state = :was",  # noqa: S608 - constants only
        {**columns, "id": before.id, "was": before.state},
    )
    return done == 1


async def due_for_alert(today: date, limit: int) -> list[Question]:
    """Those of which somebody is to be told something."""
    rows = await fetch(
        f"{_SELECT} WHERE q.next_alert_on <= :today ORDER BY q.next_alert_on, q.id LIMIT :limit",
        {"today": today, "limit": limit},
    )
    return [_question(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Answer:
    """A question as it was retold, and its answer."""

    number: int
    question: str
    answer: str
    on: date


async def published_of(agreement_id: int) -> list[Answer]:
    """What anyone may read of the questions about an agreement, the oldest first."""
    rows = await fetch(
        "SELECT id, published_question, published_answer, published_on FROM question"
        " WHERE agreement_id = :id AND published_on IS NOT NULL ORDER BY published_on, id",
        {"id": agreement_id},
    )
    return [Answer(row["id"], row["published_question"], row["published_answer"], _day(row)) for row in rows]


async def forget_addresses(closed_before: date) -> list[int]:
    """Erase the addresses of those closed before a day; returns their numbers."""
    rows = await fetch(
        "UPDATE question SET email = '' WHERE email <> '' AND closed_on < :day RETURNING id", {"day": closed_before}
    )
    return sorted(int(row["id"]) for row in rows)


async def forget_unconfirmed(asked_before: date) -> list[int]:
    """Erase those that nobody confirmed; returns their numbers."""
    rows = await fetch(
        "DELETE FROM question WHERE state = 'unconfirmed' AND asked_on < :day RETURNING id", {"day": asked_before}
    )
    return sorted(int(row["id"]) for row in rows)


def _where(chosen: QuestionFilter) -> tuple[str, dict[str, object]]:
    seen = seen_by(chosen.among)
    conditions, params = ["q.state <> 'unconfirmed'", f"({seen.where})"], dict(seen.params)
    if chosen.is_open:
        conditions.append(_OPEN)
    for name in ("state", "kind", "handler_id"):
        if value := getattr(chosen, name):
            conditions.append(f"q.{name} = :{name}")
            params[name] = value
    return " AND ".join(conditions), params


def _day(row: Mapping[str, Any]) -> date:
    day = as_date(row["published_on"])
    if day is None:
        raise ValueError("a published answer has a day")
    return day


def _first(rows: Sequence[Mapping[str, Any]]) -> Question | None:
    return _question(rows[0]) if rows else None


def _question(row: Mapping[str, Any]) -> Question:
    days: dict[str, Any] = {
        name: as_date(row[name])
        for name in ("arrived_on", "due_on", "next_alert_on", "answered_on", "closed_on", "published_on")
    }
    same = ("id", "agreement_id", "reference", "title", "department", "text", "email", "language", "told", "handler_id")
    texts = ("answer", "closing", "published_question", "published_answer")
    asked_on = as_date(row["asked_on"])
    if asked_on is None:
        raise ValueError("a question has a day on which it was asked")
    return Question(
        **{name: row[name] for name in (*same, *texts)},
        **days,
        kind=QuestionKind(row["kind"]),
        state=QuestionState(row["state"]),
        asked_on=asked_on,
    )
