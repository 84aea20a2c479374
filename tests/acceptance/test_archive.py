"""What auditors take with them: everything, of one moment, with a check value and without secrets."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest
from litestar import Litestar

from admin_ui.shell.csrf import FIELD
from agreements.domain import audit as chain
from agreements.domain.errors import NotAllowed
from agreements.domain.roles import Actor
from agreements.services.take_archive import CONTENTS, ArchiveForm, take_archive
from agreements.storage import archive
from agreements.storage.archive import FILES, LEFT_OUT
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import fetch
from agreements.storage.tables import TABLES
from agreements.texts import Texts
from tests.acceptance.conftest import BASE_URL
from tests.acceptance.test_withheld import changed
from tests.colleague import Colleague, main_form
from tests.command_line import CommandLine
from tests.office import drafted, in_force, office_on
from tests.people import AAD, FATIMA, HENK, TODAY

PAGE = "/beheer/archief"
SECRET_WORDS = ("hash", "salt", "secret", "token", "password", "lease")
OF_THE_CHAIN = {("audit_event", "hash"), ("audit_head", "hash"), ("public_entry", "hash")}


async def taken(actor: Actor, form: ArchiveForm) -> tuple[ZipFile, str]:
    """The folder, and its check value."""
    out = io.BytesIO()
    told = await take_archive(office_on(TODAY), actor, out, form, Texts())
    return ZipFile(out), told.check_value


def contents(folder: ZipFile) -> dict[str, object]:
    """Its list of contents. Raises AssertionError when a file is not what that says."""
    told: dict[str, object] = json.loads(folder.read(CONTENTS))
    files = told["bestanden"]
    assert isinstance(files, list)
    for one in files:
        assert hashlib.sha256(folder.read(one["bestand"])).hexdigest() == one["sha256"]
    return told


def rows(folder: ZipFile, name: str, form: ArchiveForm) -> list[dict[str, str]]:
    """The rows of one file."""
    text = folder.read(f"{name}.{form}").decode()
    found: list[dict[str, str]] = (
        json.loads(text) if form is ArchiveForm.JSON else list(csv.DictReader(io.StringIO(text)))
    )
    return found


@pytest.mark.parametrize("form", list(ArchiveForm))
async def test_an_auditor_takes_internal_fields_versions_history_and_mails_of_one_moment(
    form: ArchiveForm, staffed: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "PAGE", 2)
    agreement = await in_force(internal_notes='Alleen voor ons; "echt"\n=1+1')
    await changed(agreement, purpose="Anders")
    draft = await drafted(title="Concept")
    folder, check_value = await taken(AAD, form)
    told, events = contents(folder), rows(folder, "logboek", form)

    assert hashlib.sha256(folder.read(CONTENTS)).hexdigest() == check_value
    assert {row["reference"] for row in rows(folder, "afspraken", form)} == {agreement.reference, draft.reference}
    versions = [json.loads(row["content"]) for row in rows(folder, "versies", form)]
    assert [one["purpose"] for one in versions if one["title"] != "Concept"] == [agreement.content.purpose, "Anders"]
    assert versions[0]["internal_notes"] == agreement.content.internal_notes
    assert (events[-1]["action"], events[-1]["actor"]) == ("take_archive", AAD.id)
    assert (told["kop_van_het_logboek"], told["laatste_gebeurtenis"]) == (events[-1]["hash"], int(events[-1]["seq"]))
    for before, after in zip([chain.GENESIS, *(one["hash"] for one in events)], events, strict=False):
        assert after["previous"] == before
    for file in FILES:
        (count,) = await fetch(f"SELECT count(*) AS n FROM {file.table._meta.tablename}", {})
        assert len(rows(folder, file.name, form)) == count["n"]


async def test_who_may_not_gets_nothing_and_that_is_noted(staffed: Engine) -> None:
    out = io.BytesIO()
    with pytest.raises(NotAllowed):
        await take_archive(office_on(TODAY), HENK, out, ArchiveForm.CSV, Texts())

    assert out.getvalue() == b""
    (last,) = await fetch("SELECT action, result FROM audit_event ORDER BY seq DESC LIMIT 1", {})
    assert (last["action"], last["result"]) == ("take_archive", "refused")


def test_every_table_has_a_file_or_a_reason_and_no_secret_is_in_one() -> None:
    names = {str(table._meta.tablename) for table in TABLES}
    kept = {str(file.table._meta.tablename): file for file in FILES}

    assert names - set(kept) - set(LEFT_OUT) == set()
    assert not set(kept) & set(LEFT_OUT)
    told = {(table, column) for table, file in kept.items() for column in file.columns}
    secret = {(table, column) for table, column in told if any(word in column for word in SECRET_WORDS)}
    assert secret == OF_THE_CHAIN


async def test_the_page_gives_it_to_who_may_and_is_not_there_for_others(app: Litestar, site: httpx.AsyncClient) -> None:
    await in_force()
    auditor, head = Colleague(app, BASE_URL), Colleague(app, BASE_URL)
    await auditor.come_in(FATIMA)
    await head.come_in(HENK)
    page = await auditor.open(PAGE)
    answer = await auditor.send(page, form="json")

    assert all(file.name in page.text for file in FILES)
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == f'attachment; filename="afsprakenregister-{TODAY}-json.zip"'
    assert contents(ZipFile(io.BytesIO(answer.content)))["laatste_gebeurtenis"]
    assert (await auditor.send(page, form="exe")).status_code == 400
    token = next(pair for pair in main_form(await head.open("/beheer")).pairs if pair[0] == FIELD)
    assert (await head.post(PAGE, [token, ("form", "csv")])).status_code == 403
    assert (await head.open(PAGE)).status_code == 403


def test_the_command_line_takes_it_and_says_the_check_value(sample_at_prompt: CommandLine, tmp_path: Path) -> None:
    sample_at_prompt.does("backup", str(tmp_path / "copy.sqlite"))
    prompt = CommandLine(tmp_path, f"sqlite:///{tmp_path / 'copy.sqlite'}")
    said = prompt.does("export", "csv", "--everything", "--out", tmp_path / "alles.zip")
    folder = ZipFile(tmp_path / "alles.zip")

    assert hashlib.sha256(folder.read(CONTENTS)).hexdigest() in said.text
    assert len(rows(folder, "afspraken", ArchiveForm.CSV)) >= 45
    contents(folder)
    refused = prompt.run("export", "ics", "--everything")
    assert (refused.code, "csv or json" in refused.error) == (2, True)
