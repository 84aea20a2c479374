"""The personal feed: made in beheer, shown once, opened without signing in, and gone when it is taken back."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import httpx
import pytest
from litestar import Litestar

from agreements.domain.deadlines import DeadlineKind
from agreements.domain.errors import AgreementError
from agreements.domain.roles import Actor
from agreements.services.snooze import snooze
from agreements.storage import agreements
from agreements.storage.database.transaction import fetch
from tests.acceptance.conftest import BASE_URL
from tests.alerts import dismiss, owned
from tests.calendars import read_calendar
from tests.colleague import Colleague, forms_on
from tests.office import office_on
from tests.people import BRAM, HENK, SANNE, TODAY

PAGE = "/beheer/agenda"
REFERENCE = "AFS-2025-0001"
FEED = re.compile(r"/agenda/[A-Za-z0-9_-]{43}\.ics")


async def signed_in(app: Litestar, actor: Actor) -> Colleague:
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(actor)
    return colleague


async def press(colleague: Colleague, action: str) -> httpx.Response:
    """Press one of the buttons of the page."""
    form = next(form for form in forms_on(await colleague.open(PAGE)) if form.action == action)
    return await colleague.post(form.action, form.pairs)


async def make(colleague: Colleague) -> str:
    """A new address, as it is shown this once."""
    [path] = FEED.findall((await press(colleague, PAGE)).text)
    return str(path)


def summaries(answer: httpx.Response) -> dict[str, str]:
    calendar = read_calendar(answer.content)
    return {str(event["uid"]).split("@")[0]: str(event["summary"]) for event in calendar.walk("VEVENT")}


async def test_it_holds_the_own_open_deadlines_and_the_snoozes(app: Litestar, site: httpx.AsyncClient) -> None:
    agreement = await owned()
    until = TODAY + timedelta(days=9)
    revision = (await agreements.load(REFERENCE)).agreement.revision
    await snooze(office_on(TODAY), HENK, agreement.reference, revision, DeadlineKind.REVIEW, "1", until, "Wacht even")
    answer = await site.get(await make(await signed_in(app, HENK)))
    found = summaries(answer)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-store"
    names = ("einde", "beslissen", "evaluatie-1", "evaluatie-1-herinnering")
    assert {f"{REFERENCE}-{name}" for name in names} < set(found)
    assert "Wacht even" not in answer.text
    assert f"{BASE_URL}/beheer/afspraken/{REFERENCE}" in answer.text.replace("\r\n ", "")


@pytest.mark.parametrize(("actor", "owner"), [(SANNE, SANNE.id), (HENK, None)])
async def test_owners_and_heads_of_the_department_have_it(
    app: Litestar, site: httpx.AsyncClient, actor: Actor, owner: str | None
) -> None:
    await owned(owner)

    assert f"{REFERENCE}-einde" in summaries(await site.get(await make(await signed_in(app, actor))))


async def test_another_departments_head_has_an_empty_calendar(app: Litestar, site: httpx.AsyncClient) -> None:
    await owned()

    assert summaries(await site.get(await make(await signed_in(app, BRAM)))) == {}


async def test_the_address_is_shown_once_and_only_its_hash_is_kept(app: Litestar, site: httpx.AsyncClient) -> None:
    henk = await signed_in(app, HENK)
    token = (await make(henk)).removeprefix("/agenda/").removesuffix(".ics")
    rows = await fetch("SELECT * FROM calendar_feed", {})
    trail = await fetch("SELECT * FROM audit_event", {})

    assert token not in (await henk.open(PAGE)).text
    assert len(rows) == 1
    assert token not in str(rows) + str(trail)


async def test_it_is_gone_when_taken_back_replaced_or_its_owner_left(app: Litestar, site: httpx.AsyncClient) -> None:
    henk = await signed_in(app, HENK)
    first = await make(henk)
    second = await make(henk)
    assert (await site.get(first)).status_code == 404
    assert (await site.get(second)).status_code == 200

    assert "Het adres werkt niet meer." in (await press(henk, f"{PAGE}/intrekken")).text
    assert (await site.get(second)).status_code == 404
    third = await make(henk)
    await dismiss(HENK)
    assert (await site.get(third)).status_code == 404


async def test_who_has_this_version_already_gets_304_and_head_works(app: Litestar, site: httpx.AsyncClient) -> None:
    await owned()
    path = await make(await signed_in(app, HENK))
    tag = (await site.get(path)).headers["etag"]

    assert (await site.get(path, headers={"If-None-Match": tag})).status_code == 304
    assert (await site.head(path)).headers["etag"] == tag


async def test_guessing_is_slowed_down_and_keeps_no_right_address_waiting(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    path = await make(await signed_in(app, HENK))
    for number in range(30):
        assert (await site.get(f"/agenda/{'x' * 41}{number:02}.ics")).status_code == 404
    refused = await site.get(f"/agenda/{'x' * 43}.ics")

    assert (refused.status_code, refused.headers["retry-after"]) == (429, "300")
    assert "minuten" in refused.text, "it says when to come back"
    assert (await site.get(path)).status_code == 200


@pytest.mark.parametrize("name", ["x.ics", "x", "%00.ics", "é.ics", "..%2F.ics", "a" * 5000 + ".ics"])
async def test_what_is_no_token_is_not_found(site: httpx.AsyncClient, name: str) -> None:
    assert (await site.get(f"/agenda/{name}")).status_code == 404


async def test_the_token_is_never_in_the_log_not_even_when_something_breaks(
    app: Litestar, site: httpx.AsyncClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = await make(await signed_in(app, HENK))
    caplog.set_level(logging.INFO)
    await site.get(path)

    async def broken(_: str) -> None:
        raise AgreementError()

    async def torn(_: str) -> None:
        raise RuntimeError("out of order")

    for failure in (broken, torn):
        monkeypatch.setattr("agreements.web.personal_calendar.feed_owner", failure)
        await site.get(path)
    ours = "".join(record.getMessage() for record in caplog.records if record.name.startswith("agreements"))

    assert "/agenda/{name" in ours
    assert path.removeprefix("/agenda/").removesuffix(".ics") not in ours
