"""`/agenda/{token}.ics`: somebody's own deadlines, for a calendar program that cannot sign in.

The address is the secret: it is in no log and no shared cache, and guessing is slowed down.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

from litestar import Response
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from agreements.domain.vocabulary import Role
from agreements.publication import ical
from agreements.publication.personal_ical import personal_events
from agreements.services.calendar_feed import feed_owner
from agreements.storage import agreements, calendar_feeds, deadlines, sign_in
from agreements.storage.accounts import Account
from agreements.storage.agreements import Record
from agreements.storage.transaction import unit_of_work
from agreements.texts import Texts, choose_language
from agreements.web.conditional import is_known
from agreements.web.routing import page_route
from agreements.web.site import Site, SiteRequest, site_of
from agreements.web.visitor import address_of

SUFFIX = ".ics"
WINDOW = timedelta(minutes=5)
MOST_WRONG = 30
"""Wrong tokens from one address within the window; after that even a right one waits."""


@page_route("/agenda/{name:str}")
async def personal_calendar(request: SiteRequest, name: FromPath[str]) -> Response[bytes]:
    """The calendar, or 404 alike for what is wrong, taken back, or of somebody who left."""
    site = site_of(request)
    if not name.endswith(SUFFIX):
        raise NotFoundException()
    guesser, now = _guesser(request, site), site.read_moment().now
    if await sign_in.failures_since(guesser, now - WINDOW) >= MOST_WRONG:
        return Response(b"", status_code=429, headers={"Retry-After": str(int(WINDOW.total_seconds()))})
    account = await feed_owner(name.removesuffix(SUFFIX))
    if account is None:
        async with unit_of_work():
            await sign_in.add_failure(guesser, now)
            await sign_in.forget_failures(now - WINDOW)
        raise NotFoundException()
    body = await _calendar(account, site)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
    if is_known(request.headers.get("if-none-match", ""), tag):
        return Response(b"", status_code=304, headers=headers, media_type="text/calendar")
    return Response(body, headers=headers, media_type="text/calendar")


async def _calendar(account: Account, site: Site) -> bytes:
    texts = Texts(choose_language(account.language))
    department = account.department if account.role is Role.DEPARTMENT_HEAD else None
    ids = await calendar_feeds.own_agreements(account.id, department)
    records = await agreements.load_ids(ids)
    events = [event for number in ids for event in await _events(records[number], site, texts)]
    return ical.feed(texts("My deadlines, %(organisation)s", organisation=site.settings.organisation_name), events)


async def _events(record: Record, site: Site, texts: Texts) -> list[bytes]:
    rows = {(row.kind, row.subject): row for row in await deadlines.of_agreement(record.id)}
    snoozes = {key: row.snoozed_until for key, row in rows.items() if row.snoozed_until}
    armed = {key: row.armed for key, row in rows.items()}
    return personal_events(record, snoozes, armed, site.settings.base_url, site.host, texts)


def _guesser(request: SiteRequest, site: Site) -> str:
    """Under what wrong tokens are counted: a keyed hash of the address, apart from attempts to sign in."""
    address = address_of(request)
    return hmac.new(site.secret, f"agenda\n{address}".encode(), hashlib.sha256).hexdigest()
