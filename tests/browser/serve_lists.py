"""Serves an empty register in which a privacy officer can bring in lists, on a free port. A process of its own."""

from __future__ import annotations

import asyncio
import socket
import sys

import uvicorn

from agreements.app import create_app
from agreements.clock import moment_at
from agreements.domain.jobs import JOBS
from agreements.services import users
from agreements.settings import Settings
from agreements.storage import heartbeat
from agreements.storage.database.engine import bind, engine_from_url, opened
from agreements.storage.database.migrate import migrate
from tests.browser.serve_sample import NOON, SECRET
from tests.colleague import CLI
from tests.office import TODAY_OFFICE, address, hire
from tests.people import BRAM, HENK, PETRA


async def fill(settings: Settings) -> str:
    """The people, and jobs that ran a moment ago; gives the token of Petra's sign-in link."""
    engine = engine_from_url(settings.database_url.get_secret_value())
    bind(engine)
    await migrate(engine)
    async with opened(engine):
        await hire(PETRA, HENK, BRAM)
        for job in JOBS:
            await heartbeat.beat(job.id, NOON)
        return await users.new_sign_in_link(TODAY_OFFICE, CLI, address(PETRA)) or ""


def main(database: str) -> None:
    """Fill the database file, print address and token, and serve until stopped."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    base_url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    settings = Settings.model_validate(
        {
            "database_url": f"sqlite:///{database}",
            "base_url": base_url,
            "secret_key": SECRET,
            "scheduler": False,
            "organisation_name": "Gemeente Voorbeeldstad",
        }
    )
    token = asyncio.run(fill(settings))
    moment = moment_at(NOON, settings.zone)
    server = uvicorn.Server(uvicorn.Config(create_app(settings, lambda: moment), log_level="warning"))
    sys.stdout.write(f"{base_url} {token}\n")
    sys.stdout.flush()
    server.run(sockets=[listening])


if __name__ == "__main__":
    main(sys.argv[1])
