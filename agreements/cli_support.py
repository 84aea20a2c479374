"""What the commands share: who acts on the command line, the register opened for one piece of work, and refusals."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import click

from agreements.clock import read_clock
from agreements.domain.roles import Actor
from agreements.opening import Opening, open_register
from agreements.services.office import Office, office_at
from agreements.settings import Settings

Result = TypeVar("Result")
OPERATOR = Actor(id="cli", role=None, origin="cli", is_operator=True)


class Refusal(click.ClickException):
    """One clear sentence on standard error; exit code 1."""

    exit_code = 1


def with_register(
    settings: Settings, work: Callable[[Office], Awaitable[Result]], opening: Opening = Opening.CHANGES
) -> Result:
    """Open the register as this work needs it, and do the work at this moment."""

    async def run() -> Result:
        async with open_register(settings, opening):
            return await work(office_at(read_clock(settings.zone), settings.policy))

    return asyncio.run(run())
