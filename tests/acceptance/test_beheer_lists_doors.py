"""Who may bring in a list, and what is sent by whoever may not: nothing of it is read, let alone stored."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from litestar import Litestar

from admin_ui.imports.upload_pages import BESIDE_THE_FILE, MOST_BYTES
from admin_ui.shell.csrf import FIELD
from agreements.domain.roles import Actor
from agreements.services.imports import runs
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague
from tests.office import TODAY_OFFICE
from tests.people import AAD, BRAM, HENK, PETRA
from tests.uploads import BOUNDARY, FILE_FORM, LISTS, send_file, signed_in, token

SHORT = b"Titel\nSchulden\n"


@pytest.mark.parametrize("actor", [HENK, BRAM, AAD])
async def test_nobody_but_the_privacy_officer_brings_in_lists(
    app: Litestar, site: httpx.AsyncClient, actor: Actor
) -> None:
    colleague = await signed_in(app, actor)

    assert LISTS not in (await colleague.open("/beheer")).text
    assert (await colleague.open(LISTS)).status_code == 403
    assert (await send_file(colleague, SHORT)).status_code == 403
    assert await runs.runs(TODAY_OFFICE, PETRA) == []


async def test_a_form_from_elsewhere_or_with_another_token_stores_nothing(
    app: Litestar, site: httpx.AsyncClient
) -> None:
    petra = await signed_in(app)

    assert (await send_file(petra, SHORT, csrf="x")).status_code == 403
    assert (await send_file(petra, SHORT, Origin="https://evil.example")).status_code == 403
    assert (await send_file(petra, SHORT, Sec_Fetch_Site="cross-site")).status_code == 403
    assert await runs.runs(TODAY_OFFICE, PETRA) == []
    assert (await petra.post(LISTS, [(FIELD, await token(petra))])).status_code == 400


async def test_nothing_of_a_file_is_read_of_whoever_is_not_signed_in(app: Litestar, site: httpx.AsyncClient) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(100):
            read += 1
            yield b"x" * 100_000

    stranger = Colleague(app, BASE_URL)
    answer = await stranger.client.post(
        LISTS,
        content=endless(),
        headers=FILE_FORM,
    )

    assert answer.status_code == 403
    assert read < 5


async def test_a_file_that_is_too_large_is_stopped_while_it_comes_in(app: Litestar, site: httpx.AsyncClient) -> None:
    petra = await signed_in(app)
    announced = MOST_BYTES + BESIDE_THE_FILE + 1

    answer = await send_file(petra, SHORT, Content_Length=str(announced))
    large = await send_file(petra, b"Titel\n" + (b"x" * 30_000 + b"\n") * 100, "groot.csv")

    assert answer.status_code == 413
    assert (large.status_code, large.url.path) == (200, f"{LISTS}/1"), "more than any other form may hold"


NAMED = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=a\r\n"
NO_FORMS = (
    "",
    "x",
    f"--{BOUNDARY}",
    f"--{BOUNDARY}--\r\n",
    f"{NAMED}Content-Type: text/plain; charset=klingon\r\n\r\nx\r\n--{BOUNDARY}--\r\n",
    f"{NAMED}Content-Type: text/plain; charset=utf-8\r\n\r\n\udcff\r\n--{BOUNDARY}--\r\n",
    f"{NAMED}Content-Type: text/plain; charset=zlib\r\n\r\nx\r\n--{BOUNDARY}--\r\n",
    f"--{BOUNDARY}\r\n\r\nnameless\r\n--{BOUNDARY}--\r\n",
    f"{NAMED}\r\nx\r\n" * 1_100 + f"--{BOUNDARY}--\r\n",
)


async def test_a_body_that_is_no_form_is_refused_calmly(app: Litestar, site: httpx.AsyncClient) -> None:
    petra = await signed_in(app)

    for body in NO_FORMS:
        for boundary in (BOUNDARY, "", "x" * 300, "é"):
            kind = f"multipart/form-data; boundary={boundary}"
            headers = [(b"Origin", BASE_URL.encode()), (b"Content-Type", kind.encode())]
            answer = await petra.client.post(LISTS, content=body.encode("utf-8", "surrogateescape"), headers=headers)
            assert answer.status_code in (400, 403), (body[:200], boundary)

    assert await runs.runs(TODAY_OFFICE, PETRA) == []
