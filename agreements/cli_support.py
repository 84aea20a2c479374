"""What the commands share: who acts on the command line, the register opened for a piece of work, files to write, and
refusals."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

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


class NewFile(click.ParamType[Path]):
    """A file to write; whether it can be is looked at before any work is done."""

    name = "file"
    _file = click.Path(dir_okay=False, writable=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(str(self._file.convert(value, param, ctx)))
        if not path.parent.is_dir():
            self.fail(f"there is no folder {str(path.parent)!r}", param, ctx)
        return path


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
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
