"""A long list is read, stored and undone while others go on with their work; and its command tells how far it is."""

from __future__ import annotations

import asyncio
import os
import pty
import subprocess
from pathlib import Path

import httpx
import pytest

from agreements.domain.import_runs import RunState
from agreements.services.imports import runs
from agreements.services.imports.working import work_on
from agreements.services.register import register
from agreements.storage.imports import runs as stored_runs
from tests.command_line import AFSPRAKEN, BASE_URL, SECRET, STUCK_SECONDS
from tests.office import TODAY_OFFICE
from tests.people import PETRA, complete_content

ROWS = 1_500
HEADER = "Zaaknummer;Titel;Partijen;Doel;Begindatum;Einddatum;Opmerkingen\n"
LIST = HEADER + "".join(
    f"Z-{n};Convenant {n};Gemeente, politie, GGD;Rust in wijk {n};{1 + n % 28}-1-2026;31-12-2027;Zie de bijlage\n"
    for n in range(ROWS)
)
SEVERAL = 5
"""So many pages at least are read meanwhile; of who holds up everybody none or one would be."""


async def pages_read_meanwhile(site: httpx.AsyncClient) -> int:
    """How many pages somebody reads one by one while the register does what a list waits for."""
    work = asyncio.create_task(work_on(lambda: TODAY_OFFICE))
    answered = 0
    while not work.done():
        assert (await site.get("/", params={"q": f"wijk {answered}"})).status_code == 200
        await asyncio.sleep(0)  # in the test both share one loop, which a connection would leave to the other
        answered += 1
    assert await work == 1
    return answered


async def test_others_read_and_write_while_a_long_list_comes_in(site: httpx.AsyncClient) -> None:
    number = await runs.begin(TODAY_OFFICE, PETRA, "lijst.csv", LIST.encode())
    while_read = await pages_read_meanwhile(site)
    await register(TODAY_OFFICE, PETRA, complete_content())
    await runs.store(TODAY_OFFICE, PETRA, number)
    while_stored = await pages_read_meanwhile(site)

    run = await runs.run_of(TODAY_OFFICE, PETRA, number)
    assert (run.state, run.done, run.total) == (RunState.STORED, ROWS, ROWS)
    assert min(while_read, while_stored) >= SEVERAL


async def test_how_far_a_long_list_is_can_be_seen_meanwhile(staffed: object) -> None:
    number = await runs.begin(TODAY_OFFICE, PETRA, "lijst.csv", (LIST * 3).encode())
    work = asyncio.create_task(work_on(lambda: TODAY_OFFICE))

    seen = set[int]()
    while not work.done():
        seen.add((await stored_runs.load(number, TODAY_OFFICE.now)).done)
        await asyncio.sleep(0)

    assert len(seen) > 2, "the beginning, some rows, and the end"


@pytest.mark.parametrize("on_a_terminal", [True, False])
def test_the_command_tells_how_far_it_is_on_a_terminal_alone(tmp_path: Path, on_a_terminal: bool) -> None:
    file = tmp_path / "lijst.csv"
    file.write_text(LIST)
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path / 'register.sqlite'}", "SECRET_KEY": SECRET, "BASE_URL": BASE_URL}
    environment = {f"AFSPRAKEN_{name}": value for name, value in settings.items()} | {"PATH": "/usr/bin:/bin"}
    reading, writing = pty.openpty() if on_a_terminal else os.pipe()
    for words, errors in ((["migrate"], subprocess.DEVNULL), (["import", str(file)], writing)):
        done = subprocess.run(
            [AFSPRAKEN, *words], env=environment, stdout=subprocess.DEVNULL, stderr=errors, timeout=STUCK_SECONDS
        )
        assert done.returncode == 0
    os.close(writing)
    with open(reading, "rb", buffering=0) as told:
        said = b""
        try:
            while some := told.read(4096):
                said += some
        except OSError:  # how a terminal says that nobody writes to it any more
            pass

    assert (f"{ROWS} of {ROWS} rows read".encode() in said) is on_a_terminal
    assert on_a_terminal or said == b""
