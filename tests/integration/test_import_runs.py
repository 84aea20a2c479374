"""A list comes in step by step: uploaded, read by the register, looked at, stored, and undone if need be."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from agreements.domain.errors import NotAllowed
from agreements.domain.import_runs import BodyErased, Run, RunElsewhere, RunState
from agreements.domain.lifecycle import Status, status_on
from agreements.domain.roles import Actor
from agreements.importing.import_row import Outcome
from agreements.services.amend import amend
from agreements.services.imports import runs
from agreements.services.imports.command import import_file
from agreements.services.imports.storing import Plan, store_rows
from agreements.services.imports.working import KEEP_FILES, MOST_ATTEMPTS, erase_old_files, work_on
from agreements.services.office import Office
from agreements.services.register import register
from agreements.services.verify_history import verify_history
from agreements.storage import agreements
from agreements.storage.imports import runs as stored_runs
from agreements.storage.imports.rows import Chosen
from agreements.storage.imports.runs import LEASE
from agreements.storage.people import accounts
from tests.import_lists import DATA, DUTCH
from tests.office import TODAY_OFFICE
from tests.people import AAD, PETRA, TODAY, complete_content

pytestmark = pytest.mark.usefixtures("staffed")
MESSY = (DATA / "messy.csv").read_bytes()
SHORT = b"Titel;Partijen;Doel\nLeegstand;Gemeente, politie;Panden in gebruik\nWoonoverlast;Gemeente;Rust\n"


def later(after: timedelta = timedelta(0)) -> Callable[[], Office]:
    """The office so long after noon."""
    office = replace(TODAY_OFFICE, now=TODAY_OFFICE.now + after)
    return lambda: office


async def looked_at(number: int) -> Run:
    return await runs.run_of(TODAY_OFFICE, PETRA, number)


async def uploaded_and_read(data: bytes = SHORT, name: str = "lijst.csv") -> int:
    number = await runs.begin(TODAY_OFFICE, PETRA, name, data)
    await work_on(later())
    return number


async def stored(data: bytes = SHORT) -> int:
    number = await uploaded_and_read(data)
    await runs.store(TODAY_OFFICE, PETRA, number)
    await work_on(later())
    return number


async def titles() -> list[str]:
    return sorted(record.agreement.content.title for record in await agreements.all_records())


async def test_a_list_is_read_and_shown_before_anything_is_stored() -> None:
    number = await runs.begin(TODAY_OFFICE, PETRA, "messy.csv", MESSY)
    assert (await looked_at(number)).state is RunState.TO_READ

    await work_on(later())

    run = await looked_at(number)
    assert (run.state, run.done, run.total) == (RunState.READ, 22, 22)
    assert (await runs.counts(PETRA, number)).by_outcome == {"concept": 20, "overgeslagen": 2}
    assert await titles() == []


async def test_what_is_shown_of_a_row_is_what_the_command_line_says_of_it() -> None:
    number = await uploaded_and_read(MESSY, "messy.csv")

    told = await import_file(TODAY_OFFICE, PETRA, "messy.csv", MESSY, apply=False)

    assert await runs.report_csv(PETRA, number, DUTCH) == told.report


async def test_rows_are_picked_by_what_became_of_them_and_by_whether_somebody_must_look() -> None:
    number = await uploaded_and_read(MESSY, "messy.csv")

    skipped = await runs.seen(PETRA, number, Chosen(outcomes=(Outcome.SKIPPED.value,)))
    unsure = await runs.seen(PETRA, number, Chosen(unsure=True))

    assert {row.outcome for row in skipped.rows} == {Outcome.SKIPPED}
    assert len(unsure.rows) == (await runs.counts(PETRA, number)).unsure > 0
    assert all(row.is_unsure for row in unsure.rows)


async def test_a_long_list_is_looked_at_page_by_page() -> None:
    number = await uploaded_and_read(b"Titel\n" + b"".join(b"Afspraak %d\n" % n for n in range(205)))

    page = await runs.seen(PETRA, number)
    rows = [*page.rows]
    while page.next_after is not None:
        page = await runs.seen(PETRA, number, after=page.next_after)
        rows += page.rows

    assert [row.title for row in rows] == [f"Afspraak {n}" for n in range(205)]


async def test_what_somebody_looked_at_is_stored_when_asked_to() -> None:
    number = await stored()

    run = await looked_at(number)
    assert (run.state, run.ended_at) == (RunState.STORED, TODAY_OFFICE.now)
    assert await titles() == ["Leegstand", "Woonoverlast"]
    assert all(row.reference for row in (await runs.seen(PETRA, number)).rows)
    await verify_history()


async def test_a_list_that_cannot_be_read_is_refused_with_its_sentence() -> None:
    number = await uploaded_and_read(b"")

    run = await looked_at(number)

    assert run.state is RunState.REFUSED
    assert run.refusal.sentence == "This file is empty. Choose a file with at least one row of column names."


async def test_a_list_is_read_again_when_somebody_chooses_another_sheet_or_meaning() -> None:
    number = await uploaded_and_read()

    await runs.choose(TODAY_OFFICE, PETRA, number, sheet="Blad2", mapping={"Doel": "purpose"})

    run = await looked_at(number)
    assert (run.state, run.sheet, dict(run.mapping)) == (RunState.TO_READ, "Blad2", {"Doel": "purpose"})


async def test_two_nodes_do_a_list_once() -> None:
    number = await runs.begin(TODAY_OFFICE, PETRA, "lijst.csv", SHORT)

    read_twice = await asyncio.gather(work_on(later()), work_on(later()))
    await runs.store(TODAY_OFFICE, PETRA, number)
    stored_twice = await asyncio.gather(work_on(later()), work_on(later()))

    assert (sum(read_twice), sum(stored_twice)) == (1, 1)
    assert await titles() == ["Leegstand", "Woonoverlast"]


async def test_what_a_process_did_not_finish_another_does_again_once_its_lease_is_out() -> None:
    number = await uploaded_and_read()
    await runs.store(TODAY_OFFICE, PETRA, number)
    assert await stored_runs.take(await looked_at(number), "died", TODAY_OFFICE.now)

    assert await work_on(later(LEASE / 2)) == 0
    assert await work_on(later(LEASE)) == 1

    assert await titles() == ["Leegstand", "Woonoverlast"]
    with pytest.raises(RunElsewhere):
        await stored_runs.finish(number, "died", RunState.STORED, TODAY_OFFICE.now)


async def test_a_list_during_which_the_process_stops_each_time_is_given_up() -> None:
    number = await runs.begin(TODAY_OFFICE, PETRA, "lijst.csv", SHORT)
    for times in range(MOST_ATTEMPTS):
        at = TODAY_OFFICE.now + times * LEASE
        assert await stored_runs.take(await stored_runs.load(number, at), f"died {times}", at)

    await work_on(later(MOST_ATTEMPTS * LEASE))

    run = await looked_at(number)
    assert run.state is RunState.REFUSED
    assert run.refusal.sentence.startswith("The register could not finish this list.")


async def test_nobody_stores_what_they_did_not_see() -> None:
    number = await uploaded_and_read()
    await import_file(TODAY_OFFICE, PETRA, "lijst.csv", SHORT, apply=True)

    await runs.store(TODAY_OFFICE, PETRA, number)
    await work_on(later())

    run = await looked_at(number)
    assert run.state is RunState.READ
    assert run.refusal.sentence.startswith("The register changed after this list was read.")
    assert (await runs.counts(PETRA, number)).by_outcome == {"ongewijzigd": 2}
    assert len(await titles()) == 2


async def test_what_changed_elsewhere_in_the_register_holds_up_nothing() -> None:
    number = await uploaded_and_read()
    await register(TODAY_OFFICE, PETRA, complete_content())

    await runs.store(TODAY_OFFICE, PETRA, number)
    await work_on(later())

    assert (await looked_at(number)).state is RunState.STORED


async def test_undoing_takes_back_what_nobody_touched_and_names_what_stays() -> None:
    number = await stored()
    first, second = (row.reference for row in (await runs.seen(PETRA, number)).rows)
    changed = (await agreements.load(second)).agreement
    await amend(TODAY_OFFICE, PETRA, second, changed.revision, replace(changed.content, purpose="Rust in de straat"))

    await runs.undo(PETRA, number)
    await work_on(later())

    assert (await looked_at(number)).state is RunState.UNDONE
    stayed = await runs.seen(PETRA, number, Chosen(stayed=True))
    assert [row.reference for row in stayed.rows] == [second]
    statuses = [status_on((await agreements.load(one)).agreement, TODAY) for one in (first, second)]
    assert statuses == [Status.WITHDRAWN, Status.DRAFT]
    await verify_history()


async def test_undoing_goes_on_where_a_process_left_it() -> None:
    number = await stored()
    await runs.undo(PETRA, number)
    run = await looked_at(number)
    assert await stored_runs.take(run, "died", TODAY_OFFICE.now)

    await work_on(later(LEASE))

    assert (await looked_at(number)).state is RunState.UNDONE
    assert all(record.agreement.withdrawal for record in await agreements.all_records())


async def test_what_came_in_by_the_command_line_can_be_undone_too() -> None:
    await import_file(TODAY_OFFICE, PETRA, "lijst.csv", SHORT, apply=True)
    (run,) = await runs.runs(TODAY_OFFICE, PETRA)

    await runs.undo(PETRA, run.id)
    await work_on(later())

    assert all(record.agreement.withdrawal for record in await agreements.all_records())


async def test_who_was_dismissed_meanwhile_stores_nothing() -> None:
    number = await uploaded_and_read()
    await runs.store(TODAY_OFFICE, PETRA, number)
    await accounts.set_active(PETRA.id, is_active=False)

    await work_on(later())

    assert (await looked_at(number)).state is RunState.REFUSED
    assert await titles() == []


async def test_the_file_is_erased_a_month_after_it_was_stored() -> None:
    number = await stored()
    assert await runs.file_of(PETRA, number) == SHORT

    await erase_old_files(TODAY_OFFICE.now + KEEP_FILES)
    assert (await looked_at(number)).has_body
    await erase_old_files(TODAY_OFFICE.now + KEEP_FILES + timedelta(seconds=1))

    assert not (await looked_at(number)).has_body
    with pytest.raises(BodyErased):
        await runs.file_of(PETRA, number)
    assert (await runs.seen(PETRA, number)).rows


async def test_the_auditor_sees_and_does_none_of_it() -> None:
    number = await uploaded_and_read()

    for refused in (
        runs.begin(TODAY_OFFICE, AAD, "lijst.csv", SHORT),
        runs.store(TODAY_OFFICE, AAD, number),
        runs.undo(AAD, number),
        runs.seen(AAD, number),
        runs.runs(TODAY_OFFICE, AAD),
    ):
        with pytest.raises(NotAllowed):
            await refused


async def test_nobody_takes_over_a_list_while_it_is_being_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long that lasts: the one that was quicker would undo the work of the other."""
    number = await uploaded_and_read()
    await runs.store(TODAY_OFFICE, PETRA, number)
    outside, taken = contextvars.copy_context(), list[asyncio.Task[bool]]()

    async def stored_slowly(office: Office, actor: Actor, plan: Plan, run: int) -> Any:
        by_another = taken_by_another(await stored_runs.load(run, office.now))
        taken.append(asyncio.create_task(by_another, context=outside))
        done = await store_rows(office, actor, plan, run)
        await asyncio.wait(taken, timeout=0.05)
        return done

    async def taken_by_another(run: Run) -> bool:
        return await stored_runs.take(run, "another", TODAY_OFFICE.now + 2 * LEASE)

    monkeypatch.setattr("agreements.services.imports.working.store_rows", stored_slowly)
    await work_on(later())

    assert await taken[0] is False
    assert (await looked_at(number)).state is RunState.STORED
    assert await titles() == ["Leegstand", "Woonoverlast"]
