"""What somebody may have meant who found nothing: the same question with words of the register."""

from __future__ import annotations

from typing import Final

from pyroaring import BitMap

from agreements.domain.filters import FILTERS, FilterKind
from agreements.domain.selection import Selection
from agreements.searching.question import Question, Term, put_right, question
from agreements.searching.spelling import meant, near
from agreements.storage.public_memory import words
from agreements.storage.public_memory.index import Found

_MOST: Final = 3
"""So many words that nobody knows are put right; who has more asked for something else."""


async def meant_by(found: Found, selection: Selection) -> str:
    """Words that do find something, with all else that was picked; empty when there are none.

    A word is proposed only when it finds something in this very view: none of another day, or no longer public.
    """
    rest = {name: those for name, those in found.conditions.items() if FILTERS[name].kind is not FilterKind.WORDS}
    among, asked = Found(found.view, rest).chosen, question(" ".join(map(str, selection.of("words"))))
    unknown = [term for term in asked.terms if term.word and not await _number(Question((term,)), among)]
    if not 0 < len(unknown) <= _MOST:
        return ""
    written = {term.word: other for term in unknown if (other := await _other(term, among))}
    text = put_right(asked, written)
    return text if written and await _number(question(text), among) else ""


async def _other(term: Term, among: BitMap) -> str:
    """The likest word that finds something; of those that are as like, the one that finds most."""
    where = near(term.word)
    known = await words.near(where) if where else {}
    alike = [(slips, await _number(question(word), among), word) for slips, word in meant(term.word, known)]
    best = min(((slips, -number, word) for slips, number, word in alike if number), default=None)
    return known[best[2]] if best else ""


async def _number(asked: Question, among: BitMap) -> int:
    return BitMap(await words.find(asked)).intersection_cardinality(among)
