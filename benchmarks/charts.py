"""Figures for people: bars on a scale on which each step is ten times the one before. Pure: from figures to SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Final

from benchmarks.figures import Figures, Key, Unit, shown

_LEFT, _WIDTH, _ROW, _TOP = 250, 430, 24, 44
_OURS, _OTHERS = "#154273", "#8fa8c4"
Bar = tuple[str, float]
OURS: Final = "ours"


def bars(title: str, rows: Sequence[Bar], unit: Unit) -> str:
    """An SVG figure of some figures; for who cannot see it, all of them in words."""
    smallest = min(value for _, value in rows)
    floor = math.floor(math.log10(smallest))
    steps = max(1, math.ceil(math.log10(max(value for _, value in rows))) - floor)
    words = "; ".join(f"{label}: {shown(value, unit)}" for label, value in rows)
    height = _TOP + _ROW * len(rows) + 30
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + 120} {height}" role="img"'
        ' aria-labelledby="t d" font-family="sans-serif" font-size="13">',
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(words)}</desc>',
        f'<rect width="100%" height="100%" fill="#fff"/><text x="8" y="24" font-size="16">{escape(title)}</text>',
    ]
    for step in range(steps + 1):
        x, end, mark = _LEFT + _WIDTH * step / steps, height - 24, f"{10.0 ** (floor + step):g}"
        lines.append(f'<path d="M{x:.0f} {_TOP - 8}V{end}" stroke="#ccc"/>')
        lines.append(f'<text x="{x:.0f}" y="{end + 16}" text-anchor="middle" fill="#444">{mark}</text>')
    for number, (label, value) in enumerate(rows):
        y, width = _TOP + _ROW * number, _WIDTH * (math.log10(value) - floor) / steps
        lines.append(f'<text x="{_LEFT - 8}" y="{y + 14}" text-anchor="end">{escape(label)}</text>')
        color = _OURS if label.startswith(OURS) else _OTHERS
        lines.append(f'<rect x="{_LEFT}" y="{y + 2}" width="{max(width, 2):.0f}" height="{_ROW - 8}" fill="{color}"/>')
        lines.append(f'<text x="{_LEFT + max(width, 2) + 6:.0f}" y="{y + 14}">{escape(shown(value, unit))}</text>')
    return "\n".join([*lines, "</svg>", ""])


def rows_of(figures: Figures, works: Sequence[tuple[str, str]], unit: Unit) -> list[Bar]:
    """Of each work, with the words for it, who does it with how many agreements; what was not measured is left out."""
    found = []
    for work, words in works:
        for key in figures.found:
            value = figures.of(key, unit)
            if key.work == work and value:
                found.append((f"{key.who}{words}, {key.size:,}", value, key))
    return [(label, value) for label, value, key in sorted(found, key=lambda one: (one[2].size, one[1]))]


def first(figures: Figures, work: str, who: str = OURS) -> Key | None:
    """Where a work of somebody was measured with most agreements."""
    found = [key for key in figures.found if (key.work, key.who) == (work, who)]
    return max(found, key=lambda key: key.size) if found else None
