"""The selection as a file in each shape, with tags so that a client need not take it twice."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from litestar import Response
from litestar.handlers import HTTPRouteHandler

from agreements.domain.dutch import PARAMETERS
from agreements.domain.wording import N_
from agreements.http.address import BadQuery
from agreements.http.asked_at import state_of, today_of
from agreements.http.conditional import conditional, public_tag
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.http.streamed import streamed
from agreements.publication import atom
from agreements.publication.shape import Companion, Offered, Shape
from agreements.publication.shapes import shapes
from agreements.texts import DEFAULT_LANGUAGE, Texts
from agreements.web import exports
from agreements.web.public_records import asked_by
from agreements.web.query import Asked, write_query

FOR_ANY_SITE = {"Access-Control-Allow-Origin": "*"}
"""A page of another site may read what anyone may have."""


class NoPages(BadQuery):
    """A file is whole; `/api/v1` has pages."""

    sentence = N_("A file has no pages: everything that you chose is in it. Leave out “%(name)s”.")


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file that can be taken: where, what it is called, what it is, and the words of a link to it."""

    address: str
    """Below the site's own."""
    media_type: str
    label: str
    explanation: str
    link: str
    is_calendar: bool
    is_variant: bool
    companions: tuple[tuple[str, str], ...] = ()
    """What stands beside it: the words before each address, and the address."""


def offered() -> list[Offered]:
    """All that is offered of a selection, in the order of links: files of agreements, and the feed of changes."""
    return sorted((*shapes(), atom.ROW), key=lambda row: row.place)


def file_links(texts: Texts, query: str = "") -> list[FileLink]:
    """Every file of a selection, with its variants; `query` is what stands behind the address of the list."""
    found = []
    for row in offered():
        found.append(_link(row, texts, row.path + query, row.label, row.explanation, row.link))
        for one in row.variants:
            address = f"{row.path}{query}{'&' if query else '?'}{one.parameter}={one.value}"
            found.append(_link(row, texts, address, one.label, one.explanation, one.link, is_variant=True))
    return found


def _link(
    row: Offered, texts: Texts, address: str, label: str, explanation: str, link: str, *, is_variant: bool = False
) -> FileLink:
    words = (texts(label), texts(explanation), texts(link))
    beside = () if is_variant else tuple((texts(one.explanation), row.beside(one)) for one in row.companions)
    return FileLink(address, row.media_type, *words, row.is_calendar, is_variant, beside)


def links_to_one(reference: str, texts: Texts) -> list[FileLink]:
    """Every file of one agreement."""
    return [
        _link(row, texts, f"/afspraken/{reference}.{row.name}", row.label, row.explanation, row.link_to_one)
        for row in offered()
        if row.link_to_one
    ]


@functools.cache
def downloads_of(shape: Shape) -> tuple[HTTPRouteHandler, ...]:
    """The handlers of a shape's address, and of those of its companions."""
    return _whole(shape), *(_companion(shape, one) for one in shape.companions)


def _whole(shape: Shape) -> HTTPRouteHandler:

    @page_route(shape.path)
    async def answer(request: SiteRequest) -> Response[Any]:
        asked, site, state = _asked_of_a_file(request), site_of(request), await state_of(request)
        texts, variant = spoken(asked), _variant(shape, asked.options)
        head = exports.head_for(shape, state)

        async def open_file() -> AsyncIterator[bytes]:
            told = await exports.counted_for(shape, asked.selection)
            making = exports.making_of(
                shape, asked.selection, site, texts, state=state, variant=variant, not_public=told
            )
            return await exports.whole_file(shape, asked.selection, site, making)

        language = texts.language if shape.speaks else ""
        counted = state.counted if shape.counts_not_public else ""
        tag = await public_tag(request, shape.name, asked.selection, variant, head, language, counted)
        headers = _headers(shape, shape.file_name, head)
        if shape.companions and not variant and not write_query(asked.selection, today_of(request)):
            headers["Link"] = ", ".join(_relation(shape, one) for one in shape.companions)
        return await streamed(request, tag, shape.media_type, open_file, headers)

    return answer


def _companion(shape: Shape, companion: Companion) -> HTTPRouteHandler:
    @page_route(shape.beside(companion))
    async def answer(request: SiteRequest) -> Response[bytes]:
        async def make() -> bytes:
            return exports.companion_file(shape, companion, site_of(request))

        tag = await public_tag(request, shape.name, companion.ending)
        return await conditional(request, tag, companion.media_type, make, FOR_ANY_SITE)

    return answer


def _relation(shape: Shape, companion: Companion) -> str:
    """It is about the whole file: of a part, or in another variant, a reader would find that it does not fit."""
    return f'<{shape.beside(companion)}>; rel="{companion.relation}"; type="{companion.media_type}"'


def one_shape(name: str) -> tuple[str, Shape] | None:
    """The reference and the shape that the address of one agreement's file names; None for any other address."""
    reference, _, ending = name.rpartition(".")
    found = next((shape for shape in shapes() if shape.link_to_one and shape.name == ending), None)
    return (reference, found) if found else None


async def one_file(request: SiteRequest, reference: str, shape: Shape) -> Response[bytes]:
    """The file of one agreement. Raises `NotFound`."""
    asked, site = _asked_of_a_file(request), site_of(request)
    texts = spoken(asked)

    async def make() -> bytes:
        return await exports.file_of_one(shape, reference, asked.selection, site, texts)

    tag = await public_tag(request, shape.name, reference, asked.selection.on_day, texts.language)
    headers = _headers(shape, f"{reference}.{shape.name}", None)
    return await conditional(request, tag, shape.media_type, make, headers)


def _asked_of_a_file(request: SiteRequest) -> Asked:
    """What an address asks. Raises `NoPages`: whoever fetched page by page would get the whole file time and again."""
    asked = asked_by(request)
    if asked.page > 1 or asked.before:
        raise NoPages(name=PARAMETERS["page" if asked.page > 1 else "before"])
    return asked


def spoken(asked: Asked) -> Texts:
    """Feeds are Dutch unless their address asks otherwise: calendar programs send the wish of nobody."""
    return Texts(asked.language or DEFAULT_LANGUAGE)


def _variant(shape: Shape, options: Mapping[str, str]) -> str:
    return next((one.value for one in shape.variants if options.get(one.parameter) == one.value), "")


def _headers(shape: Shape, name: str, head: str | None) -> dict[str, str]:
    kept = {"X-Register-Kop": head} if head else {}
    return {
        "Content-Disposition": f'{shape.disposition}; filename="{quote(name)}"',
        **FOR_ANY_SITE,
        **kept,
    }
