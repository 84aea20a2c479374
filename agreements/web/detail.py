"""One agreement: the page that answers with whom, why, which data, until when and who to ask."""

from __future__ import annotations

import re
from typing import Any, Final

from litestar import Response
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from agreements.domain.catalogue import READING_ORDER, Page
from agreements.domain.content import Content
from agreements.domain.errors import NotFound
from agreements.domain.selection import Selection
from agreements.domain.succession import gap_days
from agreements.domain.vocabulary import PartyKind
from agreements.http.asked_at import today_of
from agreements.http.conditional import public_page
from agreements.http.page import rendered
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of, texts_of
from agreements.publication.differences import differences
from agreements.publication.documents.forms import in_form
from agreements.publication.in_words import facts_at, facts_of, retention_text
from agreements.publication.public_record import PublicRecord
from agreements.publication.published import Published
from agreements.web import catalogue, change_feed
from agreements.web.documents import document, links_to_documents
from agreements.web.downloads import links_to_one, one_file, one_shape
from agreements.web.explaining import KINDS_EXPLAINED_AT, Explainer
from agreements.web.flow_diagram import draw, numbered
from agreements.web.public_records import Told, asked_by, gone_of, told_beside, told_of, versions_of
from agreements.web.query import Asked, address_of
from agreements.web.term_bar import WIDTH, term_bar

WIDE, NARROW = 720, 288
_VERSION: Final = re.compile("[0-9]{1,9}")


@page_route("/afspraken/{reference:str}")
async def detail(request: SiteRequest, reference: FromPath[str]) -> Response[bytes]:
    """The page of an agreement, or with an ending behind its reference (`.ics`, `.pdf`) that file of it."""
    if found := one_shape(reference):
        return await one_file(request, *found)
    if followed := change_feed.of_one(reference):
        return await change_feed.feed_of_one(request, followed)
    if asked := in_form(reference):
        return await document(request, *asked)
    if named := catalogue.of_policy(reference):
        return await catalogue.policy_of(request, named)
    selection, address = _asked(request, f"/afspraken/{reference}")

    async def make() -> bytes:
        told = await told_of(reference, selection)
        if told.document.published is None:
            return await _without_agreement(request, told, selection, address)
        return rendered(request, "agreement.html", await _context(request, told, selection), address)

    return await public_page(request, address, make)


@page_route("/afspraken/{reference:str}/versies/{edition:str}")
async def version(request: SiteRequest, reference: FromPath[str], edition: FromPath[str]) -> Response[bytes]:
    """An approved version as it was, and what it changed, or with an ending (`.pdf`, `.odrl.jsonld`) a file of it;
    versions stay citable for ever (rule 10)."""
    if asked := in_form(edition):
        return await document(request, reference, asked[1], _number(asked[0]))
    if named := catalogue.of_policy(edition):
        return await catalogue.policy_of(request, reference, _number(named))
    number = _number(edition)
    selection, address = _asked(request, f"/afspraken/{reference}/versies/{number}")

    async def make() -> bytes:
        told = await told_of(reference, selection)
        shown = told.record(selection.on_day, site_of(request))
        known = {one.version: one for one in await versions_of(told, selection)}
        if number not in known:
            raise NotFoundException()
        context = {**_version_context(request, shown, known, number), **_seen_on(selection)}
        return rendered(request, "version.html", context, address)

    return await public_page(request, address, make)


@page_route("/afspraken/{reference:str}/voornemen")
async def plan(request: SiteRequest, reference: FromPath[str]) -> Response[bytes]:
    """A plan beforehand: what it would be, and until when people can react where; or what became of it."""
    selection, address = _asked(request, f"/afspraken/{reference}/voornemen")

    async def make() -> bytes:
        return _plan(request, await told_of(reference, selection), selection, address)

    return await public_page(request, address, make)


def _number(text: str) -> int:
    """A version in an address. Raises `NotFoundException` for what is none."""
    if not _VERSION.fullmatch(text):
        raise NotFoundException()
    return int(text)


