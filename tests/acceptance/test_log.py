"""What the log tells of a request, and what it keeps to itself."""

from __future__ import annotations

import json
import logging
import re

import httpx
import pytest
from litestar import Litestar

from agreements.logs import FIELDS, REQUEST_ID, JsonFormatter, LineFormatter
from agreements.settings import SettingsError, load_settings
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague
from tests.people import PETRA
from tests.transport import transport_to

ADDRESS = "203.0.113.77"


@pytest.fixture
async def petra(app: Litestar, site: httpx.AsyncClient) -> Colleague:
    """Petra, signed in."""
    colleague = Colleague(app, BASE_URL)
    await colleague.sign_in_first(PETRA)
    return colleague


def accesses(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [getattr(record, FIELDS) for record in caplog.records if record.name == "agreements.access"]


@pytest.mark.parametrize(
    ("path", "route", "status"),
    [
        ("/agenda/s3cr3t.ics", "/agenda/{name}", 404),
        ("/s3cr3t?zoek=s3cr3t", "-", 404),
        ("/health/live", "/health/live", 200),
    ],
)
async def test_a_request_is_logged_with_its_route_and_network_and_nothing_typed(
    app: Litestar, site: httpx.AsyncClient, caplog: pytest.LogCaptureFixture, path: str, route: str, status: int
) -> None:
    transport = transport_to(app, client=(ADDRESS, 1234))
    with caplog.at_level(logging.INFO, "agreements"):
        async with httpx.AsyncClient(transport=transport, base_url=BASE_URL) as visitor:
            answer = await visitor.get(path)

    (fields,) = accesses(caplog)
    assert (fields["method"], fields["route"], fields["status"]) == ("GET", route, status)
    assert (fields["user"], fields["network"]) == ("-", "203.0.113.0/24")
    assert re.fullmatch("[0-9a-f]{16}", answer.headers["x-request-id"])
    assert "s3cr3t" not in caplog.text
    assert ADDRESS not in caplog.text


async def test_a_request_id_that_a_visitor_made_up_counts_for_nothing(site: httpx.AsyncClient) -> None:
    answers = [await site.get("/", headers={"X-Request-Id": "mine"}) for _ in range(2)]

    assert len({answer.headers["x-request-id"] for answer in answers} | {"mine"}) == 3


async def test_who_is_signed_in_is_logged_by_account_id(
    app: Litestar, site: httpx.AsyncClient, petra: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "agreements.access"):
        await petra.open("/beheer")

    assert {fields["user"] for fields in accesses(caplog)} == {PETRA.id}


def record(message: str = "hello") -> logging.LogRecord:
    made = logging.LogRecord("a.b", logging.WARNING, "", 1, message, None, None)
    made.created, made.msecs = 1_795_000_000.5, 500.0
    return made


@pytest.mark.parametrize("request_id", ["", "0123456789abcdef"])
def test_both_forms_tell_time_in_utc_level_and_request(request_id: str) -> None:
    given = REQUEST_ID.set(request_id)
    try:
        line, found = LineFormatter().format(record()), json.loads(JsonFormatter().format(record("two\nlines")))
    finally:
        REQUEST_ID.reset(given)

    request = f" [{request_id}]" if request_id else ""
    assert line == f"2026-11-18T11:06:40.500Z WARNING a.b{request} hello"
    assert (found["time"], found["level"], found["logger"]) == ("2026-11-18T11:06:40.500Z", "WARNING", "a.b")
    assert (found["message"], found.get("request_id", "")) == ("two\nlines", request_id)


def test_another_form_is_refused() -> None:
    with pytest.raises(SettingsError, match="AFSPRAKEN_LOG_FORMAT: this value does not fit; give line or json"):
        load_settings({"AFSPRAKEN_LOG_FORMAT": "xml"})


async def test_a_refused_sign_in_is_logged_with_its_account_hashed_and_its_network(
    app: Litestar, site: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    nobody, typed = Colleague(app, BASE_URL), "typed@voorbeeldstad.example"
    with caplog.at_level(logging.WARNING, "admin_ui"):
        for _ in range(2):
            door = await nobody.open("/beheer/inloggen")
            await nobody.send(door, email=typed, password="wrong password of somebody")

    told = [getattr(record, FIELDS) for record in caplog.records if "sign-in refused" in record.message]
    assert len(told) == 2
    assert told[0] == told[1] == {"account": told[0]["account"], "network": "127.0.0.0/24"}
    assert re.fullmatch("[0-9a-f]{12}", told[0]["account"])
    assert typed not in caplog.text
