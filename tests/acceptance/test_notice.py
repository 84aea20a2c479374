"""A local paper gets a ready text: what is new, changed and ended in a period, what to react to, where to ask."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import httpx
import pytest

from agreements.services.publish_plan import publish_plan
from agreements.services.terminate import terminate
from agreements.web.council import notice
from tests.acceptance.test_withheld import changed
from tests.office import in_force, in_review, office_on
from tests.people import HENK, TODAY

PERIOD = "van=2026-10-01&tot=2026-11-23"


async def test_the_notice_names_what_happened_in_its_days_and_nothing_else(site: httpx.AsyncClient) -> None:
    await in_force(title="Van vorig jaar")
    await changed(await in_force(title="Gewijzigd <deze maand>"), summary="Korter")
    await in_force(day=date(2026, 10, 1), title="Nieuw")
    ended = await in_force(day=date(2026, 2, 1), title="Voorbij")
    yesterday = TODAY - timedelta(days=1)
    await terminate(office_on(yesterday), HENK, ended.reference, ended.revision, yesterday, "Klaar")
    waiting = await in_review(day=TODAY, title="Nog te bespreken", starts_on=date(2026, 12, 28))
    plan = await publish_plan(office_on(TODAY), HENK, waiting.reference, waiting.revision)

    text = (await site.get(f"/bekendmaking.txt?{PERIOD}")).text

    heads = re.findall(r"^(.+)\n-+$", text, re.MULTILINE)
    assert heads[:3] == ["1 nieuwe afspraak", "1 afspraak is gewijzigd", "1 afspraak is afgelopen"]
    assert heads[3:] == ["Hierop kunt u reageren", "Meer lezen en vragen"]
    parts = dict(zip(heads, re.split(r"^.+\n-+$", text, flags=re.MULTILINE)[1:], strict=True))
    assert "Nieuw" in parts[heads[0]]
    assert "Gewijzigd <deze maand>" in parts[heads[1]]
    assert "Voorbij" in parts[heads[2]]
    assert f"/afspraken/{plan.reference}/voornemen" in parts[heads[3]]
    assert "Van vorig jaar" not in text
    assert max(len(line) for line in text.splitlines() if "://" not in line) <= 76


async def test_page_and_files_say_the_same(site: httpx.AsyncClient) -> None:
    await in_force(day=date(2026, 10, 1), title="Nieuw & <vers>")

    page = (await site.get(f"/bekendmaking?{PERIOD}")).text
    files = {name: await site.get(f"/bekendmaking.{name}?{PERIOD}") for name in notice.FORMS}

    shown = re.search(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)
    assert shown is not None
    assert html.unescape(shown[1]) == files["txt"].text
    assert {name: answer.status_code for name, answer in files.items()} == dict.fromkeys(notice.FORMS, 200)
    assert files["pdf"].content.startswith(b"%PDF")
    assert "bekendmaking-2026-10-01-2026-11-23.odt" in files["odt"].headers["content-disposition"]
    english = (await site.get(f"/bekendmaking.txt?{PERIOD}&taal=en")).text
    assert "1 new agreement" in english


async def test_without_days_it_is_about_the_month_before_this_one(site: httpx.AsyncClient) -> None:
    text = (await site.get("/bekendmaking.txt")).text

    assert "1 oktober 2026 tot en met 31 oktober 2026" in text
    assert "In deze tijd veranderde er niets." in text


@pytest.mark.parametrize(
    "query", ["van=2026-11-02&tot=2026-11-01", "tot=2026-11-24", "van=2024-01-01", "van=morgen", "van=2026-13-01&x=1"]
)
async def test_impossible_days_are_refused_with_a_sentence(site: httpx.AsyncClient, query: str) -> None:
    assert (await site.get(f"/bekendmaking?{query}")).status_code == 400
