"""What goes on inside changes nothing outside, and no page can ask for it: the database refuses."""

from __future__ import annotations

import re
from dataclasses import is_dataclass, replace
from typing import Any

import httpx
import pytest
from litestar import Litestar, Response
from litestar.params import FromPath
from litestar.routes import HTTPRoute

from agreements.domain.agreement import Agreement
from agreements.domain.content import Content
from agreements.http.of_this_register import InTheOffice
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest
from agreements.services.amend import amend
from agreements.services.submit import submit
from agreements.storage.database.transaction import execute, fetch, unit_of_work
from agreements.storage.public_memory.tables import PUBLIC_TABLES
from agreements.storage.tables import TABLES, Account
from agreements.storage.trail import audit
from agreements.web.routes import public_handlers
from tests.acceptance.test_public_site import everything, same_for_all
from tests.crowd import multiply
from tests.diwoo import UTRECHT
from tests.not_public import check_same_but_the_count
from tests.office import drafted, in_force, in_review, office_on
from tests.people import ARREARS, CORPORATION, PETRA, TODAY, WOO, complete_content

PRIVATE = "Geheimpje"
HIDDEN = 500
OTHER = "Zorg"
"""A department with a head, of which nothing is public."""
NAMES = [str(table._meta.tablename) for table in TABLES]


@page_route("/verklapt/{table:str}")
async def telltale(request: SiteRequest, table: FromPath[str]) -> Response[str]:
    """A page that somebody adds and that nobody looked at."""
    return Response(str(await fetch(f"SELECT * FROM {table}", {})))


@page_route("/verklapt-wie")
async def telltale_of_accounts(request: SiteRequest) -> Response[str]:
    """The same, asked by way of the list of tables."""
    return Response(str(await Account.select(Account.email)))


@page_route("/verandert")
async def meddler(request: SiteRequest) -> Response[str]:
    """A page that changes something."""
    return Response(str(await execute("DELETE FROM public_row", {})))


@page_route("/kantoor", middleware=[InTheOffice()])
async def of_the_office(request: SiteRequest) -> Response[str]:
    """One that says that it is not for everybody."""
    return Response(str(await Account.select(Account.email)))


@pytest.fixture
def settings_of_the_site() -> dict[str, object]:
    """The municipality has said who it is, so that there is a Woo-index too."""
    return {"organisation_id": UTRECHT}


