"""What people do in the simulated years, each of several steps."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from agreements.domain.agreement import Agreement, Review
from agreements.domain.lifecycle import parties_to_confirm
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.close import close
from agreements.services.confirm_destruction import confirm_destruction
from agreements.services.office import Office
from agreements.services.submit import submit
from tests.people import PETRA, SANNE, destruction


def asked_of(done: Review) -> dict[str, Any]:
    """What the form about a review asks."""
    return {name: value for name, value in asdict(done).items() if name != "by"}


async def all_gone(office: Office, agreement: Agreement) -> None:
    """Each party destroyed its data, and the agreement is closed."""
    for party in parties_to_confirm(agreement):
        done = destruction(party, done_on=office.today)
        agreement = await confirm_destruction(office, PETRA, agreement.reference, agreement.revision, done)
    await close(office, PETRA, agreement.reference, agreement.revision)


async def amend_to(office: Office, agreement: Agreement, ends_on: date) -> None:
    """Petra proposes another end, Sanne approves it."""
    content = replace(agreement.content, ends_on=ends_on)
    draft = await amend(office, PETRA, agreement.reference, agreement.revision, content)
    asked = await submit(office, PETRA, draft.reference, draft.revision)
    await approve(office, SANNE, asked.reference, asked.revision)
