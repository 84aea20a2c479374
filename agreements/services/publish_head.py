"""Publish the head of the audit chain, once a day: whoever keeps it can tell a chain that was made anew (rule 10)."""

from __future__ import annotations

from agreements.services.office import Office
from agreements.services.remember import keep_withheld
from agreements.storage.database.transaction import unit_of_work
from agreements.storage.trail import audit


async def publish_head(office: Office) -> None:
    """The head of today, with the seal of the ledger; nothing when that was done already.

    First the public memory is told what the day brought about, so that the head holds that too.
    """
    async with unit_of_work():
        await keep_withheld(office)
        await audit.publish_head(office.today, office.now)
