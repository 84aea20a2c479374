"""The changes of a selection, or of one agreement, as a feed that readers subscribe to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from litestar import Response

from agreements.http.asked_at import state_of, today_of
from agreements.http.conditional import conditional, public_tag
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.publication.atom import PER_PAGE, ROW, Feed, feed_of
from agreements.texts import Texts
from agreements.web import told_changes
from agreements.web.downloads import FOR_ANY_SITE, spoken
from agreements.web.exports import chosen_in_words
from agreements.web.public_records import told_of
from agreements.web.query import Asked, address_of
from agreements.web.told_changes import SomeChanges, asked_changes

PAGE = "/wijzigingen"


@dataclass(frozen=True, slots=True)
class _About:
    """A feed: what is asked of it, where it is, where people read the same, and what it is called."""

    asked: Asked
    path: str
    page: str
    title: str
    texts: Texts
    read: Callable[[], Awaitable[SomeChanges]]


@page_route(ROW.path)
async def change_feed(request: SiteRequest) -> Response[bytes]:
    """The newest changes of what is picked, with a link to older ones."""
    asked = asked_changes(request)
    texts = spoken(asked)

    async def read() -> SomeChanges:
        return await told_changes.of_selection(asked.selection, asked.before, PER_PAGE, texts)

    chosen = chosen_in_words(asked.selection, texts)
    title = texts("What changed?") + (f" ({'; '.join(chosen)})" if chosen else "")
    return await _answer(request, _About(asked, ROW.path, PAGE, title, texts, read))


async def feed_of_one(request: SiteRequest, reference: str) -> Response[bytes]:
    """The same of one agreement. Raises `NotFound`."""
    asked = told_changes.of_one_asked(asked_changes(request))
    texts = spoken(asked)

    async def read() -> SomeChanges:
        told = await told_of(reference, asked.selection)
        return await told_changes.of_one(told.reference, asked.selection, asked.before, PER_PAGE, texts)

    path, page = f"/afspraken/{reference}.{ROW.name}", f"/afspraken/{reference}{PAGE}"
    title = texts("What changed about %(reference)s", reference=reference)
    return await _answer(request, _About(asked, path, page, title, texts, read))


def of_one(name: str) -> str:
    """The reference that the address of one agreement's feed names; empty for any other address."""
    reference, _, ending = name.rpartition(".")
    return reference if ending == ROW.name else ""


async def _answer(request: SiteRequest, about: _About) -> Response[bytes]:
    today, site = today_of(request), site_of(request)
    own = address_of(about.path, about.asked, today)

    async def make() -> bytes:
        some = await about.read()
        feed = Feed(
            base_url=site.settings.base_url,
            host=site.host,
            organisation=site.settings.organisation_name,
            title=about.title,
            own=own,
            first=address_of(about.path, replace(about.asked, before=0), today),
            page=address_of(about.page, about.asked, today),
            next=address_of(about.path, replace(about.asked, before=some.older), today) if some.older else "",
            texts=about.texts,
        )
        return feed_of(feed, some.told)

    tag = await public_tag(request, "feed", own, about.texts.language, (await state_of(request)).counted)
    return await conditional(request, tag, ROW.media_type, make, FOR_ANY_SITE)
