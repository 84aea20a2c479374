"""The custom properties that a stylesheet gives the root of a page: no more of CSS than themes of tokens use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

LARGEST_THEME = 4_000_000
"""Characters. The largest theme of NL Design System that is known has 0.2 million."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PIECE = re.compile(r"[^{};]*[{};]?")
_DARK = re.compile(r"prefers-color-scheme\s*:\s*dark")
_LIGHT = re.compile(r"prefers-color-scheme\s*:\s*light")
_ELSEWHERE = re.compile(r"\bprint\b|forced-colors|prefers-contrast")

Properties = Mapping[str, str]


class Scheme(StrEnum):
    """What a visitor's device prefers (`prefers-color-scheme`)."""

    LIGHT = "light"
    DARK = "dark"


def declared(css: str, selectors: frozenset[str], scheme: Scheme) -> Properties:
    """The custom properties of all blocks with one of these selectors, as they hold on a screen in a scheme; of two the
    later one counts. Takes time in proportion to the text. Rules for paper and for high contrast are left out.
    """
    found: dict[str, str] = {}
    for around, selector, declaration in _declarations(_COMMENT.sub(" ", css[:LARGEST_THEME])):
        name, _, value = declaration.partition(":")
        is_ours = name.strip().startswith("--") and any(one.strip() in selectors for one in selector.split(","))
        if is_ours and _holds(around, scheme):
            found[name.strip()] = " ".join(value.replace("!important", " ").split())
    return found


def _declarations(css: str) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Each declaration with what it stands in: the rules around, and the selector of its block."""
    open_blocks: list[str] = []
    for piece in _PIECE.findall(css):
        text, sign = piece[:-1].strip(), piece[-1:]
        if sign == "{":
            open_blocks.append(text)
            continue
        if text and open_blocks:
            yield tuple(open_blocks[:-1]), open_blocks[-1], text
        if sign == "}" and open_blocks:
            open_blocks.pop()


def _holds(around: tuple[str, ...], scheme: Scheme) -> bool:
    other = _LIGHT if scheme is Scheme.DARK else _DARK
    conditions = [rule for rule in around if rule.startswith("@media")]
    return not any(other.search(rule) or _ELSEWHERE.search(rule) for rule in conditions)
