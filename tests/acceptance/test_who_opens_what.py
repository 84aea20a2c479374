"""The matrix of people and pages: each address of beheer, asked of the routes, opened by everyone who has an account.

A page of beheer is a module `…_pages` with its template: an artificial one is served, guarded, in the menu and in the
matrix, without another line of the product.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute

import agreements.app
from admin_ui import jobs
from admin_ui.agreement.steps import BY_SLUG
from admin_ui.shell.guards import NEEDS, OPEN, SAFE_METHODS
from admin_ui.shell.menu import MENU
from agreements.domain.roles import Action, Actor, may
from agreements.domain.situations import SHIPPED
from agreements.domain.viewing import viewing_of
from agreements.domain.vocabulary import Role
from agreements.services.imports.command import import_file
from agreements.storage.database.transaction import fetch
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague
from tests.office import TODAY_OFFICE, hire, in_force
from tests.people import AAD, BRAM, FATIMA, HENK, NOOR, PETRA

IEKE = Actor(id="ieke", role=Role.ADMINISTRATOR)
PEOPLE = (PETRA, HENK, BRAM, FATIMA, AAD, IEKE, NOOR)

PAGES = '''
"""Looking at the house."""
from litestar import post

from admin_ui.shell.guards import NEEDS
from admin_ui.shell.menu import MENU, InMenu
from admin_ui.shell.pages import go, page
from agreements.domain.roles import Action
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest


@page_route("/keuring", opt={NEEDS: Action.READ_JOBS, MENU: InMenu("Inspection", 9)})
async def inspection_page(request: SiteRequest) -> object:
    return page(request, "beheer/inspection.html", {"found": "nothing wrong"})


@post("/keuring", status_code=303)
async def inspect(request: SiteRequest) -> object:
    return go("/beheer/keuring")
'''
TEMPLATE = """{% extends "beheer/base.html" %}{% block title %}{{ _("Inspection") }}{% endblock %}
{% block main %}<h1>{{ _("Inspection") }}</h1><p>{{ found }}</p>{% endblock %}"""
ADDED = "/beheer/keuring"


@pytest.fixture(params=["as it is", "with a page more"])
def with_more(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[bool]:
    """Whether somebody added a page."""
    is_more = request.param == "with a page more"
    if is_more:
        module, template = tmp_path / "more" / "inspection_pages.py", tmp_path / "templates/beheer/inspection.html"
        for path, text in ((module, PAGES), (template, TEMPLATE)):
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")
        monkeypatch.setattr(jobs, "__path__", [*jobs.__path__, str(module.parent)])
        monkeypatch.setattr(agreements.app, "TEMPLATES", (*agreements.app.TEMPLATES, tmp_path / "templates"))
    yield is_more
    sys.modules.pop(f"{jobs.__name__}.inspection_pages", None)


@pytest.fixture
def app(with_more: bool, app: Litestar) -> Litestar:
    """The application, which is made when the page is there."""
    return app


def routes(app: Litestar, *methods: str) -> list[tuple[str, Action | None, bool]]:
    """The addresses of beheer for who is signed in, the right that each needs, and whether it stands in the menu."""
    return [
        (route.path, handler.opt.get(NEEDS), MENU in handler.opt)
        for route in app.routes
        if isinstance(route, HTTPRoute) and re.match(r"/beheer(/(?!static)|$)", route.path)
        for method, (handler, _) in route.route_handler_map.items()
        if method in methods and not handler.opt.get(OPEN)
    ]


def examples(path: str, needs: Action | None, reference: str) -> Iterator[tuple[str, Action | None]]:
    """Addresses of this shape, with the right that each needs: a page for each step."""
    path = path.replace("{kenmerk:str}", reference).replace("{nummer:str}", "1").replace("{rest:path}", "x")
    path = path.replace("{key:str}", SHIPPED[0].key)
    if "{stap:str}" not in path:
        yield path, needs
        return
    for slug, step in BY_SLUG.items():
        yield path.replace("{stap:str}", slug), step.action


async def signed_in(app: Litestar, actor: Actor) -> Colleague:
    colleague = Colleague(app, BASE_URL)
    await colleague.sign_in_first(actor)
    return colleague


async def test_every_page_opens_for_whoever_has_the_right_and_for_nobody_else(
    app: Litestar, site: httpx.AsyncClient, with_more: bool
) -> None:
    await hire(IEKE, NOOR)
    agreement = await in_force()
    await import_file(TODAY_OFFICE, PETRA, "lijst.csv", b"Titel\nLeegstand\n", apply=True)
    found = routes(app, "GET")
    assert (ADDED in {path for path, _, _ in found}) is with_more
    assert len(found) > 12

    for actor in PEOPLE:
        colleague = await signed_in(app, actor)
        for shape, right, _ in found:
            for path, needs in examples(shape, right, agreement.reference):
                status = (await colleague.open(path)).status_code
                is_about_one = agreement.reference in path
                allowed = needs is None or may(actor, needs, agreement.content.department if is_about_one else None)
                is_hidden = is_about_one and not viewing_of(actor).sees(agreement)
                expected = {404} if is_hidden else {200} if allowed else {403}
                nothing_there = shape.endswith(("{rest:path}", "{nummer:str}/mail", "/vragen/{nummer:str}"))
                assert status in ({404} if nothing_there and allowed else expected), (actor.id, path)


async def test_the_menu_leads_to_each_page_that_somebody_may_open_and_says_where_they_are(
    app: Litestar, site: httpx.AsyncClient, with_more: bool
) -> None:
    await hire(IEKE, NOOR)
    found = [(path, needs) for path, needs, is_in_menu in routes(app, "GET") if is_in_menu]
    for actor in PEOPLE:
        colleague = await signed_in(app, actor)
        expected = {path for path, needs in found if needs is None or may(actor, needs)}
        for path in expected:
            page = (await colleague.open(f"{path}?taal=en")).text
            menu = unescape(page.split('<nav class="site-nav"')[1].split("</nav>")[0])
            assert set(re.findall(r'<a href="([^"]*)"', menu)) == expected
            assert re.findall(r'<a href="([^"]*)" aria-current="page"', menu) == [path]
            assert ("Inspection" in menu) is (ADDED in expected)


async def test_a_form_without_token_changes_nothing_at_any_address_whoever_sends_it(
    app: Litestar, site: httpx.AsyncClient, with_more: bool
) -> None:
    agreement = await in_force()
    colleague = await signed_in(app, PETRA)
    events = await fetch("SELECT count(*) AS n FROM audit_event", {})
    found = routes(app, "POST")
    assert (ADDED in {path for path, _, _ in found}) is with_more
    assert len(found) > 8

    for shape, _, _ in found:
        for path, _ in examples(shape, None, agreement.reference):
            assert (await colleague.post(path, [("title", "x")])).status_code == 403, path
            anonymous = await site.post(path, data={"title": "x"})
            assert anonymous.status_code == 403, path
    assert await fetch("SELECT count(*) AS n FROM audit_event", {}) == events
    assert {"GET", "HEAD", "OPTIONS"} == SAFE_METHODS


async def test_nobody_opens_the_page_that_somebody_added_without_signing_in(
    app: Litestar, site: httpx.AsyncClient, with_more: bool
) -> None:
    answer = await site.get(ADDED)

    assert (answer.status_code, answer.headers["location"].startswith("/beheer/inloggen")) == (303, True)
    if with_more:
        assert "nothing wrong" in (await (await signed_in(app, PETRA)).open(ADDED)).text
