"""Old agreements made visible: sixty real records are reported, approved and public with what they lack."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from html import unescape
from pathlib import Path

import httpx
import pytest
from litestar import Litestar

from agreements.domain.reporting import shown_lacks
from agreements.services.import_agreements import import_file
from agreements.storage import search
from agreements.texts import Texts
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague
from tests.office import TODAY_OFFICE, drafted
from tests.people import HENK, PETRA, TODAY

SIXTY = Path(__file__).parents[1] / "data" / "convenanten.json"


@pytest.fixture
async def petra(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(PETRA)
    return colleague


@pytest.fixture
async def henk(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(HENK)
    return colleague


def boxes(page: httpx.Response) -> list[str]:
    """What can be ticked, in the order of the page."""
    return re.findall(r'name="afspraak" value="([^"]+)"', page.text)


async def ticked(who: Colleague, path: str, chosen: list[str], *typed: tuple[str, str]) -> httpx.Response:
    """Tick some boxes and send the form."""
    token = re.search(r'name="_csrf" value="([^"]+)"', (await who.open("/beheer/melden")).text)
    assert token
    return await who.post(path, [("_csrf", token[1]), *typed, *(("afspraak", one) for one in chosen)])


async def test_the_sixty_real_records_become_public_with_what_they_lack(
    petra: Colleague, henk: Colleague, site: httpx.AsyncClient
) -> None:
    await import_file(TODAY_OFFICE, PETRA, "convenanten.json", SIXTY.read_bytes(), apply=True)
    drafts = boxes(await petra.open("/beheer/melden"))
    assert len(drafts) == 60

    reported = await ticked(petra, "/beheer/melden", drafts, ("afdeling", HENK.department))
    assert "Gemeld." in reported.text
    waiting = boxes(await henk.open("/beheer/melden"))
    assert len(waiting) == 60
    approved = await ticked(henk, "/beheer/melden/goedkeuren", waiting)
    assert "Goedgekeurd." in approved.text

    records = await search.all_records()
    assert len([one for one in records if one.agreement.in_force]) == 60
    texts = Texts("nl")
    for record in records:
        page = unescape((await site.get(f"/afspraken/{record.agreement.reference}")).text)
        lacks = shown_lacks(record.agreement.content)
        assert lacks
        assert "voldoet nog niet" in page
        assert all(texts(lack.sentence, party=lack.subject) in page for lack in lacks)
    overview = await site.get("/?voldoet=nog-niet")
    assert "60 afspraken" in unescape(overview.text)
    rows = list(csv.DictReader(io.StringIO((await site.get("/afspraken.csv")).text)))
    counted = {row["kenmerk"]: int(row["ontbreekt"]) for row in rows}
    assert counted == {one.agreement.reference: len(shown_lacks(one.agreement.content)) for one in records}


async def test_who_reports_does_not_approve_and_each_refusal_is_told_by_itself(
    petra: Colleague, henk: Colleague
) -> None:
    await drafted(TODAY, title="Van onder de regel")
    await drafted(TODAY, title="Oud", starts_on=date(2019, 1, 1), ends_on=None, review_dates=(), summary="", purpose="")

    page = await ticked(petra, "/beheer/melden", boxes(await petra.open("/beheer/melden")))

    assert page.status_code == 400
    assert "1 afspraak is geweigerd" in page.text
    waiting = boxes(await henk.open("/beheer/melden"))
    assert len(waiting) == 1
    again = await ticked(petra, "/beheer/melden/goedkeuren", waiting)
    assert again.status_code in {400, 403}
    approved = await ticked(henk, "/beheer/melden/goedkeuren", waiting)
    assert "Goedgekeurd." in approved.text


async def test_those_that_lack_least_come_first(petra: Colleague) -> None:
    bare = await drafted(title="Bijna niets bekend", summary="", purpose="", necessity="", destruction="")
    whole = await drafted(title="Bijna heel", summary="")

    page = await petra.open("/beheer/melden")
    assert "notice--success" not in page.text
    assert [box.partition(":")[0] for box in boxes(page)] == [
        whole.reference,
        bare.reference,
    ]


async def test_no_more_than_a_hundred_go_at_once_and_at_least_one(petra: Colleague) -> None:
    many = await ticked(petra, "/beheer/melden", [f"GLO-2025-{n:04d}:1" for n in range(101)])
    none = await ticked(petra, "/beheer/melden", [])
    strange = await ticked(petra, "/beheer/melden", ["x", "GLO-2025-0001:²", ":"])

    assert (many.status_code, none.status_code, strange.status_code) == (400, 400, 400)
    assert "hoogstens 100" in many.text
    assert "minstens één" in none.text
