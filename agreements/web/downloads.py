"""The selection as a file: CSV, JSON and calendar. Made whole, a chunk at a time, and kept while nothing changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import quote

from litestar import Response

from agreements.publication import csv_file, ical, json_file
from agreements.publication.public_record import PublicRecord
from agreements.storage import publicity
from agreements.storage.errors import Busy
from agreements.storage.selection import Selection
from agreements.texts import DEFAULT_LANGUAGE, Texts
from agreements.web.conditional import conditional, public_tag
from agreements.web.found import TRIES, ChangedMeanwhile, asked_by, find_one, in_chunks
from agreements.web.query import Asked
from agreements.web.routing import page_route
from agreements.web.site import Site, SiteRequest, site_of

CALENDAR_SUFFIX = ".ics"


@page_route("/afspraken.csv")
async def as_csv(request: SiteRequest) -> Response[bytes]:
    """Open data, or `?scheiding=puntkomma` for a spreadsheet."""
    asked, site, head = asked_by(request), site_of(request), await _head()
    dialect = csv_file.SPREADSHEET if asked.for_spreadsheet else csv_file.OPEN_DATA

    async def make() -> bytes:
        rows = await _gathered(asked.selection, site, lambda found: [csv_file.csv_rows(found, dialect)])
        return csv_file.csv_header(dialect) + b"".join(rows)

    tag = await public_tag(request, "csv", asked.selection, dialect, head)
    return await conditional(request, tag, "text/csv", make, {**_attached("afspraken.csv"), **_kop(head)})


@page_route("/afspraken.json")
async def as_json(request: SiteRequest) -> Response[bytes]:
    """The same selection with everything public about it."""
    asked, site, head = asked_by(request), site_of(request), await _head()

    async def make() -> bytes:
        items = await _gathered(asked.selection, site, lambda found: [json_file.json_item(one) for one in found])
        return json_file.json_file(items, made_on=site.read_moment().today, head=head)

    tag = await public_tag(request, "json", asked.selection, head)
    return await conditional(request, tag, "application/json", make, {**_attached("afspraken.json"), **_kop(head)})


@page_route("/agenda.ics")
async def calendar(request: SiteRequest) -> Response[bytes]:
    """The key dates of the selection, for a calendar program to subscribe to."""
    asked, site = asked_by(request), site_of(request)
    texts = _spoken(asked)
    name = texts("Agreements of %(organisation)s", organisation=site.settings.organisation_name)

    async def make() -> bytes:
        day = asked.selection.on_day
        events = await _gathered(
            asked.selection,
            site,
            lambda found: [e for one in found for e in ical.events_of(one, day, site.host, texts)],
        )
        return ical.feed(name, events)

    tag = await public_tag(request, "ics", asked.selection, texts.language)
    return await conditional(request, tag, "text/calendar", make, _inline("agenda.ics"))


async def one_calendar(request: SiteRequest, reference: str) -> Response[bytes]:
    """The key dates of one agreement."""
    asked, site = asked_by(request), site_of(request)
    texts = _spoken(asked)
    _, record = await find_one(reference, Selection(on_day=asked.selection.on_day), site)

    async def make() -> bytes:
        events = ical.events_of(record, asked.selection.on_day, site.host, texts)
        return ical.feed(record.title, events)

    tag = await public_tag(request, "ics", reference, asked.selection.on_day, texts.language)
    return await conditional(request, tag, "text/calendar", make, _inline(f"{record.reference}{CALENDAR_SUFFIX}"))


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


def _spoken(asked: Asked) -> Texts:
    """Feeds are Dutch unless their address asks otherwise: calendar programs send the wish of nobody."""
    return Texts(asked.language or DEFAULT_LANGUAGE)


async def _head() -> str | None:
    head = await publicity.published_head()
    return head.hash if head else None


def _kop(head: str | None) -> dict[str, str]:
    """The published head of the audit chain: who keeps the file can show later that history was rewritten (rule 10)."""
    return {"X-Register-Kop": head} if head else {}


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{quote(name)}"', "Access-Control-Allow-Origin": "*"}


def _inline(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'inline; filename="{quote(name)}"', "Access-Control-Allow-Origin": "*"}
