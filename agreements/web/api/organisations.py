"""With whom data are shared: the parties of the agreements that are picked, by name."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections.abc import Sequence
from urllib.parse import urlencode

from litestar import Response
from pyroaring import BitMap

from agreements.domain.filters import FILTERS
from agreements.domain.letters import folded
from agreements.http.asked_at import today_of
from agreements.http.site import SiteRequest, site_of
from agreements.publication.api_records import OrganisationRecord, organisation_record
from agreements.publication.document import from_json
from agreements.publication.json_file import json_record
from agreements.storage.public_memory import entries, lists
from agreements.web.api import cursors, parameters
from agreements.web.api.answers import Listed, page
from agreements.web.api.edition import ROOT
from agreements.web.api.parameters import ON_DAY, PAGING, PER_PAGE, USUAL_PAGE, Question, read_question

LISTED = "organisaties"
ASKED_OF_ORGANISATIONS = (*parameters.FILTERS, ON_DAY, *PAGING)
_PARTNERS = FILTERS["partners"]


async def list_organisations(request: SiteRequest) -> Response[bytes]:
    """A page of the parties, and of how many of the agreements that are picked each is one."""
    question = read_question(request, ASKED_OF_ORGANISATIONS)
    begin, per_page = cursors.read(question, str), question.of(PER_PAGE, USUAL_PAGE)
    found = await lists.find(question.selection(today_of(request)))
    of_each = {
        name: those & found.chosen
        for name, those in found.view.holding(_PARTNERS).items()
        if those.intersection_cardinality(found.chosen)
    }
    names = sorted(of_each, key=_order)
    start = bisect_right(names, _order(str(begin[0])), key=_order) if begin else 0
    shown = names[start : start + per_page]

    async def make() -> Sequence[bytes]:
        address = site_of(request).settings.base_url + ROOT + "/afspraken"
        return await _told({name: of_each[name] for name in shown}, address, question)

    last = (shown[-1],) if start + per_page < len(names) else None
    return await page(request, question, Listed(LISTED, len(names), last, make))


def _order(name: str) -> tuple[str, str]:
    return folded(name), name


async def _told(those: dict[str, BitMap], address: str, question: Question) -> list[bytes]:
    """Each as the newest of its agreements has it: one question for all of them."""
    newest = await entries.by_number(sorted({max(numbers) for numbers in those.values()}))
    records = {one.seq: one.record for one in newest}

    def record(name: str, numbers: BitMap) -> OrganisationRecord:
        published = from_json(records[max(numbers)]).published
        if published is None:
            raise ValueError("an entry that shows an agreement tells of none")
        day = [pair for pair in question.pairs if pair[0] == ON_DAY.name]
        url = f"{address}?{urlencode([(_PARTNERS.parameter, name), *day])}"
        return organisation_record(published, name, len(numbers), url)

    return await asyncio.to_thread(lambda: [json_record(record(*one)) for one in those.items()])
