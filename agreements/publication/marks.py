"""By which values the filters find an agreement, whatever the day. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from agreements.domain.content import Content, DataCategory, Party
from agreements.domain.decision_day import open_decide_by
from agreements.domain.dutch import slug
from agreements.domain.filters import Fact, Filter, public_filters
from agreements.domain.held_term import is_exempt
from agreements.domain.laws import laws_in
from agreements.domain.projection import Mark
from agreements.domain.selection import RuleFilter
from agreements.publication.published import Published

_OF_A_DAY: Final = frozenset({Fact.STATUS, Fact.LATE})
"""What the day asked about decides; spans tell it."""
_OWNERS: Final[Mapping[type, Callable[[Content], Iterable[object]]]] = {
    Content: lambda content: (content,),
    Party: lambda content: content.parties,
    DataCategory: lambda content: content.data,
}


def marked() -> Iterator[Filter]:
    """The filters by values that no day changes."""
    return (row for row in public_filters() if (row.is_list or row.is_day) and row.fact not in _OF_A_DAY)


def marks_of(published: Published, last_day: date) -> tuple[Mark, ...]:
    """All of them, each once, in order."""
    found = (Mark(row.mark, str(value)) for row in marked() for value in _values(row, published, last_day) if value)
    return tuple(sorted(set(found)))


def _values(row: Filter, published: Published, last_day: date) -> Iterable[object]:
    content = published.content
    if row.fact is Fact.LAST_DAY:
        return (last_day,)
    if row.fact is Fact.DECIDE_BY:
        return (open_decide_by(published.as_agreement(), last_day),)
    if row.fact is not None:
        return _FACTS[row.fact](content)
    held = [getattr(owner, row.field) for owner in _OWNERS[row.owner](content)]
    return [one for values in held for one in (values if isinstance(values, tuple) else (values,))]


def _rule(content: Content) -> Iterable[str]:
    return (RuleFilter.NOT_YET if is_exempt(content) else RuleFilter.MEETS,)


def _laws(content: Content) -> Iterable[str]:
    grounds = [one.legal_ground for one in content.parties] + [one.legal_ground for one in content.further_bases]
    return [law for ground in grounds for law in laws_in(ground)]


def _streams(content: Content) -> Iterable[str]:
    """Such as “gemeente-naar-politie”. Of a party that the agreement does not have nothing is known."""
    kinds = {party.name: slug(party.kind) for party in content.parties}
    return [
        f"{kinds[flow.provider]}-naar-{kinds[flow.recipient]}"
        for flow in content.flows
        if flow.provider in kinds and flow.recipient in kinds
    ]


_FACTS: Final[Mapping[Fact, Callable[[Content], Iterable[str]]]] = {
    Fact.RULE: _rule,
    Fact.LAW: _laws,
    Fact.STREAM: _streams,
}
