"""Text from strangers, made safe to normalise."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

MOST_MARKS: Final = 30
"""How many combining marks may follow one letter (Unicode UAX #15 section 13, Stream-Safe Text Format)."""

_LONG_ROW: Final = re.compile(rf"[\u0300-\U0010ffff]{{{MOST_MARKS + 1}}}")
"""There can be too many in it: no mark comes before U+0300. Text in Latin letters has no such row, and is not held
against all marks of Unicode: to gather those takes a tenth of a second, for which everybody waits."""
_PLANES_WITH_MARKS: Final = (range(0x10000), range(0x10000, 0x20000))
"""Beyond these there are no combining marks in Unicode; looking at all of it would take most of a second."""


def stream_safe(text: str) -> str:
    """The text with at most `MOST_MARKS` combining marks in a row; what comes after them is left out.

    Normalising sorts the marks behind a letter, in time that grows with the square of their number. No language
    needs more than a few, so call this before `unicodedata.normalize` on anything that somebody else wrote.
    """
    if text.isascii() or not _LONG_ROW.search(text):
        return text
    planes = 1 if max(text) <= "\uffff" else 2
    return _too_many_marks(planes).sub(r"\1", text)


def composed(text: str) -> str:
    """The text in Unicode's form NFC, in time that grows with its length."""
    return unicodedata.normalize("NFC", stream_safe(text))


def decomposed(text: str) -> str:
    """The text in Unicode's form NFKD, in time that grows with its length."""
    return unicodedata.normalize("NFKD", stream_safe(text))


def folded(text: str) -> str:
    """Text without case and accents, as both databases then compare it alike."""
    bare = text.casefold()
    if not bare.isascii():
        bare = "".join(c for c in decomposed(bare) if not unicodedata.combining(c))
    return " ".join(bare.split())


@cache
def _too_many_marks(planes: int) -> re.Pattern[str]:
    """Of the first plane alone `re` makes a bitmap, thirty times as fast; with the second only where it is needed."""
    first, second = (
        "".join(re.escape(chr(code)) for code in plane if becomes_marks(chr(code))) for plane in _PLANES_WITH_MARKS
    )
    mark = f"[{first}]" if planes == 1 else f"(?:[{first}]|(?=[\U00010000-\U0001ffff])[{second}])"
    return re.compile(f"({mark}{{{MOST_MARKS}}}){mark}+")


def becomes_marks(letter: str) -> bool:
    """Whether nothing but marks is left of it when it is taken apart. U+0F73 is no mark by its own class."""
    return all(unicodedata.combining(part) for part in unicodedata.normalize("NFKD", letter))
