"""The situations in plain words by which residents find agreements: an edition of the whole list for each change."""

from __future__ import annotations

from typing import Literal

_TABLE = """CREATE TABLE public_situations (
  edition INTEGER PRIMARY KEY CHECK (edition > 0),
  known_at TIMESTAMPTZ NOT NULL,
  body TEXT NOT NULL,
  sha256 TEXT NOT NULL
)"""
_SENTENCE = "editions of the situations are append-only"

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {
    "sqlite": [
        _TABLE,
        *(
            f"CREATE TRIGGER public_situations_no_{event.lower()} BEFORE {event} ON public_situations"
            f" BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
            for event in ("UPDATE", "DELETE")
        ),
    ],
    "postgres": [
        _TABLE,
        "CREATE TRIGGER public_situations_kept BEFORE UPDATE OR DELETE ON public_situations FOR EACH ROW"
        f" EXECUTE FUNCTION kept_for_good('{_SENTENCE}')",
        "CREATE TRIGGER public_situations_not_emptied BEFORE TRUNCATE ON public_situations FOR EACH STATEMENT"
        f" EXECUTE FUNCTION kept_for_good('{_SENTENCE}')",
    ],
}
