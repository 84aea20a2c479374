"""The register: agreements with their versions, deadlines, the outbox, the audit trail, accounts.

Both databases enforce the same rules: the bounds of a term, four eyes, one proposal at a time, approved versions
and audit events that can be neither changed nor removed. Where they differ in words, `_DIALECTS` says how.
"""

from __future__ import annotations

from typing import Literal

_TABLES = """
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  role TEXT NOT NULL,
  department TEXT NOT NULL DEFAULT '',
  function_title TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT 'nl',
  password_hash TEXT NOT NULL DEFAULT '',
  is_active BOOLEAN NOT NULL DEFAULT {true},
  created_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT account_email UNIQUE (email),
  CONSTRAINT account_email_is_lower CHECK (email = lower(email)),
  CONSTRAINT account_role CHECK (role IN ('privacy_officer', 'department_head', 'data_protection_officer',
    'secretary', 'auditor', 'administrator'))
);
CREATE TABLE sign_in_token (
  token_hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  expires_at TIMESTAMPTZ NOT NULL,
  used_at TIMESTAMPTZ
);
CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  created_at TIMESTAMPTZ NOT NULL,
  last_seen_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX session_account ON session (account_id);
CREATE TABLE sign_in_failure (
  id {serial},
  subject TEXT NOT NULL,
  failed_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sign_in_failure_subject ON sign_in_failure (subject, failed_at);
CREATE TABLE agreement (
  id {serial},
  reference TEXT NOT NULL,
  registered_on DATE NOT NULL,
  revision INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 0,
  owner_id TEXT REFERENCES account (id) ON DELETE RESTRICT,
  deputy_id TEXT REFERENCES account (id) ON DELETE RESTRICT,
  lead_days TEXT NOT NULL DEFAULT '[]',
  facts TEXT NOT NULL,
  terminated_on DATE,
  closed_on DATE,
  successor TEXT REFERENCES agreement (reference) ON DELETE RESTRICT {deferred},
  source_key TEXT,
  source_fingerprint TEXT NOT NULL DEFAULT '',
  updated_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT agreement_reference UNIQUE (reference),
  CONSTRAINT agreement_source_key UNIQUE (source_key),
  CONSTRAINT agreement_revision CHECK (revision >= 1),
  CONSTRAINT agreement_version_number CHECK (version >= 0)
);
CREATE TABLE agreement_version (
  agreement_id INTEGER NOT NULL REFERENCES agreement (id) ON DELETE RESTRICT,
  number INTEGER NOT NULL,
  status TEXT NOT NULL,
  content TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  theme TEXT NOT NULL,
  department TEXT NOT NULL,
  is_public BOOLEAN NOT NULL,
  is_transitional BOOLEAN NOT NULL,
  registered_on DATE NOT NULL,
  starts_on DATE,
  ends_on DATE,
  search_text TEXT NOT NULL,
  submitted_by TEXT,
  returned_reason TEXT NOT NULL DEFAULT '',
  approved_by TEXT,
  approved_on DATE,
  PRIMARY KEY (agreement_id, number),
  CONSTRAINT version_status CHECK (status IN ('draft', 'under_review', 'approved')),
  CONSTRAINT version_number CHECK (number >= 1),
  CONSTRAINT term_in_order CHECK (ends_on >= starts_on),
  CONSTRAINT term_at_least_one_year CHECK (is_transitional OR ends_on >= {one_year_end}),
  CONSTRAINT term_at_most_three_years CHECK (is_transitional OR ends_on <= {three_year_end}),
  CONSTRAINT transitional_at_most_twelve_months CHECK (NOT is_transitional OR ends_on <= {transitional_end}),
  CONSTRAINT four_eyes CHECK (approved_by <> submitted_by),
  CONSTRAINT submitted_by_someone CHECK (status = 'draft' OR submitted_by IS NOT NULL),
  CONSTRAINT approved_is_whole CHECK (status <> 'approved' OR
    (approved_by IS NOT NULL AND approved_on IS NOT NULL AND starts_on IS NOT NULL AND ends_on IS NOT NULL))
);
CREATE UNIQUE INDEX one_proposal ON agreement_version (agreement_id) WHERE status <> 'approved';
CREATE INDEX version_ends_on ON agreement_version (ends_on) WHERE status = 'approved';
CREATE TABLE agreement_party (
  agreement_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (agreement_id, number, position),
  FOREIGN KEY (agreement_id, number) REFERENCES agreement_version (agreement_id, number) ON DELETE RESTRICT
);
CREATE INDEX party_kind ON agreement_party (kind, agreement_id, number);
CREATE TABLE suspension (
  agreement_id INTEGER NOT NULL REFERENCES agreement (id) ON DELETE RESTRICT,
  from_on DATE NOT NULL,
  until_on DATE,
  PRIMARY KEY (agreement_id, from_on),
  CONSTRAINT suspension_in_order CHECK (until_on >= from_on)
);
CREATE TABLE deadline (
  agreement_id INTEGER NOT NULL REFERENCES agreement (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  due_on DATE NOT NULL,
  armed INTEGER NOT NULL DEFAULT 1,
  is_settled BOOLEAN NOT NULL,
  next_alert_on DATE,
  snoozed_until DATE,
  PRIMARY KEY (agreement_id, kind, subject),
  CONSTRAINT deadline_kind CHECK (kind IN ('review', 'decision', 'expiry', 'destruction')),
  CONSTRAINT deadline_waits CHECK (is_settled = (next_alert_on IS NULL)),
  CONSTRAINT snooze_before_deadline CHECK (snoozed_until <= due_on)
);
CREATE INDEX deadline_waiting ON deadline (next_alert_on) WHERE next_alert_on IS NOT NULL;
CREATE TABLE outbox (
  id {serial},
  dedup_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  agreement_id INTEGER REFERENCES agreement (id) ON DELETE RESTRICT,
  deadline_kind TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',
  due_on DATE,
  armed INTEGER NOT NULL DEFAULT 0,
  rung INTEGER,
  audience TEXT NOT NULL DEFAULT '',
  recipient_id TEXT REFERENCES account (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL,
  planned_on DATE NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  message_id TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at TIMESTAMPTZ NOT NULL,
  lease_until TIMESTAMPTZ,
  leased_by TEXT NOT NULL DEFAULT '',
  sent_at TIMESTAMPTZ,
  last_error TEXT NOT NULL DEFAULT '',
  CONSTRAINT outbox_once UNIQUE (dedup_key),
  CONSTRAINT outbox_state CHECK (state IN ('waiting', 'sent', 'failed', 'withdrawn', 'superseded')),
  CONSTRAINT outbox_sent CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);
CREATE INDEX outbox_waiting ON outbox (next_attempt_at, id) WHERE state = 'waiting';
CREATE INDEX outbox_deadline ON outbox (agreement_id, deadline_kind, subject);
CREATE TABLE audit_event (
  seq INTEGER PRIMARY KEY,
  at TIMESTAMPTZ NOT NULL,
  actor TEXT NOT NULL,
  origin TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  result TEXT NOT NULL,
  changes TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  CONSTRAINT audit_previous UNIQUE (previous)
);
CREATE INDEX audit_object ON audit_event (object, seq);
CREATE TABLE audit_head (
  day DATE PRIMARY KEY,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL
);
CREATE TABLE heartbeat (
  name TEXT PRIMARY KEY,
  beat_at TIMESTAMPTZ NOT NULL
)
"""

