"""Whatever anybody sends, to any address, in any role: it is never a mistake of ours, and a page says what to do."""

from __future__ import annotations

import re

import httpx
import pytest
from litestar import Litestar

from admin_ui.shell import csrf
from admin_ui.sign_in import sessions
from agreements.domain.jobs import DELIVER, SWEEP
from agreements.domain.roles import Actor
from agreements.domain.vocabulary import Role
from agreements.services.sessions import opened
from agreements.services.users import token_hash
from agreements.storage import heartbeat
from agreements.storage.people import accounts
from tests.acceptance.conftest import SECRET
from tests.alerts import clear_notices
from tests.hostile.asgi import Answer, Request, ask
from tests.hostile.known import Route, look_around, routes_of
from tests.hostile.requests import Hostile, Person
from tests.office import TODAY_OFFICE, drafted, hire, in_force, in_review
from tests.people import AAD, HENK, PETRA

SEED = 20261127
ROUNDS = {"GET": 3, "POST": 9, "PUT": 9}
"""How often each route is asked by each person; `make attack` asks much longer."""
HOST = "afspraken.voorbeeldstad.example"
ANS = Actor(id="ans", role=Role.ADMINISTRATOR)
STRANGER = "a stranger"
A_WORD_ON_IT = re.compile(rb"<h1[ >].+?</h1>.*?<(?:p|li|li><a)(?: [^>]*)?>[^<]{20,}<", re.S)


async def person(app: Litestar, routes: list[Route], actor: Actor | None) -> Person:
    """Somebody with a session of their own, who looked around."""
    session, cookie = "", ""
    if actor is not None:
        account = await accounts.by_id(actor.id)
        assert account is not None
        session = await opened(account, TODAY_OFFICE.now)
        cookie = f"{sessions.cookie_name(is_https=True)}={session}"
    secret = SECRET.encode()
    token = csrf.session_token(secret, token_hash(session)) if session else csrf.form_token(secret, TODAY_OFFICE.now)
    headers = [(b"Host", HOST.encode())] + ([(b"Cookie", cookie.encode())] if cookie else [])

    async def look(address: str) -> Answer:
        return await ask(app, Request("GET", address, tuple(headers)))

    known = await look_around(routes, look, "/", "/beheer", "/agenda/x.ics", "/beheer/welkom/x")
    return Person(actor.id if actor else STRANGER, cookie, token, known)


def wrong_with(answer: Answer) -> str:
    """What must never be; empty when all is well."""
    if answer.status == 0 or answer.status >= 500:
        return f"answered {answer.status}"
    if answer.status >= 400 and answer.is_page and not A_WORD_ON_IT.search(answer.body.partition(b"</main>")[0]):
        return f"answered {answer.status} without a word on what to do"
    return ""


@pytest.fixture
async def staffed(site: httpx.AsyncClient) -> None:
    """One agreement at each stage, and an administrator; alerts are on time."""
    await hire(ANS)
    await drafted()
    await in_review()
    await in_force()
    await clear_notices()
    for job in (SWEEP, DELIVER):
        await heartbeat.beat(job, TODAY_OFFICE.now)


@pytest.mark.usefixtures("staffed")
async def test_no_request_to_any_address_in_any_role_is_a_mistake_of_ours(app: Litestar) -> None:
    routes, hostile = routes_of(app), Hostile(SEED, HOST)
    found = []
    for actor in (None, PETRA, HENK, AAD, ANS):
        somebody = await person(app, routes, actor)
        for route in [one for one in routes for _ in range(ROUNDS[one.method])]:
            request = hostile.request(route, somebody)
            if wrong := wrong_with(answer := await ask(app, request)):
                found.append(f"{somebody.name} {wrong}:\n{request}\n{answer.body[:200]!r}")
            if "Max-Age=0" in answer.headers.get("set-cookie", ""):
                somebody = await person(app, routes, actor)
    assert not found, "\n\n".join(found)
