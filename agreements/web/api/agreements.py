"""Agreements: lists of them, one, and its versions. Each is told in the JSON of the file of the whole register."""

from __future__ import annotations

from collections.abc import Sequence

from litestar import Response
from litestar.params import FromPath

from agreements.domain.selection import Selection
from agreements.http.asked_at import today_of
from agreements.http.site import SiteRequest, site_of
from agreements.publication.shapes import shapes
from agreements.storage.public_memory import lists
from agreements.texts import Texts
from agreements.web.api import cursors
from agreements.web.api.answers import Listed, answer, page
from agreements.web.api.parameters import ON_DAY, PAGING, PER_PAGE, SELECTION, USUAL_PAGE, read_question
from agreements.web.exports import Items, making_of
from agreements.web.public_records import told_of

ASKED_OF_A_LIST = (*SELECTION, *PAGING)
ASKED_OF_ONE = (ON_DAY,)


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
    return await page(request, question, Listed("afspraken", found.count, goes_on, make))


async def one_agreement(request: SiteRequest, reference: FromPath[str]) -> Response[bytes]:
    """One agreement. Raises `NotFound` alike for drafts and those that are not there."""
    question = read_question(request, ASKED_OF_ONE)
    selection = question.selection(today_of(request))

    async def make() -> bytes:
        told = await told_of(reference, selection)
        told.record(selection.on_day, site_of(request))
        (item,) = await _items(request, selection).of([told.seq])
        return item

    return await answer(request, question, make)


def _items(request: SiteRequest, selection: Selection) -> Items:
    shape, site = next(one for one in shapes() if one.name == "json"), site_of(request)
    return Items(shape, selection, site, making_of(shape, selection, site, Texts()))
