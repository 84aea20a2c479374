"""Full-text search in the public memory. Both databases look up words that `agreements.searching` made: neither has a
stemmer or a list of words of its own in it (docs/decisions/0042).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from agreements.searching.question import Needle, Question, Term
from agreements.searching.spelling import Near
from agreements.storage.database.sql import as_numbers, listed, numbers_in
from agreements.storage.database.transaction import dialect, execute, fetch, insert

_MOST_NEAR: Final = 20_000
_MOST_PAIRED: Final = 200_000
"""Of words that take more bytes PostgreSQL's index knows no pairs, but a mark that says so (`m0037`)."""
_UNPAIRED: Final = "'=='"
_PAIR: Final = 2
_BEHIND_ALL: Final = "\U0010ffff"
"""Sorts behind every letter."""


async def find(question: Question) -> array[int]:
    """The numbers of all entries that fit, of whatever day, in no order; the caller knows which may be shown."""
    if not question.terms:
        return as_numbers(None)
    rest, params = _for_fts5(question) if dialect() == "sqlite" else _for_postgres(question)
    rows = await fetch(f"SELECT {numbers_in(dialect())} AS numbers {rest}", params)
    return as_numbers(rows[0]["numbers"])


def _for_fts5(question: Question) -> tuple[str, dict[str, object]]:
    """https://sqlite.org/fts5.html#full_text_query_syntax. Between quotation marks nothing is syntax, and no word has
    one in it."""
    match = " AND ".join(f"({' OR '.join(map(_phrase, term.needles))})" for term in question.terms)
    found = "SELECT rowid AS seq FROM public_words_index WHERE public_words_index MATCH :match"
    return f"FROM ({found}) found", {"match": match}


def _phrase(needle: Needle) -> str:
    return f'"{" ".join(needle.words)}"{" *" if needle.is_open else ""}'


def _for_postgres(question: Question) -> tuple[str, dict[str, object]]:
    """The index knows which words there are and which two stand behind each other. Whether three do is seen in the
    text, of those that have both pairs."""
    asked = " & ".join(f"({' | '.join(map(_lexemes, term.needles))})" for term in question.terms)
    params: dict[str, object] = {"asked": asked}
    conditions = []
    for number, term in enumerate(_with_phrases(question.terms)):
        marks, needles = listed(f"term{number}", [needle.wanted for needle in term.needles])
        seen = f"EXISTS (SELECT FROM unnest(ARRAY[{marks}]) n WHERE strpos(' ' || words || ' ', n) > 0)"
        if all(len(needle.words) <= _PAIR for needle in term.needles):
            seen = f"octet_length(words) <= {_MOST_PAIRED} OR {seen}"
        conditions.append(f"(SELECT {seen} FROM public_words WHERE public_words.seq = found.seq)")  # noqa: S608
        params |= needles
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"FROM (SELECT seq FROM entries_with_words(cast(:asked AS tsquery)) seq) found{where}", params  # noqa: S608


def _lexemes(needle: Needle) -> str:
    alone = _all_of(needle.words, needle)
    if len(needle.words) == 1:
        return alone
    pairs = [" ".join(pair) for pair in pairwise(needle.words)]
    return f"({_all_of(pairs, needle)} | {_UNPAIRED} & {alone})"


def _all_of(lexemes: Iterable[str], needle: Needle) -> str:
    """The last one may go on where the needle may."""
    quoted = "' & '".join(lexemes)
    return f"('{quoted}'{':*' if needle.is_open else ''})"


def _with_phrases(terms: Iterable[Term]) -> Iterator[Term]:
    yield from (term for term in terms if any(len(needle.words) > 1 for needle in term.needles))


async def near(asked: Near) -> Mapping[str, str]:
    """Words of public entries that may be like another, each with how it is written."""
    rows = await fetch(
        "SELECT word, written FROM public_spelling WHERE ((word >= :first AND word < :behind_first)"
        " OR (backwards >= :last AND backwards < :behind_last)) AND length(word) BETWEEN :shortest AND :longest"
        " ORDER BY word LIMIT :most",
        {
            "first": asked.first,
            "behind_first": asked.first + _BEHIND_ALL,
            "last": asked.last,
            "behind_last": asked.last + _BEHIND_ALL,
            "shortest": asked.shortest,
            "longest": asked.longest,
            "most": _MOST_NEAR,
        },
    )
    return {row["word"]: row["written"] for row in rows}


async def learn(spellings: Mapping[str, str]) -> None:
    """Know these words from now on; one that is known stays as it was written first. Only inside a unit of work."""
    new = [(word, word[::-1], written) for word, written in spellings.items()]
    await insert("public_spelling", ("word", "backwards", "written"), new, "ON CONFLICT (word) DO NOTHING")


async def forget_spellings() -> None:
    """Throw them away, to be learned anew."""
    await execute("DELETE FROM public_spelling", {})


async def spellings() -> Sequence[tuple[str, str, str]]:
    """All that is known: word, the same from back to front, and how it is written."""
    rows = await fetch("SELECT word, backwards, written FROM public_spelling ORDER BY word", {})
    return [(row["word"], row["backwards"], row["written"]) for row in rows]
