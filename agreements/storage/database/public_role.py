"""What public readers may read, and the role of PostgreSQL that may read just that.

A role belongs to the whole server: registers on one server share it, and each grants it its own tables. See
docs/decisions/0043.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from agreements.storage.database.register_engine import Connection, Runs, transaction_on
from agreements.storage.public_memory.tables import PUBLIC_TABLES

PUBLIC_ROLE: Final = "afspraken_public"
READABLE: Final = (*PUBLIC_TABLES, "schema_migration")
"""The public memory, and by which migrations it was made: a node must know whether it understands it."""

_MAY_MAKE_ROLES: Final = """
    SELECT rolsuper OR rolcreaterole AS may, rolsuper AS is_super,
           EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1) AS is_there
    FROM pg_roles WHERE rolname = current_user"""
_MAKE: Final = """
    DO $$ BEGIN
        CREATE ROLE {role} NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- another register on this server was quicker
    END $$"""
_OUR_TABLES: Final = """
    SELECT c.oid::regclass::text AS name, c.relname = ANY($2) AS is_readable,
           ARRAY(SELECT a.privilege_type FROM aclexplode(c.relacl) a JOIN pg_roles r ON r.oid = a.grantee
                 WHERE r.rolname = $1 ORDER BY 1) AS granted
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm')
      AND pg_has_role(c.relowner, 'USAGE') ORDER BY c.relname"""
_OUR_SCHEMA: Final = """
    SELECT quote_ident(n.nspname) AS name FROM pg_namespace n
    WHERE n.nspname = current_schema() AND pg_has_role(n.nspowner, 'USAGE')
      AND NOT has_schema_privilege($1, n.oid, 'USAGE')"""
_BEYOND: Final = """
    SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm')
      AND NOT c.relname = ANY($1)
      AND (has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT')) ORDER BY c.relname"""


async def let_the_public_read(connection: Connection, role: str = PUBLIC_ROLE) -> None:
    """Give the role of public readers the right to read the public memory, and take every other right from it.

    Makes the role where it is not there and the account may; without it does nothing. Concerns the tables of this
    account only. Raises the driver's errors.
    """
    async with transaction_on(connection):
        await let_the_public_read_in_turn(connection, role)


async def let_the_public_read_in_turn(connection: Connection, role: str = PUBLIC_ROLE) -> None:
    """The same inside the transaction of the caller."""
    if not await _is_there(connection, role):
        return
    for row in await _rows(connection, _OUR_SCHEMA, role):
        await connection.run(f"GRANT USAGE ON SCHEMA {row['name']} TO {role}", ())
    for row in await _rows(connection, _OUR_TABLES, role, list(READABLE)):
        wanted = ["SELECT"] if row["is_readable"] else []
        if set(row["granted"]) - set(wanted):
            await connection.run(f"REVOKE ALL ON {row['name']} FROM {role}", ())
        if wanted and row["granted"] != wanted:
            await connection.run(f"GRANT SELECT ON {row['name']} TO {role}", ())


async def readable_beyond(database: Runs) -> list[str]:
    """Which tables that are not public this connection can read all the same."""
    return [str(row["name"]) for row in await _rows(database, _BEYOND, list(READABLE))]


async def _is_there(connection: Connection, role: str) -> bool:
    [account] = await _rows(connection, _MAY_MAKE_ROLES, role)
    if account["may"] and not account["is_there"]:
        await connection.run(_MAKE.format(role=role), ())
        if not account["is_super"]:
            await connection.run(f"GRANT {role} TO CURRENT_USER", ())  # since PostgreSQL 16 not by making it
    return bool(account["may"] or account["is_there"])


async def _rows(database: Runs, sql: str, *args: object) -> Sequence[dict[str, Any]]:
    return (await database.run(sql, args)).rows or []
