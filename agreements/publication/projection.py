"""From a public record to what lists need of it: the words they sort and filter by, and the days on which it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from agreements.domain.letters import folded
from agreements.domain.lifecycle import ENDED, ENDS_SOON_DAYS, missed_reviews, status_on
from agreements.domain.memory import ChainedEntry
from agreements.domain.projection import (
    FOREVER,
    LATE,
    STATUSES,
    Late,
    Projected,
    PublicRow,
    Shows,
    Span,
    Waiting,
    Words,
)
from agreements.domain.term import ONE_DAY
from agreements.publication import public_words
from agreements.publication.document import Document, from_json
from agreements.publication.happenings import happenings
from agreements.publication.in_list import line_of
from agreements.publication.key_days import key_day_marks
from agreements.publication.marks import marked, marks_of
from agreements.publication.public_record import public_status
from agreements.publication.public_words import spellings_of, words_of
from agreements.publication.published import Published


def projected(document: Document) -> Projected:
    """What follows from a record. Raises ValueError for one that cannot have been published: it has no term."""
    plan = document.plans[-1] if document.plans else None
    planned: dict[str, Any] = {
        "plan_until": plan.reactions_until if plan else None,
        "plan_ended_on": plan.ended_on if plan else None,
        "plan_ending": plan.ending.value if plan and plan.ending else "",
    }
    published = document.published
    if published is None:
        shows = Shows.WITHHELD if document.withheld else Shows.PLAN
        return Projected(shows=shows, marks=tuple(sorted(happenings(document))), **planned)
    agreement = published.as_agreement()
    last_day = agreement.last_day
    if last_day is None:
        raise ValueError("an approved agreement has a last day")
    return Projected(
        shows=Shows.AGREEMENT,
        title=published.content.title,
        title_order=folded(published.content.title),
        department_order=folded(published.content.department),
        starts_on=agreement.in_force.term.starts_on if agreement.in_force else None,
        ends_on=published.content.ends_on,
        last_day=last_day,
        line=line_of(published, last_day),
        marks=tuple(
            sorted({*marks_of(published, last_day), *happenings(document), *key_day_marks(published, last_day)})
        ),
        spans=tuple(sorted(spans_of(published))),
        words=(Words(words_of(document)),),
        waiting=tuple(sorted({Waiting(one.kind, one.subject, one.since) for one in published.awaited})),
        **planned,
    )


def public_row(entry: ChainedEntry) -> PublicRow:
    """An entry with what follows from it. Raises pydantic's ValidationError when its record was damaged."""
    document = from_json(entry.record)
    return PublicRow(entry=entry, projected=projected(document), spellings=spellings_of(document))


def shape() -> str:
    """What the projection of this release is made of: another one when it must be made anew."""
    return ":".join(("5", public_words.shape(), *sorted({row.mark for row in marked()})))


def spans_of(published: Published) -> Iterator[Span]:
    """On which days which status holds, and on which days something is late."""
    agreement = published.as_agreement()
    turns = sorted({date.min, *turning_days(published)})
    yield from _spans(STATUSES, turns, lambda day: str(public_status(agreement, day)))
    yield from _spans(LATE, turns, lambda day: str(Late.REVIEW) if missed_reviews(agreement, day) else "")
    if published.to_confirm:
        yield from _spans(LATE, turns, lambda day: str(Late.DESTRUCTION) if status_on(agreement, day) in ENDED else "")


def turning_days(published: Published) -> Iterator[date]:
    """The days that can bring something about by coming."""
    agreement = published.as_agreement()
    last_day = agreement.last_day or date.max
    term = agreement.in_force.term if agreement.in_force else None
    ends = [
        last_day,
        published.content.ends_on,
        published.terminated_on,
        *(one.planned_on for one in published.reviews),
    ]
    begins = [term.starts_on if term else None, published.closed_on, published.approved_on]
    for rest in published.suspensions:
        begins += [rest.from_on, rest.resumed_on, rest.cancelled_on]
        ends += [rest.until_on, rest.resumed_on, rest.cancelled_on]
    yield from (day for day in begins if day)
    yield from (day + ONE_DAY for day in ends if day and day < date.max)
    yield last_day - timedelta(days=ENDS_SOON_DAYS)


def _spans(fact: str, turns: list[date], value_on: Callable[[date], str]) -> Iterator[Span]:
    for value, from_on, until_on in stretches(turns, map(value_on, turns)):
        yield Span(fact, value, from_on, until_on)


def stretches(turns: Iterable[date], values: Iterable[str]) -> Iterator[tuple[str, date, date]]:
    """What holds from which day until which, of the values since these days, in their order. The same value twice is
    one stretch; the empty value is none."""
    found: list[tuple[date, str]] = []
    for day, value in zip(turns, values, strict=True):
        if not found or found[-1][1] != value:
            found.append((day, value))
    for number, (from_on, value) in enumerate(found):
        until_on = found[number + 1][0] - ONE_DAY if number + 1 < len(found) else FOREVER
        if value:
            yield value, from_on, until_on
