"""Write what residents can see of an agreement to the public memory, in the transaction of the change (rule 12).

An entry is written when the public record differs from the last one, and only then: work inside changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.lifecycle import is_undestroyed
from agreements.domain.memory import ChainedEntry, Entry, EntryKind
from agreements.domain.record import Record
from agreements.publication.document import Document, WithheldLine, from_json, to_json
from agreements.publication.published import published
from agreements.publication.published_plan import published_plan
from agreements.services.office import Office
from agreements.storage import agreements, publicity, version_rows
from agreements.storage.public_memory import entries

MADE = "public"
"""In what an event says: the last entry that its step made, by number and hash."""


async def keep_public(office: Office, id: int, agreement: Agreement) -> Mapping[str, object]:
    """What an event has to say of it: the head of the memory, when this step moved it. Inside the caller's transaction,
    after the agreement was stored.

    Whether residents can open an agreement is told by those that it follows and that follow it: they change along.
    """
    head = await entries.head()
    before = (await entries.last_of([agreement.reference])).get(agreement.reference)
    entry = await keep_one(office, id, agreement, before)
    if entry and (before is None or entry.kind is not EntryKind.CHANGED):
        for record in await _neighbours(agreement):
            beside = (await entries.last_of([record.agreement.reference])).get(record.agreement.reference)
            await keep_one(office, record.id, record.agreement, beside)
    after = await entries.head()
    return {MADE: {"seq": after.seq, "hash": after.hash}} if after != head else {}


@dataclass(frozen=True, slots=True)
class Before:
    """How an agreement was told of until now."""

    is_told: bool = False
    """At all, if only as a plan."""
    as_agreement: bool = False
    """As an agreement, now or until it was no longer public."""
    withheld_since: date | None = None

    @staticmethod
    def of(document: Document | None) -> Before:
        """From its last record."""
        if document is None:
            return NOTHING_TOLD
        withheld = document.withheld
        return Before(True, bool(document.published or withheld), withheld.since if withheld else None)


NOTHING_TOLD = Before()


async def document_of(id: int, agreement: Agreement, before: Before, today: date | None = None) -> Document | None:
    """What anyone may know of it now; None of what never was public. Without `today` nothing waits to be destroyed."""
    version = agreement.in_force
    linkable = await publicity.public_references(_named_by(agreement))
    plans = tuple(published_plan(agreement, plan, linkable) for plan in agreement.plans)
    if version and version.content.is_public:
        earlier = await version_rows.versions(id) if version.content.is_reported else []
        return Document(published=published(agreement, linkable, earlier), plans=plans)
    if version is None or not before.as_agreement:
        return Document(plans=plans) if plans else None
    return Document(
        withheld=WithheldLine(
            since=before.withheld_since or version.approved_on,
            reason=version.content.not_public_reason,
            ground=version.content.not_public_ground,
            is_undestroyed=today is not None and is_undestroyed(agreement, today),
        ),
        plans=plans,
    )


def _named_by(agreement: Agreement) -> tuple[str | None, ...]:
    version = agreement.in_force
    planned = (plan.content.predecessor for plan in agreement.plans if plan.is_open)
    return (agreement.successor, version.content.predecessor if version else None, *planned)


async def keep_one(office: Office, id: int, agreement: Agreement, before: ChainedEntry | None) -> ChainedEntry | None:
    """The entry of this one alone, when something changed for residents since the one `before`."""
    known = from_json(before.record) if before else None
    document = await document_of(id, agreement, Before.of(known), office.today)
    if document is None or document == known:
        return None
    head = await entries.head()
    entry = Entry(
        seq=head.seq + 1,
        reference=agreement.reference,
        change=max(before.change if before else 0, await publicity.times_changed(agreement.reference)) + 1,
        kind=kind_of(Before.of(known), document),
        known_at=office.now,
        known_on=office.today,
        record=to_json(document),
    )
    return await entries.append(entry, head.hash)


def kind_of(before: Before, now: Document) -> EntryKind:
    """What a change of the record is to who follows the register."""
    was_public = before.is_told and before.withheld_since is None
    if now.withheld:
        return EntryKind.WITHDRAWN if was_public else EntryKind.CHANGED
    return EntryKind.CHANGED if was_public else EntryKind.PUBLISHED


async def _neighbours(agreement: Agreement) -> list[Record]:
    version = agreement.in_force
    names = {agreement.successor, version.content.predecessor if version else None}
    found = [await agreements.find(name) for name in sorted(filter(None, names))]
    return [record for record in found if record and record.agreement.in_force]
