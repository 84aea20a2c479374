"""Secret links in the database. Only hashes of their tokens are kept."""

from __future__ import annotations

from datetime import datetime

from agreements.domain.desk.links import Link, Purpose
from agreements.storage.database.transaction import execute, fetch


async def insert(link: Link, expires_at: datetime) -> None:
    """Keep a link."""
    await execute(
        "INSERT INTO outside_link (token_hash, purpose, about, salt, expires_at)"
        " VALUES (:hash, :purpose, :about, :salt, :expires_at)",
        {
            "hash": link.token_hash,
            "purpose": link.purpose,
            "about": link.about,
            "salt": link.salt,
            "expires_at": expires_at,
        },
    )


async def opened_by(token_hash: str, purpose: Purpose, now: datetime) -> int | None:
    """What a link is about; None for one that is unknown, for something else, over or ended."""
    rows = await fetch(
        "SELECT about FROM outside_link WHERE token_hash = :hash AND purpose = :purpose AND expires_at > :now"
        " AND ended_at IS NULL",
        {"hash": token_hash, "purpose": purpose, "now": now},
    )
    return int(rows[0]["about"]) if rows else None


async def of(purpose: Purpose, about: int, now: datetime) -> Link | None:
    """The link that opens something now; None when there is none."""
    rows = await fetch(
        "SELECT salt, token_hash FROM outside_link WHERE purpose = :purpose AND about = :about AND expires_at > :now"
        " AND ended_at IS NULL ORDER BY expires_at DESC LIMIT 1",
        {"purpose": purpose, "about": about, "now": now},
    )
    if not rows:
        return None
    return Link(purpose=purpose, about=about, salt=rows[0]["salt"], token_hash=rows[0]["token_hash"])


async def end(purpose: Purpose, about: int, now: datetime) -> int:
    """The links to this open nothing any more; returns how many did."""
    done = await execute(
        "UPDATE outside_link SET ended_at = :now WHERE purpose = :purpose AND about = :about AND ended_at IS NULL",
        {"purpose": purpose, "about": about, "now": now},
    )
    return done if isinstance(done, int) else 0


async def forget(ended_before: datetime) -> int:
    """Remove links that opened nothing any more since before an instant; returns how many."""
    done = await execute("DELETE FROM outside_link WHERE expires_at < :before", {"before": ended_before})
    return done if isinstance(done, int) else 0
