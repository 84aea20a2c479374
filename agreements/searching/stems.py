"""Forms that words of one kind share: `gemeenten` and `gemeente`, `huizen` and `huis`.

Of two stemmers for Dutch neither knows all of these, so a word has the stem of both (docs/decisions/0042).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from threading import Lock
from typing import Final

from snowballstemmer.dutch_porter_stemmer import DutchPorterStemmer
from snowballstemmer.dutch_stemmer import DutchStemmer

VERSION: Final = version("snowballstemmer")
"""Another version may give other stems: then what was stored is made anew."""

SHORTEST: Final = 3
SHORTEST_END: Final = 4
"""A stem of so many letters is also found at the end of a longer word: `overlast` in `woonoverlast`."""

# By name, not through `snowballstemmer.stemmer`, which takes another library where that is installed.
_PORTER, _KRAAIJ_POHLMANN = DutchPorterStemmer(), DutchStemmer()
_ONE_AT_A_TIME: Final = Lock()


def has_stems(word: str) -> bool:
    """Whether it is a word of letters; numbers have no forms."""
    return len(word) >= SHORTEST and word.isalpha()


@lru_cache(maxsize=65_536)
def marks(word: str) -> tuple[str, ...]:
    """Under which marks a word is stored beside itself: each stem from back to front, so that it is found by its end
    too. None of what has no stems."""
    return tuple(map(_mark, _stems(word))) if has_stems(word) else ()


def fitting(word: str) -> Iterator[tuple[str, bool]]:
    """Marks of the words that share a stem with this one, whichever stemmer gave it; and whether the mark may go on,
    which finds the stem at the end of longer words.

    A stem that lost its beginning may not (`meen` of `gemeente`, which is in `algemeen` too).
    """
    if has_stems(word):
        for stem in dict.fromkeys(_stems(word)):
            yield _mark(stem), len(stem) >= SHORTEST_END and stem[:SHORTEST] == word[:SHORTEST]


def _mark(stem: str) -> str:
    return f"={stem[::-1]}"


@lru_cache(maxsize=65_536)
def _stems(word: str) -> tuple[str, str]:
    with _ONE_AT_A_TIME:  # a stemmer holds the word that it works on
        return _PORTER.stemWord(word) or word, _KRAAIJ_POHLMANN.stemWord(word) or word
