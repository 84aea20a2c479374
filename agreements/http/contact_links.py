"""Addresses, mail addresses and telephone numbers in a line of text as links, so that nobody has to copy them.

The text stays the text; what is recognised is bounded, and whatever is no sure address is left as it is.
"""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

LONGEST: Final = 2000
"""Of a longer text nothing is looked for."""
_FOUND: Final = re.compile(
    r"(?P<web>https?://[^\s<>\"']{3,300}|(?<![\w.@/-])www\.[^\s<>\"']{3,300})"
    r"|(?P<mail>(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})"
    r"|(?P<phone>(?<![\w+.,/-])(?:(?:\+|00)31[ -]?(?:\(0\)[ ]?)?|\(?0)[1-9](?:[ ()-]{0,2}\d){6,10}(?![\w@]))"
    r"|(?P<short>(?<![\w+.,/-])14[ ]?0\d{2,3}(?![\w@-]))",
    re.ASCII,
)
_ENDS: Final = ".,;:!?)"
"""Signs at the end of a web address that belong to the sentence."""
_NATIONAL, _FREE = 10, range(8, 12)
"""Digits of a Dutch number with its 0; those of 0800 and 0900 have eight or eleven."""


def linked(text: str) -> Markup:
    """The text with links, safe in a page."""
    if len(text) > LONGEST:
        return escape(text)
    pieces, at = list[str](), 0
    for found in _FOUND.finditer(text):
        pieces += [str(escape(text[at : found.start()])), _link(found)]
        at = found.end()
    return Markup("".join([*pieces, str(escape(text[at:]))]))  # noqa: S704 - every piece was escaped


def _link(found: re.Match[str]) -> str:
    text, kind = found.group(), found.lastgroup
    if kind == "web":
        shown = text.rstrip(_ENDS)
        address = shown if shown.startswith("http") else f"https://{shown}"
        return _anchor(address, shown) + str(escape(text[len(shown) :]))
    if kind == "mail":
        return _anchor(f"mailto:{text.rstrip('.')}", text.rstrip(".")) + ("." if text.endswith(".") else "")
    number = _number(text)
    return _anchor(f"tel:{number}", text) if number else str(escape(text))


def _number(text: str) -> str:
    """As a telephone dials it (RFC 3966); empty when it is no Dutch number."""
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    if digits.startswith("14"):
        return digits
    abroad = 4 if digits.startswith("0031") else 2 if text.startswith("+") else 0
    national = f"0{digits[abroad:]}" if abroad else digits
    if national.startswith(("0800", "0900")):
        return national if len(national) in _FREE else ""
    return f"+31{national[1:]}" if len(national) == _NATIONAL else ""


def _anchor(address: str, shown: str) -> str:
    return f'<a href="{escape(address)}">{escape(shown)}</a>'