@pytest.fixture
def with_telltales(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody added pages to those that anyone may open."""
    added = [telltale, telltale_of_accounts, meddler, of_the_office]
    monkeypatch.setattr("agreements.app.public_handlers", lambda: [*public_handlers(), *added])


@pytest.fixture
def app(request: pytest.FixtureRequest, app: Litestar) -> Litestar:
    """The application, made after what is added to it."""
    return app


async def test_a_public_page_that_asks_for_what_is_private_is_refused_by_the_database(
    with_telltales: None, site: httpx.AsyncClient
) -> None:
    await in_force()
    answers = {name: await site.get(f"/verklapt/{name}") for name in NAMES}
    assert {name for name, answer in answers.items() if answer.status_code == 200} == set(PUBLIC_TABLES)
    refused = [answer for name, answer in answers.items() if name not in PUBLIC_TABLES]
    refused.append(await site.get("/verklapt-wie"))
    assert {answer.status_code for answer in refused} == {500}
    assert not any("@" in answer.text for answer in refused)
    assert "henk@" in (await site.get("/kantoor")).text
    assert (await site.get("/verandert")).status_code >= 500
    assert await fetch("SELECT count(*) AS n FROM public_row", {}) == [{"n": 1}]


def said(answer: httpx.Response) -> dict[str, str]:
    """The headers, but for the length: a file that is sent while it is made does not tell it beforehand."""
    return {name: value for name, value in same_for_all(answer).items() if name != "content-length"}


SEEN = {
    "partners": CORPORATION,
    "themas": "Schulden",
    "gegevens": ARREARS.name,
    "betrokkenen": "Huurders met een huurschuld",
    "wetten": "Wet gemeentelijke schuldhulpverlening",
}
"""What the agreement has, by the page that shows each: those of its values have a page of their own."""


FORMS = {"/afspraken/{reference:str}/vraag", "/abonneren", "/abonneren/{token:str}/stop"}
"""Each has a token of its own, so no two are the same: see test_desk and test_subscriptions."""
OF_A_YEAR = {
    "/jaarverslag/{name:str}": f"/jaarverslag/{TODAY.year}",
    "/jaarverslag/{number:int}/{slug:str}": f"/jaarverslag/{TODAY.year}/nieuw",
}


def walked(app: Litestar, reference: str) -> set[str]:
    """An address of every route that reads as the public."""
    handlers = [
        (route.path, handler)
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for method, (handler, _) in route.route_handler_map.items()
        if method == "GET" and not route.path.startswith(("/beheer", "/health"))
    ]
    public = {path for path, one in handlers if not any(isinstance(x, InTheOffice) for x in one.resolve_middleware())}
    public -= FORMS
    public = {OF_A_YEAR.get(path, path) for path in public}
    values = {"reference": reference, "number": "1", "edition": "1", "name": "register.css", **SEEN}
    by_path = (re.sub(r"(?<=/)(\w+)/\{value:str\}", r"\1/{\1:str}", path) for path in public)
    return {re.sub(r"\{(\w+):\w+\}", lambda found: values[found[1]], path) for path in by_path}


ASKED = (
    f"/?q={PRIVATE}",
    f"/?q={PRIVATE[:-1]}x",
    f"/?thema={PRIVATE}",
    f"/?afdeling={PRIVATE}",
    f"/?afdeling={OTHER}",
    f"/afspraken.json?q={PRIVATE}",
    f"/afspraken.csv?peildatum={TODAY}",
    f"/agenda.ics?afdeling={PRIVATE}",
    f"/afspraken.xlsx?q={PRIVATE}",
    f"/afspraken.ods?peildatum={TODAY}",
)


def told(thing: Any, *, whole: bool) -> Any:
    """With the mark in every text of people, public or not; `whole`: also in those that were empty."""
    if isinstance(thing, tuple):
        return tuple(told(one, whole=whole) for one in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{name: told(getattr(thing, name), whole=whole) for name in thing.__dataclass_fields__})
    return f"{thing} {PRIVATE}".strip() if type(thing) is str and (thing or whole) else thing


def secret(number: int, *, whole: bool = False, **more: Any) -> dict[str, Any]:
    """Everything about an agreement, with the mark everywhere and a number of its own."""
    content: Content = told(complete_content(internal_notes=PRIVATE), whole=whole)
    said = {name: getattr(content, name) for name in Content.__dataclass_fields__}
    return said | {"title": f"{PRIVATE} {number}", **more}


async def hidden(agreement: Agreement) -> None:
    """Hundreds of drafts, some before approval, and a change of what everybody can read."""
    first = await drafted(**secret(0, whole=True))
    await multiply(first.reference, HIDDEN, "AFS-2026-9")
    for number in range(10):
        await drafted(**secret(number, whole=True))
        await in_review(**secret(number, department=OTHER))
    content = replace(told(agreement.content, whole=False), department=OTHER)
    proposed = await amend(office_on(TODAY), PETRA, agreement.reference, agreement.revision, content)
    await submit(office_on(TODAY), PETRA, agreement.reference, proposed.revision, "Een andere wijk")


async def test_hundreds_of_drafts_and_confidential_agreements_change_no_public_byte(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    agreement = await in_force()
    async with unit_of_work():
        await audit.publish_head(TODAY, office_on(TODAY).now)
    addresses = sorted({*walked(app, agreement.reference), *everything(agreement.reference), *ASKED})
    before = {address: await site.get(address) for address in addresses}
    missing = {address for address, answer in before.items() if answer.status_code != 200}
    assert missing == {f"/afspraken/{agreement.reference}/voornemen"}

    await hidden(agreement)
    for address, old in before.items():
        new = await site.get(address)
        assert (new.status_code, new.content) == (old.status_code, old.content), address
        assert said(new) == said(old), address

    for number in range(3):
        not_public: dict[str, Any] = {"is_public": False, "not_public_ground": WOO, "not_public_reason": PRIVATE}
        await in_force(**secret(number, department=OTHER, **not_public))
    for address, old in before.items():
        check_same_but_the_count(await site.get(address), old)
