"""`afspraken alerts hold` and `release`: nothing leaves until an administrator says so."""

from __future__ import annotations

import json

import click

from agreements.cli_support import OPERATOR, with_register
from agreements.services.hold_alerts import hold_alerts, release_alerts
from agreements.settings import load_settings


@click.command()
@click.option("--restored", is_flag=True, help="This register is a copy that was put back by hand.")
def hold(restored: bool) -> None:
    """Let nothing leave until `release`; planning goes on. `restore` does this by itself."""
    with_register(load_settings(), lambda office: hold_alerts(office, OPERATOR, restored=restored))
    click.echo("Held. Nothing leaves until: afspraken alerts release")


@click.command()
@click.option("--again", is_flag=True, help="After a restore: send what was planned before it too.")
def release(again: bool) -> None:
    """Let messages leave again; prints counts as JSON.

    After a restore, what was planned before it is taken as sent: the register that was lost sent it for all we know.
    """
    released = with_register(load_settings(), lambda office: release_alerts(office, OPERATOR, again=again))
    click.echo(json.dumps(released.as_dict()))
