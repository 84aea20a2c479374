"""Petra keeps the situations of residents in beheer, and residents see it at once."""

from __future__ import annotations

from html import unescape

import httpx
from litestar import Litestar

from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague, forms_on
from tests.office import in_force
from tests.people import BRAM, PETRA

PAGE, PUBLIC = "/beheer/situaties", "/gaat-dit-over-mij"
TYPED = {"dutch": "Ik vis & vaar", "english": "I fish", "groups": "visser\r\n\r\nschipper\r\n", "themes": ""}


async def test_petra_adds_a_situation_that_finds_agreements_and_stops_it(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    await in_force(title="Ligplaatsen", data_subjects=("Schippers in de haven",))
    petra = Colleague(app, BASE_URL)
    await petra.come_in(PETRA)
    known = await site.get(PUBLIC)

    form = await petra.open(f"{PAGE}/nieuw")
    empty = await petra.send(form, **(TYPED | {"groups": ""}))
    assert empty.status_code == 400
    assert "Noem een groep mensen of een thema" in empty.text
    assert "Ik vis & vaar" in unescape(empty.text)
    stored = await petra.send(form, **TYPED)
    assert "Bewaard. Inwoners zien het meteen." in stored.text

    shown = await site.get(PUBLIC, headers={"If-None-Match": known.headers["ETag"]})
    assert "Ik vis &amp; vaar" in shown.text
    assert "I fish" in (await site.get(f"{PUBLIC}?taal=en")).text
    assert "Ligplaatsen" in (await site.get(f"{PUBLIC}?situatie=vis-vaar")).text

    again = await petra.send(form, **TYPED)
    assert again.status_code == 409, "somebody else may have changed the list meanwhile"
    pairs = {("situatie", "vis-vaar"), ("stap", "stoppen")}
    stopping = next(one for one in forms_on(stored) if pairs <= set(one.pairs))
    stopped = await petra.post(stopping.action, stopping.pairs)
    assert "gestopt: inwoners zien deze niet" in stopped.text
    assert "Ik vis" not in (await site.get(PUBLIC)).text
    assert (await site.get(f"{PUBLIC}?situatie=vis-vaar")).status_code == 400
    assert (await petra.open(f"{PAGE}/onzin")).status_code == 404


async def test_others_do_not_see_the_page(app: Litestar, site: httpx.AsyncClient) -> None:
    bram = Colleague(app, BASE_URL)
    await bram.come_in(BRAM)

    assert (await bram.open(PAGE)).status_code in (403, 404)
    assert PAGE not in (await bram.open("/beheer")).text
