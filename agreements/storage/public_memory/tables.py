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


class PublicRow(Table, tablename="public_row"):
    """What lists need of an entry, and until which day it was the known one; made from the ledger."""

    seq = Integer(primary_key=True)
    reference = Text()
    replaces = Integer(null=True)
    change = Integer()
    known_at = Timestamptz()
    known_on = Date()
    until_on = Date()
    shows = Text()
    title = Text()
    title_order = Text()
    department_order = Text()
    starts_on = Date(null=True)
    ends_on = Date(null=True)
    last_day = Date(null=True)
    plan_until = Date(null=True)
    plan_ended_on = Date(null=True)
    plan_ending = Text()
    line = Text()


class PublicMark(Table, tablename="public_mark"):
    """A value by which a filter finds the agreement of an entry."""

    seq = Integer(primary_key=True)
    filter = Text()
    value = Text()


class PublicSpan(Table, tablename="public_span"):
    """A fact about the agreement of an entry that holds on a span of days."""

    seq = Integer(primary_key=True)
    fact = Text()
    value = Text()
    from_on = Date()
    until_on = Date()


class PublicAwaited(Table, tablename="public_awaited"):
    """An open deadline of which residents are told once its day has passed."""

    seq = Integer(primary_key=True)
    kind = Text()
    subject = Text()
    since = Date()


class PublicWords(Table, tablename="public_words"):
    """The words by which an entry is found. A database has an index of its own on them, `public_words_index`."""

    seq = Integer(primary_key=True)
    words = Text()


class PublicSpelling(Table, tablename="public_spelling"):
    """A word of public entries that can be proposed to who made a typing error."""

    word = Text(primary_key=True)
    backwards = Text()
    written = Text()


class PublicPiece(Table, tablename="public_piece"):
    """A part of what the file of a shape holds of an entry, in a language, on a span of days."""

    seq = Integer(primary_key=True)
    shape = Text()
    language = Text()
    part = Integer()
    from_on = Date()
    until_on = Date()
    body = Text()


class PublicShape(Table, tablename="public_shape"):
    """What the projection was made of; by which edition of the program, and for which place, pieces are made, and up to
    which entry they are. One row at most."""

    id = Integer(primary_key=True)
    shape = Text()
    edition = Text()
    base_url = Text()
    zone = Text()
    pieces_upto = Integer()


class PublicQuestion(Table, tablename="public_question"):
    """A question of a resident as far as anyone may know it: no text, no agreement, nobody. `change` is the number of
    the last change of any."""

    number = Integer(primary_key=True)
    change = Integer()
    kind = Text()
    arrived_on = Date()
    due_on = Date()
    ready_on = Date(null=True, default=None)


class PublicSituations(Table, tablename="public_situations"):
    """An edition of the list of situations by which residents find agreements; append-only."""

    edition = Integer(primary_key=True)
    known_at = Timestamptz()
    body = Text()
    sha256 = Text()


TABLES: tuple[type[Table], ...] = (
    PublicEntry,
    PublicRow,
    PublicMark,
    PublicSpan,
    PublicAwaited,
    PublicWords,
    PublicSpelling,
    PublicPiece,
    PublicShape,
    PublicQuestion,
    PublicSituations,
)

WORDS_INDEX = "public_words_index"
"""On SQLite a table for full-text search that follows `public_words`; on PostgreSQL an index."""

PUBLIC_TABLES: tuple[str, ...] = (*(str(table._meta.tablename) for table in TABLES), "audit_head")
"""What public readers may touch, and nothing else; of the trail the heads alone, which are published every day."""
