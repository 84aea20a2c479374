"""What lists read of the public memory: it follows from the ledger, can be made anew, and is watched over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agreements.domain.errors import RegisterChanged
from agreements.domain.selection import Selection, Sorting
from agreements.services.rebuild import rebuild, rebuild_when_changed
from agreements.services.verify_history import verify_history
from agreements.storage.database.transaction import execute, fetch
from agreements.storage.public_memory import lists, rows
from tests.integration.test_public_memory import HIDDEN, lived, told
from tests.listed import count, references
from tests.office import in_force
from tests.people import APPROVED_ON, TODAY

pytestmark = pytest.mark.usefixtures("staffed")

PAGE = 1
FEW = 5
"""A page and twice the two that are new."""


async def test_the_projection_can_be_thrown_away_and_is_the_same_when_it_is_made_anew() -> None:
    await lived()
    before = await rows.stored(await told())
    await rebuild()

    assert await rows.stored(await told()) == before
    assert len(before) == len(await told()) > 4
    assert await rebuild_when_changed() == 0
    await verify_history()


async def test_a_projection_of_an_earlier_release_is_made_anew_and_not_held_against_the_register() -> None:
    await lived()
    await execute("DELETE FROM public_mark", {})
    await rows.note_shape("an earlier one")

    await verify_history()
    assert await rebuild_when_changed() == len(await told())
    await verify_history()
    assert await fetch("SELECT seq FROM public_mark LIMIT 1", {})


async def test_a_past_day_that_came_twice_is_found_with_what_was_written_when_it_came_again() -> None:
    await in_force()
    past = Selection(on_day=APPROVED_ON + timedelta(days=10), is_past=True)
    assert await count(past) == 1
    await in_force(APPROVED_ON + timedelta(days=5))

    assert await count(past) == 2


@pytest.mark.parametrize("is_descending", [False, True])
async def test_what_is_new_stands_in_its_place_on_every_page_of_an_order_that_was_read_before(
    monkeypatch: pytest.MonkeyPatch, is_descending: bool
) -> None:
    for number in (2, 4, 6, 8, 10, 12):
        await in_force(APPROVED_ON + timedelta(days=number), title=f"Titel {number:02}")
    sortings = [Selection(on_day=TODAY, sorting=one, is_descending=is_descending) for one in Sorting]
    with monkeypatch.context() as few:
        few.setattr(lists, "_FEW", FEW)
        for one in sortings:
            await references(one, limit=PAGE)
        orders = dict(lists._lists().orders)
        for number in (1, 7):
            await in_force(APPROVED_ON + timedelta(days=number), title=f"Titel {number:02}")
        pages = [[await references(one, limit=PAGE, offset=offset) for offset in range(10)] for one in sortings]
        kept = dict(lists._lists().orders)

    for one, found in zip(sortings, pages, strict=True):
        whole = await references(one)
        assert found == [whole[offset : offset + PAGE] for offset in range(10)], one.sorting
    assert len(orders) > 1
    assert kept == orders


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE public_row SET title = 'Anders' WHERE seq = 1",
        "UPDATE public_row SET until_on = '2026-11-30' WHERE seq = (SELECT max(seq) FROM public_row)",
        "UPDATE public_row SET replaces = NULL",
        "DELETE FROM public_mark WHERE seq = 1 AND filter = 'departments'",
        "UPDATE public_span SET value = 'closed' WHERE seq = 1 AND fact = 'statuses' AND value = 'active'",
        "DELETE FROM public_awaited",
        "INSERT INTO public_mark (seq, filter, value) VALUES (1, 'departments', 'Elders')",
    ],
)
async def test_a_list_that_was_changed_by_hand_is_found(deed: str) -> None:
    await lived()
    await verify_history()
    await execute(deed, {})

    with pytest.raises(RegisterChanged, match="public entry"):
        await verify_history()


async def test_a_row_that_no_entry_made_is_found() -> None:
    await in_force(**HIDDEN)
    await execute(
        "INSERT INTO public_row (seq, reference, change, known_at, known_on, until_on, shows, title, title_order,"
        " department_order, plan_ending, line)"
        " SELECT seq, 'A', 1, known_at, known_on, known_on, 'plan', '', '', '', '', '' FROM public_entry",
        {},
    )

    with pytest.raises(RegisterChanged, match="no entry made it"):
        await verify_history()
