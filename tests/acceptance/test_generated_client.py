"""A client that a program made from the description reads the register: the description is one that others can use."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar

from tests.acceptance.conftest import BASE_URL
from tests.api import API
from tests.office import in_force
from tests.people import TODAY
from tests.transport import transport_to

NAME = "afsprakenregister_client"
SETTINGS = "post_hooks: []\n"
"""It is read by nobody, so it need not look well."""


def make(description: bytes, folder: Path) -> None:
    """Let openapi-python-client make the client."""
    (folder / "openapi.json").write_bytes(description)
    (folder / "settings.yml").write_text(SETTINGS)
    command = ["generate", "--path", "openapi.json", "--config", "settings.yml", "--meta", "none"]
    done = subprocess.run(
        [Path(sys.executable).parent / "openapi-python-client", *command, "--output-path", NAME, "--fail-on-warning"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def part(name: str) -> Any:
    return importlib.import_module(f"{NAME}.{name}")


async def test_a_generated_client_reads_the_register(
    site: httpx.AsyncClient, app: Litestar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement = await in_force(title="Zonnebloem")
    await in_force(title="Iets anders")
    make((await site.get(f"{API}/openapi.json")).content, tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    client = part("client").Client(base_url=BASE_URL + API, raise_on_unexpected_status=True)
    client.set_async_httpx_client(httpx.AsyncClient(transport=transport_to(app), base_url=BASE_URL + API))

    listed = await part("api.afspraken.lijst_afspraken").asyncio(client=client, q="zonnebloem", peildatum=TODAY)
    one = await part("api.afspraken.lees_afspraak").asyncio(agreement.reference, client=client)
    unknown = await part("api.afspraken.lees_afspraak").asyncio("AFS-2020-0001", client=client)
    parties = await part("api.organisaties.lijst_organisaties").asyncio(client=client)
    changes = await part("api.wijzigingen.lijst_wijzigingen").asyncio(client=client, per_pagina=1)

    assert [found.titel for found in listed.afspraken] == ["Zonnebloem"]
    assert (one.kenmerk, one.begindatum) == (agreement.reference, agreement.content.starts_on)
    assert (type(unknown).__name__, unknown.status) == ("Probleem", 404)
    assert {found.aantal_afspraken for found in parties.organisaties} == {2}
    assert [found.kenmerk for found in changes.wijzigingen] == [agreement.reference]
    for name in [name for name in sys.modules if name.partition(".")[0] == NAME]:
        monkeypatch.delitem(sys.modules, name)
