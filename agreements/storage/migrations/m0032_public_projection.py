"""What is read of the public memory without reading all of it: rows, marks, spans of days; and counts in the ledger."""

from __future__ import annotations

from typing import Literal

_ENTRY = """(
  seq INTEGER PRIMARY KEY,
  reference TEXT NOT NULL,
  change INTEGER NOT NULL CHECK (change > 0),
  kind TEXT NOT NULL CHECK (kind IN ('published', 'changed', 'withdrawn', 'counted')),
  known_at TIMESTAMPTZ NOT NULL,
  known_on DATE NOT NULL,
  record TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (reference, change)
)"""
_SENTENCE = "entries of the public memory are append-only"
_COUNTED = "CREATE INDEX public_entry_counted ON public_entry (change) WHERE kind = 'counted'"


def _row(collate: str) -> str:
    return f"""CREATE TABLE public_row (
  seq INTEGER PRIMARY KEY REFERENCES public_entry (seq),
  reference TEXT{collate} NOT NULL,
  replaces INTEGER,
  change INTEGER NOT NULL,
  known_at TIMESTAMPTZ NOT NULL,
  known_on DATE NOT NULL,
  until_on DATE NOT NULL,
  shows TEXT NOT NULL CHECK (shows IN ('agreement', 'withheld', 'plan')),
  title TEXT NOT NULL,
  title_order TEXT{collate} NOT NULL,
  department_order TEXT{collate} NOT NULL,
  starts_on DATE,
  ends_on DATE,
  last_day DATE,
  plan_until DATE,
  plan_ended_on DATE,
  plan_ending TEXT NOT NULL,
  line TEXT NOT NULL
)"""


def _tables(collate: str) -> list[str]:
    return [
        _row(collate),
        "CREATE INDEX public_row_reference ON public_row (reference, seq)",
        "CREATE INDEX public_row_days ON public_row (shows, until_on, known_on, last_day, reference, seq)",
        "CREATE INDEX public_row_plan ON public_row (until_on, known_on, seq) WHERE plan_until IS NOT NULL",
        """CREATE TABLE public_mark (
  seq INTEGER NOT NULL REFERENCES public_row (seq),
  filter TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (filter, value, seq)
)""",
        "CREATE INDEX public_mark_seq ON public_mark (seq, filter, value)",
        """CREATE TABLE public_span (
  seq INTEGER NOT NULL REFERENCES public_row (seq),
  fact TEXT NOT NULL,
  value TEXT NOT NULL,
  from_on DATE NOT NULL,
  until_on DATE NOT NULL,
  PRIMARY KEY (fact, value, from_on, until_on, seq)
)""",
        "CREATE INDEX public_span_seq ON public_span (seq, fact, value, from_on, until_on)",
        """CREATE TABLE public_awaited (
  seq INTEGER NOT NULL REFERENCES public_row (seq),
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  since DATE NOT NULL,
  PRIMARY KEY (kind, since, seq, subject)
)""",
        "CREATE INDEX public_awaited_seq ON public_awaited (seq)",
        """CREATE TABLE public_shape (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  shape TEXT NOT NULL
)""",
    ]


SQL: dict[Literal["sqlite", "postgres"], list[str]] = {
    "sqlite": [
        f"CREATE TABLE public_entry_2 {_ENTRY}",
        "INSERT INTO public_entry_2 SELECT * FROM public_entry",
        "DROP TABLE public_entry",
        "ALTER TABLE public_entry_2 RENAME TO public_entry",
        "CREATE INDEX public_entry_withdrawn ON public_entry (reference) WHERE kind = 'withdrawn'",
        _COUNTED,
        *(
            f"CREATE TRIGGER public_entry_no_{event.lower()} BEFORE {event} ON public_entry"
            f" BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
            for event in ("UPDATE", "DELETE")
        ),
        *_tables(""),
    ],
    "postgres": [
        "ALTER TABLE public_entry DROP CONSTRAINT public_entry_kind_check",
        "ALTER TABLE public_entry ADD CONSTRAINT public_entry_kind_check"
        " CHECK (kind IN ('published', 'changed', 'withdrawn', 'counted'))",
        _COUNTED,
        *_tables(' COLLATE "C"'),
    ],
}
