"""What a law keeps after the end: from the form to everybody's page, files and the mail when it is over."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import httpx
from litestar import Litestar

from agreements.domain.deadlines.kinds.kept import KEPT
from agreements.services.verify_history import verify_history
from agreements.storage import agreements
from scheduler.sweep import sweep
from tests.acceptance.conftest import BASE_URL, Calendar
from tests.alerts import MailRoom, alerts, owned, send
from tests.colleague import Colleague
from tests.listed import late_on
from tests.office import office_on
from tests.people import CORPORATION, DAY_AFTER, MUNICIPALITY, PETRA
from tests.unit.domain.test_kept_by_law import KEPT_UNTIL, LATER

SAID = {
    "party": CORPORATION,
    "method": "kept_by_law",
    "done_on": DAY_AFTER.strftime("%d-%m-%Y"),
    "confirmed_by_function": "Privacy officer",
    "kept_data": "Besluiten",
    "kept_law": "Archiefwet, artikel 5",
    "kept_until": KEPT_UNTIL.strftime("%d-%m-%Y"),
}


async def filled_in(colleague: Colleague, address: str, **typed: str) -> httpx.Response:
    """The step with this filled in."""
    return await colleague.send(await colleague.open(address), **typed)


async def shut(app: Litestar, day: Calendar) -> tuple[Colleague, str]:
    """Petra records what everybody said, and closes the agreement."""
    reference = (await owned()).reference
    colleague, page = Colleague(app, BASE_URL), f"/beheer/afspraken/{reference}"
    await colleague.come_in(PETRA)
    day.today = DAY_AFTER
    await colleague.sign_in(PETRA)
    refused = await filled_in(colleague, f"{page}/vernietiging", **{**SAID, "kept_law": ""})
    assert "Zeg welke gegevens wettelijk bewaard blijven, welke wet dat is, en tot welke dag." in refused.text
    await filled_in(colleague, f"{page}/vernietiging", **SAID)
    gone = {"party": MUNICIPALITY, "method": "destroyed", "done_on": SAID["done_on"], "confirmed_by_function": "FG"}
    await filled_in(colleague, f"{page}/vernietiging", **gone)
    await filled_in(colleague, f"{page}/afsluiten")
    return colleague, reference


async def test_what_a_law_keeps_is_told_inside_and_to_everyone(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    colleague, reference = await shut(app, day)

    inside = (await colleague.open(f"/beheer/afspraken/{reference}")).text
    assert "Blijft wettelijk bewaard tot 1 januari 2037 (Archiefwet, artikel 5):" in inside
    assert "wettelijk bewaard tot 1 januari 2037" in inside[inside.index('id="geschiedenis"') :]
    public = (await site.get(f"/afspraken/{reference}")).text
    line = (
        f"{CORPORATION}: blijft wettelijk bewaard tot 1 januari 2037 (Archiefwet, artikel 5). Het gaat om: Besluiten."
    )
    assert line in public
    assert "Een deel blijft wettelijk bewaard." in public
    (item,) = json.loads((await site.get("/afspraken.json")).content)["afspraken"]
    assert item["status"] == "afgesloten"
    told = {
        "wijze": "blijft-wettelijk-bewaard",
        "bewaarde_gegevens": "Besluiten",
        "bewaard_door_wet": "Archiefwet, artikel 5",
        "bewaard_tot": "2037-01-01",
    }
    assert told.items() <= item["vernietigingen"][0].items()
    (row,) = csv.DictReader(io.StringIO((await site.get("/afspraken.csv")).text, newline=""))
    assert row["wettelijk_bewaard"] == f"{CORPORATION}: tot 2037-01-01 (Archiefwet, artikel 5)"
    assert (await verify_history()).versions == 1


async def test_the_office_is_told_in_time_though_the_agreement_is_closed(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    await shut(app, day)
    near = KEPT_UNTIL - timedelta(days=30)
    await sweep(office_on(near))
    entries = [one for one in await alerts() if one.deadline_kind == KEPT]
    room = MailRoom()
    await send(room, near)

    assert {one.due_on for one in entries} == {KEPT_UNTIL}
    assert any("30 dagen wettelijk bewaard" in one or "30 days more" in one for one in room.subjects)


async def test_residents_read_that_it_was_kept_too_long_until_it_is_gone(
    app: Litestar, site: httpx.AsyncClient, day: Calendar
) -> None:
    colleague, reference = await shut(app, day)
    assert (await late_on(KEPT_UNTIL))[KEPT] == ()
    (late,) = (await late_on(LATER))[KEPT]
    assert (late.reference, late.since, late.subjects) == (reference, KEPT_UNTIL, (CORPORATION,))
    day.today = LATER
    assert "Niet meer wettelijk bewaard, gegevens nog niet vernietigd" in (await site.get("/")).text

    await colleague.sign_in(PETRA)
    done_on = LATER.strftime("%d-%m-%Y")
    gone = {"party": CORPORATION, "method": "destroyed", "done_on": done_on, "confirmed_by_function": "FG"}
    await filled_in(colleague, f"/beheer/afspraken/{reference}/vernietiging", **gone)
    assert len((await agreements.load(reference)).agreement.destructions) == 3
    assert "Niet meer wettelijk bewaard" not in (await site.get("/")).text
    assert "Een deel blijft wettelijk bewaard." not in (await site.get(f"/afspraken/{reference}")).text
