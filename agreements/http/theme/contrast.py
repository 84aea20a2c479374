"""What stands on what in the register's pages, and where a house style makes that too weak to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agreements.http.theme.colours import Colour, UnreadableColour, contrast, read_colour
from agreements.http.theme.declared import Properties, Scheme, declared

TEXT, SHAPE = 4.5, 3.0
"""The least contrast of text (WCAG 1.4.3) and of the edges of what can be used (1.4.11)."""
_DEEPEST = 16
_SHEET_WITHOUT_THEME = {
    Scheme.LIGHT: frozenset({":root"}),
    Scheme.DARK: frozenset({":root", ":root:not([data-thema])"}),
}
_SHEET_WITH_THEME = frozenset({":root", ":root[data-thema]"})
_MIX = re.compile(r"(?P<one>.*\S)\s+(?P<share>\d+(?:\.\d+)?)%\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pair:
    """A row: a colour on a ground, how far they must differ, and what they are to people."""

    colour: str
    ground: str
    least: float
    what: str


PAIRS: tuple[Pair, ...] = (
    Pair("text", "page", TEXT, "text"),
    Pair("text", "soft", TEXT, "text in a grey field"),
    Pair("quiet", "page", TEXT, "text that explains"),
    Pair("quiet", "soft", TEXT, "text that explains, in a grey field"),
    Pair("link", "page", TEXT, "links"),
    Pair("link", "soft", TEXT, "links in a grey field"),
    Pair("link-hover", "page", TEXT, "links under the pointer"),
    Pair("header-text", "header", TEXT, "the head of the page"),
    Pair("footer-text", "footer", TEXT, "the foot of the page"),
    Pair("button-text", "button", TEXT, "buttons"),
    Pair("button-text", "button-hover", TEXT, "buttons under the pointer"),
    Pair("secondary", "page", TEXT, "second buttons"),
    Pair("secondary", "soft", TEXT, "second buttons under the pointer"),
    Pair("page", "accent", TEXT, "numbers in pictures"),
    Pair("page", "error", TEXT, "buttons that take something away"),
    *(
        pair
        for kind, what in (("ok", "good news"), ("warn", "warnings"), ("error", "errors"), ("info", "notices"))
        for pair in (
            Pair(kind, f"{kind}-soft", TEXT, f"words of {what}"),
            Pair(kind, "page", TEXT, f"words of {what} on the page"),
            Pair("text", f"{kind}-soft", TEXT, f"text in {what}"),
            Pair("link", f"{kind}-soft", TEXT, f"links in {what}"),
        )
    ),
    Pair("edge", "page", SHAPE, "edges of fields"),
    Pair("focus", "page", SHAPE, "the ring around what has the focus"),
)
"""Each name is a custom property of `register.css`: `--c-` before it."""


def weak_pairs(sheet: str, theme: str = "", theme_class: str = "") -> tuple[str, ...]:
    """A sentence for each pair that is too weak to read, first by day and then in the dark; empty when all can be read.

    `sheet` is the register's own stylesheet, `theme` that of the municipality and `theme_class` its class; without a
    theme the colours of the sheet itself are looked at.
    """
    found: dict[str, None] = {}
    for scheme in Scheme:
        found |= dict.fromkeys(_weak(_properties(sheet, theme, theme_class, scheme), scheme))
    return tuple(found)


def _properties(sheet: str, theme: str, theme_class: str, scheme: Scheme) -> Properties:
    if not theme:
        return declared(sheet, _SHEET_WITHOUT_THEME[scheme], scheme)
    classes = [f".{name}" for name in theme_class.split()]
    names = frozenset({":root", "html", *(before + name for name in classes for before in ("", ":root", "html"))})
    return {**declared(theme, names, scheme), **declared(sheet, _SHEET_WITH_THEME, scheme)}


def _weak(properties: Properties, scheme: Scheme) -> Iterator[str]:
    in_the_dark = " for visitors who prefer the dark" if scheme is Scheme.DARK else ""
    for pair in PAIRS:
        try:
            page = _colour("var(--c-page)", properties)
            ground = _colour(f"var(--c-{pair.ground})", properties).over(page)
            ratio = contrast(_colour(f"var(--c-{pair.colour})", properties).over(ground), ground)
        except UnreadableColour as unread:
            yield f"The colour of {pair.what} cannot be read here ({unread}): look at it yourself{in_the_dark}."
            continue
        if ratio < pair.least:
            shown = int(ratio * 100) / 100  # never rounded up to what is needed
            yield f"The contrast of {pair.what} is {shown:.2f}, at least {pair.least} is needed{in_the_dark}."


def _colour(text: str, properties: Properties, depth: int = 0) -> Colour:
    """A colour with the variables in it looked up. Raises `UnreadableColour`, also for what goes round in a circle."""
    written = text.strip()
    if depth > _DEEPEST:
        raise UnreadableColour(text)
    name, _, inside = written.removesuffix(")").partition("(")
    if name == "var":
        first, _, otherwise = inside.partition(",")
        given = properties.get(first.strip(), otherwise)
        return _colour(given, properties, depth + 1)
    if name == "color-mix":
        return _mixed(inside, properties, depth)
    return read_colour(written)


def _mixed(inside: str, properties: Properties, depth: int) -> Colour:
    """`in srgb, <colour> <share>%, <colour>`: the one way in which the register's sheet mixes."""
    space, one, other = _three_parts(inside)
    found = _MIX.match(one)
    if space != "in srgb" or not found:
        raise UnreadableColour(f"color-mix({inside})")
    first = _colour(found["one"], properties, depth + 1)
    return first.mixed(_colour(other, properties, depth + 1), float(found["share"]) / 100)


def _three_parts(inside: str) -> tuple[str, str, str]:
    """Divided at the commas that stand in no brackets. Raises `UnreadableColour`."""
    parts, depth = [""], 0
    for sign in inside:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    if len(parts) != 3:
        raise UnreadableColour(inside)
    return parts[0].strip(), parts[1].strip(), parts[2].strip()
