"""What comes when: the days of the agreements that are picked, the earliest first."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

from litestar import Response

from agreements.domain.deadlines import KINDS
from agreements.domain.term import FIRST_DAY, LAST_DAY, ONE_DAY
from agreements.domain.wording import N_
from agreements.http.address import BadValue, Given, shown
from agreements.http.asked_at import today_of
from agreements.http.site import SiteRequest, site_of
from agreements.publication.json_file import json_record
from agreements.publication.key_days import key_day_records
from agreements.storage.public_memory import entries, lists
from agreements.storage.public_memory import key_days as stored
from agreements.web.api import cursors, parameters
from agreements.web.api.answers import Listed, page
from agreements.web.api.parameters import ON_DAY, PAGING, PER_PAGE, USUAL_PAGE, Parameter, day_parameter, read_question
from agreements.web.public_records import told_in

LISTED = "termijnen"
_WORDS = tuple(row.word for row in KINDS.values())


def _words(values: Given) -> Sequence[str]:
    asked = values[_KIND]
    if wrong := [one for one in asked if one not in _WORDS]:
        raise BadValue(value=shown(wrong[0]), name=_KIND, known=", ".join(_WORDS))
    return asked


_KIND = "termijn"
KIND = Parameter(
    name=_KIND,
    meaning=N_("which days: of reviews, to decide, of the end, to destroy"),
    schema={"type": "array", "items": {"type": "string", "enum": list(_WORDS)}, "minItems": 1, "maxItems": 20},
    read=_words,
    is_list=True,
)
FROM = day_parameter("vanaf", N_("on or after this day"), "2026-11-23")
UNTIL = day_parameter("totEnMet", N_("on or before this day"), "2027-12-31")
ASKED_OF_KEY_DAYS = (KIND, FROM, UNTIL, *parameters.FILTERS, ON_DAY, *PAGING)


async def list_key_days(request: SiteRequest) -> Response[bytes]:
    """A page of days. How many there are is not counted: that would take as long as the register is large."""
    question = read_question(request, ASKED_OF_KEY_DAYS)
    selection, per_page = question.selection(today_of(request)), question.of(PER_PAGE, USUAL_PAGE)
    begin = cursors.read(question, str)
    after = str(begin[0]) if begin else question.of(FROM, FIRST_DAY).isoformat()
    before = (question.of(UNTIL, LAST_DAY) + ONE_DAY).isoformat()
    among = (await lists.find(selection)).chosen
    found = await stored.behind(among, after, before, per_page + 1, question.of(KIND, ()))

    async def make() -> Sequence[bytes]:
        numbers = sorted({seq for _, seq in found[:per_page]})
        some = await entries.by_number(numbers)

        def told() -> Iterator[bytes]:
            records = {one.seq: told_in(one, one.seq).record(selection.on_day, site_of(request)) for one in some}
            days = {seq: key_day_records(record, selection.on_day) for seq, record in records.items()}
            return (json_record(days[seq][text]) for text, seq in found[:per_page])

        return await asyncio.to_thread(lambda: list(told()))

    last = (found[per_page - 1][0],) if len(found) > per_page else None
    return await page(request, question, Listed(LISTED, None, last, make))
