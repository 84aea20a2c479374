"""The public memory: the ledger of publication, which only grows."""

from __future__ import annotations

from typing import Literal

_TABLES = [
    """CREATE TABLE public_entry (
  seq INTEGER PRIMARY KEY,
  reference TEXT NOT NULL,
  change INTEGER NOT NULL CHECK (change > 0),
  kind TEXT NOT NULL CHECK (kind IN ('published', 'changed', 'withdrawn')),
  known_at TIMESTAMPTZ NOT NULL,
  known_on DATE NOT NULL,
  record TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (reference, change)
)""",
    "CREATE INDEX public_entry_withdrawn ON public_entry (reference) WHERE kind = 'withdrawn'",
]
_SENTENCE = "entries of the public memory are append-only"

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {
    "sqlite": [
        *_TABLES,
        *(
            f"CREATE TRIGGER public_entry_no_{event.lower()} BEFORE {event} ON public_entry"
            f" BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
            for event in ("UPDATE", "DELETE")
        ),
    ],
    "postgres": [
        *_TABLES,
        "CREATE TRIGGER public_entry_kept BEFORE UPDATE OR DELETE ON public_entry FOR EACH ROW"
        f" EXECUTE FUNCTION kept_for_good('{_SENTENCE}')",
        "CREATE TRIGGER public_entry_not_emptied BEFORE TRUNCATE ON public_entry FOR EACH STATEMENT"
        f" EXECUTE FUNCTION kept_for_good('{_SENTENCE}')",
    ],
}
