"""How hard a password is to guess, in powers of ten: what people choose costs little, what chance chooses a lot.

The method of zxcvbn (Wheeler, USENIX Security 2016) with its lists of what people choose, in one pass: the cheapest way
to put the password together out of known words, rows of the keyboard, one thing over and over, years and single
characters. zxcvbn itself tries so many ways that 72 characters can keep it busy for twelve seconds; this takes time in
step with the length.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

LOOKED_AT = 64
"""Characters; whoever types more and begins with this much that is easy to guess chooses another beginning."""
LONGEST_WORD = 24
SHORTEST_WORD, SHORTEST_RUN = 3, 3
_ORDER = 0.5
"""What it costs to guess that one more part follows."""
_TURNED = 0.5
"""For a word written backwards, or with figures and signs for letters."""
_YEAR = 2.0
_SPACE, _FIGURE, _LETTER, _SIGN, _OTHER = 0.7, 1.0, 1.4, 1.5, 2.0
"""What a single character costs: a space, a figure, a letter, a sign, one of hundreds of others to choose from."""

_ROWS = ("1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./")
_PLACES = {key: (row, column) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)}
_UNSHIFTED = str.maketrans('!@#$%^&*()_+{}:"<>?', "1234567890-=[];',./")
_LEET = [str.maketrans("4301!57@$", letters) for letters in ("aeoiistas", "aeollstas")]
_OURS = Path(__file__).parent / "chosen_words.txt"

Part = tuple[int, float]
"""Where a part begins, and what it costs."""


def guesses(password: str, own: Iterable[str] = ()) -> float:
    """How many guesses the beginning takes, as a power of ten; more characters never make it easier.

    `own` are words at hand for whoever knows this person or this office.
    """
    plain = password.casefold()[:LOOKED_AT]
    near = frozenset(word for text in own if len(word := text.casefold()) >= SHORTEST_WORD)
    cheapest = [0.0]
    for end in range(1, len(plain) + 1):
        ways = [(end - 1, _single(plain[end - 1])), *_known(plain, end, near), *_run(plain, end), *_year(plain, end)]
        cheapest.append(min(cheapest[start] + cost + (_ORDER if end - start > 1 else 0.0) for start, cost in ways))
    return cheapest[-1]


def _single(character: str) -> float:
    if not character.isascii():
        return _OTHER
    if character == " ":
        return _SPACE
    return _FIGURE if character.isdigit() else _LETTER if character.isalpha() else _SIGN


def _known(text: str, end: int, near: frozenset[str]) -> Iterator[Part]:
    """The known words that end here, as they are, backwards, or with figures and signs for letters."""
    for start in range(max(0, end - LONGEST_WORD), end - SHORTEST_WORD + 1):
        word = text[start:end]
        if (cost := _cost(word, near)) is not None:
            yield start, cost
        for turned in (word[::-1], *(word.translate(table) for table in _LEET)):
            if turned != word and (cost := _cost(turned, near)) is not None:
                yield start, cost + _TURNED


def _cost(word: str, near: frozenset[str]) -> float | None:
    return 0.3 if word in near else _words().get(word)


def _run(text: str, end: int) -> Iterator[Part]:
    """One character over and over, the alphabet or figures in a row, or a walk over the keyboard, that ends here."""
    for is_next, choices in ((_is_same, 1.5), (_is_row, 1.0), (_is_neighbour, 1.5)):
        start = end - 1
        while start > 0 and end - start < LONGEST_WORD and is_next(text[start - 1], text[start]):
            start -= 1
        if end - start >= SHORTEST_RUN:
            turns = 0.2 if is_next is _is_neighbour else 0.0
            yield start, choices + math.log10(end - start) + turns * (end - start)


def _is_same(one: str, next: str) -> bool:
    return one == next


def _is_row(one: str, next: str) -> bool:
    return one.isascii() and one.isalnum() and abs(ord(one) - ord(next)) == 1


def _is_neighbour(one: str, next: str) -> bool:
    """Keys that touch, whether shift is held or not."""
    here, there = _PLACES.get(one.translate(_UNSHIFTED)), _PLACES.get(next.translate(_UNSHIFTED))
    if here is None or there is None:
        return False
    return max(abs(here[0] - there[0]), abs(here[1] - there[1])) == 1


def _year(text: str, end: int) -> Iterator[Part]:
    if text[max(0, end - 4) : end - 2] in {"19", "20"} and text[end - 2 : end].isdecimal():
        yield end - 4, _YEAR


@cache
def _words() -> Mapping[str, float]:
    """Every known word with its cost: the place in the list of the most chosen ones, as a power of ten."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # a megabyte of words, which only who chooses a password needs

    found: dict[str, float] = {}
    ours = [word for line in _OURS.read_text(encoding="utf-8").splitlines() if line[:1] != "#" for word in line.split()]
    for words in (*FREQUENCY_LISTS.values(), ours):
        for place, word in enumerate(words, start=1):
            if SHORTEST_WORD <= len(word) <= LONGEST_WORD:
                found[word] = min(found.get(word, math.inf), math.log10(place + 1))
    return found
