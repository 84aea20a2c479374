"""Personal calendar feeds: whose token it is, and which deadlines are somebody's own. Only hashes are kept."""

from __future__ import annotations

from datetime import datetime

from agreements.storage.database.transaction import as_instant, fetch
from agreements.storage.tables import CalendarFeed


async def insert(token_hash: str, account_id: str, now: datetime) -> None:
    """Keep a feed."""
    await CalendarFeed.insert(CalendarFeed(token_hash=token_hash, account_id=account_id, created_at=now))


async def revoke_all(account_id: str, now: datetime) -> int:
    """The feeds of this account stop working; returns how many did."""
    revoked = (
        await CalendarFeed.update({CalendarFeed.revoked_at: now})
        .where(CalendarFeed.account_id == account_id, CalendarFeed.revoked_at.is_null())
        .returning(CalendarFeed.token_hash)
    )
    return len(revoked)


async def open_since(account_id: str) -> datetime | None:
    """When the feed that works now was made; None when there is none."""
    rows = await fetch(
        "SELECT max(created_at) AS since FROM calendar_feed WHERE account_id = :id AND revoked_at IS NULL",
        {"id": account_id},
    )
    return as_instant(rows[0]["since"])


async def account_of(token_hash: str) -> str | None:
    """Whose feed it is; None when it is unknown, revoked, or its account is switched off."""
    rows = await fetch(
        "SELECT f.account_id FROM calendar_feed f JOIN account a ON a.id = f.account_id"
        " WHERE f.token_hash = :hash AND f.revoked_at IS NULL AND a.is_active",
        {"hash": token_hash},
    )
    return str(rows[0]["account_id"]) if rows else None


async def language_since(account_id: str) -> datetime | None:
    """Since when somebody's calendar may be in another language than before; None when nobody ever chose one."""
    rows = await fetch(
        "SELECT max(at) AS since FROM audit_event WHERE object = :object AND result = 'ok'"
        " AND action IN ('choose_mail', 'change_user')",
        {"object": f"user:{account_id}"},
    )
    return as_instant(rows[0]["since"])


async def own_agreements(account_id: str, department: str | None) -> list[int]:
    """Row ids of the agreements with open deadlines that somebody owns, is deputy of, or whose department they head."""
    rows = await fetch(
        "SELECT DISTINCT a.id, a.reference FROM agreement a"
        " JOIN deadline d ON d.agreement_id = a.id AND NOT d.is_settled"
        " JOIN agreement_version v ON v.agreement_id = a.id AND v.number = a.version AND v.status = 'approved'"
        " WHERE a.owner_id = :id OR a.deputy_id = :id OR v.department = :department ORDER BY a.reference",
        {"id": account_id, "department": department or None},
    )
    return [int(row["id"]) for row in rows]
