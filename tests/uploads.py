"""Somebody who sends files to beheer, in tests without a browser."""

from __future__ import annotations

import re
from html import unescape

import httpx
from litestar import Litestar

from admin_ui.shell.csrf import FIELD
from agreements.domain.roles import Actor
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Colleague, forms_on
from tests.people import PETRA

LISTS = "/beheer/lijsten"
BOUNDARY = "----lijst"
FILE_FORM = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Origin": BASE_URL}


async def signed_in(app: Litestar, actor: Actor = PETRA) -> Colleague:
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(actor)
    return colleague


def multipart(fields: dict[str, str], name: str = "", data: bytes = b"") -> bytes:
    """A form with a file as browsers send it."""
    begin = f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
    parts = [f'{begin}name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()]
    head = f'{begin}name="bestand"; filename="{name}"\r\n'
    parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n")
    return "".join(parts).encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()


async def token(colleague: Colleague) -> str:
    return next(
        value for form in forms_on(await colleague.open("/beheer")) for name, value in form.pairs if name == FIELD
    )


async def send_file(
    colleague: Colleague, data: bytes, name: str = "lijst.csv", *, csrf: str | None = None, **headers: str
) -> httpx.Response:
    body = multipart({FIELD: await token(colleague) if csrf is None else csrf}, name, data)
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    given = {**FILE_FORM, **more}
    return await colleague.client.post(LISTS, content=body, headers=given)


def words(page: httpx.Response) -> str:
    """What a page says."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())
