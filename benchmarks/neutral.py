"""The same agreements for everybody: a plain SQLite file with what an overview, a search and a download need.

Statuses stand there as they are today, and the facets are counted: whoever reads it need not know a rule of ours.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final

from agreements.domain.letters import folded
from agreements.domain.record import Visible
from agreements.domain.vocabulary import PartyKind
from agreements.publication.csv_file import COLUMNS
from agreements.publication.document import from_json
from agreements.publication.public_record import public_record, public_status
from benchmarks.crowd import Copy
from benchmarks.derived import at_noon, each, insert

_SCHEMA: Final = """
CREATE TABLE agreement (id INTEGER PRIMARY KEY, reference TEXT, title TEXT, partners TEXT, department TEXT, theme TEXT,
  kind TEXT, status TEXT, starts_on TEXT, last_day TEXT, has_ended INTEGER);
CREATE TABLE party (agreement_id INTEGER REFERENCES agreement (id), kind TEXT, PRIMARY KEY (agreement_id, kind))
  WITHOUT ROWID;
CREATE TABLE document (id INTEGER PRIMARY KEY, record TEXT);
CREATE TABLE csv_row (id INTEGER PRIMARY KEY, {csv});
CREATE TABLE counter (facet TEXT, value TEXT, number INTEGER, PRIMARY KEY (facet, value));
CREATE VIRTUAL TABLE words USING fts5 (text, content='', tokenize='unicode61 remove_diacritics 2');
"""
_INDEXES: Final = """
CREATE INDEX agreement_running ON agreement (has_ended, last_day, reference);
CREATE INDEX agreement_last_day ON agreement (last_day);
CREATE INDEX agreement_title ON agreement (title);
CREATE INDEX agreement_reference ON agreement (reference);
CREATE INDEX agreement_department ON agreement (department);
CREATE INDEX agreement_theme ON agreement (theme);
CREATE INDEX agreement_kind ON agreement (kind);
CREATE INDEX agreement_status ON agreement (status);
CREATE INDEX party_kind ON party (kind, agreement_id);
ANALYZE;
"""
_SITE: Final = "http://127.0.0.1:8000"
_BETWEEN: Final = "\x1f"
FACETS: Final = ("status", "department", "theme", "kind")
"""Columns of `agreement`; the kind of partner is the fifth, and stands in `party`."""
_COLUMNS: Final = (
    *("id", "reference", "title", "partners", "department", "theme", "kind", "status", "starts_on", "last_day"),
    "has_ended",
)


def write(path: Path, copies: Sequence[Copy], today: date) -> None:
    """Write the file."""
    with closing(sqlite3.connect(path)) as database, database:
        names = [f"{column.name} TEXT" for column in COLUMNS]
        database.executescript("PRAGMA synchronous = OFF;" + _SCHEMA.format(csv=", ".join(names)))
        rows = list(_agreements(copies, today))
        insert(database, "agreement", _COLUMNS, each(rows))
        insert(database, "party", ("agreement_id", "kind"), each(_parties(copies)))
        insert(database, "document", ("id", "record"), ((id, _record(one)) for id, one in enumerate(copies, 1)))
        insert(database, "csv_row", ("id", *(column.name for column in COLUMNS)), _lines(copies, today))
        insert(database, "words", ("rowid", "text"), _texts(copies))
        insert(database, "counter", ("facet", "value", "number"), _counted(rows, _parties(copies)))
        database.executescript(_INDEXES)


def _agreements(copies: Sequence[Copy], today: date) -> Iterator[tuple[Any, ...]]:
    statuses: dict[str, str] = {}
    for number, copy in enumerate(copies, 1):
        agreement, content = copy.like.agreement, copy.like.agreement.content
        last_day = agreement.last_day or today
        record = copy.like.steps[-1].record
        if record not in statuses:
            statuses[record] = public_status(agreement, today).value
        others = [one.name for one in content.parties if one.kind is not PartyKind.MUNICIPALITY]
        what = (copy.reference, copy.title, ", ".join(others[:3]), content.department, content.theme, content.kind)
        yield number, *what, statuses[record], content.starts_on, last_day, int(last_day < today)


def _parties(copies: Sequence[Copy]) -> Iterator[tuple[int, PartyKind]]:
    for number, copy in enumerate(copies, 1):
        for kind in {party.kind: None for party in copy.like.agreement.content.parties}:
            yield number, kind


def _record(copy: Copy) -> str:
    return copy.renamed(copy.like.steps[-1].record)


def _texts(copies: Sequence[Copy]) -> Iterator[tuple[int, str]]:
    known: dict[str, str] = {}
    for number, copy in enumerate(copies, 1):
        record = copy.like.steps[-1].record
        if record not in known:
            known[record] = folded(" ".join(_strings(json.loads(record))))
        yield number, copy.folded(known[record])


def _lines(copies: Sequence[Copy], today: date) -> Iterator[tuple[object, ...]]:
    """What the CSV file of the register says of each."""
    known: dict[str, str] = {}
    for number, copy in enumerate(copies, 1):
        step = copy.like.steps[-1]
        if step.record not in known:
            published = from_json(step.record).published
            if published is None:
                raise ValueError("all of the crowd are public")
            record = public_record(published, today, _SITE, Visible(len(copy.like.steps), at_noon(step.known_on)))
            known[step.record] = _BETWEEN.join(column.cell(record) for column in COLUMNS)
        yield number, *copy.renamed(known[step.record]).split(_BETWEEN)


def _strings(value: Any) -> Iterator[str]:
    """Every text in a record, once each time it is said."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _counted(rows: Iterable[Sequence[Any]], parties: Iterable[tuple[int, PartyKind]]) -> Iterator[tuple[str, str, int]]:
    counts: Counter[tuple[str, str]] = Counter(("partner", kind.value) for _, kind in parties)
    places = {facet: _COLUMNS.index(facet) for facet in FACETS}
    for row in rows:
        counts.update((facet, str(row[place])) for facet, place in places.items())
    yield from ((facet, value, number) for (facet, value), number in sorted(counts.items()))
