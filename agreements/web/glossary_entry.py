"""A word of the glossary."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A word with the anchor that links lead to, its explanation, and the Dutch forms in which agreements use it."""

    anchor: str
    word: str
    explanation: str
    forms: tuple[str, ...] = ()
