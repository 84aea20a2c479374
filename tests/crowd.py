"""Many agreements at once, for tests of size: copies of one agreement, made by the database itself."""

from __future__ import annotations

from datetime import date

from agreements.storage.database.transaction import dialect, execute, fetch

_NUMBERS = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)"
_VERSION = (
    "number, status, content, title, kind, theme, department, is_public, is_transitional, registered_on, starts_on,"
    " ends_on, search_text, submitted_by, approved_by, approved_on"
)


async def multiply(reference: str, count: int, prefix: str = "KOPIE") -> None:
    """Make `count` copies of an agreement, with its deadlines. They have no history in the audit trail."""
    params = {"count": count, "reference": reference, "prefix": f"{prefix}-", "copies": f"{prefix}-%"}
    await execute(
        f"INSERT INTO agreement (reference, registered_on, revision, version, owner_id, deputy_id, lead_days, facts,"
        f" updated_at) {_NUMBERS} SELECT :prefix || n, registered_on, revision, version, owner_id, deputy_id,"
        f" lead_days, facts, updated_at FROM agreement CROSS JOIN numbers WHERE reference = :reference",
        params,
    )
    copies = "JOIN agreement o ON o.id = t.agreement_id JOIN agreement c ON c.reference LIKE :copies"
    for table, columns in (("agreement_version", _VERSION), ("deadline", "kind, subject, due_on, is_settled")):
        more = ", next_alert_on" if table == "deadline" else ""
        taken = ", ".join(f"t.{column}" for column in (columns + more).split(", "))
        await execute(
            f"INSERT INTO {table} (agreement_id, {columns}{more}) SELECT c.id, {taken} FROM {table} t {copies}"
            " WHERE o.reference = :reference",
            params,
        )


async def far_off(prefix: str, count: int, next_on: date) -> None:
    """Give each copy `count` more deadlines of which the ladder has nothing to say before `next_on`."""
    await execute(
        f"INSERT INTO deadline (agreement_id, kind, subject, due_on, is_settled, next_alert_on)"
        f" {_NUMBERS} SELECT id, 'review', 'later ' || n, :next_on, :no, :next_on FROM agreement CROSS JOIN numbers"
        f" WHERE reference LIKE :copies",
        {"count": count, "copies": f"{prefix}-%", "next_on": next_on, "no": False},
    )


async def long_history(reference: str, count: int) -> None:
    """Put `count` events in the audit trail about copies, none of them a decision, and outside the chain."""
    await execute(
        f"INSERT INTO audit_event (seq, at, actor, origin, action, object, result, changes, previous, hash)"
        f" {_NUMBERS} SELECT 100000 + n, e.at, e.actor, e.origin, 'amend', e.object || '-' || n, e.result, e.changes,"
        f" 'copy ' || n, 'copy ' || n FROM numbers CROSS JOIN audit_event e"
        f" WHERE e.seq = (SELECT max(seq) FROM audit_event WHERE object = :reference)",
        {"count": count, "reference": reference},
    )


async def multiply_public(reference: str, count: int, prefix: str = "KOPIE") -> None:
    """Make `count` copies of what the public memory tells last of an agreement. Their chain does not hold."""
    found = await fetch(
        "SELECT max(seq) AS seq FROM public_entry WHERE reference = :reference", {"reference": reference}
    )
    last = await fetch("SELECT max(seq) AS seq FROM public_entry", {})
    params = {"count": count, "prefix": f"{prefix}-", "seq": found[0]["seq"], "last": last[0]["seq"]}
    for table, columns in _PUBLIC.items():
        names = ", ".join(columns)
        own = ", ".join({"seq": ":last + n", "reference": ":prefix || n"}.get(name, f"t.{name}") for name in columns)
        copies = f"{_NUMBERS} SELECT {own} FROM {table} t CROSS JOIN numbers WHERE t.seq = :seq"
        await execute(f"INSERT INTO {table} ({names}) {copies}", params)


async def look_over() -> None:
    """Let the database look at how much there is of what, as it does by itself some time after much was written."""
    await execute("ANALYZE" if dialect() == "sqlite" else "VACUUM ANALYZE", {})


_PUBLIC = {
    "public_entry": (
        "seq",
        "reference",
        "change",
        "kind",
        "known_at",
        "known_on",
        "record",
        "sha256",
        "previous",
        "hash",
    ),
    "public_row": (
        *("seq", "reference", "change", "known_at", "known_on", "until_on", "shows", "title", "title_order"),
        *("department_order", "starts_on", "ends_on", "last_day", "plan_until", "plan_ended_on", "plan_ending", "line"),
    ),
    "public_mark": ("seq", "filter", "value"),
    "public_span": ("seq", "fact", "value", "from_on", "until_on"),
    "public_awaited": ("seq", "kind", "subject", "since"),
    "public_words": ("seq", "words"),
}
