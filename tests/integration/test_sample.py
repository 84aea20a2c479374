"""The sample register is made by the services, so it is a register like any other, with a history behind it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from agreements.domain.agreement import Agreement
from agreements.domain.lifecycle import Status, status_on
from agreements.domain.messages import MessageKind, MessageState
from agreements.domain.term import TermPolicy
from agreements.domain.vocabulary import Role
from agreements.sample.load import SampleResult, is_empty, load_sample
from agreements.services.users import token_hash
from agreements.services.verify_history import verify_history
from agreements.storage import agreements
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import fetch
from agreements.storage.messages import ledger_view
from agreements.storage.messages.ledger_view import LedgerFilter
from agreements.storage.people import accounts
from agreements.storage.people.sign_in import use_token
from agreements.storage.trail import audit
from tests.office import TODAY_OFFICE
from tests.people import TODAY

AGREEMENTS = 45


@pytest.fixture
def loaded(sample_loaded: None, engine: Engine, samples: dict[str, SampleResult]) -> SampleResult:
    """The sample register, and what was told when it was loaded."""
    return samples[engine.dialect]


async def everything() -> list[Agreement]:
    """All agreements, in the order in which they were registered."""
    rows = await fetch("SELECT id FROM agreement ORDER BY id", {})
    found = await agreements.load_ids([row["id"] for row in rows])
    return [found[row["id"]].agreement for row in rows]


async def test_the_sample_fills_an_empty_register_with_agreements_in_every_status(engine: Engine) -> None:
    was_empty = await is_empty()
    strict = TermPolicy(TODAY_OFFICE.policy.in_force_since, max_years=2)
    loaded = await load_sample(replace(TODAY_OFFICE, policy=strict))
    stored = await everything()
    statuses = Counter(status_on(agreement, TODAY) for agreement in stored)

    assert was_empty
    assert not await is_empty()
    assert loaded.agreements == len(stored) == AGREEMENTS
    assert set(statuses) == set(Status) - {Status.WITHDRAWN}
    assert statuses[Status.ACTIVE] > len(stored) / 2


async def test_its_history_holds_and_goes_forward_in_time(loaded: SampleResult) -> None:
    events = [event async for event in audit.events()]
    moments = [event.at for event in events]
    references = [agreement.reference for agreement in await everything()]

    assert (await verify_history()).events == len(events)
    assert moments == sorted(moments)
    assert moments[-1] == TODAY_OFFICE.now
    assert references == sorted(references)
    assert {event.result for event in events} == {"ok"}
    assert {event.actor for event in events} <= {account.id for account in await accounts.active()} | {"sample"}


async def test_every_agreement_has_an_owner_and_a_renewed_one_its_successor(loaded: SampleResult) -> None:
    heads = {a.id: a.department for a in await accounts.active() if a.role is Role.DEPARTMENT_HEAD}
    stored = {agreement.reference: agreement for agreement in await everything()}
    renewed = [agreement for agreement in stored.values() if agreement.successor]

    assert all(a.content.department == heads[a.stewardship.owner_id or ""] for a in stored.values())
    assert len(renewed) == 1
    assert stored[renewed[0].successor or ""].content.predecessor == renewed[0].reference


async def test_there_is_a_sign_in_link_that_still_works_for_every_user(loaded: SampleResult) -> None:
    welcomed = {user.email: await use_token(token_hash(user.token), TODAY_OFFICE.now) for user in loaded.users}

    assert welcomed == {account.email: account.id for account in await accounts.active()}


async def test_only_mails_that_are_still_news_wait_to_be_sent(loaded: SampleResult) -> None:
    waiting = await ledger_view.ledger(LedgerFilter(state=MessageState.WAITING))

    assert {entry.kind for entry in waiting} == {MessageKind.APPROVAL_ASKED, MessageKind.RETURNED}
    assert all((TODAY - entry.planned_on).days <= 30 for entry in waiting)
