"""`/agenda/{token}.ics`: somebody's own deadlines, for a calendar program that cannot sign in.

The address is the secret: it is in no log and no shared cache, and guessing is slowed down.
"""

from __future__ import annotations

import hashlib

from litestar import Response
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from agreements.domain.guessing import Door
from agreements.domain.vocabulary import Role
from agreements.http.conditional import is_known
from agreements.http.of_this_register import InTheOffice
from agreements.http.routing import page_route
from agreements.http.site import Site, SiteRequest, site_of
from agreements.http.visitor import address_of
from agreements.publication import ical
from agreements.publication.personal_ical import Key, Postponed, Reader, personal_events
from agreements.services.calendar_feed import feed_owner
from agreements.services.throttle import THROTTLE, TooManyAttempts
from agreements.storage import agreements, deadlines, publicity, snoozes
from agreements.storage.people import calendar_feeds
from agreements.storage.people.accounts import Account
from agreements.texts import Texts, choose_language

SUFFIX = ".ics"


@page_route("/agenda/{name:str}", middleware=[InTheOffice()])
async def personal_calendar(request: SiteRequest, name: FromPath[str]) -> Response[bytes]:
    """The calendar, or 404 alike for what is wrong, taken back, or of somebody who left."""
    site = site_of(request)
    if not name.endswith(SUFFIX):
        raise NotFoundException()
    account = await feed_owner(name.removesuffix(SUFFIX))
    if account is None:
        return await _wrong_token(request, site)
    body = await _calendar(account, site)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
    if is_known(request.headers.get("if-none-match", ""), tag):
        return Response(b"", status_code=304, headers=headers, media_type="text/calendar")
    return Response(body, headers=headers, media_type="text/calendar")


async def _wrong_token(request: SiteRequest, site: Site) -> Response[bytes]:
    """Only wrong ones are counted, so that a guesser never keeps a right one waiting."""
    try:
        await THROTTLE.wrong_token(Door.CALENDAR, site.secret, address_of(request), site.office())
    except TooManyAttempts as error:
        sentence = Texts(choose_language(None)).refusal(error).encode()
        wait = {"Retry-After": str(int(error.wait.total_seconds()))}
        return Response(sentence, status_code=429, headers=wait, media_type="text/plain; charset=utf-8")
    raise NotFoundException()


async def _calendar(account: Account, site: Site) -> bytes:
    texts, settings = Texts(choose_language(account.language)), site.settings
    reader = Reader(settings.base_url, site.host, settings.zone, texts, await calendar_feeds.language_since(account.id))
    department = account.department if account.role is Role.DEPARTMENT_HEAD else None
    ids = await calendar_feeds.own_agreements(account.id, department)
    records = await agreements.load_ids(ids)
    visible = await publicity.visible_changes([record.agreement.reference for record in records.values()])
    postponed, today = await _postponed(ids), site.read_moment().today
    events = [
        event
        for number, record in ((number, records[number].agreement) for number in ids)
        for event in personal_events(record, visible[record.reference], postponed.get(number, {}), today, reader)
    ]
    return ical.feed(texts("My deadlines, %(organisation)s", organisation=settings.organisation_name), events)


async def _postponed(ids: list[int]) -> dict[int, dict[Key, Postponed]]:
    """The reminders that are still to come, for each of these agreements."""
    asked = await snoozes.how_often(ids)
    found: dict[int, dict[Key, Postponed]] = {}
    for row in await deadlines.of_agreements(ids):
        if row.snoozed_until:
            times, at = asked[row.agreement_id, row.kind, row.subject]
            found.setdefault(row.agreement_id, {})[row.kind, row.subject] = Postponed(row.snoozed_until, times, at)
    return found
