"""What stands in a file that is packed: tests that look for words, or compare, look at what was packed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

_BESIDE = "xl/worksheets/sheet2.xml"
_END_OF_A_SHEET = b"</table:table>"


def is_packed(body: bytes) -> bool:
    """Whether it is a spreadsheet."""
    return body.startswith(b"PK")


def rows_in(body: bytes) -> Iterator[Sequence[object]]:
    """The rows of all sheets of a spreadsheet, as a reader of spreadsheets sees them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    for name in book.sheet_names:
        yield from book.get_sheet_by_name(name).iter_rows()


def files_in(body: bytes) -> dict[str, bytes]:
    """The files that a spreadsheet is made of, by name; of what is not packed the body alone."""
    if not is_packed(body):
        return {"": body}
    with ZipFile(io.BytesIO(body)) as folder:
        return {name: folder.read(name) for name in folder.namelist()}


def unpacked(body: bytes) -> bytes:
    """Everything that it says."""
    return b"\n".join(files_in(body).values())


def without_accountability(body: bytes) -> bytes:
    """Everything but the second sheet of a spreadsheet, which says of which selection it is and up to which change."""
    files = files_in(body)
    files.pop(_BESIDE, None)
    return b"\n".join(one.partition(_END_OF_A_SHEET)[0] for one in files.values())
