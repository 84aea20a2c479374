"""Everything for auditors: internal fields, versions, the whole history, the ledger of mails, as one packed folder.

Written while it is read, of one moment of the register, in memory that does not grow with it. That somebody took it is
an event, which stands in it.
"""

from __future__ import annotations

import asyncio
import csv
import hashlib
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from agreements.domain.roles import Action, Actor, require
from agreements.services.change import note
from agreements.services.office import Office
from agreements.services.refusals import noted_refusals
from agreements.storage.archive import FILES, ArchiveFile, rows_of
from agreements.storage.database.transaction import append_lock, snapshot, unit_of_work
from agreements.storage.trail import audit
from agreements.texts import Texts

OBJECT: Final = "register"
CONTENTS: Final = "inhoud.json"
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
Row = Mapping[str, Any]


class ArchiveForm(StrEnum):
    """How its files are written."""

    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Taken:
    """How much there is in it, up to which event it goes, and its check value: SHA-256 of the list of contents, which
    holds that of each file and the head of the history."""

    rows: int
    events: int
    head: str
    check_value: str


async def take_archive(office: Office, actor: Actor, out: BinaryIO, form: ArchiveForm, texts: Texts) -> Taken:
    """Write the folder. Raises `NotAllowed`, and what writing raises."""
    async with noted_refusals(office, actor, Action.TAKE_ARCHIVE, OBJECT), unit_of_work():
        require(actor, Action.TAKE_ARCHIVE)
        await append_lock("audit")
        await note(office, actor, Action.TAKE_ARCHIVE, OBJECT, {"form": form.value})
    async with snapshot():
        with ZipFile(out, "w", ZIP_DEFLATED) as folder:
            return await _written(folder, form, office, texts)


async def _written(folder: ZipFile, form: ArchiveForm, office: Office, texts: Texts) -> Taken:
    head, files = await audit.head(), [await _file(folder, file, form, texts) for file in FILES]
    contents = {
        "genomen_op": office.now.isoformat(),
        "laatste_gebeurtenis": head.seq,
        "kop_van_het_logboek": head.hash,
        "bestanden": files,
    }
    body = json.dumps(contents, ensure_ascii=False, indent=2).encode()
    folder.writestr(_named(CONTENTS), body)
    return Taken(sum(int(one["rijen"]) for one in files), head.seq, head.hash, hashlib.sha256(body).hexdigest())


async def _file(folder: ZipFile, file: ArchiveFile, form: ArchiveForm, texts: Texts) -> dict[str, Any]:
    """Write one; returns what the list of contents says of it."""
    name, digest, rows = f"{file.name}.{form}", hashlib.sha256(), 0
    first, shaped, last = _WRITERS[form]
    with folder.open(_named(name), "w", force_zip64=True) as written:

        def write(body: bytes) -> None:
            digest.update(body)
            written.write(body)

        def write_rows(some: Sequence[Row], before: int) -> None:
            write(shaped(some, before))

        write(first(file.columns))
        async for some in rows_of(file):
            await asyncio.to_thread(write_rows, some, rows)
            rows += len(some)
        write(last)
    return {"bestand": name, "wat": texts(file.about), "rijen": rows, "sha256": digest.hexdigest()}


def _named(name: str) -> ZipInfo:
    """The same at any time: when it was taken stands in the list of contents."""
    made = ZipInfo(name, _FIRST_DAY)
    made.compress_type = ZIP_DEFLATED
    return made


def _csv_head(columns: Sequence[str]) -> bytes:
    return _csv_line(columns)


def _csv_rows(rows: Sequence[Row], _: int) -> bytes:
    return b"".join(_csv_line([_cell(value) for value in row.values()]) for row in rows)


def _csv_line(cells: Sequence[str]) -> bytes:
    """By RFC 4180, with the texts as they are: it is for programs."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    return "" if value is None else str(_plain(value)).lower() if isinstance(value, bool) else str(_plain(value))


def _json_rows(rows: Sequence[Row], before: int) -> bytes:
    """Further items of a list, with so many before them."""
    items = (json.dumps(row, ensure_ascii=False, default=_plain) for row in rows)
    return (",\n" if before else "").encode() + ",\n".join(items).encode()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


_Writer = tuple[Callable[[Sequence[str]], bytes], Callable[[Sequence[Row], int], bytes], bytes]
_WRITERS: Final[Mapping[ArchiveForm, _Writer]] = {
    ArchiveForm.CSV: (_csv_head, _csv_rows, b""),
    ArchiveForm.JSON: (lambda _: b"[\n", _json_rows, b"\n]\n"),
}
"""How a file begins, how some rows of it are written, and how it ends."""
