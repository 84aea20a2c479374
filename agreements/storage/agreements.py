"""Agreements in the database: read whole, written by compare-and-set on the revision."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from agreements import content_json
from agreements.domain.agreement import Agreement, Stewardship
from agreements.domain.errors import Conflict, NotFound, ReferenceTaken
from agreements.domain.following import Succession
from agreements.domain.record import Record
from agreements.storage import version_rows
from agreements.storage.database.errors import UniqueViolation
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import as_date, as_instant, execute, fetch
from agreements.storage.database.transaction import insert as put_rows
from agreements.storage.trail.fingerprints import new_salt

COLUMNS = """
a.id, a.reference, a.registered_on, a.revision, a.owner_id, a.deputy_id, a.lead_days, a.facts,
a.closed_on, a.successor, a.updated_at, a.registered_by,
v.number, v.content, v.submitted_by, v.approved_by, v.approved_on,
p.content AS proposal_content, p.status AS proposal_status, p.submitted_by AS proposal_by, p.returned_reason
"""
"""What `record_of` needs; `v` is the version in force and `p` the proposal."""

TOGETHER: Final = 500
"""So many names at most in one question."""
PROPOSAL_JOIN = "LEFT JOIN agreement_version p ON p.agreement_id = a.id AND p.status <> 'approved'"
_CURRENT = f"""
SELECT {COLUMNS} FROM agreement a
LEFT JOIN agreement_version v ON v.agreement_id = a.id AND v.number = a.version AND v.status = 'approved'
{PROPOSAL_JOIN}
"""  # noqa: S608 - constants only


async def find(reference: str) -> Record | None:
    """The agreement with this reference, drafts included; None when there is none."""
    if "\0" in reference:  # PostgreSQL takes no NUL, not even to look for
        return None
    rows = await fetch(_CURRENT + "WHERE a.reference = :reference", {"reference": reference})
    return record_of(rows[0]) if rows else None


async def load(reference: str) -> Record:
    """Like `find`. Raises `NotFound`."""
    record = await find(reference)
    if record is None:
        raise NotFound(reference=reference)
    return record


async def all_records() -> list[Record]:
    """Everything in the register, drafts included, by reference; for people who sign in and for full exports."""
    rows = await fetch(
        f"SELECT {COLUMNS} FROM agreement a LEFT JOIN agreement_version v ON v.agreement_id = a.id"  # noqa: S608
        f" AND v.number = a.version AND v.status = 'approved' {PROPOSAL_JOIN} ORDER BY a.reference",
        {},
    )
    return [record_of(row) for row in rows]


async def load_ids(ids: Sequence[int]) -> dict[int, Record]:
    """The agreements with these row ids."""
    marks, params = listed("id", ids)
    rows = await fetch(f"{_CURRENT} WHERE a.id IN ({marks})", params)
    return {record.id: record for record in map(record_of, rows)}


async def load_in_order(ids: Sequence[int]) -> list[Record]:
    """The same in this order; those that are gone meanwhile are left out."""
    found = await load_ids(ids)
    return [found[number] for number in ids if number in found]


OF_FORM = "form:"
"""What `source_key` begins with. Those of lists, which earlier versions kept there, do not: see `imports.origins`."""


async def made_of(form: str) -> str | None:
    """The reference of the agreement that was typed in the form with this key already, if any."""
    rows = await fetch("SELECT reference FROM agreement WHERE source_key = :key", {"key": f"{OF_FORM}{form}"})
    return rows[0]["reference"] if rows else None


async def titles_of(references: Sequence[str]) -> dict[str, str]:
    """The titles that those of these agreements have which are there, in force or proposed at first."""
    found = dict[str, str]()
    for start in range(0, len(references), TOGETHER):
        marks, params = listed("reference", references[start : start + TOGETHER])
        rows = await fetch(
            "SELECT a.reference, v.title FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id"  # noqa: S608
            f" AND v.number = CASE a.version WHEN 0 THEN 1 ELSE a.version END WHERE a.reference IN ({marks})",
            params,
        )
        found |= {row["reference"]: row["title"] for row in rows}
    return found


async def thrown_away_among(references: Collection[str]) -> set[str]:
    """Those of these agreements that were thrown away before they were ever approved."""
    rows = await fetch("SELECT reference FROM agreement WHERE withdrawn_on IS NOT NULL", {})
    return {row["reference"] for row in rows} & set(references)


async def ids_of(references: Sequence[str]) -> dict[str, int]:
    """The row ids of those of these agreements that are there."""
    found = dict[str, int]()
    for start in range(0, len(references), TOGETHER):
        marks, params = listed("reference", references[start : start + TOGETHER])
        rows = await fetch(f"SELECT id, reference FROM agreement WHERE reference IN ({marks})", params)  # noqa: S608
        found |= {row["reference"]: row["id"] for row in rows}
    return found


async def last_reference(prefix: str) -> str | None:
    """The reference that starts with `prefix` and goes on with the highest number, whatever zeros begin it."""
    rows = await fetch("SELECT reference FROM agreement WHERE reference LIKE :pattern", {"pattern": f"{prefix}-%"})
    numbered = (row["reference"] for row in rows if row["reference"].removeprefix(f"{prefix}-").isdecimal())
    return max(numbered, key=lambda reference: int(reference.removeprefix(f"{prefix}-")), default=None)


async def insert(agreement: Agreement, now: datetime, form: str = "") -> int:
    """Store a new agreement, typed in the form with this key; returns its row id. Raises `ReferenceTaken`."""
    return (await insert_many([agreement], now, form))[agreement.reference]


async def insert_many(
    drafts: Sequence[Agreement], now: datetime, form: str = "", texts: Mapping[str, str] | None = None
) -> dict[str, int]:
    """Store new agreements, with few statements; returns their row ids by reference. `texts`: what they propose as
    JSON, by reference, where that is known already. Raises `ReferenceTaken` when a reference was given out already:
    who stores more than one looks before."""
    rows = [_new_row(draft, now, form) for draft in drafts]
    try:
        await put_rows("agreement", list(rows[0]), [list(row.values()) for row in rows])
    except UniqueViolation as error:
        if "source_key" in error.constraint:
            raise
        raise ReferenceTaken(reference=drafts[0].reference) from error
    found = await ids_of([draft.reference for draft in drafts])
    ids = {draft.reference: found[draft.reference] for draft in drafts}
    await version_rows.write_first(ids, drafts, texts or {})
    return ids


def _new_row(agreement: Agreement, now: datetime, form: str) -> dict[str, object]:
    return {
        **_stewardship(agreement.stewardship),
        "reference": agreement.reference,
        "registered_on": agreement.registered_on,
        "registered_by": agreement.registered_by,
        "revision": 1,
        "version": 0,
        "facts": content_json.facts_to_json(agreement),
        "terminated_on": agreement.termination.ends_on if agreement.termination else None,
        "source_key": f"{OF_FORM}{form}" if form else None,
        "source_fingerprint": "",
        "updated_at": now,
        "fingerprint_salt": new_salt(),
    }


async def save(record: Record, after: Agreement, now: datetime) -> Agreement:
    """Store what became of `record`, if nobody changed it since; returns it with its new revision.

    1. Raise the revision by compare-and-set; raises `Conflict` when it has moved on.
    2. Approve or rewrite the proposal. 3. Rewrite the rows that statuses are searched by.
    """
    changed = await execute(
        "UPDATE agreement SET revision = revision + 1, version = :version, owner_id = :owner_id,"
        " deputy_id = :deputy_id, lead_days = :lead_days, facts = :facts, terminated_on = :terminated_on,"
        " closed_on = :closed_on, withdrawn_on = :withdrawn_on, successor = :successor, updated_at = :now,"
        " plan_from = :plan_from, plan_until = :plan_until, plan_ended_on = :plan_ended_on, plan_ending = :plan_ending"
        " WHERE id = :id AND revision = :revision",
        {
            **_stewardship(after.stewardship),
            **content_json.agreement_columns(after),
            "id": record.id,
            "revision": record.agreement.revision,
            "version": after.in_force.number if after.in_force else 0,
            "facts": content_json.facts_to_json(after),
            "closed_on": after.closed_on,
            "successor": after.successor,
            "now": now,
        },
    )
    if changed != 1:
        raise Conflict()
    if after.in_force != record.agreement.in_force:
        await version_rows.approve(record.id, after)
    if after.proposal and after.proposal != record.agreement.proposal:
        await version_rows.write_proposal(record.id, after)
    if record.agreement.proposal and after.proposal is None and after.in_force == record.agreement.in_force:
        await version_rows.remove_proposal(record.id)
    await _write_suspensions(record.id, after)
    return replace(after, revision=record.agreement.revision + 1)


async def _write_suspensions(agreement_id: int, agreement: Agreement) -> None:
    await execute("DELETE FROM suspension WHERE agreement_id = :id", {"id": agreement_id})
    for first, last in (rest.days for rest in agreement.suspensions if rest.days):
        await execute(
            "INSERT INTO suspension (agreement_id, from_on, until_on) VALUES (:id, :from_on, :until_on)",
            {"id": agreement_id, "from_on": first, "until_on": last},
        )


def _stewardship(stewardship: Stewardship) -> dict[str, object]:
    return {
        "owner_id": stewardship.owner_id,
        "deputy_id": stewardship.deputy_id,
        "lead_days": content_json.lead_days_to_json(stewardship.lead_days),
    }


def record_of(row: Mapping[str, Any]) -> Record:
    """Make a record of a row with `COLUMNS`."""
    facts = content_json.facts_from_json(row["facts"])
    agreement = Agreement(
        reference=row["reference"],
        registered_on=version_rows.day_of(row["registered_on"]),
        registered_by=row["registered_by"],
        revision=row["revision"],
        in_force=version_rows.version_of(row),
        proposal=version_rows.proposal_of(row),
        stewardship=_stewardship_of(row),
        suspensions=facts.suspensions,
        termination=facts.termination,
        already_ended=facts.already_ended,
        review_plan=facts.review_plan,
        withdrawn_terminations=facts.withdrawn_terminations,
        reviews=facts.reviews,
        decisions=facts.decisions,
        destructions=facts.destructions,
        former_receivers=facts.former_receivers,
        distinctions=facts.distinctions,
        succession=_succession(facts, row["successor"]),
        withdrawal=facts.withdrawal,
        plans=facts.plans,
        reactions=facts.reactions,
        closed_on=as_date(row["closed_on"]),
        successor=row["successor"],
    )
    updated_at = as_instant(row["updated_at"])
    if updated_at is None:
        raise ValueError(f"agreement {agreement.reference} has no instant of its last change")
    return Record(row["id"], agreement, updated_at)


def _stewardship_of(row: Mapping[str, Any]) -> Stewardship:
    lead_days = content_json.lead_days_from_json(row["lead_days"])
    return Stewardship(owner_id=row["owner_id"], deputy_id=row["deputy_id"], lead_days=lead_days)


def _succession(facts: content_json.Facts, successor: str | None) -> Succession | None:
    """What was stored before the successor's own dates were kept says only that there was one."""
    if facts.succession or not facts.succeeded_on or not successor:
        return facts.succession
    return Succession(reference=successor, approved_on=facts.succeeded_on, starts_on=None)
