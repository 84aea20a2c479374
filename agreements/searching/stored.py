"""What is stored of texts: all their words in order, and behind them their other forms, with spaces between."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from agreements.searching.stems import VERSION, marks
from agreements.searching.words import said

GAP: Final = "="
"""Stands between texts, so that no phrase reaches from one into the next. No word is like it, nor like a mark."""
SHAPE: Final = f"1:{VERSION}"
"""Whatever was stored under another shape must be made anew."""


def stored(texts: Iterable[str]) -> str:
    """The words of some texts, as both databases keep them. Empty for texts without a word."""
    in_order: list[str] = []
    joined: set[str] = set()
    for one in map(said, texts):
        if one.words:
            in_order += one.words
            in_order.append(GAP)
            joined.update(one.joined)
    apart = [part for word in sorted(joined) for part in (word, GAP)]
    forms = {mark for word in {*in_order, *joined} for mark in marks(word)}
    return " ".join((*in_order, *apart, *sorted(forms)))
