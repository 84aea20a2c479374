"""The command line: `afspraken`. Thin: each command opens the register, calls one service, prints, and ends with
0 (done), 1 (refused, with one sentence) or 2 (wrong usage)."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import click

from agreements.cli_check import check
from agreements.cli_copies import backup, move, restore
from agreements.cli_hold import hold, release
from agreements.cli_publish import publish
from agreements.cli_serve import sample, serve, worker
from agreements.cli_support import OPERATOR, Refusal, with_register
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


class _NewFile(click.ParamType[Path]):
    """A file to write; whether it can be is looked at before any work is done."""

    name = "file"
    _file = click.Path(dir_okay=False, writable=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(str(self._file.convert(value, param, ctx)))
        if not path.parent.is_dir():
            self.fail(f"there is no folder {str(path.parent)!r}", param, ctx)
        return path


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


@main.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--apply", "apply_", is_flag=True, help="Make the drafts; without it nothing is stored (dry run).")
@click.option("--report", type=_NewFile(), help="Write a CSV report of every row.")
def import_(file: Path, apply_: bool, report: Path | None) -> None:
    """Read a list of agreements (CSV, or the register's own JSON) and make drafts of it."""
    from agreements.services.imports.command import import_file

    body = file.read_bytes()  # before the register opens: whatever file this is, no lock on it can be lost
    outcome = with_register(
        load_settings(), lambda office: import_file(office, OPERATOR, file.name, body, apply=apply_)
    )
    for line in outcome.lines:
        click.echo(line)
    if report:
        with _written(report) as written:
            written.write(outcome.report)
    click.echo(outcome.summary)


@main.command()
@click.argument("shape", type=click.Choice(shape_names()))
@click.option("--out", type=_NewFile(), help="File to write; standard output without.")
def export(shape: str, out: Path | None) -> None:
    """Write the public register as a file."""
    settings = load_settings()
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
    from agreements.texts import Texts
    from agreements.web import exports

    site = make_site(settings, lambda: read_clock(settings.zone), secret=b"")  # a file is not signed
    selection = Selection(on_day=office.today, sorting=Sorting.REFERENCE)
    row = shape_named(shape)
    async with opened(bound_engine().public_reader()) as public:
        with bound(public), _written(out) if out else nullcontext(sys.stdout.buffer) as file:
            head, counted = await exports.head_for(row), await exports.counted_for(row, selection)
            making = exports.making_of(row, selection, site, Texts(), head=head, not_public=counted)
            async for some in await exports.whole_file(row, selection, site, making):
                file.write(some)


@contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    """A plain file is written as a whole or not at all; what has its name already stays until then."""
    is_plain = not path.is_symlink() and (path.is_file() or not path.exists())
    written = path.with_name(f"{path.name}.part") if is_plain else path
    with ExitStack() as when_it_fails:
        if is_plain:
            when_it_fails.callback(written.unlink, missing_ok=True)
        try:
            with written.open("wb") as file:
                yield file
            if is_plain:
                written.replace(path)
        except OSError as error:
            raise Refusal(f"{path} cannot be written ({error.strerror}).") from error
        when_it_fails.pop_all()


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"cannot write {type(value).__name__} as JSON")
