"""Every address of the site is guarded as it should be: asked of the routes themselves, so that none is forgotten."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import httpx
import pytest
from jinja2 import Environment, FileSystemLoader, nodes
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from admin_ui.shell.guards import OPEN, SAFE_METHODS, require_right, require_session, require_token
from admin_ui.shell.middleware import SignedIn
from agreements.app import TEMPLATES, create_app
from agreements.http.of_this_register import InTheOffice
from agreements.settings import Settings
from agreements.web.pages import PAGES, menu
from tests.architecture.house import modules, within
from tests.transport import transport_to

OPEN_ADDRESSES = {"/beheer/inloggen", "/beheer/welkom/{token:str}"}
"""The doors of beheer: for people who are not signed in yet."""

FOR_EVERYONE = {"/beheer/static/beheer.css"}
"""The same for everybody, and nothing happens there."""

ASKING = "/afspraken/{reference:str}/vraag"
SECRET_OF_THE_DESK = {"/vraag/{token:str}/bevestigen", "/bevestigen/{token:str}"}
SUBSCRIBING, OWN_SUBSCRIPTION, ONE_CLICK = "/abonneren", "/abonneren/{token:str}", "/abonneren/{token:str}/stop"
"""The last one takes what a mail program sends (RFC 8058), without a token of ours: the address is the secret."""
UNSAFE_AND_PUBLIC = SECRET_OF_THE_DESK | {ASKING, SUBSCRIBING, OWN_SUBSCRIPTION, ONE_CLICK}
"""Addresses outside beheer that change something. Each takes only forms of ours (`agreements.http.human_form`); those
of the desk have a secret in their address as well. Whoever adds one says here how it is guarded."""
DRAFT = "/api/v1/afspraken/{reference:str}/concept"
BY_KEY = {
    ("POST", "/api/v1/afspraken"),
    ("GET", DRAFT),
    ("HEAD", DRAFT),
    ("PUT", DRAFT),
    ("POST", f"{DRAFT}/_indienen"),
    ("GET", "/api/v1/afspraken/{reference:str}/geschiedenis"),
    ("HEAD", "/api/v1/afspraken/{reference:str}/geschiedenis"),
}
"""Outside beheer, for programs with a key (`web.api.writing.key`): without one they answer 401, whatever else is
sent."""

WATCHED = {"/health/live", "/health/ready", "/health/alerts", "/metrics"}
"""For the machines that watch over the register."""

OF_ONE_PERSON = SECRET_OF_THE_DESK | {"/vraag/{token:str}", OWN_SUBSCRIPTION}
WORKS_WITH_THE_REGISTER = OF_ONE_PERSON | {"/agenda/{name:str}", "/health/ready", "/health/alerts", "/metrics"}
"""Outside beheer: they read what is not public. Whoever adds one says here who may ask it."""

BASE_URL = "https://afspraken.voorbeeldstad.example"

MOST_IN_MENU = 6
"""More fill the window of a telephone before the page begins."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Litestar:
    """The application, not started: anonymous requests that are refused need no database."""
    database = tmp_path_factory.mktemp("routes") / "register.sqlite"
    settings = {"database_url": f"sqlite:///{database}", "base_url": BASE_URL, "secret_key": "x" * 40}
    return create_app(Settings.model_validate(settings))


def handlers(app: Litestar) -> list[tuple[str, str, HTTPRouteHandler]]:
    """Address, method and handler of everything that answers."""
    return [
        (route.path, str(method), handler)
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for method, (handler, _) in route.route_handler_map.items()
        if method != "OPTIONS"
    ]


def is_beheer(path: str) -> bool:
    return path == "/beheer" or path.startswith("/beheer/")


def example(path: str) -> str:
    """An address of this shape."""
    return re.sub(r"\{[^}]*\}", "x", path)


def test_there_are_routes_to_look_at(app: Litestar) -> None:
    found = [path for path, _, _ in handlers(app)]

    assert "/" in found
    assert sum(map(is_beheer, found)) > 10


def test_every_address_of_beheer_asks_for_a_session_and_every_form_for_its_token(app: Litestar) -> None:
    for path, method, handler in handlers(app):
        if is_beheer(path) and path not in FOR_EVERYONE:
            guards = handler.resolve_guards()
            assert {require_session, require_token, require_right} <= set(guards), f"{method} {path}"
            assert any(isinstance(one, SignedIn) for one in handler.resolve_middleware()), f"{method} {path}"


def test_every_handler_of_beheer_has_an_address(app: Litestar) -> None:
    named = {handler.fn for _, _, handler in handlers(app)}
    written = {
        thing.fn: name
        for name in (module.name for module in modules() if within(module.name, "admin_ui"))
        for thing in vars(importlib.import_module(name)).values()
        if isinstance(thing, HTTPRouteHandler)
    }

    assert {name for function, name in written.items() if function not in named} == set()
    assert len(written) > 20


