"""From a row of somebody's list to a draft: every word is kept, only what is sure becomes a field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from agreements.dates import shortened
from agreements.domain import dutch
from agreements.domain.content import Content, Document, StatedWords
from agreements.domain.vocabulary import AgreementKind
from agreements.importing.codes import Code
from agreements.importing.formats.list_row import ListRow
from agreements.importing.formats.source import ListSource
from agreements.importing.import_row import ImportRow, Outcome
from agreements.importing.messages import Message, note
from agreements.importing.rows.contradictions import contradictions
from agreements.importing.rows.ended import of_cells, with_end
from agreements.importing.rows.field_cells import fields_in
from agreements.importing.rows.notice_cells import notice_months
from agreements.importing.rows.optional_cells import (
    renewal_of,
    signed_of,
    web_address,
)
from agreements.importing.rows.own_table import as_exported
from agreements.importing.rows.side_cells import with_basis, with_kinds, with_protection
from agreements.importing.tables.asides import words_of
from agreements.importing.tables.cells import Cells, read_cells
from agreements.importing.tables.columns import Column
from agreements.importing.tables.date_columns import ByColumn
from agreements.importing.values import choices
from agreements.importing.values.parties import read_parties
from agreements.importing.values.periods import TermWords
from agreements.importing.values.remarks import RemarksReading, read_remarks
from agreements.importing.values.retention import about_purpose, about_retention
from agreements.importing.values.term_words import Rules, TermReading, read_term
from agreements.importing.values.words import clean, one_line, plain

LOOKS_LIKE_MODEL = re.compile(r"\b(?:voorbeeld|model\w*|sjabloon|standaardformat|template)\b")


@dataclass(slots=True)
class Loose:
    """What is gathered while a row is read: things to tell, and words without a field of their own."""

    messages: list[Message] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


_NOT_PUBLIC_SINCE = dutch.FIELDS["since"]
"""The column of our own CSV that only the line of what is not public any more fills in."""


def read_list_row(row: ListRow, source: ListSource, dates: ByColumn, rules: Rules) -> ImportRow:
    """What becomes of one row of the table. Blank rows and what our own CSV says of agreements that are not public any
    more are skipped; another row without a title is refused, and one with more cells than there are names: some sign
    that divides cells stands within one, so that all behind it may be a column too far."""
    cells = read_cells(row, source, dates)
    if not cells.named:
        return ImportRow(row=row.number, outcome=Outcome.SKIPPED, messages=(note(Code.BLANK),))
    if not cells[Column.TITLE] and any(name == _NOT_PUBLIC_SINCE for name, _ in cells.named):
        return skipped(row, note(Code.NOT_PUBLIC, text=words_of(row)))
    if not cells[Column.TITLE]:
        return _refused(row, cells, note(Code.TITLE_MISSING, text=words_of(row)))
    if source.delimiter and any(map(clean, row.cells[len(source.header.names) :])):
        return _refused(row, cells, note(Code.TOO_MANY_CELLS))
    return _draft(row.number, cells, rules)


def skipped(row: ListRow, message: Message) -> ImportRow:
    """A row that is no agreement, with the reason."""
    return ImportRow(row=row.number, outcome=Outcome.SKIPPED, messages=(message,))


def _refused(row: ListRow, cells: Cells, message: Message) -> ImportRow:
    told = (message, *(other for other in cells.messages if other != message))
    return ImportRow(row=row.number, outcome=Outcome.REFUSED, fingerprint=cells.fingerprint, messages=told)


def _draft(number: int, cells: Cells, rules: Rules) -> ImportRow:
    remarks = read_remarks(cells[Column.REMARKS], cells.everything)
    length = cells[Column.TERM] or remarks.duration_words
    is_transitional = choices.yes_or_no(cells[Column.TRANSITIONAL]) is True
    term = read_term(_term_words(cells, length), rules, is_transitional)
    loose = Loose(messages=[*term.messages])
    tacit = renewal_of(cells, remarks, loose)
    signed_on, signed_words = signed_of(cells, remarks, loose)
    months, notice_iso = notice_months(cells, remarks.notice_iso, term.ends_on, loose)
    stated = _stated(cells, term, length, signed_words)
    content = _content(cells, term, stated, months, loose)
    reference = one_line(cells[Column.OWN_NUMBER])
    loose.messages += contradictions(content, term, signed_on)
    row = ImportRow(
        row=number,
        outcome=Outcome.DRAFT,
        title=content.title,
        content=as_exported(content, cells.unknown) if cells.is_ours else content,
        source_reference=reference,
        fingerprint=cells.fingerprint,
        start=term.start,
        end=term.end,
        signed_on=signed_on,
        duration_iso=term.duration_iso,
        notice_iso=notice_iso,
        tacit_renewal=tacit,
        messages=_told(cells, remarks, loose),
    )
    return with_end(row, *of_cells(cells.unknown, content.ends_on))


def _term_words(cells: Cells, length: str) -> TermWords:
    columns = (Column.STARTS_ON, Column.ENDS_ON, Column.TERM)
    return TermWords(cells[columns[0]], cells[columns[1]], length, *(cells.dates_of(column) for column in columns))


def _content(cells: Cells, term: TermReading, stated: StatedWords, months: int | None, loose: Loose) -> Content:
    """What needs more than its own cell is read here, every other field by its kind."""
    parties = read_parties(cells[Column.PARTIES], cells.is_ours)
    loose.messages += parties.messages if cells[Column.PARTIES] else ()
    documents = _documents(cells, loose)
    own: dict[str, Any] = {
        "kind": _kind(cells, one_line(cells[Column.TITLE]), loose),
        "parties": with_basis(with_kinds(parties.parties, cells, loose), cells, loose),
        "data": with_protection(tuple(map(choices.data_category, choices.names_in(cells[Column.DATA]))), cells, loose),
        "purpose": cells[Column.PURPOSE],
        "starts_on": term.starts_on,
        "ends_on": term.ends_on,
        "stated": stated,
        "notice_months": months,
        "documents": documents,
    }
    others = fields_in(cells, loose, besides=own)
    return Content(**own, **others, internal_notes=_notes(cells, loose))


def _documents(cells: Cells, loose: Loose) -> tuple[Document, ...]:
    """Where the source itself stands."""
    address = web_address(cells, loose)
    return (Document(title="Bron", url=address),) if address else ()


def _kind(cells: Cells, title: str, loose: Loose) -> AgreementKind | None:
    """The kind that a column names; else, what the title calls itself."""
    words = cells[Column.KIND]
    kind = choices.agreement_kind(words or title)
    if words and kind is None:
        loose.messages.append(note(Code.KIND_UNKNOWN, words=shortened(words)))
    if words:
        loose.notes.append((cells.titles[Column.KIND], words))
    return kind


def _stated(cells: Cells, term: TermReading, length: str, signed_words: str) -> StatedWords:
    """The source's own words, except a date that the source writes as the register does."""
    return StatedWords(
        starts_on=_unless_same(cells[Column.STARTS_ON], term.starts_on),
        ends_on=_unless_same(cells[Column.ENDS_ON], term.ends_on),
        term=length or (cells[Column.ENDS_ON] if term.duration_iso else ""),
        retention=cells[Column.RETENTION],
        parties=cells[Column.PARTIES],
        signed_on=signed_words,
    )


