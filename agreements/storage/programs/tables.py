"""The tables about programs of others, as Piccolo sees them."""

from __future__ import annotations

from piccolo.columns import Date, Integer, Text, Timestamptz
from piccolo.table import Table


class ApiKeyRow(Table, tablename="api_key"):
    """A key of a program; only the hash of its secret is kept."""

    id = Text(primary_key=True)
    secret_hash = Text()
    name = Text()
    scopes = Text()
    department = Text()
    account_id = Text()
    created_at = Timestamptz()
    expires_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)
    last_used_on = Date(null=True, default=None)


class AnnouncementRow(Table, tablename="announcement"):
    """News about an agreement, told to the webhooks that asked for it."""

    number = Integer(primary_key=True)
    id = Text()
    kind = Text()
    reference = Text()
    on_day = Date()
    at = Timestamptz()
    entry = Integer()


class AnnouncedDay(Table, tablename="announced_day"):
    """The last day of which it was announced what it brought about. One row at most."""

    id = Integer(primary_key=True)
    day = Date()


class WebhookRow(Table, tablename="webhook"):
    """Where somebody is told; up to which announcement they were, and how the next one goes."""

    id = Text(primary_key=True)
    address = Text()
    kinds = Text()
    account_id = Text()
    made_at = Timestamptz()
    told_upto = Integer()
    told_at = Timestamptz(null=True, default=None)
    attempts = Integer(default=0)
    failing_since = Timestamptz(null=True, default=None)
    next_attempt_at = Timestamptz()
    last_error = Text(default="")
    lease_until = Timestamptz(null=True, default=None)
    leased_by = Text(default="")
    stopped_at = Timestamptz(null=True, default=None)
    stopped_why = Text(default="")


TABLES: tuple[type[Table], ...] = (ApiKeyRow, AnnouncementRow, AnnouncedDay, WebhookRow)
