"""The register for harvesters and other registers: catalogue, stream of changes, policies and processing activities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Final

from litestar import Response
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from agreements.domain.errors import NotFound
from agreements.domain.selection import Selection
from agreements.http.asked_at import state_of, today_of
from agreements.http.conditional import conditional, public_tag
from agreements.http.routing import page_route
from agreements.http.site import Site, SiteRequest, site_of
from agreements.publication.linked import graph
from agreements.publication.linked.catalogue import About, Publisher, catalogue, publisher_of
from agreements.publication.linked.graph import Node
from agreements.publication.linked.offers import FEED_PATH
from agreements.publication.linked.policy import Policy, policy
from agreements.publication.linked.processing import activity, activity_version
from agreements.publication.linked.stream import PER_PAGE, range_of, stream_page
from agreements.publication.published import Published
from agreements.storage.public_memory import entries, steps
from agreements.web.downloads import FOR_ANY_SITE, offered
from agreements.web.public_records import told_of, versions_of
from agreements.web.told_changes import asked_changes, of_one_asked

FOREVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
"""RFC 8246: it need not be asked for again within a year."""
LAST_PAGE: Final = 10_000_000
POLICY: Final = ".odrl.jsonld"
ACTIVITIES: Final = "/processing_activities"
"""By the draft of Logboek Dataverwerkingen, which has this name in English."""
_JSON: Final = "application/json"
WRITTEN: Final[Mapping[str, tuple[str, Callable[[list[Node]], bytes]]]] = {
    "/dcat.ttl": (graph.TURTLE, graph.turtle),
    "/dcat.jsonld": (graph.JSON_LD, graph.json_ld),
}
"""The forms of the catalogue by address."""


def _catalogue_at(path: str) -> HTTPRouteHandler:
    media_type, write = WRITTEN[path]

    @page_route(path)
    async def answer(request: SiteRequest) -> Response[bytes]:
        async def make() -> bytes:
            return write(catalogue(await _about(request)))

        tag = await public_tag(request, "catalogue", path, _publisher(site_of(request)))
        return await conditional(request, tag, media_type, make, FOR_ANY_SITE)

    return answer


CATALOGUES: Final = tuple(map(_catalogue_at, WRITTEN))
"""The catalogue in each written form."""


async def _about(request: SiteRequest) -> About:
    site, state = site_of(request), await state_of(request)
    ends = await entries.by_number([1, state.told_seq] if state.told_seq else [])
    today = today_of(request)
    return About(
        base_url=site.settings.base_url,
        publisher=_publisher(site),
        last_change=state.told_seq,
        changed_at=ends[-1].known_at if ends else datetime.combine(today, time(), tzinfo=UTC),
        since=ends[0].known_on if ends else today,
        offered=offered(),
    )


def _publisher(site: Site) -> Publisher:
    settings = site.settings
    return Publisher(
        name=settings.organisation_name,
        identity=settings.organisation_id,
        mail=settings.organisation_mail or settings.api_contact,
        phone=settings.organisation_phone,
        page=settings.organisation_page,
    )


@page_route(FEED_PATH + "/{number:int}")
async def stream(request: SiteRequest, number: FromPath[int]) -> Response[bytes]:
    """A page of the stream of changes, the first page first. A full one never changes."""
    day, seq = _past_day(_asked(request)), (await state_of(request)).seq
    base_url = site_of(request).settings.base_url
    if not 0 < number <= LAST_PAGE or (number - 1) * PER_PAGE > seq:
        raise NotFoundException()
    is_full = number * PER_PAGE <= seq

    async def make() -> bytes:
        found = await steps.between(*range_of(number), day)
        return graph.json_ld(stream_page(number, found, base_url, is_full=is_full))

    tag = await public_tag(request, "stream", number, day, is_full)
    stays = is_full and day is None
    return await conditional(request, tag, graph.JSON_LD, make, FOR_ANY_SITE | (FOREVER if stays else {}))


def of_policy(name: str) -> str:
    """The reference that the address of an agreement's policy names; empty for any other address."""
    return name.removesuffix(POLICY) if name.endswith(POLICY) else ""


async def policy_of(request: SiteRequest, reference: str, number: int | None = None) -> Response[bytes]:
    """A version as a policy, or the one in force. Raises `NotFound`."""
    selection, site = _asked(request), site_of(request)

    async def make() -> bytes:
        version = await _version(reference, number, selection, site)
        shown = Policy(version, site.settings.base_url, publisher_of(await _about(request)))
        return graph.json_ld(policy(shown))

    tag = await public_tag(request, "policy", reference, number, _past_day(selection))
    return await conditional(request, tag, graph.JSON_LD, make, FOR_ANY_SITE)


@page_route(ACTIVITIES + "/{reference:str}")
async def processing_activity(request: SiteRequest, reference: FromPath[str]) -> Response[bytes]:
    """An agreement as an activity of processing."""
    selection, site = _asked(request), site_of(request)

    async def make() -> bytes:
        return activity((await told_of(reference, selection)).record(selection.on_day, site))

    tag = await public_tag(request, "activity", reference, _past_day(selection))
    return await conditional(request, tag, _JSON, make, FOR_ANY_SITE)


@page_route(ACTIVITIES + "/{reference:str}/versions/{number:int}")
async def processing_version(request: SiteRequest, reference: FromPath[str], number: FromPath[int]) -> Response[bytes]:
    """An approved version as a version of that activity."""
    selection, site = _asked(request), site_of(request)

    async def make() -> bytes:
        return activity_version(await _version(reference, number, selection, site), site.settings.zone)

    tag = await public_tag(request, "activity", reference, number, _past_day(selection))
    return await conditional(request, tag, _JSON, make, FOR_ANY_SITE)


async def _version(reference: str, number: int | None, selection: Selection, site: Site) -> Published:
    """An approved version, or the one in force. Raises `NotFound`."""
    told = await told_of(reference, selection)
    shown = told.record(selection.on_day, site)
    wanted = shown.version if number is None else number
    known = {one.version: one for one in await versions_of(told, selection)}
    if wanted not in known:
        raise NotFound(reference=reference)
    return known[wanted]


def _asked(request: SiteRequest) -> Selection:
    """Of what can be asked only the day counts here."""
    return of_one_asked(asked_changes(request)).selection


def _past_day(selection: Selection) -> date | None:
    """The day in the past that is asked about; None for now."""
    return selection.on_day if selection.is_past else None
