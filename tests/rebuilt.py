"""Whether ledger, projection and versions of the public memory agree, row by row."""

from __future__ import annotations

from dataclasses import replace

from agreements.publication.allow_list import public_content
from agreements.publication.document import from_json
from agreements.services.make_pieces import make_all_pieces
from agreements.services.rebuild import rebuild
from agreements.storage import agreements, version_rows
from agreements.storage.database.transaction import fetch
from agreements.storage.public_memory import entries, pieces
from agreements.storage.public_memory.tables import PUBLIC_TABLES

NOT_MADE_ANEW = {"public_entry", "audit_head", "public_situations"}
"""The ledger itself, the heads of the trail, and what people write for residents beside it."""


async def projection() -> dict[str, list[str]]:
    """Every row of what is made from the ledger, by table."""
    tables = [name for name in PUBLIC_TABLES if name not in NOT_MADE_ANEW]
    return {name: sorted(map(str, await fetch(f"SELECT * FROM {name}", {}))) for name in tables}


async def changed_by_rebuild() -> list[str]:
    """The tables of which a row is another one when all of it is made anew."""
    await _make_all_pieces()
    before = await projection()
    await rebuild()
    await _make_all_pieces()
    after = await projection()
    return [name for name in before if before[name] != after[name]]


async def _make_all_pieces() -> None:
    by = (await pieces.progress()).by
    if by:
        await make_all_pieces(by.place)


async def not_as_approved() -> list[str]:
    """Entries that tell of a version otherwise than as approved; whether its predecessor shows is told elsewhere."""
    found = []
    async for entry in entries.all_entries():
        told = from_json(entry.record).published if entry.reference else None
        if told:
            record = await agreements.load(entry.reference)
            versions = {one.number: one for one in await version_rows.versions(record.id)}
            right = replace(public_content(versions[told.version].content), predecessor=told.content.predecessor)
            if (told.content, told.approved_on) != (right, versions[told.version].approved_on):
                found.append(f"entry {entry.seq} about version {told.version} of {entry.reference}")
    return found
