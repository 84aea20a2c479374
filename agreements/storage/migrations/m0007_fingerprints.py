"""What lets the history vouch for every row: a fingerprint of the whole object in each event, and seals on the ledger.

Salts keep a fingerprint from telling what could be guessed, such as whose address an account has.
"""

from __future__ import annotations

from typing import Literal

_STATEMENTS = (
    "ALTER TABLE account ADD COLUMN fingerprint_salt TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE agreement ADD COLUMN fingerprint_salt TEXT NOT NULL DEFAULT ''",
    "UPDATE account SET fingerprint_salt = {random}",
    "UPDATE agreement SET fingerprint_salt = {random}",
    "ALTER TABLE audit_event ADD COLUMN state TEXT",
    "CREATE INDEX audit_without_state ON audit_event (seq) WHERE state IS NULL AND result = 'ok'",
    """CREATE TABLE audit_baseline (
  seq INTEGER NOT NULL REFERENCES audit_event (seq) ON DELETE RESTRICT,
  object TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (seq, object)
)""",
    "ALTER TABLE outbox ADD COLUMN named_in INTEGER",
    "ALTER TABLE outbox ADD COLUMN sealed_in INTEGER",
    "CREATE INDEX outbox_not_named ON outbox (id) WHERE named_in IS NULL",
    "CREATE INDEX outbox_not_sealed ON outbox (id) WHERE sealed_in IS NULL AND state = 'sent'",
)

_KEPT = "baselines are append-only"
_SQLITE_GUARDS = [
    f"CREATE TRIGGER audit_baseline_no_{event.lower()} BEFORE {event} ON audit_baseline "
    f"BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"
    for event in ("UPDATE", "DELETE")
]
_POSTGRES_GUARDS = [
    "CREATE TRIGGER audit_baseline_kept BEFORE UPDATE OR DELETE ON audit_baseline FOR EACH ROW "
    f"EXECUTE FUNCTION kept_for_good('{_KEPT}')",
    "CREATE TRIGGER audit_baseline_not_emptied BEFORE TRUNCATE ON audit_baseline FOR EACH STATEMENT "
    f"EXECUTE FUNCTION kept_for_good('{_KEPT}')",
]


def _statements(random: str, guards: list[str]) -> list[str]:
    return [statement.replace("{random}", random) for statement in _STATEMENTS] + guards


SQL: dict[Literal["sqlite", "postgres"], list[str]] = {
    "sqlite": _statements("lower(hex(randomblob(16)))", _SQLITE_GUARDS),
    "postgres": _statements("replace(gen_random_uuid()::text, '-', '')", _POSTGRES_GUARDS),
}
