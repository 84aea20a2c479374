"""How a row is known again: within its file, and in a later import of the same list.

The key of a row is the reference that the source gives; without one, the title and the year in which it starts.
Neither changes when somebody completes a date, corrects another cell, or sorts the list. Rows that would share a
key are told apart by their parties, and rows that are alike in all of that by their order. So a row may at worst
be offered twice, which its `title_key` shows, but is never taken for another one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from agreements.importing.import_row import ImportRow
from agreements.importing.tables.cells import digest
from agreements.importing.values.words import plain


def with_keys(rows: Sequence[ImportRow]) -> list[ImportRow]:
    """Give every draft a `source_key` that is unique among the rows, and a `title_key`."""
    drafts = [row for row in rows if row.content is not None]
    keys = _unique_keys(drafts, (_by_reference, _by_title, _by_parties))
    keyed = {
        row.row: replace(row, source_key=key, title_key=f"naam:{digest(plain(row.title))}")
        for row, key in zip(drafts, keys, strict=True)
    }
    return [keyed.get(row.row, row) for row in rows]


def _unique_keys(rows: Sequence[ImportRow], ways: Sequence[Callable[[ImportRow], str]]) -> list[str]:
    """The first way that tells a row from all others; the order among equal rows when none does."""
    keys = [ways[0](row) for row in rows]
    for way in ways[1:]:
        counted = Counter(keys)
        keys = [key if key and counted[key] == 1 else way(row) for row, key in zip(rows, keys, strict=True)]
    return list(_numbered(keys))


def _numbered(keys: Iterable[str]) -> Iterable[str]:
    seen: Counter[str] = Counter()
    for key in keys:
        seen[key] += 1
        yield key if seen[key] == 1 else f"{key}#{seen[key]}"


def _by_reference(row: ImportRow) -> str:
    return f"kenmerk:{row.source_reference.casefold()}" if row.source_reference else ""


def _by_title(row: ImportRow) -> str:
    return f"titel:{digest(f'{plain(row.title)}|{row.start.year if row.start else None}')}"


def _by_parties(row: ImportRow) -> str:
    parties = plain(row.content.stated.parties) if row.content else ""
    return f"partijen:{digest(f'{_by_title(row)}|{parties}')}"
