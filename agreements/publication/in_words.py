"""What an agreement says, in words that people read: for the page of residents, and for what changed."""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from agreements.domain.catalogue import READING_ORDER, Field, FieldKind, Page, in_reading_order
from agreements.domain.content import Content, Retention
from agreements.texts import Texts


@dataclass(frozen=True, slots=True)
class Fact:
    """A field with what it says, in pieces: each a text, and whether somebody wrote it in the register or it is a word
    of ours in the reader's language. `explained_at` is the word of the glossary that explains its label.
    """

    label: str
    pieces: tuple[tuple[str, bool], ...]
    explained_at: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        return ": ".join(piece for piece, _ in self.pieces)


def facts_at(page: Page, content: Content, texts: Texts) -> list[Fact]:
    """What residents read in a part of the page, in the order of the record; what says nothing is left out."""
    return _facts([row for row in READING_ORDER if row.is_public and row.shown_at is page], content, texts)


def facts_of(part: object, texts: Texts) -> list[Fact]:
    """What residents read about a party, kind of data, flow or document, beside what the page draws in its own way."""
    rows = [row for row in in_reading_order(type(part)) if row.is_public and row.page is not Page.OWN]
    return _facts(rows, part, texts)


def _facts(rows: list[Field], owner: object, texts: Texts) -> list[Fact]:
    """Each field as a fact; one that stands beside another joins its text."""
    found = []
    for row in rows:
        if row.beside:
            continue
        together = [row, *(other for other in rows if other.beside == row.name)]
        values = [getattr(owner, one.name) for one in together]
        pieces = tuple((text, is_written(value)) for value in values if (text := plain_text(value, texts)))
        if pieces:
            found.append(Fact(texts(row.title), pieces, row.explained_at))
    return found


def is_written(value: object) -> bool:
    """Whether a value holds what somebody wrote, in Dutch; dates, yes and no and words of our lists are in the reader's
    language.
    """
    if isinstance(value, tuple):
        return any(map(is_written, value))
    if is_dataclass(value):
        return any(is_written(getattr(value, row.name)) for row in in_reading_order(type(value)))
    return isinstance(value, str) and not isinstance(value, StrEnum)


def plain_text(value: object, texts: Texts) -> str:
    """A value as one text; the items of a list with semicolons between them."""
    return "; ".join(lines(value, texts))


def lines(value: object, texts: Texts) -> list[str]:
    """A value as lines: each item of a list is one, and what says nothing has none."""
    if isinstance(value, tuple):
        return [said(one, texts) for one in value]
    text = said(value, texts)
    return [text] if text else []


def said(value: Any, texts: Texts) -> str:
    """A value in words; empty for what says nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return texts("yes") if value else texts("no")
    if isinstance(value, StrEnum):
        return texts.word(value)
    if isinstance(value, date):
        return texts.day(value)
    if isinstance(value, Retention):
        return retention_text(value, texts)
    if isinstance(value, tuple):
        return ", ".join(said(one, texts) for one in value)
    if is_dataclass(value):
        told = (_in_a_part(row, getattr(value, row.name), texts) for row in in_reading_order(type(value)) if row.dutch)
        return " · ".join(filter(None, told))
    return str(value)


def _in_a_part(row: Field, value: object, texts: Texts) -> str:
    """A value among the others of its part: a day says what it is the day of, such as `takes part from 1 May 2026`."""
    text = said(value, texts)
    if row.kind is not FieldKind.DAY or not text:
        return text
    label = texts(row.title)
    return f"{label[0].lower()}{label[1:]} {text}"


def retention_text(retention: Retention | None, texts: Texts) -> str:
    """Such as `6 months from the closing of the case`."""
    if retention is None:
        return ""
    parts = [texts.plural("%(count)s month", "%(count)s months", retention.months)] if retention.months else []
    parts += [texts.plural("%(count)s day", "%(count)s days", retention.days)] if retention.days else []
    period = texts(" and ").join(parts)
    if not period:
        return texts("not kept after: %(event)s", event=retention.starts_at)
    return texts("%(period)s, counted from: %(event)s", period=period, event=retention.starts_at)
