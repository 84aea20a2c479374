"""`afspraken backup`, `restore` and `move`: the register as a file, back again, and in another database."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click
from pydantic import SecretStr

from agreements.cli_support import OPERATOR, with_register
from agreements.clock import read_clock
from agreements.opening import Opening
from agreements.services.move import move as move_register
from agreements.services.office import Office, office_at
from agreements.services.put_back import put_back
from agreements.services.verify_history import verify_history
from agreements.settings import Settings, load_settings
from agreements.storage.copies.backup import back_up
from agreements.storage.database.engine import engine_from_url

_RELEASE = "No alert leaves until you say so: afspraken alerts release"


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the register to FILE while it runs, and check the copy."""
    asyncio.run(back_up(load_settings().database_url.get_secret_value(), file))
    click.echo(f"Copied to {file}.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Put the copy FILE in the place of a register that is not there, hold its alerts, and verify its history."""
    settings = load_settings()
    asyncio.run(put_back(settings.database_url.get_secret_value(), file, _office(settings), OPERATOR, settings.zone))
    click.echo(f"Restored. {_verified(settings)}")
    click.echo(_RELEASE)


@click.command()
@click.argument("url")
def move(url: str) -> None:
    """Copy the whole register to the empty database at URL, and verify it; the old one stays as it is.

    Stop every node first. Give no password in URL: it is taken from PGPASSWORD or from ~/.pgpass.
    """
    settings = load_settings()
    copied = asyncio.run(move_register(settings.database_url.get_secret_value(), url, _office(settings), OPERATOR))
    there = engine_from_url(url).address
    click.echo(f"Copied {copied.rows} rows of {copied.tables} tables to {there}; there they are the same.")
    click.echo(_verified(settings.model_copy(update={"database_url": SecretStr(url)})))
    click.echo(
        "Next: set AFSPRAKEN_DATABASE_URL to the new address on every node, start, and look. Keep the old one off."
    )
    click.echo(_RELEASE)


def _office(settings: Settings) -> Office:
    return office_at(read_clock(settings.zone), settings.policy)


def _verified(settings: Settings) -> str:
    found = with_register(settings, lambda _: verify_history(), Opening.READS)
    return f"{found.events} events and {found.versions} approved versions are whole."
