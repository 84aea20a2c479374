"""`afspraken serve`, `worker` and `sample`: the service, its jobs, and a register to look at."""

from __future__ import annotations

import asyncio
from typing import Any

import click

from agreements.cli_support import Refusal, with_register
from agreements.clock import read_clock
from agreements.opening import Opening, open_for_the_public
from agreements.services.office import Office
from agreements.settings import Settings, follow, load_settings, secret_key
from agreements.storage.database.engine import Engine, engine_from_url


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes; PostgreSQL only.")
@click.option("--sample", is_flag=True, help="Load the sample register first if the register is empty.")
@click.option("--only", type=click.Choice(["public"]), help="Serve what anyone may see, and change nothing.")
def serve(host: str, port: int, workers: int, sample: bool, only: str | None) -> None:
    """Bring the database up to date and serve site, API, beheer and the scheduler.

    With --only public: serve what anyone may see from a database that is there, as it is.
    """
    if only and sample:
        raise click.UsageError("--sample changes the register, and --only public changes nothing: give one of both.")
    from agreements import startup  # loads the framework of the site, for which other commands need not wait

    address = startup.site_address(host, port)
    follow(address)
    settings = load_settings()
    if workers > 1 and settings.is_embedded:
        raise Refusal("More than one worker needs PostgreSQL; set AFSPRAKEN_DATABASE_URL.")
    if only:
        _serve_the_public(settings, host, port, workers)
        return
    secret_key(settings)
    with startup.bound(host, port) as sockets:
        load = _load_sample_if_empty if sample else _nothing
        loaded = with_register(settings, load, Opening.MAKES)
        startup.configure_logging(settings)
        if not sample:
            startup.warn(settings.doubts)
        startup.serve(settings, sockets, workers, lambda: click.echo(startup.welcome(address, loaded)))


def _serve_the_public(settings: Settings, host: str, port: int, workers: int) -> None:
    from agreements import startup

    public = engine_from_url(settings.database_url.get_secret_value()).public_reader()
    with startup.bound(host, port) as sockets:
        asyncio.run(_look_first(settings, public))
        startup.configure_logging(settings)
        startup.warn(settings.public_doubts)
        address = startup.site_address(host, port)
        startup.serve(
            settings,
            sockets,
            workers,
            lambda: click.echo(startup.welcome_for_the_public(address)),
            startup.PUBLIC_ALONE,
        )


async def _look_first(settings: Settings, public: Engine) -> None:
    """So that what is wrong is told in one sentence, before any process serves."""
    async with open_for_the_public(settings, public):
        return


@click.command()
def worker() -> None:
    """Run the scheduler and mail delivery alone, beside several web nodes."""
    from agreements import startup
    from scheduler.ticker import run_until_stopped

    settings = load_settings()

    async def run() -> None:
        startup.configure_logging(settings)
        startup.warn(settings.doubts)
        await run_until_stopped(settings, lambda: read_clock(settings.zone))

    with_register(settings, lambda _: run())


@click.command()
def sample() -> None:
    """Load the sample register into an empty database."""
    from agreements import startup

    loaded = with_register(load_settings(), _load_sample_if_empty, Opening.MAKES)
    if loaded is None:
        raise Refusal("The register is not empty; the sample goes into an empty one only.")
    click.echo(startup.sample_summary(loaded, load_settings().base_url))


async def _load_sample_if_empty(office: Office) -> Any:
    from agreements.sample.load import is_empty, load_sample

    return await load_sample(office) if await is_empty() else None


async def _nothing(_: Office) -> None:
    return None
