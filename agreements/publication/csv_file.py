"""The selection as CSV: open data by RFC 4180, or a variant that a Dutch spreadsheet opens without harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from agreements.domain.content import DataCategory, Party
from agreements.domain.spreadsheet_cells import harmless
from agreements.publication.dutch import CSV_COLUMNS, slug
from agreements.publication.json_file import instant_text
from agreements.publication.public_record import PublicRecord

BYTE_ORDER_MARK = "\ufeff".encode()
BETWEEN_VALUES = "; "


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the file is written."""

    delimiter: str
    has_mark: bool
    is_for_spreadsheet: bool
    """Cells that a spreadsheet would run as a formula get an apostrophe in front."""


OPEN_DATA = Dialect(delimiter=",", has_mark=False, is_for_spreadsheet=False)
SPREADSHEET = Dialect(delimiter=";", has_mark=True, is_for_spreadsheet=True)

_CELLS: dict[str, Callable[[PublicRecord], str]] = {
    "reference": lambda r: r.reference,
    "version": lambda r: str(r.version),
    "title": lambda r: r.content.title,
    "kind": lambda r: slug(r.content.kind),
    "status": lambda r: slug(r.status),
    "department": lambda r: r.content.department,
    "parties": lambda r: _joined(party.name for party in r.content.parties),
    "purpose": lambda r: r.content.purpose,
    "lawful_bases": lambda r: _joined(_basis(party) for party in r.content.parties),
    "data": lambda r: _joined(category.name for category in r.content.data),
    "data_subjects": lambda r: _joined(r.content.data_subjects),
    "retention": lambda r: _joined(_retention(category) for category in r.content.data),
    "destruction": lambda r: r.content.destruction,
    "onward_sharing": lambda r: slug(r.content.onward_sharing),
    "starts_on": lambda r: _day(r.content.starts_on),
    "ends_on": lambda r: _day(r.content.ends_on),
    "next_review_on": lambda r: _day(_next_review(r)),
    "decide_by": lambda r: _day(r.decide_by),
    "is_transitional": lambda r: "ja" if r.content.is_transitional else "nee",
    "predecessor": lambda r: r.content.predecessor or "",
    "successor": lambda r: r.successor or "",
    "url": lambda r: r.url,
    "updated_at": lambda r: instant_text(r.updated_at),
    "theme": lambda r: r.content.theme,
    "summary": lambda r: r.content.summary,
    "contact_point": lambda r: r.content.contact_point,
    "last_day": lambda r: _day(r.last_day),
    "undestroyed": lambda r: _joined(r.undestroyed),
    "passed_on": lambda r: _joined(f"{one.party}: {', '.join(one.data)}" for one in r.passed_on),
    "all_reviews": lambda r: _joined(_day(review.planned_on) for review in r.reviews if review.planned_on),
}


def csv_header(dialect: Dialect = OPEN_DATA) -> bytes:
    """The first line, behind a byte order mark where the dialect wants one."""
    mark = BYTE_ORDER_MARK if dialect.has_mark else b""
    return mark + _line(CSV_COLUMNS.values(), dialect)


def csv_rows(records: Iterable[PublicRecord], dialect: Dialect = OPEN_DATA) -> bytes:
    """One line for each agreement."""
    return b"".join(_line([_CELLS[name](record) for name in CSV_COLUMNS], dialect) for record in records)


def _line(cells: Iterable[str], dialect: Dialect) -> bytes:
    safe = [harmless(cell) if dialect.is_for_spreadsheet else cell for cell in cells]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=dialect.delimiter, lineterminator="\r\n").writerow(safe)
    return buffer.getvalue().encode()


def _joined(values: Iterable[str]) -> str:
    return BETWEEN_VALUES.join(values)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _basis(party: Party) -> str:
    return f"{party.name}: {slug(party.lawful_basis)} ({party.legal_ground})"


def _retention(category: DataCategory) -> str:
    """Such as `Naam en adres: P6M vanaf zaak-afgesloten` (ISO 8601 period)."""
    if category.retention is None:
        return category.name
    months = f"{category.retention.months}M" if category.retention.months else ""
    days = f"{category.retention.days}D" if category.retention.days or not months else ""
    return f"{category.name}: P{months}{days} vanaf {slug(category.retention.starts_at)}"


def _next_review(record: PublicRecord) -> date | None:
    """The first planned review that is not done yet; the last planned one when all are."""
    planned = [review for review in record.reviews if review.planned_on]
    waiting = [review for review in planned if review.done_on is None]
    chosen = waiting[0] if waiting else planned[-1] if planned else None
    return chosen.planned_on if chosen else None
