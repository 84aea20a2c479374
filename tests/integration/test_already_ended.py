"""An agreement of an old list that is over: recorded afterwards, and nobody hears about what has passed."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.domain.deadlines import DeadlineKind
from agreements.domain.term_errors import AlreadyOver
from agreements.services.approve import approve
from agreements.services.submit import submit
from agreements.services.verify_history import verify_history
from agreements.storage import agreements
from scheduler.sweep import sweep
from tests.alerts import alerts
from tests.office import TODAY_OFFICE, drafted, in_force, office_on
from tests.people import HENK, PETRA, TODAY

pytestmark = pytest.mark.usefixtures("staffed")

OLD = {"starts_on": date(2023, 1, 1), "ends_on": date(2024, 12, 31), "review_dates": (date(2024, 1, 1),)}


async def test_a_draft_that_is_over_is_refused_unless_it_is_said_to_have_ended() -> None:
    draft = await drafted(TODAY, **OLD)
    with pytest.raises(AlreadyOver):
        await submit(TODAY_OFFICE, PETRA, draft.reference, draft.revision)

    asked = await submit(TODAY_OFFICE, PETRA, draft.reference, draft.revision, already_ended=True)
    await approve(TODAY_OFFICE, HENK, asked.reference, asked.revision)
    assert (await agreements.load(draft.reference)).agreement.already_ended
    await verify_history()


async def test_nobody_is_told_of_what_has_passed_but_that_the_data_must_be_gone() -> None:
    await in_force(TODAY, **OLD)
    await sweep(office_on(TODAY))

    assert {entry.deadline_kind for entry in await alerts()} == {DeadlineKind.DESTRUCTION}
