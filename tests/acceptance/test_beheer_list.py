"""The pages where work starts: the list of beheer, what it is asked by an address, and what is drawn around it."""

from __future__ import annotations

import re
from html import unescape

import httpx
import pytest
from litestar import Litestar

from agreements.domain.term import ONE_DAY
from tests.acceptance.conftest import BASE_URL, Calendar
from tests.colleague import Colleague
from tests.crowd import multiply
from tests.office import in_force
from tests.people import PETRA, REVIEW_ON, complete_content


@pytest.fixture
async def petra(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(PETRA)
    return colleague


async def test_the_list_finds_by_words_status_and_department(petra: Colleague) -> None:
    await in_force()
    await in_force(title="Zorg en veiligheid", department="Zorg")

    assert titles(await petra.open("/beheer/afspraken?q=zorg+veiligheid")) == ["Zorg en veiligheid"]
    assert titles(await petra.open("/beheer/afspraken?afdeling=Wonen")) == [complete_content().title]
    assert titles(await petra.open("/beheer/afspraken?status=concept")) == []
    assert len(titles(await petra.open("/beheer/afspraken?status=geldig"))) == 2
    assert titles(await petra.open("/beheer/afspraken?mijn=ja")) == []
    assert (await petra.open("/beheer/afspraken?pagina=2")).status_code == 404


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        *((f"pagina={bad}", "1, 2, 3") for bad in ("0", "-1", "9" * 40, "x", "²")),
        ("status=bestaat-niet", "concept, ter-accordering"),
        ("status=geldig&status=verlopen", "maar één keer"),
        ("afdeling=%00", "teken"),
        ("q=a%07b", "teken"),
        (f"q={'a' * 101}", "te lang"),
        ("mijn=nee", "ja"),
        ("nonsens=1", "q, status, afdeling"),
        ("taal=fr", "nl, en"),
    ],
)
async def test_what_the_list_cannot_be_asked_is_answered_as_on_the_public_site(
    petra: Colleague, asked: str, told: str
) -> None:
    answer = await petra.open(f"/beheer/afspraken?{asked}")

    assert answer.status_code == 400
    assert told in unescape(answer.text)


def titles(page: httpx.Response) -> list[str]:
    return [part.split("<", 1)[0].split(">", 1)[1] for part in page.text.split('class="table__title"')[1:]]


def offered(page: httpx.Response) -> list[str]:
    """The pages that can be gone to, as people see them, and the one that is shown."""
    pager = page.text.split('class="pagination"')[1].split("</ul>")[0]
    return [re.sub(r"<[^>]*>|\s|Page", "", item) for item in re.findall(r"<li>(.*?)</li>", pager, re.S)]


async def test_of_many_pages_the_first_the_last_and_those_around_are_offered(petra: Colleague) -> None:
    await multiply((await in_force()).reference, 999)

    first = await petra.open("/beheer/afspraken?q=eropaf&taal=en")
    tenth = await petra.open("/beheer/afspraken?q=eropaf&pagina=10&taal=en")

    assert offered(first) == ["1", "2", "…", "20"]
    assert offered(tenth) == ["1", "…", "9", "10", "11", "…", "20"]
    assert 'aria-current="page"><span class="visually-hidden">Page </span>10</a>' in tenth.text
    assert "?q=eropaf&pagina=20&taal=en" in unescape(tenth.text)


async def test_who_is_signed_in_is_not_asked_to_sign_in(petra: Colleague, site: httpx.AsyncClient) -> None:
    door = "Inloggen (medewerkers)"

    assert [door in (await petra.open(path)).text for path in ("/beheer", "/beheer/afspraken")] == [False, False]
    assert [door in (await site.get(path)).text for path in ("/", "/beheer/inloggen")] == [True, True]


async def test_a_day_and_how_long_it_takes_until_then_do_not_run_together(petra: Colleague, day: Calendar) -> None:
    await in_force()
    day.today = REVIEW_ON + ONE_DAY
    await petra.sign_in(PETRA)

    text = re.sub(r"<[^>]*>", "", (await petra.open("/beheer?taal=en")).text)

    assert f"{REVIEW_ON:%Y}, 1 day late" in text
