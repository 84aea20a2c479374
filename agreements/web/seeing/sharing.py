"""What is shared with a partner, both ways, in the agreements of a page. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from agreements.domain.content import Content, Flow
from agreements.web.flow_diagram import NumberedFlows

MOST_ARROWS = 12
"""More cross each other until nobody can follow one."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """Of one agreement: why, and which kinds of data a partner gives and gets."""

    purpose: str
    gives: tuple[str, ...]
    gets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """All that goes from one party to another in some agreements, under the number of its arrow."""

    number: int
    provider: str
    recipient: str
    data: tuple[str, ...]
    agreements: int


def sharing(content: Content, partner: str) -> Sharing:
    """What an agreement says of a partner."""
    own = [party.purpose for party in content.parties if party.name == partner and party.purpose]
    return Sharing(
        purpose=content.purpose or next(iter(own), ""),
        gives=_named(content, (flow for flow in content.flows if flow.provider == partner)),
        gets=_named(content, (flow for flow in content.flows if flow.recipient == partner)),
    )


def ways(contents: Sequence[Content], partner: str) -> tuple[Way, ...]:
    """Who gives what to whom, as far as the partner is one of the two; the most agreements first."""
    found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for content in contents:
        of_pair: dict[tuple[str, str], list[Flow]] = {}
        for flow in content.flows:
            if partner in (flow.provider, flow.recipient):
                of_pair.setdefault((flow.provider, flow.recipient), []).append(flow)
        for pair, flows in of_pair.items():
            found.setdefault(pair, []).append(_named(content, flows))
    most = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple(_way(number, pair, data) for number, (pair, data) in enumerate(most, start=1))


def arrows(found: Iterable[Way]) -> tuple[NumberedFlows, ...]:
    """The first of them, to be drawn."""
    return tuple(NumberedFlows(one.number, one.provider, one.recipient, ()) for one in list(found)[:MOST_ARROWS])


def _way(number: int, pair: tuple[str, str], data: list[tuple[str, ...]]) -> Way:
    named = dict.fromkeys(name for names in data for name in names)
    return Way(number, *pair, tuple(named), len(data))


def _named(content: Content, flows: Iterable[Flow]) -> tuple[str, ...]:
    """The kinds of data that these carry; one that names none carries all of the agreement."""

    def names() -> Iterator[str]:
        for flow in flows:
            yield from flow.data or (kind.name for kind in content.data)

    return tuple(dict.fromkeys(names()))
