"""The history of one agreement, for programs that keep or check it."""

from __future__ import annotations

from litestar import Response
from litestar.params import FromPath
from pydantic_core import to_json

from agreements.domain.audit import ChainedEvent
from agreements.domain.roles import Action
from agreements.http.site import SiteRequest, site_of
from agreements.publication.cells import instant_text
from agreements.services.reading import readable
from agreements.storage.trail import audit
from agreements.web.api import cursors
from agreements.web.api.parameters import CURSOR, PAGING, PER_PAGE, USUAL_PAGE, read_question
from agreements.web.api.writing.key import allowance_headers, program_of

LISTED = "gebeurtenissen"


async def read_history(request: SiteRequest, reference: FromPath[str]) -> Response[bytes]:
    """A page of its events, the oldest first. They hold numbers of people, never names."""
    program, question = await program_of(request), read_question(request, PAGING)
    await readable(program, reference, Action.READ_HISTORY)
    begin, per_page = cursors.read(question, int), question.of(PER_PAGE, USUAL_PAGE)
    found = await audit.events_about(reference, after=int(begin[0]) if begin else 0, limit=per_page + 1)
    shown, following = found[:per_page], None
    if len(found) > per_page:
        address = question.address(**{CURSOR.name: cursors.write(question, (shown[-1].seq,))})
        following = site_of(request).settings.base_url + address
    body = to_json({"volgende": following, LISTED: [_told(one) for one in shown]})
    link = {"Link": f'<{following}>; rel="next"'} if following else {}
    headers = {"Cache-Control": "no-store", "Content-Language": "nl", **link, **allowance_headers(request)}
    return Response(body, media_type="application/json", headers=headers)


def _told(event: ChainedEvent) -> dict[str, object]:
    return {
        "nummer": event.seq,
        "moment": instant_text(event.at),
        "wie": event.actor,
        "waarvandaan": event.origin,
        "wat": event.action,
        "uitkomst": event.result,
        "vingerafdruk": event.hash,
    }
