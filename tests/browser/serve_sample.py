"""Serves the sample register of one fixed day on a free port, for tests with a real browser. A process of its own."""

from __future__ import annotations

import asyncio
import socket
import sys
from datetime import UTC, datetime

import uvicorn

from agreements.app import create_app
from agreements.clock import Moment, moment_at
from agreements.sample.load import load_sample
from agreements.services.office import office_at
from agreements.settings import Settings
from agreements.storage.database.engine import bind, engine_from_url, opened
from agreements.storage.database.migrate import migrate
from agreements.storage.database.transaction import unit_of_work
from agreements.storage.trail import audit

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
SECRET = "a-secret-that-is-long-enough-for-tests-0123456789"


async def fill(settings: Settings, moment: Moment) -> None:
    """Load the sample and publish the head of its history."""
    engine = engine_from_url(settings.database_url.get_secret_value())
    bind(engine)
    await migrate(engine)
    async with opened(engine):
        await load_sample(office_at(moment, settings.policy))
        async with unit_of_work():
            await audit.publish_head(moment.today, moment.now)


def main(database: str) -> None:
    """Fill the database file, print the address and serve until stopped."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    # Whoever reads the address below may knock before the server has started: from here on the kernel lets them wait.
    listening.listen()
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    settings = Settings.model_validate(
        {"database_url": f"sqlite:///{database}", "base_url": address, "secret_key": SECRET, "scheduler": False}
    )
    moment = moment_at(NOON, settings.zone)
    asyncio.run(fill(settings, moment))
    server = uvicorn.Server(uvicorn.Config(create_app(settings, lambda: moment), log_level="warning"))
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
    server.run(sockets=[listening])


if __name__ == "__main__":
    main(sys.argv[1])
