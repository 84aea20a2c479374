"""The selection as CSV."""

from __future__ import annotations

from agreements.domain.wording import N_
from agreements.publication.csv_file import (
    OPEN_DATA,
    SPREADSHEET,
    Dialect,
    csv_header,
    csv_rows,
    csv_rows_again,
    csv_rows_left,
)
from agreements.publication.csv_metadata import csv_metadata
from agreements.publication.public_record import PublicRecord
from agreements.publication.shape import Companion, Frame, Making, Shape, Variant
from agreements.publication.withheld_record import Gone

FOR_A_SPREADSHEET = "puntkomma"


def _dialect(making: Making) -> Dialect:
    return SPREADSHEET if making.variant == FOR_A_SPREADSHEET else OPEN_DATA


def _item(record: PublicRecord, making: Making) -> bytes:
    return csv_rows([record], _dialect(making))


def _kept(record: PublicRecord, making: Making) -> list[bytes]:
    return [_item(record, making)]


def _retold(items: bytes, making: Making) -> bytes:
    return csv_rows_again(items, SPREADSHEET) if making.variant == FOR_A_SPREADSHEET else items


def _gone(one: Gone, making: Making) -> bytes:
    return csv_rows_left([one.line], _dialect(making))


def _frame(making: Making) -> Frame:
    return Frame(head=csv_header(_dialect(making)))


ROW = Shape(
    name="csv",
    place=1,
    path="/afspraken.csv",
    media_type="text/csv",
    label=N_("CSV"),
    explanation=N_("For programs: commas, UTF-8, dates as 2026-12-31 (RFC 4180)."),
    link=N_("Open data (CSV)"),
    item=_item,
    frame=_frame,
    gone=_gone,
    variants=(
        Variant(
            parameter="scheiding",
            value=FOR_A_SPREADSHEET,
            label=N_("CSV for a spreadsheet"),
            explanation=N_(
                "For Excel or LibreOffice: semicolons. Cells that a spreadsheet would calculate with "
                "begin with an apostrophe."
            ),
            link=N_("For Excel (CSV)"),
        ),
    ),
    companions=(
        Companion(
            ending="-metadata.json",
            relation="describedby",
            media_type="application/csvm+json",
            explanation=N_("What each column means and which type it has, for programs (CSVW):"),
            body=lambda making: csv_metadata(making.base_url),
        ),
    ),
    carries_head=True,
    kept=_kept,
    retold=_retold,
)
