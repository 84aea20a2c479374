"""Write what residents can see of an agreement to the public memory, in the transaction of the change (rule 12).

An entry is written when the public record differs from the last one, and only then: work inside changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from agreements.domain.agreement import Agreement
from agreements.domain.lifecycle import is_undestroyed
from agreements.domain.memory import ChainedEntry, Entry, EntryKind
from agreements.domain.record import NotPublic, Record
from agreements.publication.counts import by_ground, counts_to_json, in_order
from agreements.publication.document import Document, WithheldLine, from_json, to_json
from agreements.publication.projection import public_row
from agreements.publication.published import PublicAnswer, published
from agreements.publication.published_plan import published_plan
from agreements.services.announce import announce
from agreements.services.office import Office
from agreements.storage import agreements, publicity, version_rows
from agreements.storage.desk import questions
from agreements.storage.public_memory import entries, rows, words
from agreements.storage.public_memory.entries import MemoryHead

MADE = "public"
"""In what an event says: the last entry that its step made, by number and hash."""


async def keep_public(office: Office, stood: Record, agreement: Agreement) -> Mapping[str, object]:
    """What an event has to say of it: the head of the memory, when this step moved it. Inside the caller's transaction,
    after the agreement was stored; `stood` is how it was before.

    Whether residents can open an agreement is told by those that it follows and that follow it: they change along.
    """
    before = (await entries.last_of([agreement.reference])).get(agreement.reference)
    made = [await keep_one(office, stood.id, agreement, before)]
    if made[0] and (before is None or made[0].kind is not EntryKind.CHANGED):
        for record in await _neighbours(agreement):
            beside = (await entries.last_of([record.agreement.reference])).get(record.agreement.reference)
            made.append(await keep_one(office, record.id, record.agreement, beside))
    made.append(await keep_count(office, _counted(stood.agreement), _counted(agreement)))
    told = [entry for entry in made if entry]
    return {MADE: {"seq": told[-1].seq, "hash": told[-1].hash}} if told else {}


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
        told = replace(published(agreement, linkable, earlier), answers=await _answers(id))
        return Document(published=told, plans=plans)
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


async def _answers(id: int) -> tuple[PublicAnswer, ...]:
    return tuple(PublicAnswer(one.question, one.answer, one.on) for one in await questions.published_of(id))


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
    change = max(before.change if before else 0, await publicity.times_changed(agreement.reference)) + 1
    head = await entries.head()
    made = await append(
        head,
        Entry(
            seq=head.seq + 1,
            reference=agreement.reference,
            change=change,
            kind=kind_of(Before.of(known), document),
            known_at=office.now,
            known_on=office.today,
            record=to_json(document),
        ),
    )
    await announce(made, known, document)
    return made


async def append(head: MemoryHead, entry: Entry) -> ChainedEntry:
    """Put an entry behind the head, with what lists need of it."""
    chained = await entries.append(entry, head.hash)
    row = public_row(chained)
    await rows.write([row])
    await words.learn(row.spellings)
    return chained


async def keep_count(office: Office, before: str | None, now: str | None) -> ChainedEntry | None:
    """Tell how many agreements are not public, when one more or one less is. Each is the ground (empty: unknown) on
    which one agreement is not public; None while it is public, or not approved."""
    if before == now:
        return None
    last = await entries.last_count()
    counts = Counter(by_ground(last.record) if last else {})
    counts.subtract([before] if before is not None else [])
    counts.update([now] if now is not None else [])
    return await append_count(in_order(counts), office.now, office.today)


async def append_count(counts: tuple[NotPublic, ...], at: datetime, on: date) -> ChainedEntry:
    """How many they are from now on."""
    head, last = await entries.head(), await entries.last_count()
    entry = Entry(
        seq=head.seq + 1,
        reference="",
        change=last.change + 1 if last else 1,
        kind=EntryKind.COUNTED,
        known_at=at,
        known_on=on,
        record=counts_to_json(counts),
    )
    return await entries.append(entry, head.hash)


def _counted(agreement: Agreement) -> str | None:
    version = agreement.in_force
    if version is None or version.content.is_public:
        return None
    return version.content.not_public_ground.value if version.content.not_public_ground else ""


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
