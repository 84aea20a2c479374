"""Pieces of files in parts, of entries that nothing replaced alone; and how far they were made.

Those of before are thrown away: the program makes them anew while it runs, and who needs one meanwhile makes it.
"""

from __future__ import annotations

from typing import Literal

_BOTH = [
    "DROP TABLE public_piece",
    """CREATE TABLE public_piece (
  seq INTEGER NOT NULL REFERENCES public_row (seq),
  shape TEXT NOT NULL,
  language TEXT NOT NULL,
  part INTEGER NOT NULL DEFAULT 0,
  from_on DATE NOT NULL,
  until_on DATE NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (seq, shape, language, part, from_on)
)""",
    "ALTER TABLE public_shape ADD COLUMN pieces_upto INTEGER NOT NULL DEFAULT 0",
]
SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _BOTH, "postgres": _BOTH}
