"""Bring a register that an earlier release kept in line with the rules of this one, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agreements.domain.agreement import Agreement
from agreements.domain.errors import RegisterChanged
from agreements.domain.mending import Around, mended
from agreements.domain.record import Record
from agreements.domain.roles import Action, Actor
from agreements.services.change import note, store_step
from agreements.services.office import Office
from agreements.services.verifying.following import check_deadlines
from agreements.storage import agreements, mending, version_rows
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import append_lock, unit_of_work

TOGETHER: Final = 50
"""So many agreements share a transaction; whoever wants to write meanwhile waits some tenths of a second."""

REGISTER: Final = Actor(id="register", role=None, origin="cli", is_operator=True)


@dataclass(frozen=True, slots=True)
class Mended:
    """How many agreements were brought in line, and which were left alone since somebody changed them by hand."""

    count: int = 0
    left_alone: tuple[str, ...] = ()

    def __add__(self, other: Mended) -> Mended:
        return Mended(self.count + other.count, self.left_alone + other.left_alone)


async def mend_register(office: Office, engine: Engine | None = None) -> Mended:
    """Look once at every agreement after an upgrade: what is certain is mended, what follows is derived anew.

    A transaction for each batch, so that people work on; what was interrupted goes on at the next start. Each change
    leaves an event with the state it leaves.
    """
    async with unit_of_work(engine):
        if await mending.is_done():
            return Mended()
    done, last = Mended(), 0
    while True:
        async with unit_of_work(engine):
            ids = await _next(last)
            done += await _mend(office, ids)
            if not ids:
                await _finish(office, done)
                return done
        last = ids[-1]


async def mend_in_turn(office: Office) -> Mended:
    """The same inside one transaction, for a register that nobody uses yet."""
    if await mending.is_done():
        return Mended()
    done, last = Mended(), 0
    while ids := await _next(last):
        done, last = done + await _mend(office, ids), ids[-1]
    await _finish(office, done)
    return done


async def _next(last: int) -> Sequence[int]:
    await append_lock("audit")
    return await mending.agreements_after(last, TOGETHER)


async def _finish(office: Office, done: Mended) -> None:
    if done.count:
        await note(office, REGISTER, Action.MEND, "register", {"agreements": done.count, "rules": mending.RULES})
    await mending.note_done(office.now)


async def _mend(office: Office, ids: Sequence[int]) -> Mended:
    """Each of these that is not as the rules have it, if its history vouches for what it is now."""
    records = await agreements.load_ids(list(ids))
    after = {record.id: await _mended(office, record) for record in records.values()}
    all_derived = await _are_derived(records)
    wrong = [
        one
        for one in records.values()
        if after[one.id] != one.agreement or not (all_derived or await _are_derived({one.id: one}))
    ]
    vouched = await mending.as_history_left_them([one.id for one in wrong])
    done = Mended()
    for record in wrong:
        if record.agreement.reference not in vouched:
            done += Mended(left_alone=(record.agreement.reference,))
            continue
        details = _told(record.agreement, after[record.id])
        await store_step(office, REGISTER, Action.MEND, record, after[record.id], details)
        done += Mended(count=1)
    return done


async def _mended(office: Office, record: Record) -> Agreement:
    agreement = record.agreement
    named = await agreements.find(agreement.successor) if agreement.successor else None
    around = Around(named.agreement if named else None, await version_rows.versions(record.id))
    return mended(agreement, around, office.today)


async def _are_derived(records: Mapping[int, Record]) -> bool:
    """Whether their deadlines follow from them by the rules of this release."""
    try:
        await check_deadlines(records)
    except RegisterChanged:
        return False
    return True


def _told(before: Agreement, after: Agreement) -> Mapping[str, object]:
    """What the event says: the rules, which facts were filled in, and whom it no longer names."""
    facts = ("succession", "former_receivers", "review_plan")
    told: dict[str, object] = {"rules": mending.RULES}
    if changed := [name for name in facts if getattr(before, name) != getattr(after, name)]:
        told["facts"] = changed
    if before.successor != after.successor:
        told["released"] = before.successor
    return told
