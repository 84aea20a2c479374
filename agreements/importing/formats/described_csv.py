"""Described documents as CSV: the columns are the fields of the JSON, lists joined by bars, a party with its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from agreements.importing.formats.csv_source import decode, records, refuse_long_lines

SURE_SIGN = frozenset({"id", "record_class", "title", "source_url"})
"""Names that no list of an office has together."""
LISTS = frozenset({"data_subjects", "data_categories", "signatory_functions", "other_urls", "title_years"})
TRUTHS = frozenset({"tacit_renewal", "table_of_contents_read"})
CLAUSE = "status_"
NUMBER = re.compile(r"[0-9]{1,9}")
PARTY = re.compile(r"(?P<name>.*?)(?: \[(?P<kind>[^\[\]]{0,200})\])?")

Described = tuple[tuple[int, Mapping[str, Any]], ...]


def described_in(data: bytes) -> Described | None:
    """The records, numbered from 1; None for any other list. Raises the refusals of `csv_source`."""
    first = data.partition(b"\n")[0].lstrip(b"\xef\xbb\xbf")[:5_000].decode("latin-1").strip()
    delimiter = max(";,\t", key=first.count)
    names = first.split(delimiter)
    if not set(names) >= SURE_SIGN or len(set(names)) < len(names):
        return None
    text = decode(data)
    refuse_long_lines(text)
    rows = [cells for number, cells in records(text.removeprefix("\ufeff"), delimiter) if number > 1]
    filled = [cells for cells in rows if any(cell.strip() for cell in cells)]
    return tuple((number, _record(names, cells)) for number, cells in enumerate(filled, start=1))


def _record(names: Sequence[str], cells: Sequence[str]) -> Mapping[str, Any]:
    pairs = [(name, cell) for name, cell in zip(names, cells, strict=False)]
    found: dict[str, Any] = {name: _value(name, cell) for name, cell in pairs if not name.startswith(CLAUSE)}
    clauses = {name.removeprefix(CLAUSE): cell for name, cell in pairs if name.startswith(CLAUSE) and cell}
    return found | ({"clause_status": clauses} if clauses else {})


def _value(name: str, cell: str) -> Any:
    if not cell.strip():
        return None
    if name == "parties":
        return [
            {"name": said["name"], "kind": said["kind"] or ""} for said in map(PARTY.fullmatch, _parts(cell)) if said
        ]
    if name in LISTS:
        return [int(part) if name == "title_years" and NUMBER.fullmatch(part) else part for part in _parts(cell)]
    return {"ja": True, "nee": False}.get(cell) if name in TRUTHS else cell


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.replace("\n", " ").split(" | ")]
