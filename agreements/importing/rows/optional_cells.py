"""Columns that many lists do not have: renewal, signing, web address."""

from __future__ import annotations

import re
from typing import Protocol

from agreements.dates import PartialDate, shortened
from agreements.importing.codes import Code
from agreements.importing.messages import Message, note
from agreements.importing.tables.cells import Cells
from agreements.importing.tables.columns import Column
from agreements.importing.values import choices
from agreements.importing.values.date_words import read_date
from agreements.importing.values.remarks import RemarksReading, read_renewal
from agreements.importing.values.words import plain

WEB_ADDRESS = re.compile(r"https?://[^\s<>\"|]{1,2000}", re.IGNORECASE)


class Gathers(Protocol):
    """Where messages and words without a field go."""

    messages: list[Message]
    notes: list[tuple[str, str]]


def renewal_of(cells: Cells, remarks: RemarksReading, loose: Gathers) -> bool | None:
    """Whether it goes on by itself, by the column on renewal first; that column may say only ja or nee."""
    words = cells[Column.RENEWAL]
    if not words:
        return remarks.tacit_renewal
    answer = choices.yes_or_no(words)
    if answer is not None and "stilzwijgend" in plain(cells.titles[Column.RENEWAL]):
        loose.messages += [note(Code.TACIT_RENEWAL_STATED)] if answer else []
        return answer
    told, messages = read_renewal(words if answer is None else "verlengen")
    loose.messages += [
        note(Code.TACIT_RENEWAL_STATED) if message.code is Code.TACIT_RENEWAL else message
        for message in (messages if answer is not False else [])
    ]
    return remarks.tacit_renewal if told is None else told


def signed_of(cells: Cells, remarks: RemarksReading, loose: Gathers) -> tuple[PartialDate | None, str]:
    """The date of signing and its words, by its own column first."""
    words = cells[Column.SIGNED_ON]
    if not words:
        return remarks.signed_on, remarks.signed_words
    partial, told = read_date(words, cells.dates_of(Column.SIGNED_ON))
    loose.messages += told or ((no_date(cells, Column.SIGNED_ON),) if partial is None else ())
    return partial, words


def web_address(cells: Cells, loose: Gathers) -> str:
    """The address of the document; anything but http and https stays words."""
    words = cells[Column.URL]
    if words and not WEB_ADDRESS.fullmatch(words):
        loose.notes.append((cells.titles[Column.URL], words))
        return ""
    return words


def no_date(cells: Cells, column: str) -> Message:
    """The words in a column of dates are no date."""
    return note(Code.DATE_TEXT, words=shortened(cells[column]), column=cells.titles[column])
