"""A spreadsheet is a packed folder of XML. It is unpacked under limits, looked through, and packed again with only
what a reader of cells needs: nothing that hides in the rest, and no lie of its directory, comes near that reader."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from enum import Enum
from typing import Self

from agreements.importing.errors import (
    MacrosRefused,
    OldSpreadsheet,
    PasswordNeeded,
    SpreadsheetDamaged,
    UnknownFile,
    UnpacksTooLarge,
)
from agreements.importing.formats.limits import MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED, RATIO_FROM

CHUNK = 65_536
ENTRY = b"PK\x01\x02"
"""How each line of the directory of a packed file begins."""
PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
IS_ENCRYPTED = 0x1
MACROS = re.compile(r".*vbaproject.*\.bin|xl/macrosheets/.*|basic/.+|scripts/.+", re.IGNORECASE)
CELLS = re.compile(r"xl/worksheets/.*|content\.xml", re.IGNORECASE)
NUMBERS = re.compile(r"index(?:\.zip|/.*\.iwa)", re.IGNORECASE)


class Kind(Enum):
    """A kind of spreadsheet: the file that makes it one, and which files of it hold cells, or what cells point at."""

    XLSX = ("xl/workbook.xml", r"xl/(?:sharedstrings|workbook|styles)\.xml|xl/worksheets/[^/]+\.xml"
            r"|xl/_rels/workbook\.xml\.rels|_rels/\.rels|\[content_types\]\.xml")  # fmt: skip
    ODS = ("content.xml", r"mimetype|meta-inf/manifest\.xml|content\.xml")

    def __init__(self, mark: str, needed: str) -> None:
        self.mark = mark
        self._needed = re.compile(needed, re.IGNORECASE)

    def needs(self, name: str) -> bool:
        """Whether a file within the spreadsheet holds cells, or tells how to read them."""
        return self._needed.fullmatch(name) is not None


class Packed:
    """A spreadsheet that was opened but not unpacked: its directory is in order, and it has no macros or password."""

    def __init__(self, data: bytes) -> None:
        """Raises a kind of `ImportRefused` with what is wrong."""
        if data.count(ENTRY) > MAX_ENTRIES:
            raise UnpacksTooLarge
        try:
            self._folder = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
            raise SpreadsheetDamaged from error
        self._size = len(data)
        self._unpacked = 0
        _refuse_names([entry.filename for entry in self._folder.infolist()])
        self.kind = _kind(set(self._folder.namelist()))
        self._entries = [entry for entry in self._folder.infolist() if self.kind.needs(entry.filename)]
        self._entries.sort(key=lambda entry: CELLS.fullmatch(entry.filename) is not None)
        _refuse_entries(self._entries)
        self._kept = io.BytesIO()
        self._clean = zipfile.ZipFile(self._kept, "w", zipfile.ZIP_DEFLATED, compresslevel=1)

    @property
    def names(self) -> list[str]:
        """The files with cells, and before them those that cells point at."""
        return [entry.filename for entry in self._entries]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._clean.close()
        self._folder.close()

    def unpack(self, name: str, take: Callable[[bytes], object], mend: Callable[[bytes], bytes] = bytes) -> None:
        """Hand over the bytes of one file as they come out, once for each file. Mended, they are also what is kept.

        Raises `UnpacksTooLarge` or `SpreadsheetDamaged`.
        """
        try:
            with self._folder.open(name) as unpacked, self._clean.open(name, "w") as kept:
                while came_out := unpacked.read(CHUNK):
                    self._count(len(came_out))
                    chunk = mend(came_out)
                    kept.write(chunk)
                    take(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
            raise SpreadsheetDamaged from error

    def cleaned(self) -> io.BytesIO:
        """The same spreadsheet with only the files that were unpacked, for a reader of cells."""
        self._clean.close()
        self._kept.seek(0)
        return self._kept

    def _count(self, size: int) -> None:
        self._unpacked += size
        is_bomb = self._unpacked > RATIO_FROM and self._unpacked > MAX_RATIO * self._size
        if self._unpacked > MAX_UNPACKED or is_bomb:
            raise UnpacksTooLarge


def _refuse_names(names: list[str]) -> None:
    """A file that is there twice, or lies outside the folder, is read in another way by each program."""
    if len({name.casefold() for name in names}) < len(names):
        raise SpreadsheetDamaged
    if any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) for name in names):
        raise SpreadsheetDamaged
    if any(MACROS.fullmatch(name) for name in names):
        raise MacrosRefused


def _kind(names: set[str]) -> Kind:
    for kind in Kind:
        if kind.mark in names:
            return kind
    is_other = "xl/workbook.bin" in names or any(NUMBERS.fullmatch(name) for name in names)
    raise OldSpreadsheet if is_other else UnknownFile


def _refuse_entries(entries: list[zipfile.ZipInfo]) -> None:
    """What the directory says of the sizes can only make a refusal come sooner."""
    if any(entry.flag_bits & IS_ENCRYPTED for entry in entries):
        raise PasswordNeeded
    if any(entry.compress_type not in PACKINGS for entry in entries):
        raise SpreadsheetDamaged
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise UnpacksTooLarge
