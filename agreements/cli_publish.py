"""`afspraken publish`: what lists of the public register read."""

from __future__ import annotations

import click

from agreements.cli_support import with_register
from agreements.services.rebuild import rebuild as make_anew
from agreements.settings import load_settings


@click.group()
def publish() -> None:
    """What the public register reads of the public memory."""


@publish.command()
def rebuild() -> None:
    """Make anew, from the ledger of publication, what lists of the public register read.

    Changes no word that is public. Who writes meanwhile waits; who reads goes on with what was there.
    """
    made = with_register(load_settings(), lambda _: make_anew())
    click.echo(f"{made} entries of the public memory were read, and all that lists read was made anew.")
