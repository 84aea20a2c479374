"""Reading the whole register for the verification of its history, a page at a time and inside one snapshot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any, Final

from agreements.content_json import content_hash
from agreements.storage.database.paging import paged
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import fetch, fetch_as_stored
from agreements.storage.trail.ledger_seal import NAMED, SENT

PAGE: Final = 200
_MESSAGES: Final = 1000
_AGREEMENT: Final = (
    "id, reference, revision, version, terminated_on, withdrawn_on, plan_from, plan_until, plan_ended_on, plan_ending"
)
_VERSION: Final = (
    "agreement_id, number, status, content, title, kind, theme, department, is_public, is_transitional, registered_on,"
    " starts_on, ends_on, search_text"
)
_MESSAGE: Final = f"{NAMED}, {SENT.removeprefix('id, ')}, named_in, sealed_in"

_OF_AN_AGREEMENT: Final = ("agreement_version", "deadline", "suspension", "snooze", "agreement_party", "outbox")


async def pages_of_accounts() -> AsyncIterator[list[str]]:
    """The ids of all accounts."""
    async for rows in paged("id", "account", "id", PAGE):
        yield [row["id"] for row in rows]


async def pages_of_agreements() -> AsyncIterator[list[int]]:
    """The row ids of all agreements."""
    async for rows in paged("id", "agreement", "id", PAGE):
        yield [row["id"] for row in rows]


async def pages_of_questions() -> AsyncIterator[list[int]]:
    """The numbers of all questions."""
    async for rows in paged("id", "question", "id", PAGE):
        yield [row["id"] for row in rows]


async def told_otherwise() -> int | None:
    """Number of a question of which anyone is told something else than is so; None when there is none."""
    rows = await fetch(
        "SELECT q.id FROM question q LEFT JOIN public_question p ON p.number = q.id WHERE q.state <> 'unconfirmed'"
        " AND (p.number IS NULL OR p.kind <> q.kind OR p.arrived_on <> q.arrived_on OR p.due_on <> q.due_on"
        " OR coalesce(p.ready_on, p.arrived_on) <> coalesce(q.answered_on, q.closed_on, q.arrived_on)"
        " OR (p.ready_on IS NULL) <> (coalesce(q.answered_on, q.closed_on) IS NULL))"
        " UNION ALL SELECT p.number FROM public_question p LEFT JOIN question q ON q.id = p.number"
        " WHERE q.id IS NULL OR q.state = 'unconfirmed' LIMIT 1",
        {},
    )
    return int(rows[0]["id"]) if rows else None


async def agreements(ids: Sequence[int]) -> list[dict[str, Any]]:
    """What is compared of the agreements themselves."""
    return await _about("agreement", _AGREEMENT, ids, "id")


async def approved_texts(agreement_id: int) -> list[tuple[int, str]]:
    """Number and fingerprint of the stored text of each approved version of an agreement."""
    rows = await fetch(
        "SELECT number, content FROM agreement_version WHERE agreement_id = :id AND status = 'approved'"
        " ORDER BY number",
        {"id": agreement_id},
    )
    return [(row["number"], content_hash(row["content"])) for row in rows]


async def versions(ids: Sequence[int]) -> list[dict[str, Any]]:
    """What is compared of all versions, proposals too."""
    return await _about("agreement_version", _VERSION, ids)


async def parties(ids: Sequence[int]) -> list[dict[str, Any]]:
    """The parties of all versions, in their order."""
    rows = await _about("agreement_party", "agreement_id, number, position, name, kind", ids)
    return sorted(rows, key=lambda row: (row["agreement_id"], row["number"], row["position"]))


async def suspensions(ids: Sequence[int]) -> list[dict[str, Any]]:
    """When the exchange rested."""
    return await _about("suspension", "agreement_id, from_on, until_on", ids)


async def _about(table: str, columns: str, ids: Sequence[int], key: str = "agreement_id") -> list[dict[str, Any]]:
    marks, params = listed("id", ids)
    return await fetch_as_stored(columns, f"FROM {table} WHERE {key} IN ({marks})", params)


async def orphan() -> str | None:
    """A row that names an agreement that is not there; None when every row has its agreement."""
    for table in _OF_AN_AGREEMENT:
        rows = await fetch(
            f"SELECT agreement_id FROM {table} o WHERE agreement_id IS NOT NULL"  # noqa: S608 - constants only
            " AND NOT EXISTS (SELECT 1 FROM agreement a WHERE a.id = o.agreement_id) LIMIT 1",
            {},
        )
        if rows:
            return f"a row of {table}"
    return None


async def references() -> dict[int, str]:
    """The reference of every agreement, by row id."""
    rows = await fetch("SELECT id, reference FROM agreement", {})
    return {row["id"]: row["reference"] for row in rows}


async def messages() -> AsyncIterator[dict[str, Any]]:
    """The whole ledger in the order in which it was written."""
    async for rows in paged(_MESSAGE, "outbox", "id", _MESSAGES):
        for row in rows:
            yield row


async def holds() -> list[dict[str, Any]]:
    """What keeps messages back."""
    return await fetch_as_stored("held_at, restored", "FROM outbox_hold", {})
