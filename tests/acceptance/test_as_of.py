"""The register as it was on a day: what was decided later is not in it, neither in words nor in dates (rule 12)."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import httpx

from agreements.services.confirm_destruction import confirm_destruction
from agreements.services.terminate import terminate, withdraw_termination
from tests import people
from tests.office import in_force, office_on
from tests.people import HENK, TODAY

BEFORE = TODAY - timedelta(days=30)
"""The day that is asked about; the office took its decisions after it."""
LAST = TODAY - timedelta(days=1)


async def told(site: httpx.AsyncClient, day: date) -> dict[str, Any]:
    """What the JSON says of the one agreement there is."""
    answer = await site.get(f"/afspraken.json?peildatum={day}")
    (found,) = json.loads(answer.content)["afspraken"]
    return dict(found)


async def test_a_termination_is_not_known_before_the_day_on_which_it_was_decided(site: httpx.AsyncClient) -> None:
    agreement = await in_force()
    as_it_was = await told(site, BEFORE)
    decided_on = BEFORE + timedelta(days=5)
    await terminate(office_on(decided_on), HENK, agreement.reference, agreement.revision, LAST, "doel bereikt")

    assert await told(site, BEFORE) == as_it_was
    assert (await told(site, decided_on))["opgezegd_per"] == str(LAST)
    page = (await site.get(f"/afspraken/{agreement.reference}?peildatum={BEFORE}")).text
    assert str(LAST) not in page


async def test_a_termination_that_was_taken_back_is_known_on_the_days_on_which_it_stood(
    site: httpx.AsyncClient,
) -> None:
    agreement = await in_force()
    decided_on, taken_back_on = BEFORE, BEFORE + timedelta(days=5)
    later = TODAY + timedelta(days=60)
    ended = await terminate(office_on(decided_on), HENK, agreement.reference, agreement.revision, later, "doel bereikt")
    await withdraw_termination(office_on(taken_back_on), HENK, ended.reference, ended.revision, "toch nodig")

    assert (await told(site, decided_on))["opgezegd_per"] == str(later)
    assert (await told(site, taken_back_on))["opgezegd_per"] is None


async def test_a_second_confirmation_leaves_the_first_one_on_the_days_on_which_it_was_the_only_one(
    site: httpx.AsyncClient,
) -> None:
    agreement = await in_force()
    ended = await terminate(office_on(BEFORE), HENK, agreement.reference, agreement.revision, BEFORE, "doel bereikt")
    party, first_on = people.RECEIVERS[0], BEFORE + timedelta(days=3)
    first = people.destruction(party, done_on=first_on)
    once = await confirm_destruction(office_on(first_on), HENK, ended.reference, ended.revision, first)
    as_it_was = await told(site, first_on)
    second_on = first_on + timedelta(days=4)
    second = people.destruction(party, done_on=second_on, correction="Er was nog een kopie")
    await confirm_destruction(office_on(second_on), HENK, once.reference, once.revision, second)

    assert await told(site, first_on) == as_it_was
    assert len((await told(site, second_on))["vernietigingen"]) == 2
