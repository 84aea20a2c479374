"""What a new user sees in the sample register: whatever can become of an agreement is there, and shown truthfully."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator
from html import unescape

import httpx
import pytest
from litestar import Litestar

from agreements.domain.reporting import shown_lacks
from agreements.sample.load import load_sample
from agreements.storage import agreements
from agreements.texts import Texts
from tests.acceptance.conftest import BASE_URL, running
from tests.office import TODAY_OFFICE
from tests.old_registers import by_title
from tests.transport import transport_to

REPORTED, WITHDRAWN = "Convenant buurtbemiddeling", "Afspraken over controles op illegaal gokken"
JOINED, WITH_MEMBERS = "Convenant aanpak ernstige woonoverlast", "Protocol collectieve horecaontzegging binnenstad"
WHY = "Zaken konden uit de afspraak opmaken wanneer de controles waren. Dat schaadde het toezicht."


@pytest.fixture
async def visitor(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """A resident in front of the sample register."""
    transport = transport_to(app, raise_app_exceptions=False)
    async with running(app), httpx.AsyncClient(transport=transport, base_url=BASE_URL) as client:
        await load_sample(TODAY_OFFICE)
        yield client


async def shown(visitor: httpx.AsyncClient, address: str) -> str:
    answer = await visitor.get(address)
    assert answer.status_code == 200
    return unescape(answer.text)


async def test_residents_see_the_reported_the_withdrawn_the_hidden_and_the_joining(visitor: httpx.AsyncClient) -> None:
    references = await by_title()
    reported, withdrawn = references[REPORTED], references[WITHDRAWN]
    (record,) = [one for one in await agreements.all_records() if one.agreement.reference == reported]
    lacks, texts = shown_lacks(record.agreement.content), Texts("nl")
    overview, file = await shown(visitor, "/?pagina=2"), json.loads((await visitor.get("/afspraken.json")).content)
    rows = {row["kenmerk"]: row for row in csv.DictReader(io.StringIO((await visitor.get("/afspraken.csv")).text))}

    page = await shown(visitor, f"/afspraken/{reported}")
    assert "voldoet nog niet" in page
    assert "onbepaalde tijd" in page
    assert all(texts(lack.sentence, party=lack.subject) in page for lack in lacks)
    assert "1 afspraak" in await shown(visitor, "/?voldoet=nog-niet&status=geldig&q=buurtbemiddeling")
    (item,) = [one for one in file["afspraken"] if one["kenmerk"] == reported]
    assert int(rows[reported]["ontbreekt"]) == len(item["ontbreekt"]) == len(lacks) > 20

    gone = await shown(visitor, f"/afspraken/{withdrawn}")
    (line,) = file["niet_meer_openbaar"]
    assert all(WHY in text for text in (overview, gone, json.dumps(line), rows[withdrawn]["niet_openbaar_grond"]))
    assert not any(WITHDRAWN in text for text in (overview, gone, json.dumps(file)))
    assert (line["kenmerk"], rows[withdrawn]["titel"]) == (withdrawn, "")

    assert "Niet openbaar: 2 afspraken." in overview
    assert [one["aantal"] for one in file["niet_openbaar"]] == [1, 1]

    assert "Doet mee vanaf" in await shown(visitor, f"/afspraken/{references[JOINED]}")
    members = await shown(visitor, f"/afspraken/{references[WITH_MEMBERS]}")
    assert "Vereniging Horeca Binnenstad Meerdam · Danszaal Havenlicht · doet mee vanaf 1 december 2025" in members
    assert "Vereniging Horeca Binnenstad Meerdam · Bar Aan de Sluis · deed mee tot en met 1 mei 2026" in members
