"""Colours as CSS writes them, and the contrast between two (WCAG 2.2, relative luminance and contrast ratio)."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\Z", re.ASCII)
_FUNCTION = re.compile(r"(rgba?|hsla?)\(([^()]*)\)\Z")
_HSL = (360, 100, 100)
"""The whole of each of its parts."""
_NAMES = {"white": "#fff", "black": "#000", "transparent": "#0000"}


class UnreadableColour(ValueError):
    """Not a colour, or written in a way that is not read here."""


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green, blue and opacity, each from 0 to 1, in sRGB."""

    red: float
    green: float
    blue: float
    opacity: float = 1.0

    def mixed(self, other: Colour, share: float) -> Colour:
        """`share` of this one and the rest of the other, as `color-mix(in srgb, …)` does with opaque colours."""
        pairs = zip(self._parts, other._parts, strict=True)
        return Colour(*(one * share + two * (1 - share) for one, two in pairs))

    def over(self, ground: Colour) -> Colour:
        """What is seen where it lies on an opaque ground."""
        seen = self.mixed(ground, self.opacity)
        return Colour(seen.red, seen.green, seen.blue)

    @property
    def _parts(self) -> tuple[float, float, float, float]:
        return self.red, self.green, self.blue, self.opacity

    @property
    def luminance(self) -> float:
        """From 0 (black) to 1 (white)."""
        red, green, blue = map(_linear, (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """From 1 (none) to 21 (black on white)."""
    dark, light = sorted((one.luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)


def read_colour(text: str) -> Colour:
    """A colour without variables. Raises `UnreadableColour`."""
    written = text.strip().lower()
    written = _NAMES.get(written, written)
    if found := _HEX.match(written):
        return _from_hex(found.group(1))
    if found := _FUNCTION.match(written):
        return _from_function(*found.groups())
    raise UnreadableColour(text)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _from_hex(digits: str) -> Colour:
    whole = digits if len(digits) > 4 else "".join(digit * 2 for digit in digits)
    return Colour(*(int(whole[at : at + 2], 16) / 255 for at in range(0, len(whole), 2)))


def _from_function(name: str, inside: str) -> Colour:
    parts = re.split(r"[\s,/]+", inside.strip())
    if len(parts) not in {3, 4}:
        raise UnreadableColour(inside)
    opacity = _number(parts[3], of=1) if len(parts) == 4 else 1.0
    if name.startswith("rgb"):
        red, green, blue = (_number(part, of=255) for part in parts[:3])
        return Colour(red, green, blue, opacity)
    hue, saturation, lightness = (
        _number(part.removesuffix("deg"), of=of) for part, of in zip(parts, _HSL, strict=False)
    )
    return Colour(*colorsys.hls_to_rgb(hue % 1, lightness, saturation), opacity)


def _number(text: str, *, of: int) -> float:
    """A part as a share of its whole; what is larger counts as the whole, as in a browser."""
    try:
        share = float(text[:-1]) / 100 if text.endswith("%") else float(text) / of
    except ValueError:
        raise UnreadableColour(text) from None
    if not 0 <= share < float("inf"):
        raise UnreadableColour(text)
    return share if of == _HSL[0] else min(share, 1.0)
