"""What somebody searches for: terms that must all fit. No sign is an instruction, but for quotation marks.

A word fits where a word begins with it, ends in it (four letters or more), or shares a stem with it. What stands
between quotation marks fits where the same words stand, in that order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from agreements.searching.stems import fitting, has_stems
from agreements.searching.words import Run, runs

MOST_WORDS: Final = 16
_QUOTES: Final = re.compile('["“”„«»]')
_SHORTEST_BEGINNING: Final = 2
_PLURAL: Final = ("s",)
"""What stands behind the apostrophe in `foto's`."""


@dataclass(frozen=True, slots=True)
class Needle:
    """Words that stand behind each other; when it `is_open`, the last may go on."""

    words: tuple[str, ...]
    is_open: bool

    def is_in(self, stored: str) -> bool:
        """Whether it is found in what was stored of texts: this is what both databases must answer."""
        return self.wanted in f" {stored} "

    @property
    def wanted(self) -> str:
        """What must stand in the text, with a space around it."""
        return f" {' '.join(self.words)}{'' if self.is_open else ' '}"


@dataclass(frozen=True, slots=True)
class Term:
    """One of these needles must be found. `typed` is where it comes from, `word` that if it is one word of letters."""

    typed: str
    needles: tuple[Needle, ...]
    word: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """All of these must fit. Without any nothing was asked that could be found."""

    terms: tuple[Term, ...]

    def fits(self, stored: str) -> bool:
        """Whether texts are found by it; see `Needle.is_in`."""
        return bool(self.terms) and all(any(one.is_in(stored) for one in term.needles) for term in self.terms)


def question(text: str) -> Question:
    """Read what somebody typed. What is asked twice counts once."""
    found: dict[tuple[Needle, ...], Term] = {}
    for term in _terms(text):
        found.setdefault(term.needles, term)
    return Question(tuple(found.values()))


def put_right(asked: Question, written: Mapping[str, str]) -> str:
    """What was asked, with other words for those that stand alone; `written` says which."""
    return " ".join(written.get(term.word, term.typed) for term in asked.terms)


def count_words(text: str) -> int:
    """How many words somebody typed, with those between quotation marks."""
    return sum(1 for _ in runs(_QUOTES.sub(" ", text)))


def _terms(text: str) -> Iterator[Term]:
    for number, part in enumerate(_QUOTES.split(text)):
        some = list(runs(part))
        if number % 2 and some:
            words = tuple(word for run in some for word in run.words)
            yield Term(f'"{" ".join(part.split())}"', (Needle(words, is_open=False),))
        elif not number % 2:
            yield from (Term(run.typed, tuple(_needles(run)), _only_word(run)) for run in some)


def _only_word(run: Run) -> str:
    return run.words[0] if len(run.words) == 1 and has_stems(run.words[0]) else ""


def _needles(run: Run) -> Iterator[Needle]:
    yield Needle(run.words, is_open=_can_go_on(run.words[-1]))
    if run.joined:
        yield Needle((run.joined,), is_open=_can_go_on(run.joined))
    word = run.words[0] if len(run.words) == 1 or run.words[1:] == _PLURAL else run.joined
    for mark, is_open in fitting(word):
        yield Needle((mark,), is_open=is_open)


def _can_go_on(word: str) -> bool:
    return len(word) >= _SHORTEST_BEGINNING
