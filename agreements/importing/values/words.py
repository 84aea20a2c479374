"""Letters: what of a text is kept, and what two texts must share to be called the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from agreements.domain.letters import composed, decomposed

P = ParamSpec("P")
T = TypeVar("T")
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
"""Control characters, marks that turn the reading direction, and characters without width."""
READ_CHARACTERS = 2_000
MOST_REMEMBERED = 200
"""Characters of a text of which `remembered` keeps what was read in it."""
SURROGATE = re.compile("[\ud800-\udfff]")
GARBLED = re.compile("Ã[\u0080-\u00bf‚ƒ„†‡ˆ‰‹Œ‘’“”•–—˜™›œ]|â€|Â[\u00a0-\u00bf]")
"""UTF-8 that some program read as Windows-1252."""
LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")
PROTECTED_FORMULA = re.compile(r"'(?=[=+\-@\t\r\n＝＋－＠])")


def remembered(read: Callable[Concatenate[str, P], T]) -> Callable[Concatenate[str, P], T]:
    """The reader of a text, who knows what the last some thousand short texts said: lists say the same in many rows.

    For readers whose answer follows from their arguments alone, and is not changed by anybody.
    """
    cached = cast("Callable[Concatenate[str, P], T]", lru_cache(maxsize=2048)(read))

    @wraps(read)
    def reader(text: str, /, *rest: P.args, **named: P.kwargs) -> T:
        return (cached if len(text) <= MOST_REMEMBERED else read)(text, *rest, **named)

    return reader


def clean(text: str) -> str:
    """The text in NFC without invisible characters, spaces at the ends and the apostrophe that disarms a formula."""
    if text.isascii() and text.isprintable():
        return (text[1:] if PROTECTED_FORMULA.match(text) else text).strip()
    kept = SURROGATE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = kept[1:] if PROTECTED_FORMULA.match(kept) else kept
    return composed(INVISIBLE.sub("", kept)).strip()


def readable(text: str) -> str:
    """The part of a text that is searched for hints. All of it is kept; this bounds the work that a row can cost."""
    return text[:READ_CHARACTERS]


def one_line(text: str) -> str:
    """The text with every run of spaces and line breaks as one space."""
    return " ".join(text.split())


def has_invisible(text: str) -> bool:
    """Whether `clean` takes away characters that nobody can see."""
    return not text.isprintable() and bool(INVISIBLE.search(text) or SURROGATE.search(text))


def is_garbled(text: str) -> bool:
    """Whether accents were broken by an earlier program, such as Ã« for ë."""
    return not text.isascii() and bool(GARBLED.search(text))


def plain(text: str) -> str:
    """Lower case letters and digits without accents, words divided by one space."""
    bare = text.casefold()
    if not bare.isascii():
        bare = "".join(c for c in decomposed(bare) if not unicodedata.combining(c))
    return " ".join(LETTERS_AND_DIGITS.findall(bare))


def unique(names: list[str]) -> tuple[str, ...]:
    """The names in their order, each once, whatever its capitals; empty ones left out."""
    seen: dict[str, str] = {}
    for name in names:
        if name:
            seen.setdefault(name.casefold(), name)
    return tuple(seen.values())
