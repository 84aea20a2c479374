"""People at the desk, in tests: somebody who asks, the mail that the register sends, a party that answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

import httpx
from litestar import Litestar
from pydantic import SecretStr

from agreements.mail.transport import make_transport
from scheduler.jobs import Workplace, do
from tests.acceptance.conftest import BASE_URL
from tests.colleague import Clock, Colleague, Form, forms_on
from tests.mail_server import MailServer

ASKER = "noa@inwoner.example"
PARTNER = "privacy@delinde.example"
SECRET_WORDS = "Mijn huurschuld klopt niet"
ANSWER = "U hebt gelijk.\n\nWe hebben het bedrag verbeterd."
RETOLD, RETOLD_ANSWER = "Klopt het bedrag van mijn schuld?", "U kunt het laten verbeteren."


@dataclass
class Post:
    """The mail of the register: what waits leaves by a real server."""

    app: Litestar
    server: MailServer
    clock: Clock

    async def plans(self) -> None:
        """Decide what is to be told, and send nothing."""
        settings = self.app.state["site"].settings
        await do("sweep", Workplace(settings, self.clock.read, make_transport(settings)))

    async def comes(self) -> list[EmailMessage]:
        """Plan and send; the mails that came out."""
        before = len(self.server.mails)
        settings = self.app.state["site"].settings.model_copy(update={"smtp_url": SecretStr(self.server.url)})
        place = Workplace(settings, self.clock.read, make_transport(settings))
        for job in ("sweep", "tidy", "deliver"):
            await do(job, place)
        return self.server.mails[before:]


def form_to(page: httpx.Response, action: str) -> Form:
    """The form of a page that goes there."""
    return next(form for form in forms_on(page) if form.action.endswith(action))


async def fill(who: Colleague, page: httpx.Response, action: str, **typed: str) -> httpx.Response:
    """Fill in that form and send it."""
    form = form_to(page, action)
    pairs = [(name, value) for name, value in form.pairs if name not in typed]
    return await who.post(form.action or page.url.path, [*pairs, *typed.items()])


async def asks(who: Colleague, clock: Clock, reference: str, **typed: str) -> httpx.Response:
    """Open the form, type for a while, and send it."""
    page = await who.open(f"/afspraken/{reference}/vraag")
    clock.wait(seconds=40)
    return await fill(who, page, "/vraag", **{"kind": "vraag", "text": SECRET_WORDS, **typed})


def link_in(mail: EmailMessage) -> str:
    """The address that a mail leads to, as the site knows it."""
    (text,) = (part.get_content() for part in mail.walk() if part.get_content_type() == "text/plain")
    return str(re.findall(rf"{BASE_URL}(/\S+)", text)[0])


def both_parts(mail: EmailMessage) -> Iterator[str]:
    for part in mail.walk():
        if part.get_content_maintype() == "text":
            yield " ".join(part.get_content().split())
