"""An office for tests that need a database: the people of `tests.people` with accounts, and the steps they take."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from agreements.domain.agreement import Agreement
from agreements.domain.lifecycle import over_before_approval
from agreements.domain.roles import Actor
from agreements.services.approve import approve
from agreements.services.change import note
from agreements.services.office import Office
from agreements.services.register import register
from agreements.services.submit import submit
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import unit_of_work
from agreements.storage.people import accounts
from agreements.storage.people.accounts import Account
from tests import people

NOON = time(12, tzinfo=UTC)
EVERYONE = (people.PETRA, people.SANNE, people.HENK, people.BRAM, people.FATIMA, people.AAD)


def office_on(day: date) -> Office:
    """The office at noon of a day."""
    return Office(policy=people.POLICY, now=datetime.combine(day, NOON), today=day)


TODAY_OFFICE = office_on(people.TODAY)


def address(actor: Actor) -> str:
    """Where mail for this person goes."""
    return f"{actor.id}@voorbeeldstad.example"


_HIRER = Actor(id="cli", role=None, origin="cli", is_operator=True)


async def hire(*actors: Actor) -> None:
    """Give people an account."""
    for actor in actors:
        if actor.role is None:
            raise ValueError("only people have accounts")
        account = Account(
            id=actor.id,
            email=address(actor),
            role=actor.role,
            department=actor.department,
            function_title=actor.id.title(),
            language="nl",
            password_hash="",
            is_active=True,
        )
        async with unit_of_work():
            await accounts.insert(account, TODAY_OFFICE.now)
            await note(TODAY_OFFICE, _HIRER, "add_user", f"user:{account.id}", {})


@pytest.fixture
def staffed(everyone_hired: None, engine: Engine) -> Engine:
    """An empty register with everyone's account."""
    return engine


async def drafted(day: date = people.REGISTERED_ON, **changes: Any) -> Agreement:
    """A draft by Petra."""
    return await register(office_on(day), people.PETRA, people.complete_content(**changes))


async def in_review(day: date = people.REGISTERED_ON, **changes: Any) -> Agreement:
    """Submitted by Petra."""
    agreement = await drafted(day, **changes)
    is_over = over_before_approval(agreement, day) is not None
    about = (agreement.reference, agreement.revision)
    # Tests make many agreements that look the same.
    return await submit(office_on(day), people.PETRA, *about, "Een andere wijk", already_ended=is_over)


async def in_force(day: date = people.APPROVED_ON, **changes: Any) -> Agreement:
    """Submitted by Petra, approved by Henk."""
    agreement = await in_review(day, **changes)
    head = replace(people.HENK, department=agreement.content.department or people.HENK.department)
    return await approve(office_on(day), head, agreement.reference, agreement.revision)
