"""Described documents as a list: the columns are the fields of the JSON, lists joined by bars, a party and its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from agreements.importing.formats.list_row import ListRow

SURE_SIGN = frozenset({"id", "record_class", "title", "source_url"})
"""Names that no list of an office has together."""
LISTS = frozenset({"data_subjects", "data_categories", "signatory_functions", "other_urls", "title_years"})
TRUTHS = frozenset({"tacit_renewal", "table_of_contents_read"})
CLAUSE = "status_"
NUMBER = re.compile(r"[0-9]{1,9}")
PARTY = re.compile(r"(?P<name>.*?)(?: \[(?P<kind>[^\[\]]{0,200})\])?")

Described = tuple[tuple[int, Mapping[str, Any]], ...]


def described_in(rows: Sequence[ListRow]) -> Described | None:
    """The records, numbered from 1; None for any other list."""
    names = [cell.strip().removeprefix("\ufeff") for cell in rows[0].cells] if rows else []
    if not set(names) >= SURE_SIGN or len(set(names)) < len(names):
        return None
    filled = [row.cells for row in rows[1:] if any(cell.strip() for cell in row.cells)]
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
