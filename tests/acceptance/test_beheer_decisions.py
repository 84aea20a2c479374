"""Who decided what, in beheer: on the page with the messages, on its own page, and on the page of the agreement."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import httpx
import pytest
from litestar import Litestar

from agreements.domain.agreement import DecisionKind
from agreements.domain.digest import Rhythm
from agreements.domain.roles import Actor
from agreements.domain.vocabulary import Role
from agreements.services.choose_mail import choose_mail
from scheduler.sweep import sweep
from tests.acceptance.conftest import BASE_URL, Calendar
from tests.alerts import MailRoom, clear_notices, owned, send
from tests.colleague import Colleague
from tests.decisions import FIRST, LAST, REASON, choose, decided_in_every_way, later
from tests.office import hire, office_on
from tests.people import AAD, BRAM, ENDS_ON, FATIMA, HENK, PETRA, TODAY

MESSAGES = "/beheer/berichten"
DECISIONS = "/beheer/berichten/besluiten"
REFERENCE = "AFS-2025-0001"
AGREEMENT = f"/beheer/afspraken/{REFERENCE}"
ARIE = Actor(id="arie", role=Role.ADMINISTRATOR)
IN_EVERY_WAY = [
    f"Opgezegd, laatste dag {LAST.day} oktober 2027",
    "Besloten: laten aflopen",
    "Nieuwe afspraak gemaakt: AFS-2027-0001",
    "Besloten: doorgaan met een nieuwe afspraak",
    "Herinnering aan “Einde van de afspraak” uitgesteld tot 11 december 2027",
]
DAY = timedelta(days=1)


async def come_in(app: Litestar, actor: Actor, day: Calendar) -> Colleague:
    """Signed in on the day of the last decision."""
    if actor is ARIE:
        await hire(ARIE)
    day.today = TODAY
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(actor)
    day.today = LAST
    assert (await colleague.sign_in(actor)).url.path == "/beheer"
    return colleague


def told(page: httpx.Response) -> list[str]:
    """The decisions on a page, in its order."""
    return re.findall(
        r"<strong>((?:Opgezegd|Besloten|Nieuwe afspraak gemaakt|Herinnering)[^<]*)</strong>", unescape(page.text)
    )


async def test_every_way_to_decide_is_told_with_who_and_when_the_newest_first(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    fatima = await come_in(app, FATIMA, day)
    await owned()
    await decided_in_every_way(REFERENCE)
    page = await fatima.open(DECISIONS)

    assert told(page) == IN_EVERY_WAY
    assert "5 besluiten" in page.text
    assert page.text.count("Henk, Wonen, ") == 5
    assert "Henk, Wonen, 12 oktober 2027, 14:00" in page.text
    assert REASON in page.text


async def test_the_newest_decisions_stand_beside_the_messages_with_a_way_to_the_rest(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    aad = await come_in(app, AAD, day)
    await owned()
    await decided_in_every_way(REFERENCE)
    page = await aad.open(MESSAGES)

    assert told(page) == IN_EVERY_WAY[:3]
    assert f'href="{DECISIONS}">Alle 5 besluiten</a>' in page.text
    assert told(await aad.open(f"{MESSAGES}?kenmerk={REFERENCE.lower()}")) == IN_EVERY_WAY
    assert told(await aad.open(f"{MESSAGES}?kenmerk=AFS-2025-9999")) == []
    for about_messages in ("?staat=verstuurd", "?soort=termijn", "?voor=1"):
        assert told(await aad.open(f"{MESSAGES}{about_messages}")) == []


async def test_decisions_have_pages_and_a_filter_that_goes_along(
    app: Litestar, site: httpx.AsyncClient, day: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("admin_ui.alerts.message_pages.PAGE_SIZE", 2)
    petra = await come_in(app, PETRA, day)
    await owned()
    await decided_in_every_way(REFERENCE)
    await owned(title="Iets anders")
    await choose("AFS-2025-0002", DecisionKind.LAPSE)

    found, page = [], await petra.open(f"{DECISIONS}?kenmerk={REFERENCE}")
    while older := re.search(r'class="more-link" href="([^"]+)">Oudere besluiten', page.text):
        found += told(page)
        page = await petra.open(f"{DECISIONS}{unescape(older[1])}")
    assert found + told(page) == IN_EVERY_WAY
    for nonsense in ("?voor=-1", "?voor=99999999999999999999", "?kenmerk=%27", "?kenmerk=%00"):
        assert (await petra.open(f"{DECISIONS}{nonsense}")).status_code == 200
        assert (await petra.open(f"{MESSAGES}{nonsense}")).status_code == 200


async def test_a_head_sees_the_decisions_of_the_own_department_only(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    henk, bram = await come_in(app, HENK, day), await come_in(app, BRAM, day)
    await owned()
    await decided_in_every_way(REFERENCE)

    assert told(await henk.open(DECISIONS)) == IN_EVERY_WAY
    for path in (DECISIONS, MESSAGES, f"{DECISIONS}?kenmerk={REFERENCE}"):
        page = await bram.open(path)
        assert told(page) == []
        assert "Henk" not in page.text
    assert "0 besluiten" in (await bram.open(DECISIONS)).text


async def test_the_administrator_sees_what_was_decided_but_neither_why_nor_the_agreement(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    arie = await come_in(app, ARIE, day)
    await owned()
    await decided_in_every_way(REFERENCE)

    for path in (DECISIONS, f"{MESSAGES}?kenmerk={REFERENCE}"):
        page = await arie.open(path)
        assert told(page) == IN_EVERY_WAY
        assert REASON not in page.text
        assert AGREEMENT not in page.text


async def test_an_agreement_tells_messages_and_decisions_in_one_order(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    henk = await come_in(app, HENK, day)
    await owned()
    await clear_notices()
    await sweep(office_on(FIRST - DAY))
    await later(REFERENCE)
    await sweep(office_on(FIRST + DAY))
    await send(MailRoom(), FIRST + 2 * DAY)
    await choose(REFERENCE, DecisionKind.LAPSE, FIRST + 3 * DAY)
    lines = history(await henk.open(AGREEMENT))

    kinds = ["besluit" if line.startswith(("Besloten", "Herinnering")) else "bericht" for line in lines]
    assert (kinds[0], kinds.count("besluit"), kinds[-1]) == ("besluit", 2, "bericht")
    assert "verstuurd" in lines[1]
    postponed = kinds.index("besluit", 1)
    assert "ingetrokken: uitgesteld" in " ".join(lines[postponed:])
    assert REASON in lines[postponed]
    assert "Henk, Wonen" in lines[postponed]


def history(page: httpx.Response) -> list[str]:
    """The lines about messages and decisions on the page of an agreement, without their moments."""
    block = page.text.split('<h2 id="berichten">')[1].split("</section>")[0]
    plain = [unescape(re.sub(r"<[^>]+>", " ", line)) for line in block.split("<li>")[1:]]
    return [" ".join(line.split(":", 1)[1][2:].split()) for line in plain]


async def test_an_alert_that_waits_for_the_overview_says_so_on_the_page_of_its_agreement(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    henk = await come_in(app, HENK, day)
    await owned()
    await clear_notices()
    await choose_mail(office_on(FIRST), HENK, Rhythm.WEEKLY, "nl")
    await sweep(office_on(FIRST))
    lines = history(await henk.open(AGREEMENT))

    assert "Aan: Henk, Wonen; wacht op het overzicht van 18 oktober 2027" in " ".join(lines)


async def test_rungs_that_were_replaced_in_one_go_are_one_line(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    henk = await come_in(app, HENK, day)
    await owned()
    await clear_notices()
    await sweep(office_on(ENDS_ON - 5 * DAY))
    lines = history(await henk.open(AGREEMENT))

    [replaced] = [line for line in lines if "niemand" in line and "Einde van de afspraak" in line]
    assert replaced.endswith("vervangen door een later bericht (5 keer)")
    assert len(lines) == len(set(lines))
    assert "Alle" not in " ".join(lines), "everything fits, however many rungs a line stands for"


async def test_what_does_not_fit_on_the_page_of_an_agreement_is_one_click_away(
    app: Litestar, site: httpx.AsyncClient, day: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    henk = await come_in(app, HENK, day)
    await owned()
    await clear_notices()
    await decided_in_every_way(REFERENCE)
    link = f'href="{MESSAGES}?kenmerk={REFERENCE}">Alle 5 berichten en besluiten over deze afspraak</a>'
    assert link not in (await henk.open(AGREEMENT)).text

    monkeypatch.setattr("admin_ui.alerts.alert_history.MOST_LINES", 4)
    page = await henk.open(AGREEMENT)
    assert told(page)[:4] == IN_EVERY_WAY[:4]
    assert len(history(page)) == 4
    assert link in page.text
