"""Choosing how one is told: the page, what it keeps, and what it refuses."""

from __future__ import annotations

import pytest
from litestar import Litestar

from agreements.domain.digest import Rhythm
from agreements.storage.people import accounts
from agreements.storage.trail import audit
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague
from tests.people import HENK

pytestmark = pytest.mark.usefixtures("staffed")

PAGE = "/beheer/voorkeuren"


@pytest.fixture
async def henk(app: Litestar) -> Colleague:
    """Henk, signed in."""
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(HENK)
    return colleague


async def test_henk_chooses_the_weekly_overview_in_english_and_reads_the_page_in_english(henk: Colleague) -> None:
    answer = await henk.send(await henk.open(PAGE), rhythm="weekly", language="en")
    account = await accounts.by_id(HENK.id)

    assert account
    assert (account.rhythm, account.language) == (Rhythm.WEEKLY, "en")
    assert "Your choice is saved." in answer.text
    assert (await audit.events_about(f"user:{HENK.id}"))[-1].action == "choose_mail"


async def test_the_page_shows_what_was_chosen(henk: Colleague) -> None:
    await henk.send(await henk.open(PAGE), rhythm="weekly", language="nl")
    text = (await henk.open(PAGE)).text

    assert 'value="weekly" selected' in text
    assert "Uw keuze is opgeslagen." not in text


@pytest.mark.parametrize("typed", [{"rhythm": "daily"}, {"rhythm": ""}, {"language": "fy"}])
async def test_what_is_not_on_the_list_is_refused_and_changes_nothing(henk: Colleague, typed: dict[str, str]) -> None:
    answer = await henk.send(await henk.open(PAGE), **typed)
    account = await accounts.by_id(HENK.id)

    assert answer.status_code == 400
    assert "Kies een van de mogelijkheden uit de lijst." in answer.text
    assert account
    assert (account.rhythm, account.language) == (Rhythm.AT_ONCE, "nl")
