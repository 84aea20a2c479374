"""What lists of the public register should hold, told once more from the ledger in plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from agreements.domain.deadlines import KINDS, DeadlineKind
from agreements.domain.due_dates import decide_by
from agreements.domain.dutch import slug
from agreements.domain.filters import FILTERS, Fact, Filter, FilterKind
from agreements.domain.laws import laws_in
from agreements.domain.letters import folded
from agreements.domain.memory import ChainedEntry, EntryKind
from agreements.domain.period import Period
from agreements.domain.plan import PlanEnding
from agreements.domain.record import Visible
from agreements.domain.selection import Selection, Sorting, StatusFilter
from agreements.publication.document import Document, from_json
from agreements.publication.public_record import PublicRecord, public_record


class Recount:
    """The register of a selection, by the entries that there are."""

    def __init__(self, ledger: Iterable[ChainedEntry], selection: Selection) -> None:
        """Of each agreement the last entry counts; of a past day the last that was known at its end."""
        self.selection = selection
        last: dict[str, ChainedEntry] = {}
        for entry in ledger:
            is_known = not selection.is_past or entry.known_on <= selection.on_day
            if entry.kind is not EntryKind.COUNTED and is_known:
                last[entry.reference] = entry
        self.documents: dict[str, Document] = {reference: from_json(one.record) for reference, one in last.items()}
        self.records: list[PublicRecord] = [
            public_record(document.published, selection.on_day, "", Visible(last[name].change, last[name].known_at))
            for name, document in self.documents.items()
            if document.published
        ]

    @property
    def references(self) -> list[str]:
        """The agreements, in the order of the selection."""
        found = sorted(self._fitting(None), key=self._place, reverse=self.selection.is_descending)
        if self.selection.sorting is Sorting.RUNNING:
            found.sort(key=lambda one: one.last_day < self.selection.on_day)
        return [one.reference for one in found]

    def counts(self, row: Filter) -> dict[str, int]:
        """How many have each value of a filter, whatever is chosen of that one."""
        found = Counter(value for record in self._fitting(row.name) for value in values_of(row, record))
        return {value: number for value, number in sorted(found.items()) if value}

    def to_decide(self, period: Period) -> list[date]:
        """The days to decide by in a period, of what has not ended."""
        found = (decide_by_while_open(one) for one in self._fitting(None) if one.last_day >= self.selection.on_day)
        return sorted(day for day in found if day and day in period)

    @property
    def withheld(self) -> int:
        """How many are not public any more."""
        return sum(document.withheld is not None for document in self.documents.values())

    @property
    def plans(self) -> tuple[int, int]:
        """How many last plans are open, and how many ended without approval."""
        last = [document.plans[-1] for document in self.documents.values() if document.plans]
        over = [plan for plan in last if not plan.is_open and plan.ending is not PlanEnding.APPROVED]
        return sum(plan.is_open for plan in last), len(over)

    @property
    def late(self) -> dict[DeadlineKind, int]:
        """How many are late, for each kind of deadline that residents are told of."""
        return {
            kind: sum(self._is_late(record, kind) for record in self.records)
            for kind, row in KINDS.items()
            if row.told_late
        }

    def _is_late(self, record: PublicRecord, kind: DeadlineKind) -> bool:
        return any(one.kind == str(kind) and one.since < self.selection.on_day for one in record.awaited)

    def _fitting(self, but: str | None) -> list[PublicRecord]:
        picked = {name: values for name, values in self.selection.picked.items() if name != but}
        return [record for record in self.records if all(fits(FILTERS[name], record, picked[name]) for name in picked)]

    def _place(self, record: PublicRecord) -> tuple[Any, str]:
        content = record.content
        by: Mapping[Sorting, Any] = {
            Sorting.RUNNING: record.last_day,
            Sorting.ENDS_ON: record.last_day,
            Sorting.STARTS_ON: content.starts_on or date.min,
            Sorting.TITLE: folded(content.title),
            Sorting.DEPARTMENT: folded(content.department),
            Sorting.REFERENCE: "",
            Sorting.UPDATED_AT: record.updated_at,
        }
        return by[self.selection.sorting], record.reference


def fits(row: Filter, record: PublicRecord, chosen: Sequence[Any]) -> bool:
    """Whether an agreement has one of these values."""
    if row.is_day:
        day = decide_by_while_open(record) if row.fact is Fact.DECIDE_BY else record.last_day
        return day is not None and (day >= chosen[0] if row.kind is FilterKind.DAY_FROM else day <= chosen[0])
    wanted = {str(value) for value in chosen}
    if row.name == "statuses" and StatusFilter.ACTIVE in chosen:
        wanted.add(str(StatusFilter.ENDS_SOON))
    return bool(wanted & values_of(row, record))


def decide_by_while_open(record: PublicRecord) -> date | None:
    """The last day to decide about the end; None once somebody did."""
    is_open = record.nothing_to_decide_from > record.last_day
    return decide_by(record.content) if is_open else None


def values_of(row: Filter, record: PublicRecord) -> set[str]:
    """What a filter knows of an agreement."""
    content = record.content
    found: Mapping[str, Iterable[Any]] = {
        "statuses": [record.status],
        "departments": [content.department],
        "partners": [party.name for party in content.parties],
        "partner_kinds": [party.kind for party in content.parties],
        "themes": [content.theme],
        "kinds": [content.kind],
        "data": [kind.name for kind in content.data],
        "data_subjects": content.data_subjects,
        "laws": _laws(record),
        "streams": _streams(record),
        "late": ["review"] * bool(record.missed_reviews) + ["destruction"] * bool(record.undestroyed),
        "rule": ["not_yet" if content.is_transitional or content.is_reported else "meets"],
    }
    return {str(value) for value in found[row.name] if value}


def _laws(record: PublicRecord) -> Iterable[str]:
    grounds = [one.legal_ground for one in record.content.parties]
    grounds += [one.legal_ground for one in record.content.further_bases]
    return [law for ground in grounds for law in laws_in(ground)]


def _streams(record: PublicRecord) -> Iterable[str]:
    kinds = {party.name: slug(party.kind) for party in record.content.parties}
    known = [(kinds.get(flow.provider), kinds.get(flow.recipient)) for flow in record.content.flows]
    return [f"{one}-naar-{other}" for one, other in known if one and other]
