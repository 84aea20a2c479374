"""Serves a register with one draft on a free port, on a day that a file says. A process of its own."""

from __future__ import annotations

import asyncio
import socket
import sys
from datetime import datetime
from pathlib import Path

import uvicorn

from agreements.app import create_app
from agreements.clock import Moment, moment_at
from agreements.domain.roles import Actor
from agreements.services import users
from agreements.settings import Settings
from agreements.storage.database.engine import bind, engine_from_url, opened
from agreements.storage.database.migrate import migrate
from tests.browser.serve_sample import SECRET
from tests.colleague import CLI
from tests.office import TODAY_OFFICE, address, drafted, hire
from tests.people import HENK, PETRA, TODAY


async def fill(settings: Settings, draft: dict[str, object]) -> list[str]:
    """Two people and a draft; gives the token of a sign-in link for each, and the reference."""
    engine = engine_from_url(settings.database_url.get_secret_value())
    bind(engine)
    await migrate(engine)
    async with opened(engine):
        await hire(PETRA, HENK)
        made = await drafted(TODAY, **draft)
        return [made.reference, *[await _link(actor) for actor in (PETRA, HENK)]]


async def _link(actor: Actor) -> str:
    token = await users.new_sign_in_link(TODAY_OFFICE, CLI, address(actor))
    assert token is not None
    return token


def main(database: str, clock: str) -> None:
    """Fill the database file, print address, reference and tokens, and serve until stopped."""
    from tests.acceptance.test_plans import NEW

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    base_url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    settings = Settings.model_validate(
        {"database_url": f"sqlite:///{database}", "base_url": base_url, "secret_key": SECRET, "scheduler": False}
    )

    def now() -> Moment:
        return moment_at(datetime.fromisoformat(Path(clock).read_text(encoding="utf-8")), settings.zone)

    told = asyncio.run(fill(settings, NEW))
    server = uvicorn.Server(uvicorn.Config(create_app(settings, now), log_level="warning"))
    sys.stdout.write(" ".join([base_url, *told]) + "\n")
    sys.stdout.flush()
    server.run(sockets=[listening])


if __name__ == "__main__":
    main(*sys.argv[1:])
