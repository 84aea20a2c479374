"""The tables of imports as Piccolo sees them; see `agreements.storage.tables`."""

from __future__ import annotations

from piccolo.columns import Boolean, Integer, Serial, Text, Timestamptz
from piccolo.table import Table


class ImportRun(Table, tablename="import_run"):
    """A list that somebody brings in; `body` is its file, packed, until it is erased."""

    id = Serial(primary_key=True)
    name = Text()
    body = Text(null=True)
    sha256 = Text()
    sheet = Text(default="")
    mapping = Text(default="{}")
    state = Text()
    refusal = Text(default="")
    total = Integer(default=0)
    done = Integer(default=0)
    begun_by = Text()
    begun_at = Timestamptz()
    asked_by = Text()
    ended_at = Timestamptz(null=True, default=None)
    leased_by = Text(default="")
    lease_until = Timestamptz(null=True, default=None)
    attempts = Integer(default=0)
    table_read = Text(default="")


class ImportRowTable(Table, tablename="import_row"):
    """What became of one row of a list. `before` is what undoing puts back."""

    run_id = Integer(primary_key=True)
    number = Integer()
    outcome = Text()
    is_unsure = Boolean()
    reference = Text()
    title = Text()
    starts = Text()
    ends = Text()
    messages = Text()
    differences = Text()
    revision = Integer(null=True, default=None)
    before = Text(default="")
    is_undone = Boolean(null=True, default=None)


class ImportMapping(Table, tablename="import_mapping"):
    """What somebody said of the columns of lists of one shape."""

    shape = Text(primary_key=True)
    mapping = Text()
    said_at = Timestamptz()
    said_by = Text()


class ImportOrigin(Table, tablename="import_origin"):
    """Which row of which list an agreement came from; `base` is its content as that row said it last."""

    agreement_id = Integer(primary_key=True)
    source = Text()
    number = Text()
    fingerprint = Text()
    title_key = Text()
    starts = Text()
    base = Text()
    run_id = Integer(null=True, default=None)


TABLES: tuple[type[Table], ...] = (ImportRun, ImportRowTable, ImportMapping, ImportOrigin)
