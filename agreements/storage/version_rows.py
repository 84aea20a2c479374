"""The versions of agreements in the database: those that were approved, and the one that is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from agreements import content_json
from agreements.domain.agreement import Agreement, Proposal, ProposalStatus, Version
from agreements.domain.content import Content
from agreements.storage.database.transaction import as_date, execute, fetch


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
    proposal = agreement.proposal
    if proposal is None:
        return
    number = agreement.in_force.number + 1 if agreement.in_force else 1
    await execute(
        "INSERT INTO agreement_version (agreement_id, number, status, content, title, kind, theme, department,"
        " is_public, is_transitional, registered_on, starts_on, ends_on, search_text, submitted_by, returned_reason)"
        " VALUES (:id, :number, :status, :content, :title, :kind, :theme, :department, :is_public, :is_transitional,"
        " :registered_on, :starts_on, :ends_on, :search_text, :submitted_by, :returned_reason)"
        " ON CONFLICT (agreement_id, number) DO UPDATE SET status = excluded.status, content = excluded.content,"
        " title = excluded.title, kind = excluded.kind, theme = excluded.theme, department = excluded.department,"
        " is_public = excluded.is_public, is_transitional = excluded.is_transitional, starts_on = excluded.starts_on,"
        " ends_on = excluded.ends_on, search_text = excluded.search_text, submitted_by = excluded.submitted_by,"
        " returned_reason = excluded.returned_reason",
        {**content_json.version_columns(agreement.reference, proposal.content), "id": agreement_id, "number": number}
        | {"status": proposal.status.value, "submitted_by": proposal.submitted_by}
        | {"returned_reason": proposal.returned_reason, "registered_on": agreement.registered_on},
    )
    await _write_parties(agreement_id, number, proposal.content)


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


async def _write_parties(agreement_id: int, number: int, content: Content) -> None:
    key = {"id": agreement_id, "number": number}
    await execute("DELETE FROM agreement_party WHERE agreement_id = :id AND number = :number", key)
    for position, party in enumerate(content.parties):
        await execute(
            "INSERT INTO agreement_party (agreement_id, number, position, name, kind)"
            " VALUES (:id, :number, :position, :name, :kind)",
            {**key, "position": position, "name": party.name, "kind": party.kind.value},
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
