"""The words by which public agreements are found, and how these are written; both follow from the ledger."""

from __future__ import annotations

from typing import Literal

_WORDS = """CREATE TABLE public_words (
  seq INTEGER PRIMARY KEY REFERENCES public_row (seq),
  words TEXT NOT NULL
)"""


def _spellings(collate: str) -> list[str]:
    return [
        f"""CREATE TABLE public_spelling (
  word TEXT{collate} PRIMARY KEY,
  backwards TEXT{collate} NOT NULL,
  written TEXT NOT NULL
)""",
        "CREATE INDEX public_spelling_backwards ON public_spelling (backwards, word)",
    ]


_SET = "array_to_tsvector(string_to_array(words, ' '))"
_FUNCTION = f"""
CREATE FUNCTION entries_with_words(asked tsquery) RETURNS SETOF integer LANGUAGE sql STABLE SET enable_seqscan = off
AS $$ SELECT seq FROM public_words WHERE {_SET} @@ asked $$"""  # noqa: S608 - constants only
_ADD = "INSERT INTO public_words_index (rowid, words) VALUES (new.seq, new.words);"
_REMOVE = "INSERT INTO public_words_index (public_words_index, rowid, words) VALUES ('delete', old.seq, old.words);"

SQL: dict[Literal["sqlite", "postgres"], list[str]] = {
    "sqlite": [
        _WORDS,
        # The words are folded already: what is not ASCII stays as it is, and so do the marks of other forms.
        "CREATE VIRTUAL TABLE public_words_index USING fts5 (words, content = 'public_words', content_rowid = 'seq',"
        " tokenize = \"ascii tokenchars '='\", prefix = '2 3')",
        f"CREATE TRIGGER public_words_added AFTER INSERT ON public_words BEGIN {_ADD} END",
        f"CREATE TRIGGER public_words_removed AFTER DELETE ON public_words BEGIN {_REMOVE} END",
        f"CREATE TRIGGER public_words_changed AFTER UPDATE ON public_words BEGIN {_REMOVE} {_ADD} END",
        *_spellings(""),
    ],
    "postgres": [
        _WORDS,
        f"CREATE INDEX public_words_index ON public_words USING gin ({_SET})",
        # Always by the index: for a common word the planner would make the set of every row anew, not knowing its cost.
        _FUNCTION,
        *_spellings(' COLLATE "C"'),
    ],
}
