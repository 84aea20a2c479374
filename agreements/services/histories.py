"""Which histories in the register need a person: `afspraken check`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.doubts import Surroundings, doubts
from agreements.domain.letters import folded
from agreements.domain.likeness import is_distinguished
from agreements.domain.record import Record
from agreements.services.departments import departments
from agreements.storage import agreements, version_rows
from agreements.storage.database.transaction import snapshot
from agreements.storage.people import accounts
from agreements.storage.people.accounts import Account
from agreements.storage.trail import inspection


async def doubtful_histories(today: date) -> list[str]:
    """A line for each thing, with the reference first; in the order of the register."""
    async with snapshot():
        records = sorted([record async for record in _all()], key=lambda record: record.id)
        others = _Surroundings(
            records, await departments(), {account.id: account for account in await accounts.active()}
        )
        found = []
        for record in records:
            if record.agreement.in_force is not None:
                around = await others.around(record)
                found += [f"{record.agreement.reference}: {one}" for one in doubts(record.agreement, around, today)]
        return found


async def _all() -> AsyncIterator[Record]:
    async for ids in inspection.pages_of_agreements():
        for record in (await agreements.load_ids(ids)).values():
            yield record


class _Surroundings:
    """Who follows whom, what looks alike, and who can act."""

    def __init__(self, records: Sequence[Record], heads: Sequence[str], people: dict[str, Account]) -> None:
        self._heads, self._people = heads, people
        self._by_reference = {record.agreement.reference: record.agreement for record in records}
        self._followers: dict[str, list[str]] = defaultdict(list)
        self._alike: dict[object, list[str]] = defaultdict(list)
        for agreement in self._by_reference.values():
            if agreement.in_force is None or agreement.closed_on or agreement.is_called_off:
                continue
            self._alike[_looks(agreement)].append(agreement.reference)
            if agreement.content.predecessor:
                self._followers[agreement.content.predecessor].append(agreement.reference)

    async def around(self, record: Record) -> Surroundings:
        agreement = record.agreement
        owner = agreement.stewardship.owner_id
        department = agreement.content.department
        able = owner is None or (owner in self._people and self._people[owner].can_look_after(department))
        related = set(self._related(agreement.reference))
        return Surroundings(
            versions=await version_rows.versions(record.id),
            successor=self._by_reference.get(agreement.successor or ""),
            followed_by=self._followers[agreement.reference],
            alike=[
                one for one in self._alike[_looks(agreement)] if one not in related | self._distinguished(agreement)
            ],
            has_head=department in self._heads,
            has_able_owner=able,
        )

    def _distinguished(self, agreement: Agreement) -> set[str]:
        """Those of which somebody said why they are not the same."""
        alike = (self._by_reference[one] for one in self._alike[_looks(agreement)])
        return {one.reference for one in alike if is_distinguished(agreement, one)}

    def _related(self, reference: str) -> Iterator[str]:
        """The agreement itself, and all that came before and after it."""
        waiting, seen = [reference], set[str]()
        while waiting:
            one = waiting.pop()
            if one in seen or one not in self._by_reference:
                continue
            seen.add(one)
            yield one
            before = self._by_reference[one].content.predecessor
            waiting += [*self._followers[one], *([before] if before else [])]


def _looks(agreement: Agreement) -> object:
    """What two registrations of the same agreement have in common."""
    parties = frozenset(folded(party.name) for party in agreement.content.parties)
    return folded(agreement.content.title), parties
