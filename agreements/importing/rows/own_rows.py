"""From an agreement of the register's own export to a draft with the same content."""

from __future__ import annotations

from dataclasses import replace

from agreements.dates import from_date
from agreements.domain.content import Content
from agreements.domain.held_term import is_exempt
from agreements.importing.codes import Code
from agreements.importing.formats.own_export import CONTENT, OwnRow
from agreements.importing.import_row import ImportRow, Outcome
from agreements.importing.messages import note
from agreements.importing.rows.ended import with_end
from agreements.importing.tables.cells import digest
from agreements.importing.values.periods import TermWords
from agreements.importing.values.term_words import Rules, read_term


def read_own_row(row: OwnRow, rules: Rules) -> ImportRow:
    """What becomes of one agreement of an export; one that does not fit is refused with the field's name."""
    if row.content is None:
        message = note(Code.FIELD_UNREADABLE, field=row.problem)
        return ImportRow(row=row.number, outcome=Outcome.REFUSED, source_reference=row.reference, messages=(message,))
    if not row.content.title.strip():
        message = note(Code.TITLE_MISSING, text=row.reference)
        return ImportRow(row=row.number, outcome=Outcome.REFUSED, source_reference=row.reference, messages=(message,))
    return with_end(_draft(row.number, row.reference, row.content, rules), row.termination, row.status)


def _draft(number: int, reference: str, content: Content, rules: Rules) -> ImportRow:
    """The rules on the term hold here too: an end date that breaks them stays in words."""
    words = ["" if day is None else str(day) for day in (content.starts_on, content.ends_on)]
    term = read_term(TermWords(words[0], words[1]), rules, is_exempt(content))
    kept = content
    if content.ends_on is not None and term.ends_on is None:
        kept = replace(content, ends_on=None, stated=replace(content.stated, ends_on=words[1]))
    if content.starts_on is not None and term.starts_on is None:
        kept = replace(kept, starts_on=None, stated=replace(kept.stated, starts_on=words[0]))
    return ImportRow(
        row=number,
        outcome=Outcome.DRAFT,
        title=content.title,
        content=kept,
        source_reference=reference,
        fingerprint=digest(CONTENT.dump_json(content).decode()),
        start=from_date(content.starts_on),
        end=from_date(content.ends_on),
        messages=term.messages,
    )
