"""Publish the head of the audit chain, once a day: whoever keeps it can tell a chain that was made anew (rule 10)."""

from __future__ import annotations

from agreements.services.office import Office
from agreements.storage.database.transaction import unit_of_work
from agreements.storage.trail import audit


async def publish_head(office: Office) -> None:
    """The head of today, with the seal of the ledger; nothing when that was done already."""
    async with unit_of_work():
        await audit.publish_head(office.today, office.now)
