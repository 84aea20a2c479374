"""The selection as a file: CSV, JSON and calendar, with tags so that a client need not take it twice."""

from __future__ import annotations

from urllib.parse import quote

from litestar import Response

from agreements.domain.errors import NotFound
from agreements.domain.selection import Selection
from agreements.http.conditional import conditional, public_tag
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.publication import csv_file, ical
from agreements.publication.public_ical import events_of
from agreements.texts import DEFAULT_LANGUAGE, Texts
from agreements.web import exports, withheld
from agreements.web.public_records import asked_by, find_one
from agreements.web.query import Asked

CALENDAR_SUFFIX = ".ics"


@page_route("/afspraken.csv")
async def as_csv(request: SiteRequest) -> Response[bytes]:
    """Open data, or `?scheiding=puntkomma` for a spreadsheet."""
    asked, site, head = asked_by(request), site_of(request), await exports.published_head()
    dialect = csv_file.SPREADSHEET if asked.for_spreadsheet else csv_file.OPEN_DATA

    async def make() -> bytes:
        return await exports.csv_bytes(asked.selection, site, dialect)

    tag = await public_tag(request, "csv", asked.selection, dialect, head)
    return await conditional(request, tag, "text/csv", make, {**_attached("afspraken.csv"), **_kop(head)})


@page_route("/afspraken.json")
async def as_json(request: SiteRequest) -> Response[bytes]:
    """The same selection with everything public about it."""
    asked, site, head = asked_by(request), site_of(request), await exports.published_head()

    async def make() -> bytes:
        return await exports.json_bytes(asked.selection, site, head)

    tag = await public_tag(request, "json", asked.selection, head)
    return await conditional(request, tag, "application/json", make, {**_attached("afspraken.json"), **_kop(head)})


@page_route("/agenda.ics")
async def calendar(request: SiteRequest) -> Response[bytes]:
    """The key dates of the selection, for a calendar program to subscribe to."""
    asked, site = asked_by(request), site_of(request)
    texts = _spoken(asked)

    async def make() -> bytes:
        return await exports.calendar_bytes(asked.selection, site, texts)

    tag = await public_tag(request, "ics", asked.selection, texts.language)
    return await conditional(request, tag, "text/calendar", make, _inline("agenda.ics"))


async def one_calendar(request: SiteRequest, reference: str) -> Response[bytes]:
    """The key dates of one agreement."""
    asked, site = asked_by(request), site_of(request)
    texts = _spoken(asked)
    edition = exports.edition_of(asked.selection, site, texts)
    try:
        _, record = await find_one(reference, Selection(on_day=asked.selection.on_day), site)
        name, events = record.title, events_of(record, edition)
    except NotFound:
        name, events = reference, await withheld.one_calendar(reference, asked.selection, site, edition)

    async def make() -> bytes:
        return ical.feed(name, events)

    tag = await public_tag(request, "ics", reference, asked.selection.on_day, texts.language)
    return await conditional(request, tag, "text/calendar", make, _inline(f"{reference}{CALENDAR_SUFFIX}"))


def _spoken(asked: Asked) -> Texts:
    """Feeds are Dutch unless their address asks otherwise: calendar programs send the wish of nobody."""
    return Texts(asked.language or DEFAULT_LANGUAGE)


def _kop(head: str | None) -> dict[str, str]:
    return {"X-Register-Kop": head} if head else {}


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{quote(name)}"', "Access-Control-Allow-Origin": "*"}


def _inline(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'inline; filename="{quote(name)}"', "Access-Control-Allow-Origin": "*"}
