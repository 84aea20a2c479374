"""Orders of the public register in indexes that hold all that is asked; words that stand behind each other by index."""

from __future__ import annotations

from typing import Literal

_ORDERS = [
    # Not only of agreements (WHERE): SQLite then sorts what it finds by `public_row_days`, thinking that it is little.
    f"CREATE INDEX public_row_by_{name} ON public_row (shows, {columns}, seq)"
    for name, columns in {
        "last_day": "last_day, reference",
        "start": "starts_on, reference",
        "title": "title_order, reference",
        "department": "department_order, reference",
        "reference": "reference",
        "update": "known_at, reference",
    }.items()
]
_PAIRS = """
CREATE FUNCTION words_and_pairs(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(alone || CASE WHEN octet_length(words) > 200000 THEN ARRAY['=='] ELSE ARRAY(
    SELECT one || ' ' || next FROM unnest(alone[:cardinality(alone) - 1], alone[2:]) AS neighbours (one, next)
    WHERE left(one, 1) <> '=' AND left(next, 1) <> '='
  ) END) FROM (SELECT string_to_array(words, ' ') AS alone) every
$$"""
_FOUND = """
CREATE OR REPLACE FUNCTION entries_with_words(asked tsquery) RETURNS SETOF integer LANGUAGE sql STABLE
SET enable_seqscan = off AS $$ SELECT seq FROM public_words WHERE words_and_pairs(words) @@ asked $$"""

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {
    "sqlite": _ORDERS,
    "postgres": [
        *_ORDERS,
        # A set of words takes a megabyte at most, which with its pairs a very long text would exceed: that has `==`.
        _PAIRS,
        "DROP INDEX public_words_index",
        "CREATE INDEX public_words_index ON public_words USING gin (words_and_pairs(words))",
        _FOUND,
    ],
}
