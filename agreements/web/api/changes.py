"""What changed, the first change first. Whoever asks the last page again later hears of each change once: it grows, and
then says where it goes on."""

from __future__ import annotations

from collections.abc import Sequence

from litestar import Response

from agreements.http.asked_at import state_of, today_of
from agreements.http.site import SiteRequest
from agreements.publication.api_records import change_record
from agreements.publication.json_file import json_record
from agreements.storage.public_memory import entries
from agreements.web.api import cursors
from agreements.web.api.answers import Listed, page
from agreements.web.api.parameters import ON_DAY, PAGING, PER_PAGE, USUAL_PAGE, read_question

LISTED = "wijzigingen"
ASKED_OF_CHANGES = (ON_DAY, *PAGING)


async def list_changes(request: SiteRequest) -> Response[bytes]:
    """Some entries of the public memory."""
    question = read_question(request, ASKED_OF_CHANGES)
    begin, per_page = cursors.read(question, int), question.of(PER_PAGE, USUAL_PAGE)
    selection = question.selection(today_of(request))
    day = selection.on_day if selection.is_past else None
    found = await entries.behind(int(begin[0]) if begin else 0, per_page + 1, day)

    async def make() -> Sequence[bytes]:
        return [json_record(change_record(one)) for one in found[:per_page]]

    last = (found[per_page - 1].seq,) if len(found) > per_page else None
    head = (await state_of(request)).seq  # how many are not public is told here too
    return await page(request, question, Listed(LISTED, None, last, make), head)
