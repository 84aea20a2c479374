"""What a word is. Case and accents do not count; whatever is no letter or digit stands between words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from agreements.domain.letters import composed, folded

LONGEST_WORD: Final = 100
"""Of a longer one the beginning counts; a question is no longer either."""
_MOST_JOINED: Final = 4
_TEXTS_KEPT: Final = 2_048
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Run:
    """What stands between two spaces, such as `e-mail`, `art. 6:162` has two, and `AFS-2026-0042`."""

    typed: str
    words: tuple[str, ...]
    """Its words, in order; not empty."""
    joined: str
    """Its words as one, as some people write them: `email`. Empty for a single word and for what has many."""


def runs(text: str) -> Iterator[Run]:
    """All of a text, in order; what has no word is left out."""
    for typed in text.split():
        if words := _words(typed):
            yield Run(typed, words, _joined(words))


@lru_cache(maxsize=65_536)
def _words(typed: str) -> tuple[str, ...]:
    # Taking letters apart can bring capitals back (U+210C), so case is folded once more.
    return tuple(word[:LONGEST_WORD] for word in _WORD.findall(folded(typed).casefold()))


def _joined(words: tuple[str, ...]) -> str:
    return "".join(words)[:LONGEST_WORD] if 1 < len(words) <= _MOST_JOINED else ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says, in words."""

    words: tuple[str, ...]
    """In order."""
    joined: tuple[str, ...]
    """What some people write as one word."""
    spelled: tuple[tuple[str, str], ...]
    """The words with how each is written: in small letters, with its accents."""


@lru_cache(maxsize=_TEXTS_KEPT)
def said(text: str) -> Said:
    """All that is asked of a text: records repeat each other's texts, and two things are made of each."""
    found = list(runs(text))
    return Said(
        words=tuple(word for run in found for word in run.words),
        joined=tuple(run.joined for run in found if run.joined),
        spelled=tuple(pair for run in found for pair in _spelled(run.typed)),
    )


@lru_cache(maxsize=65_536)
def _spelled(typed: str) -> tuple[tuple[str, str], ...]:
    words, written = _words(typed), _WORD.findall(composed(typed).lower())
    if len(written) != len(words):
        written = list(words)
    pairs = zip(words, written, strict=True)
    return tuple((word, own if _words(own) == (word,) else word) for word, own in pairs)
