"""For the tests of the import: lists as people keep them, read and interpreted without a database."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from agreements.domain.content import Content
from agreements.domain.term import TermPolicy
from agreements.importing.codes import Code
from agreements.importing.formats.source import read_source
from agreements.importing.import_row import ImportRow
from agreements.importing.interpret import interpret
from agreements.texts import Texts

DATA = Path(__file__).parent / "data"
TODAY = date(2026, 11, 23)
POLICY = TermPolicy(in_force_since=date(2026, 1, 1))
DUTCH, ENGLISH = Texts("nl"), Texts("en")


def read(data: str | bytes, name: str = "lijst.csv") -> list[ImportRow]:
    """Every row of a list, interpreted on the day of the tests."""
    source = read_source(name, data.encode() if isinstance(data, str) else data)
    return interpret(source, registered_on=TODAY, policy=POLICY)


def case(name: str) -> list[ImportRow]:
    """The rows of one of the small lists."""
    (path,) = (DATA / "import-cases").glob(f"{name}_*")
    return read(path.read_bytes(), path.name)


def row_of(header: str, cells: str) -> ImportRow:
    """The only row of a list with these columns."""
    return read(f"{header}\n{cells}\n")[0]


def codes(row: ImportRow) -> set[Code]:
    """What the import tells about a row."""
    return {message.code for message in row.messages}


def content_of(row: ImportRow) -> Content:
    """The content of the draft that a row becomes."""
    assert row.content is not None
    return row.content
