"""From bytes to rows: which kind of file it is, and what each row holds. Nothing is interpreted here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from agreements.importing.errors import FileTooLarge, NothingToRead, SpreadsheetNotRead, UnknownFile
from agreements.importing.formats import csv_source, described_csv, json_source, own_export
from agreements.importing.tables.header import Header

MAX_MEGABYTES = 10
SPREADSHEET_ENDINGS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".fods", ".numbers"})
SPREADSHEET_BYTES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How zip-based (XLSX, ODS) and old binary (XLS) spreadsheets begin."""
OTHER_BYTES = (
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"\x7fELF",
    b"MZ\x90",
)
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<svg")


@dataclass(frozen=True, slots=True)
class ListRow:
    """One record of a list; `number` counts records, the row of column names first in most files (1)."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListSource:
    """A list in CSV. Rows above the column names, such as a heading, are among the rows."""

    name: str
    header: Header
    header_number: int
    delimiter: str
    rows: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True)
class RecordSource:
    """A JSON list of described documents, one object each; numbered from 1."""

    name: str
    records: tuple[tuple[int, Mapping[str, Any] | None], ...]


@dataclass(frozen=True, slots=True)
class OwnSource:
    """The register's own export; numbered from 1."""

    name: str
    rows: tuple[own_export.OwnRow, ...]


Source = ListSource | RecordSource | OwnSource


def read_source(name: str, data: bytes) -> Source:
    """Read a file into rows. `name` is the file's name, used for its ending only.

    Raises a kind of `ImportRefused` with one sentence when the file as a whole cannot be used.
    """
    _refuse_what_is_no_list(name, data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _json(name, data)
    if (described := described_csv.described_in(data)) is not None:
        return RecordSource(name, described)
    header, number, delimiter, rows = csv_source.read_list(data)
    return ListSource(name, header, number, delimiter, tuple(ListRow(n, cells) for n, cells in rows))


def _json(name: str, data: bytes) -> Source:
    document = json_source.load(data)
    if own_export.is_own(document):
        return OwnSource(name, tuple(own_export.rows_of(document)))
    return RecordSource(name, json_source.records_of(document))


def _refuse_what_is_no_list(name: str, data: bytes) -> None:
    if len(data) > MAX_MEGABYTES * 1_000_000:
        raise FileTooLarge(limit=MAX_MEGABYTES)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise NothingToRead
    if data.startswith(SPREADSHEET_BYTES) or PurePath(name).suffix.casefold() in SPREADSHEET_ENDINGS:
        raise SpreadsheetNotRead
    if data.startswith(OTHER_BYTES) or data[:200].lstrip().lower().startswith(MARKUP):
        raise UnknownFile
