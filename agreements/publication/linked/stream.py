"""The changes of the register as an event stream for harvesters, by DCAT-AP Feeds (SEMIC; LDES, ActivityStreams 2.0).

A page holds the entries of the public memory of a fixed range of numbers, so it never changes once its range is full.
It therefore tells nothing that may have to be taken back one day: that an agreement came, changed or went, when, and
where it is. What it says stands at its own address, as long as it is public.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from agreements.domain.projection import Shows, Step
from agreements.publication.linked.graph import Facts, Node, To
from agreements.publication.linked.offers import FEED_PATH, LICENCE

PER_PAGE: Final = 100


def range_of(page: int) -> tuple[int, int]:
    """The first and last number of the entries of a page, from 1."""
    return (page - 1) * PER_PAGE + 1, page * PER_PAGE


def stream_page(page: int, steps: Sequence[Step], base_url: str, *, is_full: bool) -> list[Node]:
    """A page, the oldest change first. A full one leads on to the next, which may still be empty."""
    activities = [node for step in steps if (node := _activity(step, base_url))]
    stream, here = base_url + FEED_PATH, f"{base_url}{FEED_PATH}/{page}"
    members: Facts = [("tree:member", To(one.address)) for one in activities]
    whole: Facts = [
        ("tree:view", To(f"{stream}/1")),
        ("ldes:timestampPath", To("as:published")),
        ("ldes:versionOfPath", To("as:object")),
        *members,
    ]
    on = f"{here}#verder"
    leads: Facts = [("tree:relation", To(on))] if is_full else []
    found = [Node(stream, ["ldes:EventStream"], whole), Node(here, ["tree:Node"], leads)]
    if is_full:
        found.append(Node(on, ["tree:Relation"], [("tree:node", To(f"{stream}/{page + 1}"))]))
    return [*found, *activities]


def _activity(step: Step, base_url: str) -> Node | None:
    """None of what is no agreement: a plan, or another reason why one is not public."""
    kind = _kind(step)
    if kind is None:
        return None
    address = f"{base_url}/afspraken/{step.reference}"
    facts: Facts = [("as:object", To(address)), ("as:published", step.known_at)]
    inside = [] if kind == "as:Delete" else list(_agreement(address, step))
    return Node(f"{base_url}/wijzigingen/{step.seq}", [kind], facts, inside)


def _kind(step: Step) -> str | None:
    was_open = step.before is Shows.AGREEMENT
    if step.shows is Shows.AGREEMENT:
        return "as:Update" if was_open else "as:Create"
    return "as:Delete" if was_open else None


def _agreement(address: str, step: Step) -> Iterator[Node]:
    """What stays true of an agreement whatever becomes of it. One agreement is no dataset of its own, so it is told as
    what DCAT calls any other thing of a catalogue."""
    facts: Facts = [
        ("dct:identifier", step.reference),
        ("dcat:landingPage", To(address)),
        ("dct:modified", step.known_at),
        ("dct:license", To(LICENCE)),
    ]
    yield Node(address, ["dcat:Resource"], facts)