def test_only_the_doors_are_open(app: Litestar) -> None:
    assert {path for path, _, handler in handlers(app) if handler.opt.get(OPEN)} == OPEN_ADDRESSES


def test_no_public_address_knows_a_session_or_changes_anything(app: Litestar) -> None:
    for path, method, handler in handlers(app):
        if not is_beheer(path):
            assert not any(isinstance(one, SignedIn) for one in handler.resolve_middleware()), path
            is_guarded = path in UNSAFE_AND_PUBLIC or (method, path) in BY_KEY
            assert method in SAFE_METHODS or is_guarded, f"{method} {path}"


def test_every_address_reads_as_the_public_but_for_those_of_the_office(app: Litestar) -> None:
    for path, method, handler in handlers(app):
        in_the_office = any(isinstance(one, InTheOffice) for one in handler.resolve_middleware())
        may = (is_beheer(path) and path not in FOR_EVERYONE) or path in WORKS_WITH_THE_REGISTER
        may = may or (path in {ASKING, SUBSCRIBING, ONE_CLICK} and method == "POST")
        assert in_the_office is (may or (method, path) in BY_KEY), f"{method} {path}"


def test_monitors_may_ask_by_get_and_by_head(app: Litestar) -> None:
    found = {(path, method) for path, method, _ in handlers(app) if path.startswith(("/health", "/metrics"))}

    assert found == {(path, method) for path in WATCHED for method in ("GET", "HEAD")}


def test_no_answer_is_kept_by_the_framework_for_the_next_visitor(app: Litestar) -> None:
    assert [path for path, _, handler in handlers(app) if handler.cache] == []


async def test_anonymous_visitors_are_sent_to_the_door_from_every_page_of_beheer(app: Litestar) -> None:
    async with httpx.AsyncClient(transport=transport_to(app), base_url=BASE_URL) as client:
        for path, method, _ in handlers(app):
            if is_beheer(path) and method in SAFE_METHODS and path not in OPEN_ADDRESSES | FOR_EVERYONE:
                answer = await client.request(method, example(path))
                assert answer.status_code == 303, path
                assert answer.headers["location"].startswith("/beheer/inloggen"), path


async def test_a_form_without_token_is_refused_at_every_address_that_takes_one(app: Litestar) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    unsafe = [(path, method) for path, method, _ in handlers(app) if method not in SAFE_METHODS]
    assert unsafe

    async with httpx.AsyncClient(transport=transport_to(app), base_url=BASE_URL) as client:
        for path, method in unsafe:
            answer = await client.request(method, example(path), content="title=x", headers=form)
            refused = 401 if (method, path) in BY_KEY else 404 if path == ONE_CLICK else 403
            assert answer.status_code == refused, f"{method} {path}"


async def test_an_address_for_programs_opens_for_nobody_without_a_key(app: Litestar) -> None:
    assert {(method, path) for path, method, _ in handlers(app)} >= BY_KEY
    async with httpx.AsyncClient(transport=transport_to(app), base_url=BASE_URL) as client:
        for method, path in BY_KEY:
            answer = await client.request(method, example(path), headers={"Cookie": "__Host-session=x"})
            assert (answer.status_code, answer.headers["www-authenticate"][:6]) == (401, "Bearer"), path


def templates() -> list[Path]:
    return sorted(path for folder in TEMPLATES for path in folder.rglob("*.html"))


@pytest.mark.parametrize("template", templates(), ids=lambda path: path.name)
def test_every_template_compiles_and_every_form_that_is_sent_carries_its_token(template: Path) -> None:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, extensions=["jinja2.ext.i18n"])
    environment.filters |= dict.fromkeys(("day", "word", "deadline", "data", "explained", "linked"), str)
    source = template.read_text(encoding="utf-8")

    assert isinstance(environment.parse(source), nodes.Template)
    environment.compile(source)
    sent = [form for form in source.split("<form")[1:] if 'method="post"' in form.split(">", 1)[0]]
    assert all('name="_csrf"' in form.split("</form>", 1)[0] for form in sent)
    assert "|safe" not in source.replace(" ", "")
    assert "<script" not in source
    assert " style=" not in source


def test_every_page_of_the_menus_is_an_address_of_the_site(app: Litestar) -> None:
    known = {path for path, method, _ in handlers(app) if method == "GET"}

    assert {page.path for page in PAGES} <= known
    assert len({page.path for page in PAGES}) == len(PAGES)
    assert len(menu()) <= MOST_IN_MENU