def _unless_same(words: str, day: object) -> str:
    return "" if words == str(day) else words


def _told(cells: Cells, remarks: RemarksReading, loose: Loose) -> tuple[Message, ...]:
    """All messages, the ones on content first, each code with the same values once."""
    told = [
        *about_purpose(cells[Column.PURPOSE]),
        *about_retention(cells[Column.RETENTION]),
        *loose.messages,
        *remarks.messages,
        *([note(Code.LOOKS_LIKE_MODEL)] if LOOKS_LIKE_MODEL.search(plain(cells[Column.TITLE])) else []),
        *cells.messages,
    ]
    return once(told)


def once(told: Iterable[Message]) -> tuple[Message, ...]:
    """The messages in their order, each code with the same values once."""
    by_code: dict[Code, list[Message]] = {}
    kept: list[Message] = []
    for message in told:
        same = by_code.setdefault(message.code, [])
        if message not in same:
            same.append(message)
            kept.append(message)
    return tuple(kept)


def _notes(cells: Cells, loose: Loose) -> str:
    """Remarks, renewal, notice and unknown columns, one line each under the name of their column."""
    kept = [
        (cells.titles[column], cells[column])
        for column in (Column.REMARKS, Column.RENEWAL, Column.NOTICE)
        if cells[column]
    ]
    return "\n".join(f"{name}: {words}" for name, words in (*kept, *loose.notes, *cells.unknown))
