"""Programs of the office, with a key: they register, amend and submit drafts and read the history. People approve."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any

import httpx
import pytest
from litestar import Litestar

from agreements.content_json import content_to_json
from agreements.domain.scopes import Scope
from agreements.http.allowance import Allowance
from agreements.services.api_keys import Wanted, make_key
from agreements.services.approve import approve
from agreements.services.verify_history import verify_history
from agreements.storage.database.transaction import fetch
from agreements.web.api.writing import key as writing_key
from tests.acceptance.conftest import BASE_URL
from tests.api import API, described, misfits
from tests.colleague import Colleague
from tests.office import TODAY_OFFICE, drafted, in_force
from tests.people import HENK, PETRA, TODAY, complete_content

ALL = frozenset(Scope)


def body(**changes: Any) -> dict[str, Any]:
    """A whole agreement as a program sends it."""
    return {"inhoud": json.loads(content_to_json(complete_content(**changes)))}


@dataclass
class Program:
    """A program with a key of Petra's."""

    site: httpx.AsyncClient
    token: str

    async def ask(self, method: str, path: str, sent: Any = None, **headers: str) -> httpx.Response:
        given = {"Authorization": f"Bearer {self.token}", **{k.replace("_", "-"): v for k, v in headers.items()}}
        return await self.site.request(method, f"{API}{path}", headers=given, json=sent)

    async def register(self, sent: Any, key: str = "zaak-2026-000017") -> httpx.Response:
        return await self.ask("POST", "/afspraken", sent, Idempotency_Key=key)


async def program(site: httpx.AsyncClient, scopes: frozenset[Scope] = ALL, department: str = "") -> Program:
    wanted = Wanted(name="Zaaksysteem", scopes=scopes, department=department, last_day=TODAY + timedelta(days=90))
    return Program(site, await make_key(TODAY_OFFICE, PETRA, wanted, UTC))


async def test_a_draft_travels_from_a_program_to_the_head_who_approves_it(site: httpx.AsyncClient) -> None:
    machine, document = await program(site), await described(site)
    made = await machine.register({"inhoud": {"title": "Vroeg eropaf", "department": "Wonen"}})
    assert made.status_code == 201, made.text
    told = made.json()
    assert made.headers["location"] == f"{BASE_URL}{API}/afspraken/{told['kenmerk']}/concept"
    assert {"purpose", "parties", "ends_on"} <= {one["veld"] for one in told["ontbreekt"]}
    draft = f"/afspraken/{told['kenmerk']}/concept"

    early = await machine.ask("POST", f"{draft}/_indienen", {}, If_Match=made.headers["etag"])
    assert early.status_code == 400
    assert {"/inhoud/purpose", "/inhoud/parties"} <= {one["name"] for one in early.json()["errors"]}
    whole = await machine.ask("PUT", draft, body(), If_Match=made.headers["etag"])
    assert (whole.status_code, whole.json()["ontbreekt"]) == (200, [])
    read = await machine.ask("GET", draft)
    assert (read.json(), read.headers["etag"]) == (whole.json(), whole.headers["etag"])
    assert misfits(document, {"$ref": "#/components/schemas/Concept"}, read.json()) == []
    sent = await machine.ask("POST", f"{draft}/_indienen", {"verschil": ""}, If_Match=read.headers["etag"])
    assert (sent.status_code, sent.json()["status"]) == (200, "ter-accordering")

    await approve(TODAY_OFFICE, HENK, told["kenmerk"], sent.json()["revisie"])
    assert (await site.get(f"{API}/afspraken/{told['kenmerk']}")).status_code == 200
    history = f"/afspraken/{told['kenmerk']}/geschiedenis"
    first = await machine.ask("GET", f"{history}?perPagina=3")
    assert misfits(document, {"$ref": "#/components/schemas/Geschiedenis"}, first.json()) == []
    rest = await machine.ask("GET", first.json()["volgende"].partition(API)[2])
    events = first.json()["gebeurtenissen"] + rest.json()["gebeurtenissen"]
    assert [one["wat"] for one in events] == ["register", "amend", "submit", "approve"]
    assert [one["wie"] == "henk" for one in events] == [False, False, False, True]
    assert rest.json()["volgende"] is None
    await verify_history()


async def test_the_same_key_of_a_draft_makes_one_draft(site: httpx.AsyncClient) -> None:
    machine = await program(site)
    first, again = await machine.register(body()), await machine.register(body())
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert (await machine.register(body(title="Iets anders"))).status_code == 409
    assert (await (await program(site)).register(body())).json()["kenmerk"] != first.json()["kenmerk"]
    for key in ("", "kort", "met spatie erin"):
        refused = await machine.register(body(), key)
        assert [one["name"] for one in refused.json()["errors"]] == ["Idempotency-Key"]


async def test_a_change_says_what_was_seen_and_is_refused_when_that_is_no_longer_so(site: httpx.AsyncClient) -> None:
    machine = await program(site)
    made = await machine.register(body())
    draft = f"/afspraken/{made.json()['kenmerk']}/concept"
    assert (await machine.ask("PUT", draft, body())).status_code == 428
    assert (await machine.ask("PUT", draft, body(), If_Match="*")).status_code == 412
    changed = await machine.ask("PUT", draft, body(title="Nieuw"), If_Match=f'"x", {made.headers["etag"]}')
    assert changed.status_code == 200
    late = await machine.ask("PUT", draft, body(title="Ouder"), If_Match=made.headers["etag"])
    assert (late.status_code, late.headers["content-type"]) == (412, "application/problem+json")


