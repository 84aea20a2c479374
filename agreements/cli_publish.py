"""`afspraken publish`: what lists of the public register read."""

from __future__ import annotations

import click

from agreements.cli_support import with_register
from agreements.domain.projection import Place
from agreements.services.make_pieces import make_all_pieces, take_over
from agreements.services.rebuild import rebuild as make_anew
from agreements.settings import load_settings


@click.group()
def publish() -> None:
    """What the public register reads of the public memory."""


@publish.command()
def rebuild() -> None:
    """Make anew, from the ledger of publication, what lists and files of the public register read.

    Changes no word that is public. Who writes waits while what lists read is made; who reads goes on with what was
    there.
    """
    settings = load_settings()
    made, kept = with_register(settings, lambda _: _made_anew(settings.place))
    click.echo(f"{made} entries of the public memory were read, and all that lists read was made anew;")
    click.echo(f"so was what files hold of {kept} of them.")


async def _made_anew(place: Place) -> tuple[int, int]:
    made = await make_anew()
    await take_over(place)
    return made, await make_all_pieces(place)
