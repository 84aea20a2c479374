"""What a page is filtered by, in words, each with the address without it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain.filters import Filter, FilterKind, public_filters
from agreements.domain.selection import Value
from agreements.texts import Texts
from agreements.web.query import Asked, address_of


def chips(path: str, asked: Asked, texts: Texts, today: date) -> list[tuple[str, str]]:
    """In the order of the filters."""
    found, selection = list[tuple[str, str]](), asked.selection
    for row in public_filters():
        values = selection.of(row.name)
        for value in values:
            rest = selection.picking(**{row.name: tuple(other for other in values if other != value)})
            address = address_of(path, replace(asked, selection=rest, page=1, before=0), today)
            found.append((in_words(row, value, texts), address))
    return found


def in_words(row: Filter, value: Value, texts: Texts) -> str:
    """What is picked by one value of a filter."""
    if row.is_day:
        return texts(row.chip, day=value) if row.chip else f"{texts(row.label)}: {texts.shown(value)}"
    return f"“{value}”" if row.kind is FilterKind.WORDS else str(texts.shown(value))
