"""The drawn answer to "who gives which data to whom": givers on the left, receivers on the right, numbered arrows.

Pure: flows in, positions out; the template draws them. It is made twice, for a wide and for a narrow screen, and the
table below it says the same in words. A party that gives and receives stands on both sides.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from agreements.domain.content import Content, Flow

_LINE = 17
_PORT = 26
_PADDING = 9
_BETWEEN_BOXES = 14
_TOP = 24
_HEAD = 8
_MOST_LINES = 6
_LETTER = 7.4
"""Average width of a letter at the size used; names are wrapped by it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A party: the corner, the size, its name in lines, and whether it is the municipality itself."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    is_own: bool

    @property
    def first_line_y(self) -> float:
        """Baseline of the first line, so that the name stands in the middle."""
        return self.y + self.height / 2 - _LINE * (len(self.lines) - 1) / 2 + 5


@dataclass(frozen=True, slots=True)
class Arrow:
    """A curve from a giver to a receiver with its number."""

    number: int
    path: str
    head: str
    dot_x: float
    dot_y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything to draw, in a canvas of this size."""

    width: int
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    right_x: float
    """Where the heading above the receivers begins."""


@dataclass(frozen=True, slots=True)
class NumberedFlows:
    """All flows from one party to another, under the number of their arrow."""

    number: int
    provider: str
    recipient: str
    flows: tuple[Flow, ...]


def numbered(content: Content) -> tuple[NumberedFlows, ...]:
    """The flows by giver and receiver, in the order of the agreement; one arrow each."""
    pairs: dict[tuple[str, str], list[Flow]] = {}
    for flow in content.flows:
        pairs.setdefault((flow.provider, flow.recipient), []).append(flow)
    return tuple(
        NumberedFlows(number, provider, recipient, tuple(flows))
        for number, ((provider, recipient), flows) in enumerate(pairs.items(), start=1)
    )


def draw(pairs: Sequence[NumberedFlows], own: frozenset[str], width: int) -> Picture:
    """Lay the picture out on a canvas of `width` units; its height follows from names and arrows."""
    box_width = min(230.0, width * 0.395)
    givers = list(dict.fromkeys(pair.provider for pair in pairs))
    receivers = _near_their_givers(pairs, givers)
    right_x = width - box_width - 1
    left = _column(givers, {name: [p for p in pairs if p.provider == name] for name in givers}, 1, box_width, own)
    right = _column(
        receivers, {name: [p for p in pairs if p.recipient == name] for name in receivers}, right_x, box_width, own
    )
    height = max(_bottom(left), _bottom(right)) + 2
    left, right = _centred(left, height), _centred(right, height)
    arrows = tuple(
        _arrow(
            pair.number,
            _port(
                left[pair.provider], [p for p in _by_receiver(pairs, receivers) if p.provider == pair.provider], pair
            ),
            _port(right[pair.recipient], [p for p in _by_giver(pairs, givers) if p.recipient == pair.recipient], pair),
            1 + box_width,
            right_x,
        )
        for pair in pairs
    )
    return Picture(width, height, (*left.values(), *right.values()), arrows, right_x)


def _near_their_givers(pairs: Sequence[NumberedFlows], givers: Sequence[str]) -> list[str]:
    """Receivers in the order of the middle of their givers, which keeps most arrows from crossing."""
    places: dict[str, list[int]] = {}
    for pair in pairs:
        places.setdefault(pair.recipient, []).append(givers.index(pair.provider))
    return sorted(places, key=lambda name: sum(places[name]) / len(places[name]))


def _by_receiver(pairs: Sequence[NumberedFlows], receivers: Sequence[str]) -> list[NumberedFlows]:
    return sorted(pairs, key=lambda pair: receivers.index(pair.recipient))


def _by_giver(pairs: Sequence[NumberedFlows], givers: Sequence[str]) -> list[NumberedFlows]:
    return sorted(pairs, key=lambda pair: givers.index(pair.provider))


def _column(
    names: Sequence[str],
    arrows: dict[str, list[NumberedFlows]],
    x: float,
    width: float,
    own: frozenset[str],
) -> dict[str, Box]:
    boxes: dict[str, Box] = {}
    y = float(_TOP)
    for name in names:
        lines = _wrapped(name, width)
        height = max(len(lines) * _LINE + 2 * _PADDING, len(arrows[name]) * _PORT + 6.0)
        boxes[name] = Box(x, y, width, height, lines, name in own)
        y += height + _BETWEEN_BOXES
    return boxes


def _wrapped(name: str, width: float) -> tuple[str, ...]:
    """The name in lines that fit; the table below has it in full when even six are not enough."""
    letters = max(8, int((width - 2 * _PADDING) / _LETTER))
    lines = textwrap.wrap(name, letters) or [""]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1][: letters - 1] + "…"]
    return tuple(lines)


def _bottom(column: dict[str, Box]) -> float:
    return max((box.y + box.height for box in column.values()), default=float(_TOP))


def _centred(column: dict[str, Box], height: float) -> dict[str, Box]:
    """The shorter column hangs in the middle of the longer one."""
    down = (height - 2 - _bottom(column)) / 2
    return {
        name: Box(box.x, box.y + down, box.width, box.height, box.lines, box.is_own) for name, box in column.items()
    }


def _port(box: Box, pairs: Sequence[NumberedFlows], pair: NumberedFlows) -> float:
    """Height at which an arrow leaves or enters a box: each its own place."""
    place = [p.number for p in pairs].index(pair.number)
    return box.y + box.height / 2 + (place - (len(pairs) - 1) / 2) * _PORT


def _arrow(number: int, from_y: float, to_y: float, from_x: float, to_x: float) -> Arrow:
    bend = (to_x - from_x) * 0.5
    tip = to_x - 1
    curve = f"{from_x + bend:.1f} {from_y:.1f} {tip - bend:.1f} {to_y:.1f} {tip - _HEAD:.1f} {to_y:.1f}"
    path = f"M{from_x:.0f} {from_y:.1f}C{curve}"
    head = f"M{tip:.1f} {to_y:.1f}l{-_HEAD - 2} {-5}v10z"
    return Arrow(number, path, head, from_x + 15, from_y)
