"""The table of subscriptions as Piccolo sees it."""

from __future__ import annotations

from piccolo.columns import Date, Integer, Text, Timestamptz
from piccolo.table import Table


class SubscriptionRow(Table, tablename="subscription"):
    """A mail address, what it is told, up to which entry it was, and how the next mail goes."""

    id = Text(primary_key=True)
    address = Text()
    themes = Text()
    rhythm = Text()
    language = Text()
    asked_at = Timestamptz()
    confirmed_at = Timestamptz(null=True, default=None)
    asked_by_mail_at = Timestamptz(null=True, default=None)
    told_upto = Integer()
    telling_upto = Integer(null=True, default=None)
    next_on = Date()
    attempts = Integer()
    failing_since = Timestamptz(null=True, default=None)
    next_attempt_at = Timestamptz()
    lease_until = Timestamptz(null=True, default=None)
    leased_by = Text()


TABLES: tuple[type[Table], ...] = (SubscriptionRow,)
