"""From a public record to what the yearly report counts of it (`domain.happenings`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from agreements.domain.happenings import ENDED, FOLLOWS, Happened
from agreements.domain.projection import Mark
from agreements.publication.document import Document
from agreements.publication.published import Published


def happenings(document: Document) -> Iterator[Mark]:
    """Everything that a record tells, whenever it was; nothing twice."""
    told = {(Happened.PLANNED, plan.published_on) for plan in document.plans}
    if document.published is not None:
        told |= set(_of(document.published))
        yield from _beside(document.published)
    for what, day in told:
        yield Mark(what.value, day.isoformat())


def _of(published: Published) -> Iterator[tuple[Happened, date]]:
    yield Happened.VERSION, published.approved_on
    for review in published.reviews:
        if review.done_on:
            yield Happened.REVIEWED, review.done_on
    if published.termination_decided_on:
        yield Happened.TERMINATED, published.termination_decided_on
    if published.closed_on:
        yield Happened.CLOSED, published.closed_on
        if published.destructions:
            yield Happened.PROVEN, published.closed_on
    for reactions in published.reactions:
        if reactions.recorded_on and reactions.count:
            yield Happened.REACTED, reactions.recorded_on


def _beside(published: Published) -> Iterator[Mark]:
    agreement = published.as_agreement()
    if agreement.last_day and not agreement.is_called_off:
        yield Mark(ENDED, agreement.last_day.isoformat())
    if published.content.predecessor:
        yield Mark(FOLLOWS, published.content.predecessor)
