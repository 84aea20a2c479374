"""The versions of agreements in the database: those that were approved, and the one that is proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from agreements import content_json
from agreements.domain.agreement import Agreement, Proposal, ProposalStatus, Version
from agreements.storage.database.transaction import as_date, execute, fetch, insert


async def versions(agreement_id: int) -> list[Version]:
    """All approved versions, the first one first."""
    rows = await fetch(
        "SELECT number, content, submitted_by, approved_by, approved_on FROM agreement_version "
        "WHERE agreement_id = :id AND status = 'approved' ORDER BY number",
        {"id": agreement_id},
    )
    return [version for row in rows if (version := version_of(row))]


async def write_proposal(agreement_id: int, agreement: Agreement) -> None:
    """Store what is proposed, in place of what was proposed before."""
    if agreement.proposal is None:
        return
    row = _row(agreement_id, agreement, agreement.proposal)
    replaced = ", ".join(f"{name} = excluded.{name}" for name in row if name not in _STAYS)
    otherwise = f"ON CONFLICT (agreement_id, number) DO UPDATE SET {replaced}"
    await insert("agreement_version", list(row), [list(row.values())], otherwise)
    key = {"id": agreement_id, "number": row["number"]}
    await execute("DELETE FROM agreement_party WHERE agreement_id = :id AND number = :number", key)
    await insert("agreement_party", _PARTY, _parties(row, agreement.proposal))


async def write_first(ids: Mapping[str, int], drafts: Sequence[Agreement], texts: Mapping[str, str]) -> None:
    """Store what new agreements propose, with few statements; their row ids, and what is known as JSON, by
    reference."""
    proposed = [
        (_row(ids[d.reference], d, d.proposal, texts.get(d.reference)), d.proposal) for d in drafts if d.proposal
    ]
    if proposed:
        await insert("agreement_version", list(proposed[0][0]), [list(row.values()) for row, _ in proposed])
        await insert("agreement_party", _PARTY, [party for one in proposed for party in _parties(*one)])


_STAYS: Final = frozenset({"agreement_id", "number", "registered_on"})
_PARTY: Final = ("agreement_id", "number", "position", "name", "kind")


def _row(agreement_id: int, agreement: Agreement, proposal: Proposal, text: str | None = None) -> dict[str, object]:
    return {
        "agreement_id": agreement_id,
        "number": agreement.in_force.number + 1 if agreement.in_force else 1,
        "status": proposal.status.value,
        **content_json.version_columns(agreement.reference, proposal.content, text),
        "registered_on": agreement.registered_on,
        "submitted_by": proposal.submitted_by,
        "returned_reason": proposal.returned_reason,
    }


def _parties(row: Mapping[str, object], proposal: Proposal) -> list[tuple[object, ...]]:
    key = (row["agreement_id"], row["number"])
    return [(*key, place, party.name, party.kind.value) for place, party in enumerate(proposal.content.parties)]


async def remove_proposal(agreement_id: int) -> None:
    """An amendment was thrown away. The audit event holds its fingerprint."""
    proposed = "SELECT number FROM agreement_version WHERE agreement_id = :id AND status <> 'approved'"
    for row in await fetch(proposed, {"id": agreement_id}):
        key = {"id": agreement_id, "number": row["number"]}
        for table in ("agreement_party", "agreement_version"):
            await execute(f"DELETE FROM {table} WHERE agreement_id = :id AND number = :number", key)  # noqa: S608


async def approve(agreement_id: int, agreement: Agreement) -> None:
    """What was proposed is the version in force now."""
    version = agreement.in_force
    if version is None:
        return
    await execute(
        "UPDATE agreement_version SET status = 'approved', approved_by = :by, approved_on = :day"
        " WHERE agreement_id = :id AND number = :number AND status = 'under_review'",
        {"by": version.approved_by, "day": version.approved_on, "id": agreement_id, "number": version.number},
    )


def version_of(row: Mapping[str, Any]) -> Version | None:
    """The approved version in a row; None when nothing was approved."""
    if row["number"] is None:
        return None
    return Version(
        number=row["number"],
        content=content_json.content_from_json(row["content"]),
        submitted_by=row["submitted_by"],
        approved_by=row["approved_by"],
        approved_on=day_of(row["approved_on"]),
    )


def proposal_of(row: Mapping[str, Any]) -> Proposal | None:
    """What is proposed, in a row of `agreements.COLUMNS`."""
    if row["proposal_status"] is None:
        return None
    return Proposal(
        content=content_json.content_from_json(row["proposal_content"]),
        status=ProposalStatus(row["proposal_status"]),
        submitted_by=row["proposal_by"],
        returned_reason=row["returned_reason"],
    )


def day_of(value: object) -> date:
    """A date that must be there."""
    day = as_date(value)
    if day is None:
        raise ValueError("the database holds no date where one is required")
    return day
