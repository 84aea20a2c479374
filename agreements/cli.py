"""The command line: `afspraken`. Thin: each command opens the register, calls one service, prints, and ends with
0 (done), 1 (refused, with one sentence) or 2 (wrong usage)."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from agreements.cli_check import check
from agreements.cli_copies import backup, move, restore
from agreements.cli_everything import export_everything
from agreements.cli_hold import hold, release
from agreements.cli_import import import_
from agreements.cli_publish import publish
from agreements.cli_serve import sample, serve, worker
from agreements.cli_support import NewFile, Refusal, with_register, written
from agreements.cli_users import users
from agreements.clock import read_clock
from agreements.domain.errors import AgreementError
from agreements.opening import Opening, migrate_only
from agreements.publication.shapes import names as shape_names
from agreements.services.office import Office
from agreements.services.verify_history import verify_history
from agreements.services.verifying.kept import read_heads
from agreements.settings import Settings, SettingsError, load_settings
from agreements.storage.database.engine import bound, bound_engine, opened


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (AgreementError, SettingsError) as error:
            raise Refusal(" ".join(str(error).split())) from error


class _Day(click.ParamType[date]):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2026-12-31", param, ctx)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="afsprakenregister")
def main() -> None:
    """The register of agreements by which a municipality shares data about its residents."""


main.add_command(serve)
main.add_command(worker)
main.add_command(sample)


@main.command()
def migrate() -> None:
    """Bring the database up to date; safe when several nodes start at once."""
    applied = asyncio.run(migrate_only(load_settings()))
    click.echo(f"Applied: {', '.join(applied)}." if applied else "The database is up to date.")


main.add_command(import_)


@main.command()
@click.argument("shape", type=click.Choice(shape_names()))
@click.option("--out", type=NewFile(), help="File to write; standard output without.")
@click.option("--everything", is_flag=True, help="A ZIP of all that the register holds, history and mails too.")
def export(shape: str, out: Path | None, everything: bool) -> None:
    """Write the public register as a file; with --everything what auditors take, as a ZIP of csv or json files."""
    settings = load_settings()
    if everything:
        export_everything(settings, shape, out)
        return
    with_register(settings, lambda office: _export(office, settings, shape, out), Opening.READS)


main.add_command(users)


@main.group()
def alerts() -> None:
    """Decide which alerts are due, send them, and look at the ledger."""


alerts.add_command(hold)
alerts.add_command(release)


@alerts.command()
@click.option("--on", type=_Day(), help="The day to decide for; today without.")
def sweep(on: date | None) -> None:
    """Decide which alerts are due and record them; prints counts as JSON.

    What is recorded counts as told: on a real register, give no day that is still to come.
    """
    from scheduler.commands import sweep_command

    settings = load_settings()
    click.echo(json.dumps(with_register(settings, lambda _: sweep_command(settings, on))))


@alerts.command()
def deliver() -> None:
    """Send what is waiting; prints counts as JSON."""
    from scheduler.commands import deliver_command

    settings = load_settings()
    click.echo(json.dumps(with_register(settings, lambda _: deliver_command(settings))))


@alerts.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def list_(as_json: bool) -> None:
    """Show the ledger: what was sent, waits, failed or was superseded, and who decided what."""
    from scheduler.commands import as_line, list_command

    rows = with_register(load_settings(), lambda _: list_command(), Opening.READS)
    if as_json:
        click.echo(json.dumps(rows, default=_iso, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(as_line(row))


main.add_command(backup)
main.add_command(restore)
main.add_command(move)
main.add_command(check)
main.add_command(publish)


@main.group()
def audit() -> None:
    """The history of the register."""


@audit.command()
@click.option("--head", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Heads kept elsewhere.")
def verify(head: Path | None) -> None:
    """Recompute the whole history and compare every row with it; exit 1 with the first thing that does not fit.

    With --head FILE the heads in that file (a number and a hash on each line) must lie on the chain: so a history that
    was cut off, or made anew from the start, is found too.
    """
    kept = read_heads(head.read_bytes()) if head else []
    found = with_register(load_settings(), lambda _: verify_history(kept), Opening.READS)
    click.echo(f"{found.events} events and {found.versions} approved versions are whole.")
    if kept:
        click.echo(f"All {len(kept)} heads that were kept lie on the chain.")
    if found.uncovered:
        click.echo(
            f"{found.uncovered} records were last changed by an older version: run `afspraken migrate` to cover them."
        )
    click.echo(f"Head: {found.events} {found.head}")


async def _export(office: Office, settings: Settings, shape: str, out: Path | None) -> None:
    from agreements.app import make_site
    from agreements.domain.selection import Selection, Sorting
    from agreements.publication.shapes import shape_named
    from agreements.storage.public_memory.state import state
    from agreements.texts import Texts
    from agreements.web import exports

    site = make_site(settings, lambda: read_clock(settings.zone), secret=b"")  # a file is not signed
    selection = Selection(on_day=office.today, sorting=Sorting.REFERENCE)
    row = shape_named(shape)
    async with opened(bound_engine().public_reader()) as public:
        with bound(public), written(out) if out else nullcontext(sys.stdout.buffer) as file:
            now, counted = await state(), await exports.counted_for(row, selection)
            making = exports.making_of(row, selection, site, Texts(), state=now, not_public=counted)
            async for some in await exports.whole_file(row, selection, site, making):
                file.write(some)


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"cannot write {type(value).__name__} as JSON")
