"""The tables of the public memory as Piccolo sees them; see `agreements.storage.tables`."""

from __future__ import annotations

from piccolo.columns import Date, Integer, Text, Timestamptz
from piccolo.table import Table


class PublicEntry(Table, tablename="public_entry"):
    """A visible change of an agreement, with what anyone may know of it from then on (rule 12); append-only."""

    seq = Integer(primary_key=True)
    reference = Text()
    change = Integer()
    kind = Text()
    known_at = Timestamptz()
    known_on = Date()
    record = Text()
    sha256 = Text()
    previous = Text()
    hash = Text()
