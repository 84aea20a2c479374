"""Texts that are one slip apart: a letter too many, too few, another one, or two turned round."""

from __future__ import annotations

from collections.abc import Iterator

FUZZY_LENGTHS = range(8, 121)
"""Letters. In a shorter text one letter may be the difference that counts; a longer one costs too much to vary."""


def variants(letters: str) -> Iterator[str]:
    """The letters, and the letters with any one left out: two texts one slip apart share a variant."""
    yield letters
    if len(letters) in FUZZY_LENGTHS:
        yield from {letters[:index] + letters[index + 1 :] for index in range(len(letters))}
