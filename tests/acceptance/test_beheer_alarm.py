"""The red banner of beheer: whoever signs in sees that alerts stand still or are late."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from litestar import Litestar

from agreements.domain.jobs import DELIVER, SWEEP
from agreements.domain.roles import Actor
from agreements.services.hold_alerts import hold_alerts, release_alerts
from agreements.storage import heartbeat
from agreements.storage.database.engine import bound_engine
from agreements.storage.database.transaction import execute
from tests.acceptance.conftest import BASE_URL
from tests.alerts import OPERATOR
from tests.colleague import Clock, Colleague, main_form
from tests.office import TODAY_OFFICE, in_force
from tests.people import AAD, BRAM, FATIMA, HENK, PETRA

REFERENCE = "AFS-2025-0001"
STILL = "Er gaan geen herinneringen weg"
CALL = "Bel de beheerder van het register."
NOON = TODAY_OFFICE.now


@pytest.fixture
def day() -> Clock:
    """A clock that a test can move by minutes."""
    return Clock()


async def signed_in(app: Litestar, actor: Actor = PETRA) -> Colleague:
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(actor)
    return colleague


async def all_is_well(clock: Clock) -> None:
    """Swept and delivered just now, with nothing left."""
    await execute("UPDATE outbox SET state = 'withdrawn'", {})
    for job in (SWEEP, DELIVER):
        await heartbeat.beat(job, clock.now)


def banner(page: httpx.Response) -> str:
    """What the banner says; empty when there is none."""
    _, _, found = page.text.partition('class="notice notice--error" role="alert"')
    return found.partition("</div>")[0]


async def test_when_alerts_go_out_in_time_no_page_shows_the_banner(
    app: Litestar, site: httpx.AsyncClient, day: Clock
) -> None:
    petra = await signed_in(app)
    await all_is_well(day)
    day.wait(minutes=15)
    for path in ("/beheer", "/beheer/afspraken", "/beheer/berichten"):
        assert banner(await petra.open(path)) == ""


async def test_the_banner_is_on_every_page_also_where_something_was_refused(
    app: Litestar, site: httpx.AsyncClient, day: Clock
) -> None:
    await in_force()
    petra = await signed_in(app)
    await all_is_well(day)
    day.wait(minutes=16)
    one = f"/beheer/afspraken/{REFERENCE}"
    paths = ["", "/afspraken", "/afspraken/nieuw", "/berichten", "/agenda", "/bestaat-niet", "/afspraken?pagina=99"]
    for path in [one, f"{one}/bewerken", f"{one}/indienen", *(f"/beheer{path}" for path in paths)]:
        page = await petra.open(path)
        assert f"{STILL} sinds 23 november 2026, 13:00." in banner(page), path
        assert CALL in banner(page)
        assert 'href="/beheer/berichten"' in banner(page)
    form = main_form(await petra.open(f"{one}/opschorten"))
    assert CALL in banner(await petra.post(f"{one}/opschorten", form.pairs))
    assert CALL in banner(await petra.post("/beheer/agenda", [("_csrf", "wrong")]))


@pytest.mark.parametrize("actor", [HENK, BRAM, FATIMA, AAD])
async def test_everyone_who_may_read_the_ledger_sees_it(
    app: Litestar, site: httpx.AsyncClient, day: Clock, actor: Actor
) -> None:
    colleague = await signed_in(app, actor)
    assert CALL in banner(await colleague.open("/beheer"))


async def test_nobody_sees_it_who_is_not_signed_in(app: Litestar, site: httpx.AsyncClient) -> None:
    for path in ("/", "/over", "/beheer/inloggen", "/beheer/welkom/x"):
        assert CALL not in (await site.get(path, follow_redirects=True)).text


async def test_it_says_no_moment_when_nothing_ever_ran_or_the_clock_was_ahead(
    app: Litestar, site: httpx.AsyncClient, day: Clock
) -> None:
    petra = await signed_in(app)
    assert f"{STILL}.<" in banner(await petra.open("/beheer"))
    await all_is_well(Clock(NOON + timedelta(days=1)))
    assert f"{STILL}.<" in banner(await petra.open("/beheer"))


async def test_it_says_since_when_the_first_message_waits_and_speaks_english_too(
    app: Litestar, site: httpx.AsyncClient, day: Clock
) -> None:
    await in_force()
    petra = await signed_in(app)
    await all_is_well(day)
    since = NOON - timedelta(minutes=16)
    await execute("UPDATE outbox SET state = 'waiting', next_attempt_at = :since", {"since": since})

    page = await petra.open("/beheer")
    assert "De herinneringen zijn te laat. De eerste wacht sinds 23 november 2026, 12:44." in banner(page)
    page = await petra.open("/beheer?taal=en")
    assert "The reminders are late. The first one has waited since 23 November 2026, 12:44." in banner(page)
    assert "Call the administrator of the register." in banner(page)


async def test_it_costs_a_page_two_small_questions(
    app: Litestar, site: httpx.AsyncClient, day: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    petra = await signed_in(app)
    engine, asked = bound_engine(), []
    run = engine.run

    async def counted(sql: str, args: object = ()) -> object:
        asked.append(sql)
        return await run(sql, args)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "run", counted)
    await petra.open("/beheer/agenda")
    with_banner = len(asked)
    monkeypatch.setattr("admin_ui.shell.liveness_banner.may", lambda *_: False)
    await petra.open("/beheer/agenda")
    assert with_banner - (len(asked) - with_banner) == 2


async def test_it_says_that_alerts_are_held_however_fresh_the_signs_of_life_are(
    app: Litestar, site: httpx.AsyncClient, day: Clock
) -> None:
    petra = await signed_in(app)
    await all_is_well(day)
    await hold_alerts(TODAY_OFFICE, OPERATOR)
    page = banner(await petra.open("/beheer"))
    assert "Er gaat geen herinnering weg. Ze worden tegengehouden sinds 23 november 2026, 13:00" in page
    await release_alerts(TODAY_OFFICE, OPERATOR)
    assert banner(await petra.open("/beheer")) == ""
