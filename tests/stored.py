"""Agreements of `tests.people` put in the database as they are: without the services, and without a history.
The public memory tells of them."""

from __future__ import annotations

from dataclasses import replace

from agreements.domain.agreement import Agreement, Proposal, ProposalStatus
from agreements.services.publish import keep_one
from agreements.storage import agreements, deadlines
from agreements.storage.database.transaction import unit_of_work
from tests.office import TODAY_OFFICE


async def stored(agreement: Agreement) -> int:
    """Store it with its deadlines; returns its row id. Of its approved versions only the last is kept, as the first."""
    version = agreement.in_force and replace(agreement.in_force, number=1)
    wanted = replace(agreement, in_force=version)
    first = (
        Proposal(content=version.content, status=ProposalStatus.UNDER_REVIEW, submitted_by=version.submitted_by)
        if version
        else agreement.proposal
    )
    async with unit_of_work():
        made = replace(wanted, in_force=None, proposal=first, revision=1)
        number = await agreements.insert(made, TODAY_OFFICE.now)
        record = replace((await agreements.load_ids([number]))[number], agreement=made)
        saved = await agreements.save(record, wanted, TODAY_OFFICE.now)
        await deadlines.synchronise(number, saved, TODAY_OFFICE.today, saved.looked_after_by)
        await keep_one(TODAY_OFFICE, number, saved, None)
    return number
