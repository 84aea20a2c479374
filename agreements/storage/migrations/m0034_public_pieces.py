"""The bytes of an entry of the public memory in files, by days; and of what these were made."""

from __future__ import annotations

from typing import Literal

_BOTH = [
    """CREATE TABLE public_piece (
  seq INTEGER NOT NULL REFERENCES public_row (seq),
  shape TEXT NOT NULL,
  language TEXT NOT NULL,
  from_on DATE NOT NULL,
  until_on DATE NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (seq, shape, language, from_on)
)""",
    "ALTER TABLE public_shape ADD COLUMN edition TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE public_shape ADD COLUMN base_url TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE public_shape ADD COLUMN zone TEXT NOT NULL DEFAULT ''",
]
SQL: dict[Literal["sqlite", "postgres"], list[str]] = {"sqlite": _BOTH, "postgres": _BOTH}
