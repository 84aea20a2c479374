"""Agreements that were public and of which the version in force is not: what is left of them for residents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from agreements.content_json import content_from_json
from agreements.domain.record import Withheld
from agreements.storage.agreements import COLUMNS, PROPOSAL_JOIN, record_of
from agreements.storage.database.transaction import as_date, fetch
from agreements.storage.messages.delivery import required

_TABLES = f"""
FROM agreement a
JOIN agreement_version n ON n.agreement_id = a.id AND n.number = a.version AND n.status = 'approved'
  AND n.is_public = :no
JOIN agreement_version v ON v.agreement_id = a.id AND v.number = (SELECT max(w.number) FROM agreement_version w
  WHERE w.agreement_id = a.id AND w.status = 'approved' AND w.is_public = :yes)
JOIN agreement_version s ON s.agreement_id = a.id AND s.number = v.number + 1
{PROPOSAL_JOIN}
"""  # noqa: S608 - constants only


async def all_withheld() -> list[Withheld]:
    """All of them, by reference. Never one that never was public."""
    return await _withheld("", {})


async def one_withheld(reference: str) -> Withheld | None:
    """The one with this reference; None for what is public, never was, or does not exist."""
    found = await _withheld("WHERE a.reference = :reference", {"reference": reference})
    return found[0] if found else None


async def _withheld(where: str, params: Mapping[str, object]) -> list[Withheld]:
    rows = await fetch(
        f"SELECT {COLUMNS}, n.content AS content_now, s.approved_on AS since {_TABLES} {where} ORDER BY a.reference",
        {**params, "yes": True, "no": False},
    )
    return [_of(row) for row in rows]


def _of(row: Mapping[str, Any]) -> Withheld:
    before, content = record_of(row), content_from_json(row["content_now"])
    version = required(before.agreement.in_force)
    now = replace(before, agreement=replace(before.agreement, in_force=replace(version, content=content)))
    return Withheld(now, before, required(as_date(row["since"])), content.not_public_reason, content.not_public_ground)
