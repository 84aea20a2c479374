"""A renewed agreement and the one that follows it, as residents see them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta

import httpx
from litestar import Litestar

from agreements.services.renew import renew
from tests.acceptance.conftest import BASE_URL, Calendar
from tests.colleague import Colleague
from tests.ends import DECIDED, LAST, base, completed, renewed
from tests.office import office_on
from tests.people import ADDRESS, ARREARS, CORPORATION, HENK, MUNICIPALITY, PETRA


async def test_what_goes_on_under_the_successor_is_told_in_page_files_and_beheer(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    old, successor = await renewed()
    day.today = LAST + timedelta(days=1)

    page = (await site.get(f"/afspraken/{old.reference}")).text
    assert "Het delen loopt door onder de afspraak die volgt." in page
    assert f'loopt door onder <a href="/afspraken/{successor.reference}">' in page
    assert "nog niet vernietigd" not in page
    items = {one["kenmerk"]: one for one in (await site.get("/afspraken.json")).json()["afspraken"]}
    assert items[old.reference]["loopt_door"] == [
        {"partij": MUNICIPALITY, "gegevens": [ARREARS.name, ADDRESS.name]},
        {"partij": CORPORATION, "gegevens": [ARREARS.name]},
    ]
    assert items[old.reference]["nog_niet_vernietigd_bij"] == []
    rows = {row["kenmerk"]: row for row in csv.DictReader(io.StringIO((await site.get("/afspraken.csv")).text))}
    assert rows[old.reference]["loopt_door_onder_opvolger"].startswith(f"{MUNICIPALITY}: {ARREARS.name}")

    petra = Colleague(app, BASE_URL)
    await petra.come_in(PETRA)
    inside = await petra.open(f"/beheer/afspraken/{old.reference}")
    assert f'loopt door onder <a href="/beheer/afspraken/{successor.reference}">' in inside.text
    assert "nog niet bevestigd" not in inside.text
    await petra.send(await petra.open(f"/beheer/afspraken/{old.reference}/afsluiten"))
    closed = (await site.get(f"/afspraken/{old.reference}")).text
    assert "Of de partij gaat ermee door onder de afspraak die volgt" in closed


async def test_what_the_successor_leaves_out_is_named(site: httpx.AsyncClient, day: Calendar) -> None:
    old = await base()
    _, draft = await renew(office_on(DECIDED), HENK, old.reference, old.revision)
    flows = tuple(replace(flow, data=(ARREARS.name,)) for flow in old.content.flows)
    await completed(draft.reference, flows=flows, data=(ARREARS,))
    day.today = LAST + timedelta(days=1)

    page = (await site.get(f"/afspraken/{old.reference}")).text
    assert f"Bij {MUNICIPALITY} gaat het alleen nog om: {ADDRESS.name}." in page
    (item,) = [o for o in (await site.get("/afspraken.json")).json()["afspraken"] if o["kenmerk"] == old.reference]
    assert item["nog_te_vernietigen"] == [{"partij": MUNICIPALITY, "gegevens": [ADDRESS.name]}]
    before = (await site.get(f"/afspraken/{old.reference}?peildatum={DECIDED - timedelta(days=1)}")).text
    assert draft.reference not in before
