"""Finding agreements: the statuses of public lists against the domain, filters, words, counts and what stays inside."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.filters import FILTERS, public_filters
from agreements.domain.roles import Actor
from agreements.domain.selection import Selection, Sorting, StatusFilter, Value
from agreements.domain.term import ONE_DAY, add_months, add_years
from agreements.domain.vocabulary import AgreementKind
from agreements.publication.document import from_json
from agreements.publication.public_record import public_status
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.close import close
from agreements.services.confirm_destruction import confirm_destruction
from agreements.services.submit import submit
from agreements.services.suspend import cancel_suspension, extend_suspension, resume, suspend
from agreements.services.terminate import terminate
from agreements.storage import publicity
from agreements.storage.database.engine import Engine
from agreements.storage.database.register_engine import Answer
from agreements.storage.public_memory.entries import at, head
from agreements.storage.public_memory.state import state
from tests import people
from tests.listed import count, counts, late_on, references
from tests.office import drafted, in_force, office_on
from tests.people import APPROVED_ON, ENDS_ON, HENK, MUNICIPALITY, PETRA, REVIEW_ON, STARTS_ON, TODAY, WOO

pytestmark = pytest.mark.usefixtures("staffed")

HEAD = HENK


def asked(day: date = TODAY, **picked: tuple[Value, ...]) -> Selection:
    return Selection(on_day=day, is_past=day < TODAY).picking(**picked)


async def titles(selection: Selection) -> list[str]:
    """Of what is found, as it was told on the day of the selection."""
    found = await references(selection, limit=100)
    day = selection.on_day if selection.is_past else None
    told = [from_json(entry.record).published for entry in (await at(found, (await head()).seq, day)).values()]
    shown = {one.reference: one.content.title for one in told if one}
    return [shown[reference] for reference in found]


async def randomly_lived(chance: random.Random) -> Agreement:
    """An agreement with a random term and a random fate."""
    starts_on = STARTS_ON + timedelta(days=chance.randrange(0, 200))
    ends_on = add_years(starts_on, chance.randint(1, 3)) - ONE_DAY
    agreement = await in_force(
        starts_on=starts_on, ends_on=ends_on, review_dates=(add_months(starts_on, 6),), department=HEAD.department
    )
    place = (HEAD, agreement.reference)
    on = starts_on + timedelta(days=chance.randrange(0, 300))
    if chance.random() < 0.5:
        agreement = await rested(agreement, on, chance)
        on += timedelta(days=2)
    if chance.random() < 0.5:
        last = on + timedelta(days=chance.randrange(0, 60))
        agreement = await terminate(office_on(on), *place, agreement.revision, last, "doel bereikt")
        if chance.random() < 0.5:
            agreement = await closed(agreement, last + timedelta(days=chance.randrange(1, 90)))
    return agreement


async def rested(agreement: Agreement, on: date, chance: random.Random) -> Agreement:
    """Rests at once or a few days later, and then something about that may change."""
    place = (HEAD, agreement.reference)
    from_on = on + timedelta(days=chance.choice([0, 0, 1, 5]))
    until = chance.choice([None, from_on + timedelta(days=chance.randrange(0, 40))])
    agreement = await suspend(office_on(on), *place, agreement.revision, from_on, until, "onderzoek")
    change = chance.choice(["nothing", "resumed", "longer", "shorter"])
    if from_on > on and change != "nothing":
        return await cancel_suspension(office_on(on), *place, agreement.revision, from_on, "toch niet")
    if from_on == on and change == "resumed":
        return await resume(office_on(on + timedelta(days=chance.choice([0, 0]))), *place, agreement.revision)
    if from_on == on and change in {"longer", "shorter"}:
        new_end = on + timedelta(days=45 if change == "longer" else 0)
        return await extend_suspension(office_on(on), *place, agreement.revision, new_end, "anders")
    return agreement


async def closed(agreement: Agreement, on: date) -> Agreement:
    for name in people.RECEIVERS:
        done = people.destruction(name, done_on=on)
        agreement = await confirm_destruction(office_on(on), HEAD, agreement.reference, agreement.revision, done)
    return await close(office_on(on), PETRA, agreement.reference, agreement.revision)


async def test_the_status_in_lists_is_the_status_of_the_domain_on_any_day() -> None:
    chance = random.Random(20261123)
    agreements = [await randomly_lived(chance) for _ in range(25)]
    edges = {d + timedelta(days=n) for a in agreements for d in dates_of(a) for n in (-91, -90, -1, 0, 1)}

    for day in chance.sample(sorted(edges), 60):
        by_status = {
            status: {a.reference for a in agreements if public_status(a, day) is status} for status in StatusFilter
        }
        for status, expected in by_status.items():
            wanted = expected | (by_status[StatusFilter.ENDS_SOON] if status is StatusFilter.ACTIVE else set())
            found = await references(Selection(on_day=day).picking(statuses=(status,)), limit=100)
            assert set(found) == wanted, (status, day)


def dates_of(agreement: Agreement) -> list[date]:
    facts = [agreement.last_day, agreement.content.starts_on, agreement.content.ends_on, agreement.closed_on]
    rests = [day for s in agreement.suspensions for day in (s.from_on, s.until_on, *(s.days or ()))]
    return [day for day in (*facts, *rests) if day]


async def test_counts_of_a_filter_are_what_the_filter_finds() -> None:
    chance = random.Random(7)
    for _ in range(8):
        await randomly_lived(chance)
    await in_force(
        title="Ander", kind=AgreementKind.PROTOCOL, theme="Veiligheid", data_subjects=("Bezoekers van de haven",)
    )

    lists = [row for row in public_filters() if row.is_list and row.fact is None]
    found = {row.name: await counts(row, asked()) for row in lists}

    assert all(len(numbers) > 1 for name, numbers in found.items() if name != "departments")
    for name, numbers in found.items():
        for value, number in numbers.items():
            assert number == await count(asked().picking(**{name: (value,)})), (name, value)
    assert sum((await counts(FILTERS["statuses"], asked())).values()) == await count(asked()) == 9


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("vroeg", True),
        ("VRÓEG eropaf", True),
        ("linde huurschuld", True),
        ("café", True),
        ("cafe", True),
        ("50%", True),
        ("5%", False),
        ("onder_streep", True),
        ("onderXstreep", False),
        ("back\\slash", True),
        ("_", False),
        ('"', False),
        ("NEAR(", False),
        ("eropaf OR (1=1)", False),
        ("'; DROP TABLE agreement", False),
        ("geheim", False),
    ],
)
async def test_words_mean_what_they_say(words: str, is_found: bool) -> None:
    await in_force(title="Vroeg eropaf in Café 50% onder_streep back\\slash", internal_notes="geheim")

    assert bool(await titles(asked(words=(words,)))) is is_found


async def test_drafts_and_agreements_that_are_not_public_are_not_found() -> None:
    await drafted(title="Concept")
    await in_force(title="Vertrouwelijk", is_public=False, not_public_ground=WOO, not_public_reason="opsporing")
    await in_force(title="Openbaar")

    assert await titles(asked()) == ["Openbaar"]
    assert await count(asked()) == 1
    for row in public_filters():
        if row.is_list:
            assert await counts(row, asked()) == await counts(row, asked(words=("openbaar",)))


async def test_filters_of_one_kind_widen_and_of_two_kinds_narrow() -> None:
    await in_force(title="A", theme="Schulden", kind=AgreementKind.COVENANT)
    await in_force(title="B", theme="Veiligheid", kind=AgreementKind.COVENANT)
    await in_force(title="C", theme="Zorg", kind=AgreementKind.PROTOCOL)

    assert set(await titles(asked(themes=("Schulden", "Veiligheid")))) == {"A", "B"}
    assert await titles(asked(themes=("Schulden", "Zorg"), kinds=(AgreementKind.PROTOCOL,))) == ["C"]
    assert set(await titles(asked(partners=(MUNICIPALITY,)))) == {"A", "B", "C"}
    assert await titles(asked(partners=("Iemand anders",))) == []


async def test_the_last_day_counts_for_the_filter_on_dates() -> None:
    agreement = await in_force()
    await terminate(office_on(TODAY), HENK, agreement.reference, agreement.revision, TODAY + ONE_DAY, "doel bereikt")

    assert await count(asked(ends_from=(TODAY + ONE_DAY,), ends_until=(TODAY + ONE_DAY,))) == 1
    assert await count(asked(ends_from=(TODAY + 2 * ONE_DAY,))) == 0


@pytest.mark.parametrize("sorting", list(Sorting))
async def test_every_order_works_both_ways(sorting: Sorting) -> None:
    for title in ("B", "A", "C"):
        await in_force(title=title)
    up, down = [await titles(replace(asked(), sorting=sorting, is_descending=turned)) for turned in (False, True)]

    assert sorted(up) == sorted(down) == ["A", "B", "C"]
    if sorting is Sorting.TITLE:
        assert (up, down) == (["A", "B", "C"], ["C", "B", "A"])


async def test_pages_together_are_the_whole_without_doubles() -> None:
    for number in range(7):
        await in_force(title=f"Afspraak {number}")
    found = [one for n in range(0, 9, 3) for one in await references(asked(), limit=3, offset=n)]

    assert len(found) == len(set(found)) == 7


async def amended(agreement: Agreement, day: date, approver: Actor = HENK, **changes: object) -> Agreement:
    content = replace(agreement.content, **changes)  # type: ignore[arg-type]
    proposed = await amend(office_on(day), PETRA, agreement.reference, agreement.revision, content)
    waiting = await submit(office_on(day), PETRA, agreement.reference, proposed.revision)
    return await approve(office_on(day), approver, agreement.reference, waiting.revision)


async def test_a_past_day_shows_the_version_of_that_day() -> None:
    await amended(await in_force(title="Oud"), TODAY - timedelta(days=5), title="Nieuw")

    assert await titles(asked(TODAY - timedelta(days=6))) == ["Oud"]
    assert await titles(asked(TODAY - timedelta(days=5))) == ["Nieuw"]
    assert await titles(asked(APPROVED_ON - ONE_DAY)) == []


async def test_what_is_no_longer_public_is_found_on_the_days_on_which_it_was_and_on_no_other() -> None:
    await amended(await in_force(), TODAY, is_public=False, not_public_ground=WOO, not_public_reason="opsporing")

    assert await titles(asked(TODAY - ONE_DAY)) == [people.complete_content().title]
    assert await titles(asked(TODAY)) == []


async def test_what_asks_for_attention_agrees_with_the_domain() -> None:
    late = await in_force(title="Te laat", review_dates=(REVIEW_ON,))
    await in_force(title="Openstaand", is_public=False, not_public_ground=WOO, not_public_reason="opsporing")
    day = REVIEW_ON + ONE_DAY

    assert [(one.reference, one.since) for one in (await late_on(day))[DeadlineKind.REVIEW]] == [
        (late.reference, REVIEW_ON)
    ]
    assert (await late_on(REVIEW_ON))[DeadlineKind.REVIEW] == ()
    assert (await late_on(ENDS_ON))[DeadlineKind.DESTRUCTION] == ()
    (waiting,) = (await late_on(ENDS_ON + ONE_DAY))[DeadlineKind.DESTRUCTION]
    assert set(waiting.subjects) == set(people.RECEIVERS)


async def test_what_is_late_is_read_anew_when_something_changes_of_which_something_is_late_and_only_then(
    staffed: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    late, day, asked = await in_force(review_dates=(REVIEW_ON,)), REVIEW_ON + ONE_DAY, list[str]()
    run = staffed.run

    async def noted(sql: str, args: Sequence[object] = ()) -> Answer:
        asked.append(sql)
        return await run(sql, args)

    async def read_and_late() -> tuple[bool, list[str]]:
        asked.clear()
        found = [one.title for one in (await late_on(day))[DeadlineKind.REVIEW]]
        return any("public_awaited w JOIN" in sql for sql in asked), found

    monkeypatch.setattr(staffed, "run", noted)
    assert await read_and_late() == (True, [late.content.title])
    other = await in_force(title="Nog niets te laat", review_dates=(ENDS_ON,))
    await amended(other, TODAY, title="Nog steeds niets")
    assert await read_and_late() == (False, [late.content.title])
    await amended(late, TODAY, title="Nog te laat")
    assert await read_and_late() == (True, ["Nog te laat"])
    await in_force(title="Ook te laat", review_dates=(REVIEW_ON,))
    assert await read_and_late() == (True, ["Nog te laat", "Ook te laat"])


async def test_work_that_is_not_public_changes_no_public_state() -> None:
    agreement = await in_force()
    before = (await state()).told
    seen = await publicity.visible_changes([agreement.reference])

    await drafted(title="Concept")
    await in_force(title="Vertrouwelijk", is_public=False, not_public_ground=WOO, not_public_reason="opsporing")
    await amend(
        office_on(TODAY), PETRA, agreement.reference, agreement.revision, replace(agreement.content, title="Concept")
    )

    assert (await state()).told == before
    assert await publicity.visible_changes([agreement.reference]) == seen


async def test_every_visible_act_counts_as_a_change() -> None:
    agreement = await in_force()
    before = (await state()).told
    await suspend(office_on(TODAY), HENK, agreement.reference, agreement.revision, TODAY, None, "onderzoek")

    assert (await state()).told != before
    assert (await publicity.visible_changes([agreement.reference]))[agreement.reference].changes == 2
    assert await publicity.public_references([agreement.reference, None, "AFS-1999-0001"]) == {agreement.reference}
