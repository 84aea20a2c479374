"""Agreements: lists of them, one, and its versions. Each is told in the JSON of the file of the whole register."""

from __future__ import annotations

from collections.abc import Sequence

from litestar import Response
from litestar.params import FromPath

from agreements.domain.errors import NotFound
from agreements.domain.selection import Selection
from agreements.http.asked_at import today_of
from agreements.http.site import SiteRequest, site_of
from agreements.publication.api_records import version_line, version_record
from agreements.publication.json_file import json_record, version_item
from agreements.publication.published import Published
from agreements.publication.shapes import shapes
from agreements.storage.public_memory import lists
from agreements.texts import Texts
from agreements.web.api import cursors
from agreements.web.api.answers import Listed, NoLongerPublic, answer, page
from agreements.web.api.parameters import ON_DAY, PAGING, PER_PAGE, SELECTION, USUAL_PAGE, Question, read_question
from agreements.web.exports import Items, making_of
from agreements.web.public_records import Told, gone_of, told_of, versions_of

LISTED, LISTED_VERSIONS = "afspraken", "versies"
ASKED_OF_A_LIST = (*SELECTION, *PAGING)
ASKED_OF_ONE = (ON_DAY,)
ASKED_OF_VERSIONS = (ON_DAY, *PAGING)


async def list_agreements(request: SiteRequest) -> Response[bytes]:
    """A page of the agreements that are picked."""
    question = read_question(request, ASKED_OF_A_LIST)
    selection, per_page = question.selection(today_of(request)), question.of(PER_PAGE, USUAL_PAGE)
    begin = cursors.read(question, int, int)
    found = await lists.find(selection)
    last = lists.Place(*map(int, begin)) if begin else None
    try:
        places = await lists.after(found, selection, last, limit=per_page + 1)
    except KeyError:
        raise cursors.bad_cursor() from None
    shown = places[:per_page]

    async def make() -> Sequence[bytes]:
        return await _items(request, selection).of([one.seq for one in shown])

    goes_on = (shown[-1].seq, shown[-1].part) if len(places) > per_page else None
    return await page(request, question, Listed(LISTED, found.count, goes_on, make))


async def one_agreement(request: SiteRequest, reference: FromPath[str]) -> Response[bytes]:
    """One agreement. Raises `NotFound` alike for drafts and those that are not there."""
    question = read_question(request, ASKED_OF_ONE)
    selection = question.selection(today_of(request))

    async def make() -> bytes:
        told = await _public(request, reference, selection)
        (item,) = await _items(request, selection).of([told.seq])
        return item

    return await answer(request, question, make)


async def list_versions(request: SiteRequest, reference: FromPath[str]) -> Response[bytes]:
    """The approved versions of one agreement, the first one first. Raises `NotFound`."""
    question = read_question(request, ASKED_OF_VERSIONS)
    begin, per_page = cursors.read(question, int), question.of(PER_PAGE, USUAL_PAGE)
    known = await _versions(request, reference, question)
    left = [one for one in known if one.version > (int(begin[0]) if begin else 0)]

    async def make() -> Sequence[bytes]:
        base_url = site_of(request).settings.base_url
        return [json_record(version_line(one, base_url)) for one in left[:per_page]]

    last = (left[per_page - 1].version,) if len(left) > per_page else None
    return await page(request, question, Listed(LISTED_VERSIONS, len(known), last, make))


async def one_version(request: SiteRequest, reference: FromPath[str], number: FromPath[int]) -> Response[bytes]:
    """A version as it was approved; it stays so for ever (rule 10). Raises `NotFound`."""
    question = read_question(request, ASKED_OF_ONE)

    async def make() -> bytes:
        known = {one.version: one for one in await _versions(request, reference, question)}
        if number not in known:
            raise NotFound(reference=reference)
        return version_item(version_record(known[number], site_of(request).settings.base_url))

    return await answer(request, question, make)


async def _versions(request: SiteRequest, reference: str, question: Question) -> list[Published]:
    selection = question.selection(today_of(request))
    return await versions_of(await _public(request, reference, selection), selection)


async def _public(request: SiteRequest, reference: str, selection: Selection) -> Told:
    """What is told of one that is public. Raises `NoLongerPublic`, or `NotFound` alike for drafts, for what is only
    planned, and for those that are not there."""
    told, site = await told_of(reference, selection), site_of(request)
    if told.document.published is None:
        gone = await gone_of(told, site)
        raise NoLongerPublic(gone.line) if gone else NotFound(reference=reference)
    return told


def _items(request: SiteRequest, selection: Selection) -> Items:
    shape, site = next(one for one in shapes() if one.name == "json"), site_of(request)
    return Items(shape, selection, site, making_of(shape, selection, site, Texts()))
