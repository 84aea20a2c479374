"""`afspraken import`: a list is read, shown, and brought in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from agreements.cli_support import OPERATOR, NewFile, with_register, written
from agreements.importing.mapping import wishes_file
from agreements.importing.mapping.wishes import Wishes, read_wish
from agreements.settings import load_settings

if TYPE_CHECKING:
    from agreements.services.imports.reading import Progress, Tell

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="import")
@click.argument("file", type=_FILE)
@click.option("--sheet", default="", help="Which sheet of a spreadsheet; without it the likeliest.")
@click.option(
    "--map",
    "typed",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="What a column is: `Onderwerp=titel`; `=`: the notes.",
)
@click.option("--mapping", type=NewFile(), help="File with what the columns are: read if it is there, then written.")
@click.option("--apply", "apply_", is_flag=True, help="Make the drafts; without it nothing is stored (dry run).")
@click.option("--report", type=NewFile(), help="Write a CSV report of every row.")
def import_(
    file: Path, sheet: str, typed: tuple[str, ...], mapping: Path | None, apply_: bool, report: Path | None
) -> None:
    """Read a list of agreements (CSV, XLSX, ODS, or the register's own JSON) and make drafts of it.

    A date of three numbers is read day first; of a column in which the month comes first, say so:
    --map "Begindatum=begindatum:maand-eerst". What is said of columns is remembered with --apply.
    """
    from agreements.services.imports.command import import_file

    body = file.read_bytes()  # before the register opens: whatever file this is, no lock on it can be lost
    said = _said(typed, mapping)
    outcome = with_register(
        load_settings(),
        lambda office: import_file(
            office, OPERATOR, file.name, body, apply=apply_, sheet=sheet, said=said, tell=_told_on(sys.stderr)
        ),
    )
    for line in (*outcome.columns, *([""] if outcome.table else []), *outcome.lines):
        click.echo(line)
    if mapping and outcome.table:
        with written(mapping) as file_of_columns:
            file_of_columns.write(wishes_file.written(wishes_file.wishes_of(outcome.table.header)))
    if report:
        with written(report) as file_of_rows:
            file_of_rows.write(outcome.report)
    click.echo(outcome.summary)


def _told_on(stream: TextIO) -> Tell:
    """Tells how far it is on a terminal, on one line; whoever keeps the errors in a file reads nothing of it."""
    shows = stream.isatty()

    async def tell(progress: Progress) -> bool:
        if shows and progress.total:
            end = "\n" if progress.done == progress.total else ""
            stream.write(f"\r{progress.done} of {progress.total} rows read{end}")
            stream.flush()
        return True

    return tell


def _said(typed: tuple[str, ...], mapping: Path | None) -> Wishes:
    """What was typed, and what the file says of the other columns."""
    kept = wishes_file.read_wishes(mapping.read_bytes()) if mapping and mapping.is_file() else Wishes()
    return kept.and_also(dict(map(read_wish, typed)))
