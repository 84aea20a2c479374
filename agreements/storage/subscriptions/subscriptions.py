"""Subscriptions in the database: who is told what, up to where, and whose turn it is.

A worker takes a subscription, as it takes a webhook (`programs.webhooks`): each has one mail under way at a time. The
row is the queue: no message of it stands in the outbox, which keeps for good what it holds.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, Final

from agreements.domain.retry import LONGEST_DELAY
from agreements.domain.subscriptions import Choice, HowOften, Subscription
from agreements.storage.database.sql import as_numbers, listed, numbers_in
from agreements.storage.database.transaction import as_date, as_instant, dialect, execute, fetch
from agreements.storage.messages.delivery import LEASE, LEASE_CLOCK, NOT_HELD, required
from agreements.storage.programs.webhooks import CLOCK_MARGIN

_WAITS: Final = """(confirmed_at IS NULL AND asked_by_mail_at IS NULL OR confirmed_at IS NOT NULL AND next_on <= :today
 AND (telling_upto IS NOT NULL OR told_upto < (SELECT coalesce(max(seq), 0) FROM public_row)))"""
_FREE: Final = "lease_until = NULL, leased_by = ''"


async def of_address(address: str) -> Subscription | None:
    """The one of a mail address."""
    rows = await fetch("SELECT * FROM subscription WHERE address = :address", {"address": address})
    return _subscription(rows[0]) if rows else None


async def by_id(subscription_id: str) -> Subscription | None:
    """The one with this id."""
    rows = await fetch("SELECT * FROM subscription WHERE id = :id", {"id": subscription_id})
    return _subscription(rows[0]) if rows else None


async def insert(one: Subscription) -> None:
    """Keep a new one, to be asked for a confirmation at once."""
    await execute(
        "INSERT INTO subscription (id, address, themes, rhythm, language, asked_at, told_upto, next_on,"
        " next_attempt_at) VALUES (:id, :address, :themes, :rhythm, :language, :asked_at, :told_upto, :next_on,"
        " :asked_at)",
        {
            "id": one.id,
            "address": one.address,
            "asked_at": one.asked_at,
            "told_upto": one.told_upto,
            "next_on": one.next_on,
            **_chosen(one.choice),
        },
    )


async def ask_again(subscription_id: str, choice: Choice, now: datetime) -> None:
    """Of one that is not confirmed: this choice counts, and the mail to confirm goes out once more."""
    await execute(
        "UPDATE subscription SET themes = :themes, rhythm = :rhythm, language = :language, asked_at = :now,"
        " asked_by_mail_at = NULL, attempts = 0, failing_since = NULL, next_attempt_at = :now"
        " WHERE id = :id AND confirmed_at IS NULL",
        {"id": subscription_id, "now": now, **_chosen(choice)},
    )


async def confirm(subscription_id: str, told_upto: int, next_on: date, now: datetime) -> bool:
    """Mails begin with what comes behind this entry. False when that was so before."""
    changed = await execute(
        "UPDATE subscription SET confirmed_at = :now, told_upto = :upto, next_on = :next_on, attempts = 0,"  # noqa: S608
        f" failing_since = NULL, next_attempt_at = :now, {_FREE} WHERE id = :id AND confirmed_at IS NULL",
        {"id": subscription_id, "upto": told_upto, "next_on": next_on, "now": now},
    )
    return changed == 1


async def choose(subscription_id: str, choice: Choice, next_on: date) -> None:
    """From the next mail on this counts."""
    await execute(
        "UPDATE subscription SET themes = :themes, rhythm = :rhythm, language = :language, next_on = :next_on"
        " WHERE id = :id",
        {"id": subscription_id, "next_on": next_on, **_chosen(choice)},
    )


async def erase(subscription_id: str) -> None:
    """Nothing of it is kept."""
    await execute("DELETE FROM subscription WHERE id = :id", {"id": subscription_id})


async def erase_unconfirmed(before: datetime) -> int:
    """Those that were asked for before this instant, and that nobody confirmed; returns how many."""
    changed = await execute(
        "DELETE FROM subscription WHERE confirmed_at IS NULL AND asked_at < :before", {"before": before}
    )
    return changed if isinstance(changed, int) else 0


async def claim(worker: str, today: date, now: datetime, not_these: Collection[str]) -> Subscription | None:
    """Take the one that waits longest for a mail that may leave now. None while messages are held."""
    clock, until, among = LEASE_CLOCK[dialect()]
    names, passed_over = listed("left", not_these)
    others = f" AND id NOT IN ({names})" if not_these else ""
    free = (
        f"SELECT id FROM subscription WHERE {_WAITS}"  # noqa: S608 - constants only
        " AND (next_attempt_at <= :now OR next_attempt_at > :latest)"
        f" AND (lease_until IS NULL OR lease_until <= {clock} OR lease_until > {until}){others} AND {NOT_HELD}"
        " ORDER BY next_attempt_at, id LIMIT 1"
    )
    rows = await fetch(
        f"UPDATE subscription SET lease_until = {until}, leased_by = :worker"  # noqa: S608 - constants only
        f" WHERE {among.format(free)} RETURNING *",
        {
            **passed_over,
            "worker": worker,
            "today": today,
            "now": now,
            "latest": now + LONGEST_DELAY + CLOCK_MARGIN,
            "lease_until": now + LEASE,
            "lease_seconds": LEASE.total_seconds(),
        },
    )
    return _subscription(rows[0]) if rows else None


async def mark_asked(one: Subscription, now: datetime) -> bool:
    """The mail to confirm left."""
    return await _mark(one, f"asked_by_mail_at = :now, attempts = 0, failing_since = NULL, {_FREE}", {"now": now})


async def mark_telling(one: Subscription, upto: int) -> bool:
    """A mail about what lies up to this entry is to leave; whoever takes it after a crash sends the same one."""
    return await _mark(one, "telling_upto = :upto", {"upto": upto})


async def mark_told(one: Subscription, upto: int, next_on: date, now: datetime) -> bool:
    """All up to this entry is behind it."""
    changes = (
        "told_upto = :upto, telling_upto = NULL, next_on = :next_on, attempts = 0, failing_since = NULL,"
        f" next_attempt_at = :now, {_FREE}"
    )
    return await _mark(one, changes, {"upto": upto, "next_on": next_on, "now": now})


async def mark_retry(one: Subscription, at: datetime, since: datetime) -> bool:
    """Not now: the same one again at `at`."""
    changes = f"attempts = attempts + 1, failing_since = :since, next_attempt_at = :at, {_FREE}"
    return await _mark(one, changes, {"at": at, "since": since})


async def _mark(one: Subscription, changes: str, values: Mapping[str, object]) -> bool:
    """False when another worker has it now, or somebody stopped it."""
    changed = await execute(
        f"UPDATE subscription SET {changes} WHERE id = :id AND leased_by = :worker",  # noqa: S608 - constants only
        {**values, "id": one.id, "worker": one.leased_by},
    )
    return changed == 1


async def news_of(themes: Collection[str], after: int, upto: int) -> list[int]:
    """The entries behind one and up to another that are about an agreement of these themes; of all without themes.

    The theme is that of the entry: of what is not public any more, and of a plan, nothing tells it.
    """
    names, params = listed("theme", themes)
    of_theme = f"m.seq = r.seq AND m.filter = 'themes' AND m.value IN ({names})"
    chosen = f" AND EXISTS (SELECT 1 FROM public_mark m WHERE {of_theme})" if themes else ""  # noqa: S608 - constants
    rows = await fetch(
        f"SELECT {numbers_in(dialect())} AS numbers FROM (SELECT r.seq FROM public_row r"  # noqa: S608
        f" WHERE r.seq > :after AND r.seq <= :upto{chosen} ORDER BY r.seq) found",
        {**params, "after": after, "upto": upto},
    )
    return list(as_numbers(rows[0]["numbers"]))


async def counts() -> dict[str, int]:
    """How many confirmed ones there are for each theme; under the empty name those of everything."""
    found: dict[str, int] = {}
    for row in await fetch("SELECT themes FROM subscription WHERE confirmed_at IS NOT NULL", {}):
        for theme in json.loads(row["themes"]) or [""]:
            found[theme] = found.get(theme, 0) + 1
    return dict(sorted(found.items()))


def _chosen(choice: Choice) -> dict[str, object]:
    themes = json.dumps(choice.themes, ensure_ascii=False)
    return {"themes": themes, "rhythm": choice.rhythm.value, "language": choice.language}


def _subscription(row: Mapping[str, Any]) -> Subscription:
    choice = Choice(themes=tuple(json.loads(row["themes"])), rhythm=HowOften(row["rhythm"]), language=row["language"])
    return Subscription(
        id=row["id"],
        address=row["address"],
        choice=choice,
        asked_at=required(as_instant(row["asked_at"])),
        confirmed_at=as_instant(row["confirmed_at"]),
        asked_by_mail_at=as_instant(row["asked_by_mail_at"]),
        told_upto=row["told_upto"],
        telling_upto=row["telling_upto"],
        next_on=required(as_date(row["next_on"])),
        attempts=row["attempts"],
        failing_since=as_instant(row["failing_since"]),
        leased_by=row["leased_by"],
    )
