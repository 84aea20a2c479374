"""Which row of which list an agreement came from, and what that row said. Until now a key of that row was kept beside
the agreement; those keys with a number in them give the number, and their lists are not known any more."""

from __future__ import annotations

from typing import Literal

_BOTH = [
    """CREATE TABLE import_origin (
  agreement_id INTEGER PRIMARY KEY REFERENCES agreement (id) ON DELETE RESTRICT,
  source TEXT NOT NULL,
  number TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  title_key TEXT NOT NULL,
  starts TEXT NOT NULL,
  base TEXT NOT NULL,
  run_id INTEGER REFERENCES import_run (id) ON DELETE RESTRICT
)""",
    "INSERT INTO import_origin (agreement_id, source, number, fingerprint, title_key, starts, base)"
    " SELECT id, '', CASE WHEN source_key LIKE 'kenmerk:%' AND source_key NOT LIKE '%#%'"
    " THEN replace(substr(source_key, 9), ' ', '') ELSE '' END, source_fingerprint, '', '', ''"
    " FROM agreement WHERE source_key IS NOT NULL AND source_key NOT LIKE 'form:%'",
]
SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _BOTH, "postgres": _BOTH}
