"""Registers as earlier releases left them, for tests of upgrades: rows in `tests/data`, put in tables of that time."""

from __future__ import annotations

import gzip
from pathlib import Path

from agreements.storage.database.engine import engine_from_url, opened
from agreements.storage.database.migrate import discovered, migrate
from agreements.storage.database.transaction import fetch, unit_of_work

DATA = Path(__file__).parent / "data"
IDENTITIES = {"agreement": "id", "outbox": "id"}


async def left_by_the_previous_release(url: str, last_migration: str = "m0006", name: str = "register") -> None:
    """Make the register of that name as it was at that migration."""
    engine = engine_from_url(url)
    await migrate(engine, [one for one in discovered() if one.name <= f"{last_migration}_~"])
    async with opened(engine), unit_of_work(engine):
        for line in _lines(DATA / f"{name}_{last_migration}.sql"):
            if line.startswith("INSERT"):
                await engine.run(line, ())
        if engine.dialect == "postgres":
            for table, column in IDENTITIES.items():
                await engine.run(
                    f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), max({column})) FROM {table}", ()
                )


def _lines(file: Path) -> list[str]:
    packed = file.with_name(f"{file.name}.gz")
    return (gzip.decompress(packed.read_bytes()).decode() if packed.exists() else file.read_text()).splitlines()


async def by_title() -> dict[str, str]:
    """The reference of each agreement by its title; of agreements with one title the highest."""
    rows = await fetch(
        "SELECT a.reference, v.title FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id ORDER BY a.id",
        {},
    )
    return {row["title"]: row["reference"] for row in rows}
