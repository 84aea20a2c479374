"""Which agreements each public way of reading tells of: a row for each, so that all can be held against each other."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx

from tests.calendars import read_events

References = frozenset[str]


@dataclass(frozen=True, slots=True)
class Way:
    """How the agreements of a day are found; `of_any_day` is False for what tells of today alone."""

    read: Callable[[httpx.AsyncClient, str], Awaitable[list[str]]]
    of_any_day: bool = True


async def _overview(site: httpx.AsyncClient, asked: str) -> list[str]:
    found: list[str] = []
    for page in range(1, 1000):
        answer = await site.get(f"/?pagina={page}&{asked}")
        if answer.status_code == 404:
            break
        found += re.findall(r'class="table__title" href="/afspraken/([^"?]+)', answer.text)
    return found


async def _csv(site: httpx.AsyncClient, asked: str) -> list[str]:
    rows = csv.DictReader(io.StringIO((await site.get(f"/afspraken.csv?{asked}")).text))
    return [row["kenmerk"] for row in rows if row["versie"]]


async def _json(site: httpx.AsyncClient, asked: str) -> list[str]:
    return [one["kenmerk"] for one in (await site.get(f"/afspraken.json?{asked}")).json()["afspraken"]]


async def _calendar(site: httpx.AsyncClient, asked: str) -> list[str]:
    """Each has its last day in it, for ever; cancelled are those of what is not public any more."""
    events = read_events((await site.get(f"/agenda.ics?{asked}")).content)
    ends = [str(event["uid"]) for event in events if event["status"] == "CONFIRMED" and "-einde@" in event["uid"]]
    return [uid.partition("-einde@")[0] for uid in ends]


async def _api(site: httpx.AsyncClient, asked: str) -> list[str]:
    found: list[str] = []
    following: str | None = f"/api/v1/afspraken?perPagina=2&{asked}".rstrip("&")
    while following:
        page = (await site.get(following)).json()
        found += [one["kenmerk"] for one in page["afspraken"]]
        following = page["volgende"]
    return found


async def by_stream(site: httpx.AsyncClient, asked: str) -> list[str]:
    """What a harvester has that read the whole stream of changes."""
    known: dict[str, None] = {}
    page, goes_on = 1, True
    while goes_on:
        nodes = (await site.get(f"/dcat/feed/{page}?{asked}")).json()["@graph"]
        for kind, one in ((node["@type"][0], node) for node in nodes):
            if kind == "as:Delete":
                del known[_object(one)]
            elif kind in {"as:Create", "as:Update"}:
                assert (_object(one) in known) == (kind == "as:Update")
                known[_object(one)] = None
        goes_on, page = any(node["@type"] == ["tree:Relation"] for node in nodes), page + 1
    return list(known)


def _object(activity: dict[str, Any]) -> str:
    address: str = activity["as:object"][0]["@id"]
    return address.rpartition("/")[2]


async def _sitemap(site: httpx.AsyncClient, _: str) -> list[str]:
    return re.findall(r"<loc>[^<]*/afspraken/([^/<]+)</loc>", (await site.get("/sitemap.xml")).text)


async def _woo_index(site: httpx.AsyncClient, _: str) -> list[str]:
    """The agreements whose document the Woo-index harvests; one that is not public any more stands there with why."""
    index = (await site.get("/sitemapindex-diwoo-infocat011.xml")).text
    found: list[str] = []
    for sitemap in re.findall(r"<loc>([^<]+)</loc>", index):
        documents = (await site.get(sitemap)).text.split("</url>")
        here = (one for one in documents if "redenVerwijderingVervanging" not in one)
        found += [name for one in here for name in re.findall(r"<loc>[^<]*/afspraken/([^/<]+)\.pdf</loc>", one)]
    return found


WAYS: dict[str, Way] = {
    "overview": Way(_overview),
    "csv": Way(_csv),
    "json": Way(_json),
    "calendar": Way(_calendar),
    "api": Way(_api),
    "stream": Way(by_stream),
    "sitemap": Way(_sitemap, of_any_day=False),
    "woo-index": Way(_woo_index, of_any_day=False),
}


async def told_alike(site: httpx.AsyncClient, day: date | None = None) -> References:
    """The agreements that all ways tell of, of today or of a past day. Raises AssertionError where one tells of others
    than the next, or of one twice."""
    found: dict[str, References] = {}
    for name, way in WAYS.items():
        if way.of_any_day or day is None:
            told = await way.read(site, f"peildatum={day}" if day else "")
            assert len(told) == len(set(told)), name
            found[name] = frozenset(told)
    assert len(set(found.values())) == 1, (day, {name: sorted(told) for name, told in found.items()})
    return found["api"]
