"""What stands in a file that is packed: tests that look for words, or compare, look at what was packed."""

from __future__ import annotations

import io
from zipfile import ZipFile

_BESIDE = "xl/worksheets/sheet2.xml"
_END_OF_A_SHEET = b"</table:table>"


def files_in(body: bytes) -> dict[str, bytes]:
    """The files that a spreadsheet is made of, by name; of what is not packed the body alone."""
    if not body.startswith(b"PK"):
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
