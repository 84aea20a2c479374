"""Fingerprints of whole objects: every event carries the one of its object as it left it, so that a row which
somebody changed, added or removed behind the register's back no longer fits its history (rule 10).

An object is an agreement (by its reference), an account (`user:ID`) or a question (`question:ID`, with the corrections
that it led to). What follows from other columns is left out,
for it is recomputed when the history is verified; so are the texts of approved versions, whose approval holds a
fingerprint of its own.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import fetch, fetch_as_stored

SCHEME: Final = "1"
"""Which columns a fingerprint is of; it stands before the colon, so that columns of later versions can join."""

USER: Final = "user:"
QUESTION: Final = "question:"

ACCOUNT: Final = (
    "id, email, role, department, function_title, language, password_hash, is_active, rhythm, created_at,"
    " fingerprint_salt"
)
AGREEMENT: Final[Mapping[str, str]] = {
    "agreement": "id, reference, registered_on, revision, version, owner_id, deputy_id, lead_days, facts, closed_on,"
    " successor, source_key, source_fingerprint, updated_at,"
    " registered_by, fingerprint_salt",
    "agreement_version": "agreement_id, number, status, submitted_by, returned_reason, approved_by, approved_on",
    "deadline": "agreement_id, kind, subject, due_on, armed, is_settled",
    "snooze": "id, agreement_id, deadline_kind, subject, due_on, until_on, reason, snoozed_by, snoozed_at",
}
"""The columns of each table that the fingerprint of an agreement is of."""

QUESTIONS: Final[Mapping[str, str]] = {
    "question": "id, agreement_id, once, kind, text, language, state, asked_on, arrived_on, due_on, handler_id, answer,"
    " answered_on, closed_on, closing, published_question, published_answer, published_on, fingerprint_salt",
    "correction": "id, question_id, agreement_id, party, email, number, request, state, asked_on, asked_by, due_on,"
    " outcome, done_on, function, remark, answered_on",
}
"""The same of a question. Without the address of who asked, which is erased when nobody needs it any more."""


def new_salt() -> str:
    """128 random bits, for a new object."""
    return secrets.token_hex(16)


def canonical(value: object) -> object:
    """A stored value as both databases give it: instants in UTC, dates and instants as text, booleans as 0 and 1."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def digest(rows: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 over rows in the order given, each in one canonical JSON form."""
    sha = hashlib.sha256()
    for row in rows:
        add_row(sha, row)
    return sha.hexdigest()


def add_row(sha: Any, row: Mapping[str, Any]) -> None:
    """Add a row to a running SHA-256."""
    plain = {name: canonical(value) for name, value in row.items()}
    sha.update(json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


async def state_of(object: str) -> str | None:
    """The fingerprint of an object as it is now; None when there is no such object, as for `register`."""
    return (await states_of([object])).get(object)


async def states_of(objects: Sequence[str]) -> dict[str, str]:
    """The fingerprints of those of these objects that are there, by name."""
    people = [name.removeprefix(USER) for name in objects if name.startswith(USER)]
    asked = [int(name.removeprefix(QUESTION)) for name in objects if name.startswith(QUESTION)]
    marks, params = listed("name", [name for name in objects if not name.startswith((USER, QUESTION))])
    rows = await fetch(f"SELECT id FROM agreement WHERE reference IN ({marks})", params)  # noqa: S608 - constants only
    return await of_accounts(people) | await of_agreements([row["id"] for row in rows]) | await of_questions(asked)


async def of_accounts(ids: Sequence[str]) -> dict[str, str]:
    """The fingerprint of each account, by object name."""
    if not ids:
        return {}
    marks, params = listed("id", ids)
    rows = await fetch_as_stored(ACCOUNT, f"FROM account WHERE id IN ({marks})", params)
    return {f"{USER}{row['id']}": f"{SCHEME}:{digest([row])}" for row in rows}


async def of_questions(ids: Sequence[int]) -> dict[str, str]:
    """The fingerprint of each question, by object name."""
    if not ids:
        return {}
    marks, params = listed("id", ids)
    about: dict[int, list[dict[str, Any]]] = {question_id: [] for question_id in ids}
    for table, columns in QUESTIONS.items():
        key = "id" if table == "question" else "question_id"
        rows = await fetch_as_stored(columns, f"FROM {table} WHERE {key} IN ({marks}) ORDER BY id", params)
        for row in rows:
            about[row[key]].append({"table": table, **row})
    return {f"{QUESTION}{number}": f"{SCHEME}:{digest(rows)}" for number, rows in about.items() if rows}


async def of_agreements(ids: Sequence[int]) -> dict[str, str]:
    """The fingerprint of each agreement, by reference."""
    if not ids:
        return {}
    marks, params = listed("id", ids)
    about: dict[int, list[dict[str, Any]]] = {agreement_id: [] for agreement_id in ids}
    for table, columns in AGREEMENT.items():
        key = "id" if table == "agreement" else "agreement_id"
        rows = await fetch_as_stored(columns, f"FROM {table} WHERE {key} IN ({marks})", params)
        for row in sorted(rows, key=_in_order):
            about[row[key]].append({"table": table, **row})
    for row in await fetch(
        f"SELECT agreement_id, content FROM agreement_version WHERE agreement_id IN ({marks})"  # noqa: S608
        " AND status <> 'approved'",
        params,
    ):
        about[row["agreement_id"]].append({"content": row["content"]})
    return {rows[0]["reference"]: f"{SCHEME}:{digest(rows)}" for rows in about.values() if rows}


def _in_order(row: Mapping[str, Any]) -> str:
    """Rows of one table in one order everywhere: databases sort text each in their own way."""
    return json.dumps([canonical(row.get(name)) for name in ("id", "number", "kind", "subject")])
