"""The selection as a file in each shape, with tags so that a client need not take it twice."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from litestar import Response
from litestar.handlers import HTTPRouteHandler

from agreements.http.conditional import conditional, public_tag
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.publication.shape import Shape
from agreements.publication.shapes import shapes
from agreements.texts import DEFAULT_LANGUAGE, Texts
from agreements.web import exports
from agreements.web.public_records import asked_by
from agreements.web.query import Asked


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file that can be taken: where, what it is called, what it is, and the words of a link to it."""

    address: str
    """Below the site's own."""
    media_type: str
    label: str
    explanation: str
    link: str
    is_feed: bool
    is_variant: bool


def file_links(texts: Texts, query: str = "") -> list[FileLink]:
    """Every file of a selection, with its variants; `query` is what stands behind the address of the list."""
    found = []
    for shape in shapes():
        found.append(_link(shape, texts, shape.path + query, shape.label, shape.explanation, shape.link))
        for one in shape.variants:
            address = f"{shape.path}{query}{'&' if query else '?'}{one.parameter}={one.value}"
            found.append(_link(shape, texts, address, one.label, one.explanation, one.link, is_variant=True))
    return found


def _link(
    shape: Shape, texts: Texts, address: str, label: str, explanation: str, link: str, *, is_variant: bool = False
) -> FileLink:
    words = (texts(label), texts(explanation), texts(link))
    return FileLink(address, shape.media_type, *words, shape.is_feed, is_variant)


def links_to_one(reference: str, texts: Texts) -> list[FileLink]:
    """Every file of one agreement."""
    return [
        _link(shape, texts, f"/afspraken/{reference}.{shape.name}", shape.label, shape.explanation, shape.link_to_one)
        for shape in shapes()
        if shape.link_to_one
    ]


@functools.cache
def download(shape: Shape) -> HTTPRouteHandler:
    """The handler of a shape's address."""

    @page_route(shape.path)
    async def answer(request: SiteRequest) -> Response[bytes]:
        asked, site, head = asked_by(request), site_of(request), await exports.head_for(shape)
        texts, variant = _spoken(asked), _variant(shape, asked.options)

        async def make() -> bytes:
            return await exports.whole_file(shape, asked.selection, site, texts, head=head, variant=variant)

        language = texts.language if shape.speaks else ""
        tag = await public_tag(request, shape.name, asked.selection, variant, head, language)
        return await conditional(request, tag, shape.media_type, make, _headers(shape, shape.file_name, head))

    return answer


def one_shape(name: str) -> tuple[str, Shape] | None:
    """The reference and the shape that the address of one agreement's file names; None for any other address."""
    reference, _, ending = name.rpartition(".")
    found = next((shape for shape in shapes() if shape.link_to_one and shape.name == ending), None)
    return (reference, found) if found else None


async def one_file(request: SiteRequest, reference: str, shape: Shape) -> Response[bytes]:
    """The file of one agreement. Raises `NotFound`."""
    asked, site = asked_by(request), site_of(request)
    texts = _spoken(asked)
    body = await exports.file_of_one(shape, reference, asked.selection, site, texts)

    async def make() -> bytes:
        return body

    tag = await public_tag(request, shape.name, reference, asked.selection.on_day, texts.language)
    headers = _headers(shape, f"{reference}.{shape.name}", None)
    return await conditional(request, tag, shape.media_type, make, headers)


def _spoken(asked: Asked) -> Texts:
    """Feeds are Dutch unless their address asks otherwise: calendar programs send the wish of nobody."""
    return Texts(asked.language or DEFAULT_LANGUAGE)


def _variant(shape: Shape, options: Mapping[str, str]) -> str:
    return next((one.value for one in shape.variants if options.get(one.parameter) == one.value), "")


def _headers(shape: Shape, name: str, head: str | None) -> dict[str, str]:
    kept = {"X-Register-Kop": head} if head else {}
    return {
        "Content-Disposition": f'{shape.disposition}; filename="{quote(name)}"',
        "Access-Control-Allow-Origin": "*",
        **kept,
    }
