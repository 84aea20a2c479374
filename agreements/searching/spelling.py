"""Words that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from agreements.searching.words import said

SHORTEST: Final = 4
_LONGEST: Final = 40
_TWO_SLIPS_FROM: Final = 6
MOST: Final = 5
"""So many words are proposed for one at most."""


def slips(word: str) -> int:
    """How many typing errors (a letter too many, too few, another one, two turned round) a word may have."""
    return 2 if len(word) >= _TWO_SLIPS_FROM else 1


@dataclass(frozen=True, slots=True)
class Near:
    """Where words that are like another are found: by their first letters or by their last, and by their length."""

    first: str
    last: str
    """From back to front."""
    shortest: int
    longest: int


def near(word: str) -> Near | None:
    """Where to look for what somebody meant; None for what is too short or too long to tell."""
    if not SHORTEST <= len(word) <= _LONGEST:
        return None
    # One of two halves is without an error when there is one; of two errors it is enough that one end is right.
    kept = 2 if len(word) < 2 * _TWO_SLIPS_FROM else 3
    return Near(word[:kept], word[::-1][:kept], len(word) - slips(word), len(word) + slips(word))


def meant(word: str, known: Iterable[str]) -> list[tuple[int, str]]:
    """Those that are like it with the number of slips, the likest first, not more than `MOST`."""
    most = slips(word)
    scores = ((OSA.distance(word, other, score_cutoff=most), other) for other in known if other != word)
    return sorted(one for one in scores if one[0] <= most)[:MOST]


def spellings(texts: Iterable[str]) -> Mapping[str, str]:
    """The words of some texts that can be proposed, each with how it is written the first time."""
    found: dict[str, str] = {}
    for text in texts:
        for word, written in said(text).spelled:
            if word not in found and SHORTEST <= len(word) <= _LONGEST and word.isalpha():
                found[word] = written
    return found
