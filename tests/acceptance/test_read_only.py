"""A site whose disk nobody can write: everybody reads on, and whoever wants to change something hears why not."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from agreements.clock import read_clock
from agreements.services.users import token_hash
from agreements.settings import Settings
from agreements.storage.database.engine import bind, engine_from_url, opened
from agreements.storage.database.transaction import fetch
from agreements.storage.people import sign_in
from tests.colleague import forms_on
from tests.command_line import BASE_URL, CommandLine
from tests.served import Served, serving

READ_ONLY = "Het register is te lezen maar niet te wijzigen"
NOBODY = 65534
"""Somebody who may not write what root owns. Whoever tests as no more than a user is that already."""
TOKEN = "petra-is-signed-in-" + "x" * 24
COOKIE = {"Cookie": f"__Host-afspraken={TOKEN}", "Origin": BASE_URL}


async def sign_in_petra(url: str) -> None:
    """The privacy officer of the sample has a session, last seen ten minutes ago."""
    async with opened(engine_from_url(url)) as engine:
        bind(engine)
        [row] = await fetch("SELECT id FROM account WHERE role = 'privacy_officer' LIMIT 1", {})
        now = read_clock(Settings().zone).now
        await sign_in.insert_session(token_hash(TOKEN), row["id"], now - timedelta(minutes=10))


@pytest.fixture
def site(roomy_disk: Path) -> Iterator[Served]:
    """The sample, served from a disk that became read-only."""
    made = roomy_disk.parent / "register.sqlite"
    CommandLine(roomy_disk.parent, f"sqlite:///{made}").does("sample")
    asyncio.run(sign_in_petra(f"sqlite:///{made}"))
    url = f"sqlite:///{shutil.copy(made, roomy_disk)}"
    subprocess.run(["mount", "-o", "remount,ro", roomy_disk], check=True)
    with serving(roomy_disk.parent, url, SCHEDULER="on") as served:
        yield served


def send(site: Served, page: httpx.Response, **changes: str) -> httpx.Response:
    """Send the last form of a page of beheer."""
    form = forms_on(page)[-1]
    pairs = [(name, value) for name, value in form.pairs if name not in changes] + list(changes.items())
    address = f"http://127.0.0.1:{site.port}{form.action or page.url.path}"
    return httpx.post(address, data=dict(pairs), headers=COOKIE, timeout=60)


def test_everybody_reads_on_and_who_changes_something_hears_why_not(site: Served) -> None:
    for address in ("/", "/afspraken.csv", "/afspraken.json", "/agenda.ics", "/afspraken/AFS-2026-0008"):
        assert site.get(address).status_code == 200
    assert site.get("/health/live").status_code == 200
    assert site.get("/health/ready").status_code == 503

    page = site.get("/beheer/inloggen")
    refused = send(site, page, email="iemand@meerdam.example", password="drie zwanen op een rij")
    assert refused.status_code == 503
    assert READ_ONLY in refused.text

    page = site.get("/beheer/afspraken/nieuw", **COOKIE)
    assert page.status_code == 200, "to look is not to change"
    refused = send(site, page, title="Nieuwe afspraak")
    assert refused.status_code == 503
    assert READ_ONLY in refused.text
    assert "Traceback" not in site.log.read_text()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may look into, unlike those that pytest makes."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.parametrize("folder_is", [0o555, 0o777], ids=["folder read-only", "folder writable"])
def test_whoever_may_read_the_file_but_not_write_it_reads_exports_verifies_and_copies(
    open_folder: Path, folder_is: int
) -> None:
    home, out = open_folder / "home", open_folder / "out"
    for folder in (home, out):
        folder.mkdir()
    file = home / "register.sqlite"
    CommandLine(open_folder, f"sqlite:///{file}").does("migrate")
    for path, mode in ((file, 0o444), (home, folder_is), (out, 0o777)):
        path.chmod(mode)
    (home / f"{file.name}.migrate-lock").chmod(0o444)

    somebody = CommandLine(out, f"sqlite:///{file}", user=NOBODY if os.geteuid() == 0 else None)
    try:
        for command in ("audit verify", "alerts list", "export json", f"backup {out / 'copy.sqlite'}"):
            somebody.does(*command.split())
        assert "can be read but not changed" in somebody.is_refused("alerts", "sweep")
    finally:
        home.chmod(0o755)
