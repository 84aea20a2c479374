"""Programs that subscribe to the calendar follow a day that moves and an agreement that goes: vdirsyncer fetches, khal
shows. They stand in an environment of their own (`make calendar-programs`), for they bring many packages.
"""

from __future__ import annotations

import asyncio
import shutil
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from litestar import Litestar

from agreements.services.terminate import terminate
from tests.acceptance.conftest import Calendar
from tests.acceptance.test_streamed_files import listening
from tests.acceptance.test_withheld import TITLE, changed
from tests.architecture.house import ROOT
from tests.command_line import STUCK_SECONDS
from tests.office import in_force, office_on
from tests.people import ENDS_ON, HENK, TODAY, WOO

FOLDER = ROOT / "build" / "calendar-programs" / "bin"
PROGRAMS = {name: shutil.which(name, path=str(FOLDER)) for name in ("vdirsyncer", "khal")}
EARLY = TODAY + timedelta(days=90)
SYNC = """[general]
status_path = "{home}/status"
[pair register]
a = "feed"
b = "here"
collections = null
conflict_resolution = "a wins"
[storage feed]
type = "http"
url = "http://127.0.0.1:{port}/agenda.ics"
[storage here]
type = "filesystem"
path = "{home}/events"
fileext = ".ics"
"""
SHOW = """[calendars]
[[register]]
path = {home}/events
readonly = True
[locale]
local_timezone = Europe/Amsterdam
default_timezone = Europe/Amsterdam
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


class Reader:
    """Somebody with both programs, and a home of their own."""

    def __init__(self, home: Path, port: int) -> None:
        self._home = home
        (home / "events").mkdir()
        (home / "sync").write_text(SYNC.format(home=home, port=port))
        (home / "show").write_text(SHOW.format(home=home))

    async def _run(self, name: str, *arguments: str, said: str = "") -> str:
        environment = {"HOME": str(self._home), "PATH": str(FOLDER), "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
        pipe = asyncio.subprocess.PIPE
        program = await asyncio.create_subprocess_exec(
            str(PROGRAMS[name]), *arguments, stdin=pipe, stdout=pipe, stderr=pipe, env=environment
        )
        async with asyncio.timeout(STUCK_SECONDS):
            out, error = await program.communicate(said.encode())
        assert program.returncode == 0, error.decode()
        return out.decode()

    async def begin(self) -> None:
        """Look what there is to subscribe to."""
        await self._run("vdirsyncer", "-c", str(self._home / "sync"), "discover", said="y\ny\n")

    async def seen(self) -> set[tuple[str, str]]:
        """What the calendar shows, day and words, once it was fetched again."""
        await self._run("vdirsyncer", "-c", str(self._home / "sync"), "sync", "--force-delete")
        shown = await self._run(
            "khal",
            "-c",
            str(self._home / "show"),
            "list",
            "--format",
            "{start-date}|{title}",
            "--day-format",
            "",
            str(TODAY),
            "1500d",
        )
        return {(day, title) for day, _, title in (line.partition("|") for line in shown.splitlines()) if title}


def days_of(shown: set[tuple[str, str]], words: str) -> list[str]:
    """The days on which something of these words is shown."""
    return sorted(day for day, title in shown if words in title)


@pytest.mark.skipif(None in PROGRAMS.values(), reason="vdirsyncer and khal are not there (`make calendar-programs`)")
async def test_a_day_that_moves_and_an_agreement_that_goes_are_followed(
    app: Litestar, site: httpx.AsyncClient, day: Calendar, tmp_path: Path
) -> None:
    agreement, goes = await in_force(title="Blijft"), await in_force(title=TITLE)
    async with listening(app) as (port, _):
        reader = Reader(tmp_path, port)
        await reader.begin()
        first = await reader.seen()
        assert str(ENDS_ON) in days_of(first, "Blijft")
        assert str(ENDS_ON) in days_of(first, TITLE)

        office, why = office_on(TODAY), "Het doel is bereikt"
        await terminate(office, HENK, agreement.reference, agreement.revision, EARLY, why)
        moved = await reader.seen()
        assert str(EARLY) in days_of(moved, "Blijft")
        assert str(ENDS_ON) not in days_of(moved, "Blijft")

        await changed(goes, is_public=False, not_public_ground=WOO, not_public_reason="Woo 5.1")
        assert days_of(await reader.seen(), TITLE) == [], "no word of it is left"
        day.today = TODAY + timedelta(days=31)
        assert not [title for _, title in await reader.seen() if goes.reference in title]