async def test_everything_that_is_wrong_with_a_draft_is_said_at_once_and_nothing_breaks(
    site: httpx.AsyncClient,
) -> None:
    machine = await program(site)
    sent = body(title="Goed")
    sent["inhoud"] |= {"starts_on": "1 mei", "is_public": "ja", "weg": 1, "purpose": "x" * 10_001}
    sent["erbij"] = None
    told = (await machine.register(sent)).json()["errors"]
    assert {one["name"] for one in told} == {"/erbij", "/inhoud/purpose"}
    del sent["erbij"], sent["inhoud"]["purpose"]
    told = (await machine.register(sent)).json()["errors"]
    assert {one["name"] for one in told} >= {"/inhoud/starts_on", "/inhoud/is_public"}
    assert all(one["reason"].startswith("Dit ontbreekt") for one in told)
    long = await machine.register(body(ends_on=complete_content().starts_on))
    assert (long.status_code, [one["name"] for one in long.json()["errors"]]) == (400, ["/inhoud/ends_on"])

    deep, address = "[" * 100_000, f"{API}/afspraken"
    headers = {"Authorization": f"Bearer {machine.token}", "Idempotency-Key": "k" * 20}
    for raw, kind in ((deep, "json"), ("{", "json"), ("[]", "json"), ('{"inhoud":NaN}', "json"), ("{}", "xml")):
        answer = await site.post(address, content=raw, headers={**headers, "Content-Type": f"application/{kind}"})
        assert answer.status_code == 400, raw[:20]
    nul = await machine.register({"inhoud": {"title": "A\u0000\u202eB\r\nC"}})
    assert nul.json()["inhoud"]["title"] == "AB\nC"
    large = await machine.register({"inhoud": {"title": "x", "summary": "y" * 300_000}})
    assert large.status_code == 413


async def test_a_key_opens_what_its_scopes_say_of_its_department_alone(site: httpx.AsyncClient) -> None:
    reader = await program(site, frozenset({Scope.READ}), "Wonen")
    writer = await program(site, frozenset({Scope.DRAFT}), "Zorg")
    agreement = await in_force()
    draft = f"/afspraken/{agreement.reference}/concept"
    seen = await reader.ask("GET", draft)
    assert seen.status_code == 200
    assert (await reader.register(body())).status_code == 403
    assert (await reader.ask("PUT", draft, body(), If_Match=seen.headers["etag"])).status_code == 403
    assert (await reader.ask("GET", f"/afspraken/{agreement.reference}/geschiedenis")).status_code == 404
    assert (await writer.ask("GET", draft)).status_code == 404
    assert (await writer.ask("PUT", draft, body(), If_Match=seen.headers["etag"])).status_code == 404
    assert (await writer.register(body(department="Wonen"))).status_code == 403
    unknown = await writer.ask("GET", "/afspraken/AFS-2020-9999/concept")
    assert unknown.json() | {"instance": ""} == (await writer.ask("GET", draft)).json() | {"instance": ""}
    rows = await fetch("SELECT action FROM audit_event WHERE result = 'refused' ORDER BY seq", {})
    assert [row["action"] for row in rows] == ["register", "amend", "register"]


async def test_a_session_opens_nothing_here_and_a_key_nothing_in_beheer(app: Litestar, site: httpx.AsyncClient) -> None:
    petra, machine = Colleague(app, BASE_URL), await program(site)
    await petra.come_in(PETRA)
    draft = f"{API}/afspraken/{(await drafted()).reference}/concept"
    assert (await petra.client.get(draft)).status_code == 401
    answer = await site.get("/beheer/afspraken", headers={"Authorization": f"Bearer {machine.token}"})
    assert (answer.status_code, answer.headers["location"].startswith("/beheer/inloggen")) == (303, True)


async def test_guessing_keys_is_slowed_down_and_no_key_stands_in_the_log(
    site: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    machine, draft = await program(site), f"{API}/afspraken/AFS-2020-9999/concept"
    with caplog.at_level(logging.DEBUG):
        answers = [
            await site.get(draft, headers={"Authorization": f"Bearer {machine.token[:-1]}-", "Cookie": "x=1"})
            for _ in range(32)
        ]
        assert (await machine.ask("GET", "/afspraken/AFS-2020-9999/concept")).status_code == 404
    assert [one.status_code for one in answers[:30]] == [401] * 30
    assert (answers[-1].status_code, int(answers[-1].headers["retry-after"]) > 0) == (429, True)
    assert machine.token.rsplit("_", 1)[1][:-1] not in caplog.text


async def test_who_asks_too_much_is_told_what_is_left_and_how_long_to_wait(
    site: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing_key, "_ALLOWANCE", Allowance(3))
    machine, other = await program(site), await program(site)
    answers = [await machine.ask("GET", "/afspraken/AFS-2020-9999/concept") for _ in range(4)]
    assert answers[0].headers["ratelimit-policy"] == '"schrijven";q=3;w=60'
    assert answers[0].headers["ratelimit"].startswith('"schrijven";r=2;')
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert (await other.ask("GET", "/afspraken/AFS-2020-9999/concept")).status_code == 404


async def test_the_description_tells_what_a_key_must_hold(site: httpx.AsyncClient) -> None:
    document = await described(site)
    needs = {
        (method, path): one["security"][0]["sleutel"]
        for path, methods in document["paths"].items()
        for method, one in methods.items()
        if "security" in one
    }
    assert needs[("post", "/afspraken")] == ["concept:schrijven"]
    assert len(needs) == 5
    assert document["components"]["securitySchemes"]["sleutel"]["scheme"] == "bearer"
    assert misfits(document, {"$ref": "#/components/schemas/NieuwConcept"}, body()) == []
