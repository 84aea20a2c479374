"""From bytes to rows: which kind of file it is, and what each row holds. Nothing is interpreted here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from agreements.importing.errors import (
    FileTooLarge,
    NoSheets,
    NothingToRead,
    OldSpreadsheet,
    PasswordNeeded,
    UnknownFile,
)
from agreements.importing.formats import csv_source, described_csv, described_json, own_export
from agreements.importing.formats.limits import MAX_DESCRIBED_MEGABYTES, MAX_MEGABYTES, MAX_OWN_MEGABYTES
from agreements.importing.formats.list_row import ListRow
from agreements.importing.formats.sheets import SheetSeen, choose
from agreements.importing.formats.spreadsheet import read_sheets
from agreements.importing.tables.find_table import find_table
from agreements.importing.tables.header import Header

PACKED = (b"PK\x03\x04", b"PK\x05\x06")
"""How XLSX and ODS begin: both are packed folders."""
OLD_BYTES = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How XLS begins, and a newer spreadsheet behind a password."""
LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What stands in such a file when there is a newer spreadsheet behind a password."""
FLAT = (b"office:spreadsheet", b"urn:schemas-microsoft-com:office:spreadsheet")
"""What stands early in a spreadsheet that is one file of XML."""
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
MEGABYTES = {b"{": MAX_OWN_MEGABYTES, b"[": MAX_DESCRIBED_MEGABYTES}
"""How large a file may be by its first byte, where it is not `MAX_MEGABYTES`."""
WHITE = re.compile(rb"[\xef\xbb\xbf\xff\xfe \t\r\n\x00]+")
SEEN = 10_000
"""Bytes at the beginning that tell what a file is."""
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<svg")


@dataclass(frozen=True, slots=True)
class ListSource:
    """A list in CSV or a spreadsheet. Rows above the column names, such as a heading, are among the rows."""

    name: str
    header: Header
    header_number: int
    delimiter: str
    """What divides the cells; empty in a spreadsheet."""
    rows: tuple[ListRow, ...]
    sheets: tuple[SheetSeen, ...] = ()
    """The sheets of the spreadsheet that the list comes from, in their order."""


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


def read_source(name: str, data: bytes, sheet: str = "") -> Source:
    """Read a file into rows. What it is follows from its bytes; `name` is only what people call it. Of a spreadsheet
    the likeliest sheet is read, or the one with the name `sheet`.

    Raises a kind of `ImportRefused` with one sentence when the file as a whole cannot be used. May take seconds, and
    memory of some times the file: not for an event loop.
    """
    _refuse_what_is_no_list(data)
    if data.startswith(PACKED):
        chosen, seen = choose(read_sheets(data), sheet)
        return _list(name, "", chosen.rows, seen)
    if sheet:
        raise NoSheets
    first = _first(data)
    if first == b"{":
        return OwnSource(name, tuple(own_export.read_own(data)))
    if first == b"[":
        return RecordSource(name, described_json.read_records(data))
    return _list(name, *csv_source.read_rows(data))


def _list(name: str, delimiter: str, rows: tuple[ListRow, ...], sheets: tuple[SheetSeen, ...] = ()) -> Source:
    if (described := described_csv.described_in(rows)) is not None:
        return RecordSource(name, described)
    header, number = find_table(rows)
    return ListSource(name, header, number, delimiter, tuple(row for row in rows if row.number != number), sheets)


def _first(data: bytes) -> bytes:
    """The first byte that is not white, nor the mark of UTF-8."""
    return data[:SEEN].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]


def _refuse_what_is_no_list(data: bytes) -> None:
    limit = MEGABYTES.get(_first(data), MAX_MEGABYTES)
    if len(data) > limit * 1_000_000:
        raise FileTooLarge(limit=limit)
    if not WHITE.sub(b"", data[:SEEN]) and not WHITE.sub(b"", data):
        raise NothingToRead
    if data.startswith(OLD_BYTES):
        raise PasswordNeeded if LOCKED in data else OldSpreadsheet
    head = data[:SEEN].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(MARKUP) and any(sign in head for sign in FLAT):
        raise OldSpreadsheet
    if data.startswith(OTHER_BYTES) or head.startswith(MARKUP):
        raise UnknownFile
