"""From the rows of a source to drafts with everything that needs a person: the heart of the import.

Nothing is padded, guessed or lost. Only days that the source gives in full become dates; all other words stay in
`Content.stated` and in the internal notes, and each doubt is a message (rule 3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from agreements.domain.completeness import completeness
from agreements.domain.term import TermPolicy
from agreements.importing.codes import Code
from agreements.importing.duplicates import with_duplicates
from agreements.importing.errors import TitleColumnMissing
from agreements.importing.formats.source import ListSource, RecordSource, Source
from agreements.importing.identity import without_counters
from agreements.importing.import_row import ImportRow
from agreements.importing.mapping.read_header import listed
from agreements.importing.messages import Message, note
from agreements.importing.rows.list_rows import read_list_row, skipped
from agreements.importing.rows.own_rows import read_own_row
from agreements.importing.rows.record_rows import read_record
from agreements.importing.tables.asides import asides_of
from agreements.importing.tables.columns import Column
from agreements.importing.tables.continued import continued
from agreements.importing.tables.date_columns import dates_by_column, with_open_columns
from agreements.importing.tables.ditto import with_dittos_filled
from agreements.importing.values.term_words import Rules

SURELY_OVER = frozenset({Code.ALREADY_ENDED, Code.END_FROM_REPEAL, Code.SAYS_ENDED})


def interpret(
    source: Source, *, registered_on: date, policy: TermPolicy, after_each: Callable[[], None] = lambda: None
) -> list[ImportRow]:
    """One `ImportRow` per row of the source, in its order: a draft, skipped or refused, each with its reasons.

    `after_each` is called when a row was read: to count them, and to let others have a turn.
    Raises `TitleColumnMissing` for a list of which no column can have the titles.
    """
    if isinstance(source, ListSource) and Column.TITLE not in source.header.meanings:
        raise TitleColumnMissing(columns=listed(source.header.names))
    rules = Rules(registered_on, policy)
    rows = list[ImportRow]()
    for row in _read(source, rules):
        rows.append(row if row.content is None else _with_lacks(row, rules))
        after_each()
    numbered = without_counters(rows) if isinstance(source, ListSource) else rows
    return with_duplicates(with_open_columns(numbered))


def rows_in(source: Source) -> int:
    """How many rows there are to interpret."""
    return len(source.records if isinstance(source, RecordSource) else source.rows)


def _read(source: Source, rules: Rules) -> Iterable[ImportRow]:
    if isinstance(source, ListSource):
        return _read_list(source, rules)
    if isinstance(source, RecordSource):
        return (read_record(number, record, rules) for number, record in source.records)
    return (read_own_row(row, rules) for row in source.rows)


def _read_list(source: ListSource, rules: Rules) -> Iterable[ImportRow]:
    """The rows of the table, and between them in their places those that are no agreement."""
    asides = asides_of(source)
    rows, more = continued(source, asides)
    asides = {**asides, **more}
    table = replace(source, rows=tuple(row for row in rows if row.number not in asides))
    dates, filled = dates_by_column(table), with_dittos_filled(table)
    for row in rows:
        aside = asides.get(row.number)
        yield skipped(row, aside) if aside else read_list_row(next(filled), table, dates, rules)


def _with_lacks(row: ImportRow, rules: Rules) -> ImportRow:
    """Add what the draft still lacks before it can be approved (rule 3)."""
    messages = _without_useless_advice(row.messages)
    today = rules.registered_on
    lacks = completeness(row.content, rules.registered_on, rules.policy, today) if row.content else ()
    if lacks:
        fields = tuple(dict.fromkeys(lack.field for lack in lacks))
        messages = (*messages, note(Code.LACKS, count=len(lacks), fields=fields))
    return replace(row, messages=messages)


def _without_useless_advice(messages: Sequence[Message]) -> tuple[Message, ...]:
    """What is over already needs no transitional term."""
    is_over = any(message.code in SURELY_OVER for message in messages)
    return tuple(m for m in messages if not (is_over and m.code is Code.MAY_BE_TRANSITIONAL))