_KEPT_FOR_GOOD = {
    "audit_event": ("", "audit events are append-only"),
    "audit_head": ("", "published heads are append-only"),
    "agreement_version": ("OLD.status = 'approved'", "an approved version is immutable"),
}
"""Table, condition under which a row is kept for good, and what the refusal says."""


def _sqlite_end(start: str, years: int) -> str:
    """The last day of a term of whole years; SQLite has no clamping for 29 February, so it goes by 28 February."""
    base = f"CASE strftime('%m-%d', {start}) WHEN '02-29' THEN date({start}, '-1 day') ELSE {start} END"
    return f"date({base}, '+{years} years', '-1 day')"


def _sqlite_months(start: str, months: int) -> str:
    base = f"CASE strftime('%m-%d', {start}) WHEN '02-29' THEN date({start}, '-1 day') ELSE {start} END"
    return f"date({base}, '+{months} months')"


def _postgres_end(start: str, years: int) -> str:
    return f"({start} + INTERVAL '{years} years' - INTERVAL '1 day')::date"


def _sqlite_triggers() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
        f"{f'WHEN {condition} ' if condition else ''}BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        for table, (condition, sentence) in _KEPT_FOR_GOOD.items()
        for event in ("UPDATE", "DELETE")
    ]


def _postgres_triggers() -> list[str]:
    statements = [
        "CREATE FUNCTION kept_for_good() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation'; END $$"
    ]
    for table, (condition, sentence) in _KEPT_FOR_GOOD.items():
        when = f"WHEN ({condition}) " if condition else ""
        statements.append(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {when}"
            f"EXECUTE FUNCTION kept_for_good('{sentence}')"
        )
        statements.append(
            f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION kept_for_good('{sentence}')"
        )
    return statements


_DIALECTS: dict[Literal["sqlite", "postgres"], dict[str, str]] = {
    "sqlite": {
        "serial": "INTEGER PRIMARY KEY AUTOINCREMENT",
        "true": "1",
        "deferred": "DEFERRABLE INITIALLY DEFERRED",
        "one_year_end": _sqlite_end("starts_on", 1),
        "three_year_end": _sqlite_end("starts_on", 3),
        "transitional_end": _sqlite_months("registered_on", 12),
    },
    "postgres": {
        "serial": "INTEGER GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
        "true": "TRUE",
        "deferred": "DEFERRABLE INITIALLY DEFERRED",
        "one_year_end": _postgres_end("starts_on", 1),
        "three_year_end": _postgres_end("starts_on", 3),
        "transitional_end": "(registered_on + INTERVAL '12 months')::date",
    },
}


def _statements(dialect: Literal["sqlite", "postgres"]) -> list[str]:
    tables = [statement.strip() for statement in _TABLES.format(**_DIALECTS[dialect]).split(";")]
    triggers = _sqlite_triggers() if dialect == "sqlite" else _postgres_triggers()
    return tables + triggers


SQL: dict[Literal["sqlite", "postgres"], list[str]] = {
    "sqlite": _statements("sqlite"),
    "postgres": _statements("postgres"),
}
