"""Read a list into rows, beside whatever else the process does, and tell how far it is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from agreements.importing.codes import Code
from agreements.importing.formats.source import ListSource, Source, read_source
from agreements.importing.identity import Shape, shape_of
from agreements.importing.import_row import ImportRow
from agreements.importing.interpret import interpret, rows_in
from agreements.importing.mapping.remapped import remapped
from agreements.importing.mapping.wishes import Wishes
from agreements.importing.messages import note
from agreements.services.departments import departments
from agreements.services.imports.mappings import remembered_for
from agreements.services.office import Office

SECONDS_OF_A_TURN = 0.004
"""So long the reading keeps the interpreter to itself; to let go of it costs a turn of the whole machine."""
SECONDS_BETWEEN = 0.5
"""Between two times that it is told how far the reading is."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as somebody brings it in, and what they said of its columns."""

    name: str
    data: bytes
    sheet: str = ""
    """Which sheet of a spreadsheet; empty: the likeliest."""
    said: Wishes | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """A list that was read."""

    rows: tuple[ImportRow, ...]
    shape: Shape


class Abandoned(Exception):
    """Nobody waits for the rows any more."""


@dataclass(slots=True)
class Progress:
    """How far the reading of a list is; another thread counts. `is_abandoned` makes it stop."""

    done: int = 0
    total: int = 0
    is_abandoned: bool = False
    _turn_until: float = field(default=0.0, init=False)

    def one_more(self) -> None:
        """A row was read. Lets go of the interpreter now and then: who waits for it waits some milliseconds."""
        if self.is_abandoned:
            raise Abandoned
        self.done += 1
        if time.monotonic() > self._turn_until:
            time.sleep(0)
            self._turn_until = time.monotonic() + SECONDS_OF_A_TURN


Tell = Callable[[Progress], Awaitable[bool]]
"""Told now and then how far it is; False: stop."""


async def nobody(_: Progress) -> bool:
    """Who does not want to know how far it is."""
    return True


async def source_of(office: Office, listed: Listed) -> Source:
    """The list as it stands in the file, with what its columns are: as said now, else as said of such lists before.

    Raises the refusal of a file that cannot be read, and of what was said that does not fit it.
    """
    source = await asyncio.to_thread(read_source, listed.name, listed.data, listed.sheet)
    if not isinstance(source, ListSource):
        return source
    remembered = await remembered_for(office, source.header.names)
    return await asyncio.to_thread(remapped, source, listed.said, remembered)


async def read_list(office: Office, source: Source, tell: Tell = nobody) -> Rows:
    """Every row with what becomes of it, as far as the list alone says.

    Raises the refusal of a list without titles, and `Abandoned` when `tell` says so.
    """
    progress = Progress()
    heads = await departments()
    reading = asyncio.create_task(asyncio.to_thread(_read, office, source, progress))
    try:
        while not (await asyncio.wait({reading}, timeout=SECONDS_BETWEEN))[0]:
            if not await tell(progress):
                raise Abandoned
        read = await reading
        await tell(progress)
    finally:
        progress.is_abandoned = True
    return replace(read, rows=tuple(_placed(row, heads) for row in read.rows))


def _read(office: Office, source: Source, progress: Progress) -> Rows:
    progress.total = rows_in(source)
    rows = interpret(source, registered_on=office.today, policy=office.policy, after_each=progress.one_more)
    return Rows(tuple(rows), shape_of(source))


def _placed(row: ImportRow, known: tuple[str, ...]) -> ImportRow:
    """With a warning when nobody heads the department that it names."""
    named = row.content.department if row.content else ""
    if not named or named in known:
        return row
    return replace(row, messages=(*row.messages, note(Code.DEPARTMENT_UNKNOWN, words=named)))
