"""Serves a register with one agreement in force, on a day that a file says; and sends its mail by a real mail server.
Processes of their own."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import sys
from datetime import datetime
from pathlib import Path

import uvicorn
from pydantic import SecretStr

from agreements.app import create_app
from agreements.clock import Moment, moment_at
from agreements.mail.transport import make_transport
from agreements.services import users
from agreements.settings import Settings
from agreements.storage.database.engine import bind, engine_from_url, opened
from agreements.storage.database.migrate import migrate
from scheduler.jobs import Workplace, do
from tests.browser.serve_sample import SECRET
from tests.colleague import CLI
from tests.mail_server import mail_server
from tests.office import TODAY_OFFICE, address, hire, in_force
from tests.people import HENK, PETRA


def settings_of(database: str, base_url: str) -> Settings:
    """Of the register in this file."""
    return Settings.model_validate(
        {"database_url": f"sqlite:///{database}", "base_url": base_url, "secret_key": SECRET, "scheduler": False}
    )


def read_clock(clock: str, settings: Settings) -> Moment:
    """The moment that the file says."""
    return moment_at(datetime.fromisoformat(Path(clock).read_text(encoding="utf-8")), settings.zone)


async def fill(settings: Settings) -> tuple[str, str]:
    """Two people and an agreement; gives its reference and the token of a sign-in link for Petra."""
    engine = engine_from_url(settings.database_url.get_secret_value())
    bind(engine)
    await migrate(engine)
    async with opened(engine):
        await hire(PETRA, HENK)
        made = await in_force(contact_point="Loket Privacy, 0118 123 456, https://voorbeeldstad.example/privacy")
        token = await users.new_sign_in_link(TODAY_OFFICE, CLI, address(PETRA))
        assert token is not None
        return made.reference, token


async def send(settings: Settings, clock: str) -> list[dict[str, str]]:
    """Plan and send what waits; gives to whom each mail went, about what, and the address in it."""
    engine = engine_from_url(settings.database_url.get_secret_value())
    bind(engine)
    async with opened(engine), mail_server() as server:
        by_mail = settings.model_copy(update={"smtp_url": SecretStr(server.url)})
        place = Workplace(by_mail, lambda: read_clock(clock, settings), make_transport(by_mail))
        for job in ("sweep", "deliver"):
            await do(job, place)
        told = []
        for mail in server.mails:
            text = next(part.get_content() for part in mail.walk() if part.get_content_type() == "text/plain")
            link = next(iter(re.findall(rf"{settings.base_url}/\S+", text)), "")
            told.append({"to": str(mail["To"]), "subject": str(mail["Subject"]), "link": link})
        return told


def main(what: str, database: str, clock: str, base_url: str = "") -> None:
    """`serve`: fill the file, print address, reference and token, and serve until stopped. `send`: print the mails."""
    if what == "send":
        sys.stdout.write(json.dumps(asyncio.run(send(settings_of(database, base_url), clock))))
        return
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    settings = settings_of(database, f"http://127.0.0.1:{listening.getsockname()[1]}")
    told = asyncio.run(fill(settings))
    server = uvicorn.Server(
        uvicorn.Config(create_app(settings, lambda: read_clock(clock, settings)), log_level="warning")
    )
    sys.stdout.write(" ".join([settings.base_url, *told]) + "\n")
    sys.stdout.flush()
    server.run(sockets=[listening])


if __name__ == "__main__":
    main(*sys.argv[1:])
