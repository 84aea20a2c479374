"""Public records as handlers want them: found, made public, with their links checked."""

from __future__ import annotations

from collections.abc import AsyncIterator

from agreements.domain.agreement import Agreement
from agreements.domain.errors import BadReference, NotFound
from agreements.domain.record import Record
from agreements.domain.reference import check_reference
from agreements.domain.selection import Selection
from agreements.http.site import Site, SiteRequest, query_of, site_of
from agreements.publication.as_known import as_known_on
from agreements.publication.public_record import PublicRecord, public_record
from agreements.publication.published import published
from agreements.storage import publicity, search, version_rows
from agreements.web.query import Asked, read_query

CHUNK = 200
"""Agreements read at a time for a download: no query is held open, other visitors get their turn."""
TRIES = 3


class ChangedMeanwhile(Exception):
    """The register changed while a download was being gathered."""


def asked_by(request: SiteRequest) -> Asked:
    """What the address of a request asks. Raises `BadQuery`."""
    return read_query(request.query_params, query_of(request), site_of(request).read_moment().today)


async def public_records(records: list[Record], selection: Selection, site: Site) -> list[PublicRecord]:
    """The public side of what was found; links lead only to what visitors can open."""
    references = [record.agreement.reference for record in records]
    visible = await publicity.visible_changes(references)
    linkable = await publicity.public_references(name for record in records for name in _named_by(record.agreement))
    earlier = await version_rows.earlier([record.id for record in records if _was_changed_while_reported(record)])
    return [
        public_record(
            published(as_known_on(record.agreement, selection.on_day), linkable, earlier.get(record.id, ())),
            selection.on_day,
            site.settings.base_url,
            visible[record.agreement.reference],
        )
        for record in records
    ]


def _was_changed_while_reported(record: Record) -> bool:
    """Since when it lacks something is told by the versions before."""
    version = record.agreement.in_force
    return version is not None and version.number > 1 and version.content.is_reported


async def one_page(selection: Selection, site: Site, *, limit: int, offset: int) -> list[PublicRecord]:
    """One page of a selection."""
    return await public_records(await search.find(selection, limit=limit, offset=offset), selection, site)


async def in_chunks(selection: Selection, site: Site) -> AsyncIterator[list[PublicRecord]]:
    """A whole selection, a chunk at a time. Raises `ChangedMeanwhile`: a shifted page would lose or double a row."""
    before = await publicity.state()
    offset = 0
    while found := await one_page(selection, site, limit=CHUNK, offset=offset):
        yield found
        offset += len(found)
    if await publicity.state() != before:
        raise ChangedMeanwhile


async def find_one(reference: str, selection: Selection, site: Site) -> tuple[Record, PublicRecord]:
    """One public agreement. Raises `NotFound` alike for drafts, non-public and unknown ones."""
    try:
        record = await search.public_one(check_reference(reference), selection)
    except BadReference:
        record = None
    if record is None:
        raise NotFound(reference=reference)
    return record, (await public_records([record], selection, site))[0]


def _named_by(agreement: Agreement) -> tuple[str | None, ...]:
    predecessor = agreement.in_force.content.predecessor if agreement.in_force else None
    return (agreement.successor, predecessor)
