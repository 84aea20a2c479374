"""The selection as CSV: open data by RFC 4180, or a variant that a Dutch spreadsheet opens without harm.

Its columns are those rows of the catalogue and of the derived facts that name a place in it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from agreements.domain.catalogue import FIELDS, Field, FieldKind
from agreements.domain.dutch import FIELDS as FIELDS_BESIDE
from agreements.domain.spreadsheet_cells import harmless
from agreements.domain.wording import N_
from agreements.publication.cells import cell
from agreements.publication.derived import DERIVED, DerivedFact
from agreements.publication.public_record import PublicRecord
from agreements.publication.withheld_record import WithheldRecord

csv.field_size_limit(2**31 - 1)  # of cells that we read back ourselves; the usual limit is less than a text may have
BYTE_ORDER_MARK = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the file is written."""

    delimiter: str
    has_mark: bool
    is_for_spreadsheet: bool
    """Cells that a spreadsheet would run as a formula get an apostrophe in front."""


OPEN_DATA = Dialect(delimiter=",", has_mark=False, is_for_spreadsheet=False)
SPREADSHEET = Dialect(delimiter=";", has_mark=True, is_for_spreadsheet=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its place from 1, its name, what it means, and its cell for an agreement.

    `datatype` is that of the cell by XML Schema, or of each value in it when `is_list`.
    """

    place: int
    name: str
    meaning: str
    cell: Callable[[PublicRecord], str]
    left: Callable[[WithheldRecord], str] = lambda _: ""
    """Its cell for an agreement that is not public any more."""
    datatype: str = "string"
    is_list: bool = False


_DATATYPES = {
    FieldKind.DAY: "date",
    FieldKind.DAYS: "date",
    FieldKind.NUMBER: "integer",
    FieldKind.TICK: "boolean",
    FieldKind.LINK: "anyURI",
}


def _of_field(row: Field) -> Column:
    return Column(
        place=row.column,
        name=row.csv_name,
        meaning=row.meaning or row.label,
        cell=lambda record: cell(getattr(record.content, row.name)),
        datatype=_DATATYPES.get(row.kind, "string"),
        is_list=row.repeats,
    )


def _of_fact(fact: DerivedFact) -> Column:
    return Column(
        place=fact.column,
        name=fact.column_name or fact.dutch,
        meaning=fact.meaning,
        cell=lambda record: cell(fact.of(record)),
        left=_of_what_is_left(fact.name),
        datatype=fact.datatype,
        is_list=fact.is_list,
    )


def _of_what_is_left(name: str) -> Callable[[WithheldRecord], str]:
    return lambda record: cell(getattr(record, name, None))


def _only_left(place: int, name: str, meaning: str, datatype: str = "string") -> Column:
    """A column that is empty for every agreement that is public."""
    return Column(
        place=place,
        name=FIELDS_BESIDE[name],
        meaning=meaning,
        cell=lambda _: "",
        left=_of_what_is_left(name),
        datatype=datatype,
    )


_UNORDERED = (
    *(_of_field(row) for row in FIELDS if row.is_public and row.column),
    *(_of_fact(fact) for fact in DERIVED if fact.column),
    _only_left(
        31, "since", N_("Since when it is not public any more. Then almost all other columns are empty."), "date"
    ),
    _only_left(32, "reason", N_("Why it is not public any more.")),
    _only_left(33, "ground", N_("The ground in the Woo for that.")),
    _only_left(34, "is_undestroyed", N_("Whether its data are still to be destroyed, after its end."), "boolean"),
)
COLUMNS = tuple(sorted(_UNORDERED, key=lambda column: column.place))
"""The columns in their order; the first 23 are the contract, new ones come behind."""


def csv_header(dialect: Dialect = OPEN_DATA) -> bytes:
    """The first line, behind a byte order mark where the dialect wants one."""
    mark = BYTE_ORDER_MARK if dialect.has_mark else b""
    return mark + _line((column.name for column in COLUMNS), dialect)


def csv_rows(records: Iterable[PublicRecord], dialect: Dialect = OPEN_DATA) -> bytes:
    """One line for each agreement."""
    return b"".join(_line([column.cell(record) for column in COLUMNS], dialect) for record in records)


def csv_rows_again(lines: bytes, dialect: Dialect) -> bytes:
    """Lines of open data, written in another dialect."""
    cells = csv.reader(io.StringIO(lines.decode(), newline=""), delimiter=OPEN_DATA.delimiter, strict=True)
    return b"".join(_line(line, dialect) for line in cells)


def csv_rows_left(records: Iterable[WithheldRecord], dialect: Dialect = OPEN_DATA) -> bytes:
    """One line for each agreement that is not public any more: without a title, so that an import takes none of it."""
    return b"".join(_line([column.left(record) for column in COLUMNS], dialect) for record in records)


def _line(cells: Iterable[str], dialect: Dialect) -> bytes:
    safe = [harmless(cell) if dialect.is_for_spreadsheet else cell for cell in cells]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=dialect.delimiter, lineterminator="\r\n").writerow(safe)
    return buffer.getvalue().encode()
