"""`afspraken export --everything`: all that the register holds, for auditors."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from agreements.cli_support import OPERATOR, with_register, written
from agreements.services.office import Office
from agreements.services.take_archive import ArchiveForm, Taken, take_archive
from agreements.settings import Settings
from agreements.texts import Texts


def export_everything(settings: Settings, form: str, out: Path | None) -> None:
    """Write the folder, and say its check value. Raises `UsageError` for a form that it has not."""
    if form not in list(ArchiveForm):
        raise click.UsageError(f"--everything is for {' or '.join(ArchiveForm)}")

    async def take(office: Office) -> Taken:
        with written(out) if out else nullcontext(sys.stdout.buffer) as file:
            return await take_archive(office, OPERATOR, file, ArchiveForm(form), Texts())

    taken = with_register(settings, take)
    click.echo(f"{taken.rows} rows, up to event {taken.events}. Check value: {taken.check_value}", err=out is None)