def _asked(request: SiteRequest, path: str) -> tuple[Selection, str]:
    """Of what can be asked only the day counts for one agreement: it, and the one address of all that ask the same."""
    asked, today = asked_by(request), today_of(request)
    selection = Selection(on_day=asked.selection.on_day, is_past=asked.selection.is_past)
    return selection, address_of(path, Asked(selection, language=asked.language), today)


async def _context(request: SiteRequest, told: Told, selection: Selection) -> dict[str, Any]:
    site = site_of(request)
    shown, versions = told.record(selection.on_day, site), await versions_of(told, selection)
    return {
        **content_context(request, shown.content),
        "record": shown,
        "lacks": [(one.in_words(texts_of(request)), one.source, one.since) for one in shown.lacks],
        "files": links_to_one(shown.reference, texts_of(request)),
        "papers": links_to_documents(f"/afspraken/{shown.reference}", texts_of(request)),
        **_seen_on(selection),
        "bar": term_bar(shown, selection.on_day),
        "bar_width": WIDTH,
        "versions": list(reversed(versions)),
        "host": site.settings.base_url.split("://", 1)[1],
        "gap": await _gap(shown.content, told, selection),
        "plans": told.plans(site),
    }


def _plan(request: SiteRequest, told: Told, selection: Selection, address: str) -> bytes:
    """Raises `NotFound` for what never was a plan."""
    found = told.plans(site_of(request))
    if not found:
        raise NotFound(reference=told.reference)
    last = found[-1]
    shown = content_context(request, last.content) if last.content else {}
    context = {**shown, "plan": last, "earlier": found[-2::-1], **_seen_on(selection)}
    return rendered(request, "plan.html", context, address)


async def _without_agreement(request: SiteRequest, told: Told, selection: Selection, address: str) -> bytes:
    """The page that stays of what is not public any more, or of what is planned. Raises `NotFound` for all others."""
    gone = await gone_of(told, site_of(request))
    if gone is None:
        return _plan(request, told, selection, address)
    return rendered(request, "withheld.html", {"record": gone.line, **_seen_on(selection)}, address)


def _seen_on(selection: Selection) -> dict[str, Any]:
    """What every page needs to say of which day it is."""
    return {"day": selection.on_day, "is_past": selection.is_past}


async def _gap(content: Content, told: Told, selection: Selection) -> int:
    """Days on which nothing held between the agreement this one follows and its own start (rule 7)."""
    if content.predecessor is None:
        return 0
    beside = await told_beside(content.predecessor, told, selection)
    before = beside.document.published if beside else None
    return gap_days(content, before.as_agreement()) if before else 0


def content_context(request: SiteRequest, content: Content) -> dict[str, Any]:
    """What the shared part of both pages needs: the picture, and periods in words."""
    texts = texts_of(request)
    pairs = numbered(content)
    own = frozenset(party.name for party in content.parties if party.kind is PartyKind.MUNICIPALITY)
    return {
        "content": content,
        "pairs": pairs,
        "pictures": [("wide", draw(pairs, own, WIDE)), ("narrow", draw(pairs, own, NARROW))],
        "partners": [party for party in content.parties if party.name not in own] or list(content.parties),
        "facts": {page.name: facts_at(page, content, texts) for page in Page},
        "facts_of": lambda part: facts_of(part, texts),
        "links": [
            (texts(row.title), address)
            for row in READING_ORDER
            if row.shown_at is Page.LINKS and (address := getattr(content, row.name))
        ],
        "kept": [(category, retention_text(category.retention, texts)) for category in content.data],
        "explain": Explainer(texts),
        "kind_explained_at": KINDS_EXPLAINED_AT.get(content.kind, "") if content.kind else "",
    }


def _version_context(
    request: SiteRequest, shown: PublicRecord, known: dict[int, Published], number: int
) -> dict[str, Any]:
    content = known[number].content
    before = known.get(number - 1)
    changed = differences(before.content, content, texts_of(request)) if before else ()
    return {
        **content_context(request, content),
        "record": shown,
        "papers": links_to_documents(f"/afspraken/{shown.reference}/versies/{number}", texts_of(request)),
        "version": known[number],
        "changed": changed,
        "has_before": before is not None,
        "has_after": number + 1 in known,
    }
