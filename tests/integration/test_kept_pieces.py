"""What files hold of entries is made beside the service, by one program at a time; and is watched over."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from agreements.domain.errors import RegisterChanged
from agreements.domain.memory import Entry
from agreements.domain.projection import Piece, Place
from agreements.publication.pieces import made_by, pieces_of
from agreements.services import make_pieces as making
from agreements.services.make_pieces import make_all_pieces, make_pieces, take_over
from agreements.services.rebuild import rebuild, rebuild_when_changed
from agreements.services.verify_history import verify_history
from agreements.storage.database.transaction import execute, fetch, unit_of_work
from agreements.storage.public_memory import pieces, rows
from scheduler.ticker import ticking
from tests.alerts import DAY, SETTINGS, moment_on
from tests.integration.test_public_memory import changed_to, lived, told
from tests.office import in_force
from tests.published import PLACE

ELSEWHERE = replace(PLACE, base_url="https://elders.example")

pytestmark = pytest.mark.usefixtures("staffed")


async def with_pieces() -> list[int]:
    """The numbers of the entries of which something is kept."""
    return [row["seq"] for row in await fetch("SELECT DISTINCT seq FROM public_piece ORDER BY seq", {})]


async def addresses(reference: str) -> set[str]:
    """Which addresses of the register pieces tell."""
    found = await fetch("SELECT body FROM public_piece WHERE shape = 'csv'", {})
    before = [row["body"].partition(f"/afspraken/{reference}")[0] for row in found]
    return {f"https://{text.rpartition('https://')[2]}" for text in before}


async def another_program_makes_them() -> None:
    async with unit_of_work():
        await pieces.begin(replace(made_by(PLACE), edition="a later one"))


async def test_a_step_makes_none_and_what_is_made_afterwards_is_all_that_files_hold() -> None:
    agreement = await in_force()
    (entry,) = await told()
    assert await with_pieces() == []

    assert await make_pieces(PLACE) == 1

    assert (await pieces.stored([1]))[1] == pieces_of(entry, PLACE)
    assert await addresses(agreement.reference) == {PLACE.base_url}
    assert await make_pieces(PLACE) == 0
    await verify_history()


async def test_those_of_an_entry_that_was_replaced_go_when_the_later_one_has_its_own() -> None:
    agreement = await in_force()
    await make_pieces(PLACE)
    await changed_to(agreement.reference, agreement.revision, title="Anders")
    assert await with_pieces() == [1]
    await verify_history()

    assert await make_pieces(PLACE) == 1
    assert await with_pieces() == [2]
    await verify_history()


async def test_at_another_address_they_are_made_anew_and_what_lists_read_stands() -> None:
    agreement = await in_force()
    await make_pieces(PLACE)
    await execute("UPDATE public_row SET title_order = 'as it stood'", {})
    await take_over(ELSEWHERE)
    assert await with_pieces() == []

    assert await rebuild_when_changed() == 0
    assert await make_pieces(ELSEWHERE) == 1

    assert await addresses(agreement.reference) == {ELSEWHERE.base_url}
    assert await fetch("SELECT title_order FROM public_row", {}) == [{"title_order": "as it stood"}]


async def test_of_two_programs_the_one_that_started_last_makes_them_and_the_other_undoes_nothing() -> None:
    await in_force()
    await make_pieces(PLACE)
    await another_program_makes_them()

    assert await make_pieces(PLACE) == 0
    assert (await pieces.progress()).by == replace(made_by(PLACE), edition="a later one")
    await verify_history()
    await take_over(PLACE)
    assert await make_pieces(PLACE) == 1


async def test_nobody_reads_what_another_program_made() -> None:
    await in_force()
    await make_pieces(PLACE)
    assert list(await pieces.kept([1], "csv", "nl", DAY, made_by(PLACE))) == [1]

    assert await pieces.kept([1], "csv", "nl", DAY, made_by(ELSEWHERE)) == {}
    await execute("UPDATE public_shape SET edition = 'a later one'", {})
    assert await pieces.kept([1], "csv", "nl", DAY, made_by(PLACE)) == {}


async def test_a_program_that_was_ended_half_way_goes_on_from_there(monkeypatch: pytest.MonkeyPatch) -> None:
    for title in ("Een", "Twee", "Drie"):
        await in_force(title=title)
    monkeypatch.setattr(making, "TOGETHER", 1)
    asked: list[int] = []

    def ended(entry: Entry, place: Place) -> list[Piece]:
        asked.append(entry.seq)
        if asked == [1, 2]:
            raise ZeroDivisionError
        return pieces_of(entry, place)

    monkeypatch.setattr(making, "pieces_of", ended)
    with pytest.raises(ZeroDivisionError):
        await make_pieces(PLACE)
    assert await with_pieces() == [1]
    await verify_history()

    assert await make_pieces(PLACE) == 2
    assert asked == [1, 2, 2, 3]


async def test_a_run_makes_some_and_the_next_one_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    for title in ("Een", "Twee", "Drie"):
        await in_force(title=title)
    monkeypatch.setattr(making, "TOGETHER", 1)
    monkeypatch.setattr(making, "IN_ONE_RUN", 2)

    assert await make_pieces(PLACE) == 2
    assert await with_pieces() == [1, 2]
    await rebuild()
    assert await make_all_pieces(PLACE) == 3


async def test_two_processes_that_make_them_at_once_write_each_once() -> None:
    await lived()
    made = await asyncio.gather(*(make_all_pieces(PLACE) for _ in range(3)))

    assert sum(made) == len(await with_pieces()) > 0
    await verify_history()


async def test_whoever_rings_makes_them_from_its_start_on() -> None:
    await in_force()
    async with ticking(SETTINGS, lambda: moment_on(DAY)):
        pass

    assert (await pieces.progress()).by == made_by(SETTINGS.place)
    assert await with_pieces() == [1]


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE public_piece SET body = 'Anders' WHERE shape = 'csv'",
        "UPDATE public_piece SET part = part + 1 WHERE shape = 'csv'",
        "DELETE FROM public_piece WHERE shape = 'ics' AND language = 'en'",
        "DELETE FROM public_piece",
    ],
)
async def test_what_was_changed_or_taken_away_by_hand_is_found(deed: str) -> None:
    await in_force()
    await make_pieces(PLACE)
    await verify_history()
    await execute(deed, {})

    with pytest.raises(RegisterChanged, match=r"public entry 1 \(files hold something else"):
        await verify_history()


async def test_an_entry_behind_what_was_made_need_have_none_yet() -> None:
    await in_force()
    await make_pieces(PLACE)
    await in_force(title="Later")
    await verify_history()

    await execute("UPDATE public_shape SET pieces_upto = 2", {})
    with pytest.raises(RegisterChanged, match="public entry 2"):
        await verify_history()


async def test_a_projection_that_is_made_anew_has_its_pieces_made_anew() -> None:
    await in_force()
    await make_pieces(PLACE)
    before = await fetch("SELECT * FROM public_piece", {})
    await rows.note_shape("an earlier one")

    assert await rebuild_when_changed() == 1
    assert await with_pieces() == []
    await make_pieces(PLACE)
    assert await fetch("SELECT * FROM public_piece", {}) == before
