"""Somebody who signs in to beheer, in tests without a browser: reads forms as a browser does, and sends them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urlencode

import httpx
from argon2 import PasswordHasher
from litestar import Litestar

from admin_ui.shell.csrf import FIELD
from admin_ui.sign_in.devices import kind_of
from admin_ui.sign_in.sessions import cookie_name
from agreements.clock import Moment
from agreements.domain.roles import Actor
from agreements.http.site import Site
from agreements.services import users
from agreements.services.sessions import open_session, set_first_password
from tests.office import TODAY_OFFICE, address
from tests.transport import transport_to

PASSWORD = "drie zwanen op een rij"
CLI = Actor(id="cli", role=None, origin="cli", is_operator=True)


@dataclass
class Clock:
    """The moment at which the application thinks it is."""

    now: datetime = TODAY_OFFICE.now

    def read(self) -> Moment:
        return Moment(now=self.now, today=self.now.date())

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Form:
    """A form of a page: where it goes, and what the browser would send if nobody touched it."""

    action: str
    pairs: list[tuple[str, str]] = field(default_factory=list)
    is_asked: bool = False
    """Whether it only asks (GET) and changes nothing."""


class _Reader(HTMLParser):
    """Collects the forms of a page. A list without a chosen option sends its first one."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._list: tuple[str, list[tuple[str, bool]]] | None = None
        self._text: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(found.get("action", ""), is_asked=found.get("method", "get") != "post"))
        elif tag == "input" and (found.get("type") != "checkbox" or "checked" in found):
            self.forms[-1].pairs.append((found["name"], found.get("value", "")))
        elif tag == "textarea":
            self._text = (found["name"], "")
        elif tag == "select":
            self._list = (found["name"], [])
        elif tag == "option" and self._list:
            self._list[1].append((found["value"], "selected" in found))

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text = (self._text[0], self._text[1] + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text:
            self.forms[-1].pairs.append((self._text[0], self._text[1].removeprefix("\n")))
            self._text = None
        elif tag == "select" and self._list:
            name, options = self._list
            chosen = next((value for value, is_chosen in options if is_chosen), options[0][0])
            self.forms[-1].pairs.append((name, chosen))
            self._list = None


def forms_on(page: httpx.Response) -> list[Form]:
    """The forms of a page."""
    return read_forms(page.text)


def read_forms(text: str) -> list[Form]:
    """The forms in the text of a page."""
    reader = _Reader()
    reader.feed(text)
    return reader.forms


def main_form(page: httpx.Response) -> Form:
    """The form that the page is about: the last one, after the one to sign out or to search."""
    return forms_on(page)[-1]


@cache
def _hashed() -> str:
    """The hash of everybody's password, quick to compare with as those that the application of the tests makes."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


class Colleague:
    """One person with a browser of their own, at some address."""

    def __init__(self, app: Litestar, base_url: str, address: str = "127.0.0.1") -> None:
        transport = transport_to(app, raise_app_exceptions=False, client=(address, 1234))
        self.client = httpx.AsyncClient(transport=transport, base_url=base_url, follow_redirects=True)
        self.app = app

    async def come_in(self, actor: Actor) -> None:
        """Signed in by a one-time link, for tests of something else: what `sign_in_first` does, without its pages."""
        site: Site = self.app.state["site"]
        office, agent = site.office(), self.client.headers["User-Agent"]
        token = await users.new_sign_in_link(TODAY_OFFICE, CLI, address(actor))
        account = token and await set_first_password(office, token, _hashed())
        assert account
        session = await open_session(office, account, kind_of(agent))
        name = cookie_name(is_https=site.settings.is_https)
        self.client.cookies.set(name, session, domain=self.client.base_url.host)

    async def sign_in_first(self, actor: Actor) -> httpx.Response:
        """Open a one-time link, choose a password, and come in."""
        token = await users.new_sign_in_link(TODAY_OFFICE, CLI, address(actor))
        page = await self.open(f"/beheer/welkom/{token}")
        return await self.send(page, password=PASSWORD, repeated=PASSWORD)

    async def sign_in(self, actor: Actor, password: str = PASSWORD) -> httpx.Response:
        """Sign in with a password."""
        return await self.send(await self.open("/beheer/inloggen"), email=address(actor), password=password)

    async def open(self, path: str) -> httpx.Response:
        """Look at a page."""
        return await self.client.get(path)

    async def send(self, page: httpx.Response, **typed: str | list[str]) -> httpx.Response:
        """Fill in the form of a page and send it. `__` in a name stands for the hyphen of a row's field."""
        form = main_form(page)
        wanted = {name.replace("__", "-"): value for name, value in typed.items()}
        pairs = [(name, value) for name, value in form.pairs if name not in wanted]
        for name, value in wanted.items():
            pairs += [(name, one) for one in (value if isinstance(value, list) else [value])]
        return await self.post(form.action or page.url.path, pairs)

    async def send_step(self, agreement: str, slug: str, revision: int, **typed: str) -> httpx.Response:
        """Take a step whose page shows no form, as somebody would who opened it a moment ago."""
        token = next(value for name, value in main_form(await self.open("/beheer")).pairs if name == FIELD)
        pairs = [(FIELD, token), ("revision", str(revision)), *typed.items()]
        return await self.post(f"{agreement}/{slug}", pairs)

    async def post(self, path: str, pairs: list[tuple[str, str]], **headers: str) -> httpx.Response:
        """Send fields as a browser does."""
        return await self.client.post(
            path,
            content=urlencode(pairs),
            headers={
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": str(self.client.base_url).rstrip("/"),
                "Sec-Fetch-Site": "same-origin",
                **{name.replace("_", "-"): value for name, value in headers.items()},
            },
        )

    @property
    def cookies(self) -> dict[str, str]:
        """What this browser keeps."""
        return dict(self.client.cookies)
