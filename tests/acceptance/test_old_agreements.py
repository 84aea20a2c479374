"""Old agreements made visible: sixty real records are reported, approved and public with what they lack."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar

from admin_ui.work import report_list
from agreements.domain.agreement import Agreement
from agreements.domain.content import Party, StatedWords
from agreements.domain.reporting import points_lacking, shown_lacks
from agreements.domain.term import TermPolicy
from agreements.domain.vocabulary import PartyKind
from agreements.services.imports.command import import_file
from agreements.storage import agreements
from agreements.storage.database.transaction import execute
from agreements.texts import Texts
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague
from tests.crowd import multiply
from tests.office import TODAY_OFFICE, drafted, in_force
from tests.people import HENK, PETRA, TODAY

OLD: dict[str, Any] = {"starts_on": date(2020, 1, 1), "ends_on": None, "review_dates": ()}
BARE: dict[str, Any] = {**OLD, "summary": "", "purpose": "", "necessity": "", "costs": "", "data": (), "flows": ()}
LONE = (Party(name="Gemeente Voorbeeldstad", kind=PartyKind.MUNICIPALITY), Party(name="Stichting Elders"))
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

    records = await agreements.all_records()
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


async def test_the_list_and_the_page_of_an_agreement_count_the_same_points(petra: Colleague) -> None:
    draft = await drafted(summary="Bel 06-12345678", purpose="")

    page = await petra.open(f"/beheer/afspraken/{draft.reference}")
    assert "Er ontbreken nog 2 punten" in page.text
    assert 'data-label="Ontbreekt">2</td>' in (await petra.open("/beheer/melden")).text


async def test_nearest_to_whole_comes_first_over_all_of_them(petra: Colleague) -> None:
    bare = await drafted(title="Bijna niets bekend", summary="", purpose="", necessity="")
    await multiply(bare.reference, 520, prefix="AAA")
    whole = await drafted(title="Bijna heel", summary="")
    await execute("UPDATE agreement SET reference = 'ZZZ-1' WHERE reference = :it", {"it": whole.reference})

    page = await petra.open("/beheer/melden")
    assert boxes(page)[0].startswith("ZZZ-1:")
    assert len(boxes(page)) == 100
    assert "U ziet de eerste 100 van 522." in unescape(page.text)


async def test_the_reader_is_told_how_many_were_looked_at(petra: Colleague, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("Wijk 1", "Wijk 2", "Wijk 3"):
        await drafted(title=place)
    monkeypatch.setattr(report_list, "MOST_COUNTED", 2)

    page = unescape((await petra.open("/beheer/melden")).text)
    assert len(re.findall('name="afspraak"', page)) == 2
    assert "Van deze 3 zijn de eerste 2 op kenmerk bekeken." in page


async def test_only_what_is_reported_stands_among_the_reported(petra: Colleague, site: httpx.AsyncClient) -> None:
    old: dict[str, Any] = {
        "starts_on": date(2020, 1, 1),
        "ends_on": date(2026, 11, 1),
        "review_dates": (date(2026, 10, 1),),
    }
    await in_force(is_transitional=True, stated=StatedWords(term="onbepaalde tijd"), **old)

    assert "Vroeg eropaf" not in (await petra.open("/beheer/melden")).text
    page = unescape((await site.get("/afspraken/AFS-2025-0001")).text)
    assert "Er ontbreekt 1 punt." in page
    assert "looptijd van één tot drie jaar" in page
    assert "Overgangsafspraak: 1 punt ontbreekt" in unescape((await site.get("/?voldoet=nog-niet")).text)
    (row,) = csv.DictReader(io.StringIO((await site.get("/afspraken.csv?voldoet=nog-niet")).text))
    assert row["ontbreekt"] == "1"


async def test_a_short_list_of_what_lacks_is_open_and_a_long_one_says_how_long_it_is(
    petra: Colleague, henk: Colleague, site: httpx.AsyncClient
) -> None:
    short = await drafted(TODAY, summary="", **OLD)
    long = await drafted(TODAY, title="Uit de la", parties=LONE, **BARE)
    await ticked(petra, "/beheer/melden", boxes(await petra.open("/beheer/melden")))
    await ticked(henk, "/beheer/melden/goedkeuren", boxes(await henk.open("/beheer/melden")))

    pages = [(await site.get(f"/afspraken/{one.reference}")).text for one in (short, long)]
    inside = [(await henk.open(f"/beheer/afspraken/{one.reference}")).text for one in (short, long)]
    assert ["<details open>" in page for page in (*pages, *inside)] == [True, False, True, False]
    numbers = [len(shown_lacks((await agreements.load(one.reference)).agreement.content)) for one in (short, long)]
    assert numbers[0] <= 10 < numbers[1]
    for page, number in zip(pages, numbers, strict=True):
        assert f"Wat ontbreekt er? ({number})" in page


async def test_the_form_says_at_the_field_that_it_is_one_of_both(petra: Colleague) -> None:
    draft = await drafted()
    form = await petra.open(f"/beheer/afspraken/{draft.reference}/bewerken")

    refused = await petra.send(form, is_transitional="ja", is_reported="ja")
    assert refused.status_code == 400
    assert 'href="#is_reported"' in refused.text
    assert "Kies één van beide" in refused.text


async def test_points_are_counted_once_of_each_agreement_in_the_list(
    petra: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = list[str]()

    def count(agreement: Agreement, policy: TermPolicy, today: date) -> int:
        counted.append(agreement.reference)
        return points_lacking(agreement, policy, today)

    monkeypatch.setattr(report_list, "points_lacking", count)
    draft = await drafted()
    for more in (0, 50, 250):
        if more:
            await multiply(draft.reference, more, prefix=f"AAA-{more}")
        counted.clear()
        assert (await petra.open("/beheer/melden")).status_code == 200
        assert len(counted) == len(set(counted))
    assert len(counted) == 301
