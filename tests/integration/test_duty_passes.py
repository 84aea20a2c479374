"""A renewal without a gap, on both databases: nobody is asked to destroy what goes on, and closing needs no lie."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agreements.domain.deadlines import DeadlineKind
from agreements.domain.errors import DutyPassedOn
from agreements.services.close import close
from agreements.services.confirm_destruction import confirm_destruction
from agreements.services.renew import renew
from agreements.services.terminate import terminate, withdraw_termination
from agreements.services.verify_history import verify_history
from agreements.storage.database.transaction import fetch
from scheduler.sweep import sweep
from tests import people
from tests.alerts import alerts
from tests.ends import DECIDED, LAST, base, completed, now, renewed
from tests.listed import late_on
from tests.office import office_on
from tests.people import ARREARS, HENK, MUNICIPALITY, PETRA, RECEIVERS

pytestmark = pytest.mark.usefixtures("staffed")

AFTER = LAST + timedelta(days=1)


async def open_destructions(reference: str) -> dict[str, date]:
    rows = await fetch(
        "SELECT d.subject, d.due_on FROM deadline d JOIN agreement a ON a.id = d.agreement_id"
        " WHERE a.reference = :reference AND d.kind = 'destruction' AND NOT d.is_settled",
        {"reference": reference},
    )
    return {row["subject"]: date.fromisoformat(str(row["due_on"])) for row in rows}


async def test_what_goes_on_is_not_asked_for_and_the_old_agreement_closes_without_a_false_statement() -> None:
    old, successor = await renewed()
    assert await open_destructions(old.reference) == {}
    assert set(await open_destructions(successor.reference)) == set(RECEIVERS)

    for months in range(1, 14):
        await sweep(office_on(AFTER + timedelta(days=31 * months)))
    told = [one for one in await alerts() if one.deadline_kind is DeadlineKind.DESTRUCTION]
    assert [one for one in told if one.reference == old.reference] == []
    assert [late.reference for late in (await late_on(AFTER))[DeadlineKind.DESTRUCTION]] == []
    done = people.destruction(MUNICIPALITY, done_on=AFTER)
    with pytest.raises(DutyPassedOn, match=successor.reference):
        await confirm_destruction(office_on(AFTER), HENK, old.reference, old.revision, done)
    closed = await close(office_on(AFTER), PETRA, old.reference, old.revision)
    assert closed.closed_on == AFTER
    assert (await verify_history()).versions == 2


async def test_what_the_successor_does_not_cover_stays_due_by_its_own_period() -> None:
    old = await base()
    _, draft = await renew(office_on(DECIDED), HENK, old.reference, old.revision)
    flows = tuple(replace(flow, data=(ARREARS.name,)) for flow in old.content.flows)
    await completed(draft.reference, flows=flows, data=(ARREARS,))

    assert await open_destructions(old.reference) == {MUNICIPALITY: date(2027, 1, 31)}
    (late,) = (await late_on(AFTER))[DeadlineKind.DESTRUCTION]
    assert (late.reference, late.subjects) == (old.reference, (MUNICIPALITY,))
    assert (await verify_history()).versions == 2


async def test_when_the_successor_is_called_off_the_duty_is_back_until_that_is_taken_back() -> None:
    old, successor = await renewed()
    day = DECIDED + timedelta(days=5)

    off = await terminate(office_on(day), HENK, successor.reference, successor.revision, day, "Toch niet")
    assert set(await open_destructions(old.reference)) == set(RECEIVERS)
    assert (await verify_history()).versions == 2

    await withdraw_termination(office_on(day), HENK, successor.reference, off.revision, "Toch wel")
    assert await open_destructions(old.reference) == {}
    assert (await now(old.reference)).successor == successor.reference
    assert (await verify_history()).versions == 2
