"""What changed between two versions, field by field, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from agreements.domain.catalogue import READING_ORDER, Field, FieldKind, in_reading_order
from agreements.domain.content import Content
from agreements.publication.in_words import is_written, lines
from agreements.texts import Texts


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what it said, and what it says. A list shows only the items that differ. `is_written` is whether
    somebody wrote that in the register, in Dutch; words of our lists are in the reader's language.
    """

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    is_written: bool = False


def differences(before: Content, after: Content, texts: Texts) -> tuple[Difference, ...]:
    """Every field that changed, with its name in the reader's language; parties and data are compared by name."""
    found: list[Difference] = []
    for row in READING_ORDER:
        if row.is_public:
            old, new = getattr(before, row.name), getattr(after, row.name)
            if _has_names(row):
                found += _named_differences(row, old, new, texts)
            else:
                found += line_difference(texts(row.title), lines(old, texts), lines(new, texts), is_written(old or new))
    return tuple(found)


def _has_names(row: Field) -> bool:
    return row.kind is FieldKind.ROWS and row.parts[0].name == "name"


def _named_differences(row: Field, before: Sequence[Any], after: Sequence[Any], texts: Texts) -> list[Difference]:
    """Which ones came or went; and of those that stayed, field by field what changed."""
    old, new = {item.name: item for item in before}, {item.name: item for item in after}
    found = line_difference(texts(row.title), list(old), list(new), is_written=True)
    for name in (name for name in new if name in old):
        for part in in_reading_order(type(new[name])):
            if part.is_public and part.name != "name":
                values = [getattr(item[name], part.name) for item in (old, new)]
                old_lines, new_lines = (lines(value, texts) for value in values)
                found += line_difference(
                    f"{name}: {texts(part.title)}", old_lines, new_lines, any(map(is_written, values))
                )
    return found


def line_difference(label: str, old: list[str], new: list[str], is_written: bool = False) -> list[Difference]:
    """What changed in some lines; nothing when they are the same. What is in both is left out, unless only the order
    changed."""
    if old == new:
        return []
    gone, came = [line for line in old if line not in new], [line for line in new if line not in old]
    if not gone and not came:
        gone, came = old, new
    return [Difference(label, tuple(gone), tuple(came), is_written)]
