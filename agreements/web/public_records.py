"""Public records as handlers want them: found, made public, with their links checked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

from agreements.domain.errors import BadReference, NotFound
from agreements.domain.memory import ChainedEntry
from agreements.domain.record import Visible
from agreements.domain.reference import check_reference
from agreements.domain.selection import Selection
from agreements.http.site import Site, SiteRequest, query_of, site_of
from agreements.publication.document import from_json
from agreements.publication.public_record import PublicRecord, public_record
from agreements.publication.published import Published
from agreements.storage import publicity, search
from agreements.storage.public_memory import entries
from agreements.web.query import Asked, read_query

CHUNK = 200
"""Agreements read at a time for a download: no query is held open, other visitors get their turn."""
TRIES = 3


class ChangedMeanwhile(Exception):
    """The register changed while a download was being gathered."""


def asked_by(request: SiteRequest) -> Asked:
    """What the address of a request asks. Raises `BadQuery`."""
    return read_query(request.query_params, query_of(request), site_of(request).read_moment().today)


async def public_records(references: list[str], selection: Selection, site: Site) -> list[PublicRecord]:
    """What the public memory tells of these, in their order, as it was known on the day of the selection."""
    day = selection.on_day
    told = await (entries.known_on(references, day) if selection.is_past else entries.last_of(references))
    found = (told[reference] for reference in references if reference in told)
    made = (_record(entry, day, site) for entry in found)
    return [record for record in made if record]


def _record(entry: ChainedEntry, day: date, site: Site) -> PublicRecord | None:
    kept = from_json(entry.record).published
    visible = Visible(entry.change, entry.known_at)
    return public_record(kept, day, site.settings.base_url, visible) if kept else None


async def one_page(selection: Selection, site: Site, *, limit: int, offset: int) -> list[PublicRecord]:
    """One page of a selection."""
    return await public_records(await search.find(selection, limit=limit, offset=offset), selection, site)


async def in_chunks(selection: Selection, site: Site) -> AsyncIterator[list[PublicRecord]]:
    """A whole selection, a chunk at a time. Raises `ChangedMeanwhile`: a shifted page would lose or double a row."""
    before = await publicity.state()
    offset = 0
    while found := await search.find(selection, limit=CHUNK, offset=offset):
        yield await public_records(found, selection, site)
        offset += len(found)
    if await publicity.state() != before:
        raise ChangedMeanwhile


async def find_one(reference: str, selection: Selection, site: Site) -> PublicRecord:
    """One public agreement. Raises `NotFound` alike for drafts, non-public and unknown ones."""
    try:
        found = await public_records([check_reference(reference)], selection, site)
    except BadReference:
        found = []
    if not found:
        raise NotFound(reference=reference)
    return found[0]


async def versions_of(reference: str) -> list[Published]:
    """Every version of an agreement that was public, the first one first, as it was told when it was approved."""
    found: dict[int, Published] = {}
    for entry in await entries.history_of(reference):
        if kept := from_json(entry.record).published:
            found.setdefault(kept.version, kept)
    return [found[number] for number in sorted(found)]
