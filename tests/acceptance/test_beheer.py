"""Beheer from form to public page: Petra makes an agreement, Henk approves it."""

from __future__ import annotations

import httpx
import pytest
from litestar import Litestar

from admin_ui.forms.content import typed_from_content
from agreements.domain.roles import Actor
from agreements.storage import agreements
from agreements.storage.trail import audit
from tests.acceptance.conftest import BASE_URL, Calendar
from tests.colleague import Colleague, main_form
from tests.office import drafted, in_force, in_review
from tests.people import BRAM, DAY_AFTER, FATIMA, HENK, PETRA, SANNE, complete_content

REFERENCE = "AFS-2026-0001"
PAGE = f"/beheer/afspraken/{REFERENCE}"
OLDER = "/beheer/afspraken/AFS-2025-0001"
"""An agreement of last year."""


@pytest.fixture
async def petra(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    """Petra, signed in."""
    return await signed_in(app, PETRA)


@pytest.fixture
async def henk(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    """Henk, signed in."""
    return await signed_in(app, HENK)


async def signed_in(app: Litestar, actor: Actor) -> Colleague:
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(actor)
    return colleague


def typed() -> dict[str, str | list[str]]:
    """A complete agreement as it is typed in the form, next year's."""
    form = typed_from_content(complete_content())
    rows = {
        f"{group}-{number}-{name}": value
        for group, found in form.rows.items()
        for number, row in enumerate(found)
        for name, value in row.items()
    }
    return {**form.values, **rows}


async def test_an_agreement_goes_from_the_form_through_four_eyes_to_the_public_page(
    site: httpx.AsyncClient, petra: Colleague, henk: Colleague
) -> None:
    page = await petra.send(await petra.open("/beheer/afspraken/nieuw"), title="Voorlopige titel")
    assert page.url.path == f"{PAGE}/bewerken"
    assert "voordat u kunt indienen" in page.text

    page = await petra.send(page, **typed())
    assert "Er ontbreekt niets meer" in page.text

    page = await petra.send(await petra.open(f"{PAGE}/indienen"))
    assert "Ingediend." in page.text
    assert (await site.get(f"/afspraken/{REFERENCE}")).status_code == 404

    start = await henk.open("/beheer")
    assert complete_content().title in start.text
    page = await henk.send(await henk.open(f"{PAGE}/goedkeuren"))

    assert "Goedgekeurd." in page.text
    assert complete_content().title in (await site.get("/")).text
    assert (await site.get(f"/afspraken/{REFERENCE}")).status_code == 200


async def test_a_draft_says_what_it_lacks_and_which_law_asks_it(petra: Colleague) -> None:
    await petra.send(await petra.open("/beheer/afspraken/nieuw"), title="Half af", parties__0__name="Gemeente")

    page = await petra.open(PAGE)

    assert f'href="{PAGE}/bewerken#purpose"' in page.text
    assert f'href="{PAGE}/bewerken#parties-0"' in page.text
    assert "AVG" in page.text
    refused = await petra.open(f"{PAGE}/indienen")
    assert "<form" not in refused.text.split("<main", 1)[1]


async def test_whoever_submits_does_not_approve(petra: Colleague) -> None:
    agreement = await in_review()

    page = await petra.open(f"{OLDER}/goedkeuren")
    assert "collega" in page.text
    sent = await petra.post(f"{OLDER}/goedkeuren", [*main_form(page).pairs, ("revision", str(agreement.revision))])

    assert sent.status_code == 400
    assert (await agreements.load(agreement.reference)).agreement.in_force is None


async def test_the_head_of_another_department_does_not_see_it_and_the_attempt_leaves_a_trace(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    agreement = await in_review()
    bram = await signed_in(app, BRAM)

    page = await bram.open(OLDER)
    pairs = [*main_form(await bram.open("/beheer")).pairs, ("revision", str(agreement.revision))]
    sent = await bram.post(f"{OLDER}/goedkeuren", pairs)

    assert (page.status_code, sent.status_code) == (404, 404)
    assert agreement.content.title not in (await bram.open("/beheer/afspraken")).text
    last = (await audit.events_about(agreement.reference))[-1]
    assert (last.actor, last.action, last.result) == (BRAM.id, "approve", "refused")


async def test_who_may_only_read_gets_no_buttons_and_no_pages_to_change_anything(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    await in_review()
    fatima = await signed_in(app, FATIMA)

    assert "Vroeg" in (await fatima.open(OLDER)).text
    assert "/goedkeuren" not in (await fatima.open(OLDER)).text
    for path in ("/beheer/afspraken/nieuw", f"{OLDER}/bewerken", f"{OLDER}/goedkeuren"):
        assert (await fatima.open(path)).status_code == 403
        sent = await fatima.post(path, [*main_form(await fatima.open("/beheer")).pairs, ("revision", "2")])
        assert sent.status_code == 403


@pytest.mark.parametrize(
    ("ends_on", "sentence"),
    [("1-1-2029", "hoogstens 3 jaar"), ("30-12-2026", "minstens 1 jaar"), ("31-2-2027", "bestaat niet")],
)
async def test_a_bad_term_is_told_at_its_field_and_nothing_typed_is_lost(
    petra: Colleague, ends_on: str, sentence: str
) -> None:
    page = await petra.open("/beheer/afspraken/nieuw")

    page = await petra.send(
        page, title="Een titel", starts_on="1-1-2026", ends_on=ends_on, costs="Twee regels\n<tekst>"
    )

    assert page.status_code == 400
    assert "<title>Fout:" in page.text
    assert 'href="#ends_on"' in page.text
    assert sentence in page.text
    kept = dict(main_form(page).pairs)
    assert (kept["title"], kept["ends_on"], kept["costs"]) == ("Een titel", ends_on, "Twee regels\n<tekst>")
    assert await agreements.find(REFERENCE) is None


async def test_rows_come_and_go_without_losing_what_was_typed(petra: Colleague) -> None:
    page = await petra.open("/beheer/afspraken/nieuw")
    page = await petra.send(page, title="t", parties__1__name="Politie", actie="erbij:parties")
    assert 'name="parties-2-name"' in page.text
    assert "autofocus" in page.text.split('id="parties-2-name"', 1)[1].split(">", 1)[0]

    page = await petra.send(page, actie="weg:parties:0")

    kept = dict(main_form(page).pairs)
    assert (kept["title"], kept["parties-0-name"]) == ("t", "Politie")
    assert await agreements.find(REFERENCE) is None


async def test_of_two_people_in_one_form_the_second_sees_what_the_first_changed_and_loses_nothing(
    app: Litestar, petra: Colleague
) -> None:
    sanne = await signed_in(app, SANNE)
    await petra.send(await petra.open("/beheer/afspraken/nieuw"), title="Eerste titel")
    hers, ours = await sanne.open(f"{PAGE}/bewerken"), await petra.open(f"{PAGE}/bewerken")
    await sanne.send(hers, title="Titel van Sanne", theme="Schulden")

    page = await petra.send(ours, title="Titel van Petra", costs="Geen")

    assert page.status_code == 409
    assert "Sanne" in page.text
    assert "Titel van Sanne" in page.text
    kept = dict(main_form(page).pairs)
    assert (kept["title"], kept["costs"], kept["theme"]) == ("Titel van Petra", "Geen", "Schulden")
    assert (await agreements.load(REFERENCE)).agreement.content.title == "Titel van Sanne"

    await petra.send(page)
    content = (await agreements.load(REFERENCE)).agreement.content
    assert (content.title, content.theme, content.costs) == ("Titel van Petra", "Schulden", "Geen")


async def test_a_step_on_an_old_page_is_refused(petra: Colleague, henk: Colleague) -> None:
    await in_review()
    page = await henk.open(f"{OLDER}/goedkeuren")
    await henk.send(await henk.open(f"{OLDER}/terugsturen"), reason="Doel onduidelijk")

    sent = await henk.send(page)

    assert sent.status_code == 409
    assert "Doel onduidelijk" in (await petra.open("/beheer")).text


async def test_an_ended_agreement_is_closed_after_every_receiver_confirmed(
    petra: Colleague, henk: Colleague, day: Calendar
) -> None:
    agreement = await in_force()
    day.today = DAY_AFTER
    petra, henk = await again(petra, PETRA), await again(henk, HENK)
    assert "bevestigd" in (await petra.open(OLDER)).text

    for party in ("Gemeente Voorbeeldstad", "Woonstichting De Linde"):
        page = await henk.open(f"{OLDER}/vernietiging?partij={party}")
        answers = {"done_on": "1-1-2028", "method": "destroyed", "confirmed_by_function": "Privacy officer"}
        assert (await henk.send(page, **answers)).status_code == 200
    page = await petra.send(await petra.open(f"{OLDER}/afsluiten"))

    assert "afgesloten" in page.text
    assert (await agreements.load(agreement.reference)).agreement.closed_on == DAY_AFTER


async def again(colleague: Colleague, actor: Actor) -> Colleague:
    """Signs in once more, for the session of years ago has ended."""
    await colleague.sign_in(actor)
    return colleague


async def test_owner_deputy_and_lead_times_are_chosen_by_the_privacy_officer(petra: Colleague) -> None:
    await in_force()

    page = await petra.open(f"{OLDER}/toewijzen")
    page = await petra.send(page, owner_id=HENK.id, deputy_id=SANNE.id, lead_days="30, 365 90")

    stewardship = (await agreements.load("AFS-2025-0001")).agreement.stewardship
    assert (stewardship.owner_id, stewardship.deputy_id, stewardship.lead_days) == (HENK.id, SANNE.id, (365, 90, 30))
    assert "Henk, Wonen" in page.text
    refused = await petra.send(await petra.open(f"{OLDER}/toewijzen"), owner_id="nobody")
    assert refused.status_code == 400


async def test_what_people_type_is_shown_as_text(petra: Colleague) -> None:
    nasty = "<script>alert(1)</script>{{7*7}}"
    await petra.send(await petra.open("/beheer/afspraken/nieuw"), title=nasty, parties__0__name=nasty)

    for path in ("/beheer", "/beheer/afspraken", PAGE, f"{PAGE}/bewerken", f"{PAGE}/indienen"):
        text = (await petra.open(path)).text
        assert "<script" not in text
        assert "{{7*7}}" in text


async def test_beheer_also_speaks_english(petra: Colleague) -> None:
    assert "My work" in (await petra.open("/beheer?taal=en")).text


async def test_an_agreement_that_cannot_exist_is_not_found_on_any_of_its_pages(petra: Colleague) -> None:
    for strange in ("%00", "AFS-9999-9999", "..%2f..%2fetc", "AFS%00-2025-0001"):
        for page in ("", "/verlengen", "/bewerken"):
            assert (await petra.open(f"/beheer/afspraken/{strange}{page}")).status_code == 404


async def test_a_draft_without_department_is_shown_to_no_head_anywhere(petra: Colleague, henk: Colleague) -> None:
    draft = await drafted(department="", title="Zwervende brommers")
    own = await drafted(title="Zorg om huurders")
    seen = {
        path: (await henk.open(path)).text
        for path in ("/beheer", "/beheer/afspraken", "/beheer/afspraken?q=zwervende", "/beheer/berichten")
    }

    assert own.reference in seen["/beheer/afspraken"]
    assert [path for path, text in seen.items() if draft.reference in text or "Zwervende" in text] == []
    for part in ("", "/bewerken", "/indienen"):
        assert (await henk.open(f"/beheer/afspraken/{draft.reference}{part}")).status_code == 404
    assert draft.reference in (await petra.open("/beheer/afspraken?q=zwervende")).text
