"""A selection as a whole file: what downloads answer with and what `afspraken export` writes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from agreements.domain.selection import Selection
from agreements.http.site import Site
from agreements.publication import csv_file, ical, json_file
from agreements.publication.csv_file import Dialect
from agreements.publication.public_ical import Edition, events_of
from agreements.publication.public_record import PublicRecord
from agreements.storage import publicity
from agreements.storage.database.errors import Busy
from agreements.texts import Texts
from agreements.web import withheld
from agreements.web.public_records import TRIES, ChangedMeanwhile, in_chunks


async def csv_bytes(selection: Selection, site: Site, dialect: Dialect) -> bytes:
    """One line for each agreement of the selection, below the header."""
    rows = await _gathered(selection, site, lambda found: [csv_file.csv_rows(found, dialect)])
    return csv_file.csv_header(dialect) + b"".join(rows)


async def json_bytes(selection: Selection, site: Site, head: str | None) -> bytes:
    """Everything public about each agreement; `head` is the published head of the audit chain."""
    items = await _gathered(selection, site, lambda found: [json_file.json_item(one) for one in found])
    gone = [json_file.withheld_item(one) for one in await withheld.lines(selection, site)]
    return json_file.json_file(items, made_on=site.read_moment().today, head=head, withheld=gone)


async def calendar_bytes(selection: Selection, site: Site, texts: Texts) -> bytes:
    """The key dates of each agreement."""
    edition = edition_of(selection, site, texts)
    events = await _gathered(selection, site, lambda found: [e for one in found for e in events_of(one, edition)])
    gone = await withheld.events(selection, site, edition)
    return ical.feed(calendar_name(site, texts), [*events, *gone])


def edition_of(selection: Selection, site: Site, texts: Texts) -> Edition:
    """The calendar of the selection's day."""
    return Edition(selection.on_day, site.host, site.settings.zone, texts)


def calendar_name(site: Site, texts: Texts) -> str:
    """What a calendar program calls the feed."""
    return texts("Agreements of %(organisation)s", organisation=site.settings.organisation_name)


async def published_head() -> str | None:
    """The head of the audit chain that was published last: who keeps a file with it can show later that history
    was rewritten (rule 10)."""
    head = await publicity.published_head()
    return head.hash if head else None


async def _gathered(
    selection: Selection, site: Site, shape: Callable[[list[PublicRecord]], list[bytes]]
) -> list[bytes]:
    """All of a selection in its shape, as it was at one moment; shaping leaves the event loop free."""
    for _ in range(TRIES):
        shaped: list[bytes] = []
        try:
            async for found in in_chunks(selection, site):
                shaped += await asyncio.to_thread(shape, found)
        except ChangedMeanwhile:
            continue
        return shaped
    raise Busy()
