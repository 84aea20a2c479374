"""The tables about programs of others, as Piccolo sees them."""

from __future__ import annotations

from piccolo.columns import Date, Text, Timestamptz
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


TABLES: tuple[type[Table], ...] = (ApiKeyRow,)
