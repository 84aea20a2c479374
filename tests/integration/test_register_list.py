"""The list for people who sign in: what each of them sees, by filters that the database applies."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from admin_ui.work.status import status_code
from agreements.content_json import search_text
from agreements.domain import transitions
from agreements.domain.agreement import Agreement, Stewardship
from agreements.domain.filters import FILTERS
from agreements.domain.letters import folded
from agreements.domain.lifecycle import Status
from agreements.domain.roles import Action, Actor
from agreements.domain.viewing import EVERYTHING, Viewing, reach_of, viewing_of
from agreements.domain.vocabulary import Role
from agreements.storage import register_list
from agreements.storage.agreements import all_records
from agreements.storage.database.engine import Engine
from agreements.storage.register_list import ListFilter
from tests.engines import filled_once
from tests.office import EVERYONE, hire
from tests.people import AAD, APPROVED_ON, BRAM, ENDS_ON, HENK, PETRA, POLICY, TODAY, approved, closed, draft, submitted
from tests.stored import stored

NEW_HEAD = Actor(id="new", role=Role.DEPARTMENT_HEAD)
MAKER = Actor(id=PETRA.id, role=Role.DEPARTMENT_HEAD, department="Zorg")
ACTORS = (PETRA, HENK, BRAM, AAD, NEW_HEAD, MAKER, Actor(id="admin", role=Role.ADMINISTRATOR))
DEPARTMENTS = ("Wonen", "Zorg", "")


def any_agreement(chance: random.Random, number: int) -> Agreement:
    """In any status, of any department, with or without a version in the making."""
    department, title = chance.choice(DEPARTMENTS), chance.choice(["Vroeg eropaf", "100% zorg_thuis", ""])
    content = {"title": title, "department": department}
    kind = chance.choice(["draft", "submitted", "approved", "handed over", "thrown away", "closed", "ends early"])
    agreement = {"draft": draft, "thrown away": draft}.get(kind, submitted if kind == "submitted" else approved)(
        **(content if kind in {"draft", "thrown away"} else {**content, "title": title or "x", "department": "Wonen"})
    )
    if kind == "thrown away":
        agreement = transitions.withdraw(agreement, PETRA.id, "", TODAY)
    if kind == "closed":
        agreement = closed()
    if kind == "ends early":
        agreement = transitions.terminate(agreement, TODAY + timedelta(days=30), "klaar", HENK.id, TODAY)
    if kind == "handed over":
        proposed = replace(agreement.content, department="Zorg", title="Andere titel")
        agreement = transitions.amend(agreement, proposed, TODAY, POLICY)
        if chance.random() < 0.7:
            agreement = transitions.submit(agreement, PETRA.id, TODAY, POLICY)
    owner = chance.choice([None, HENK.id, BRAM.id])
    return replace(
        agreement,
        reference=f"AFS-2025-{number:04}",
        registered_by=chance.choice(["", PETRA.id, "sanne"]),
        stewardship=Stewardship(owner_id=owner) if agreement.withdrawal is None else Stewardship(),
    )


@filled_once
async def sixty_stored() -> None:
    """Agreements of all kinds, and everyone's account."""
    await hire(*EVERYONE)
    chance = random.Random(20261123)
    for number in range(1, 61):
        await stored(any_agreement(chance, number))


@pytest.fixture
async def register(sixty_stored: None, engine: Engine) -> list[Agreement]:
    """Sixty agreements, as they are stored."""
    return [record.agreement for record in await all_records()]


def fits(agreement: Agreement, chosen: ListFilter) -> bool:
    """The same filter over one agreement."""
    status = status_code(agreement, chosen.on_day)
    wanted, words = ("".join(map(str, chosen.picked.get(name, ()))) for name in ("statuses", "words"))
    text = search_text(agreement.reference, agreement.content)
    stewards = {agreement.stewardship.owner_id, agreement.stewardship.deputy_id}
    return all(
        (
            chosen.viewing.sees(agreement),
            status != Status.WITHDRAWN or wanted or words,
            wanted in {"", status} or (wanted == Status.ACTIVE and status == "ends_soon"),
            chosen.picked.get("departments") in {None, (agreement.content.department,)},
            not chosen.steward or chosen.steward in stewards,
            all(word in text for word in folded(words).split()),
        )
    )


async def listed(chosen: ListFilter) -> list[str]:
    """The references in the list, which is as long as its count says."""
    found = [record.agreement.reference for record in await register_list.found(chosen, limit=1000)]
    assert await register_list.count(chosen) == len(found)
    return found


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: f"{actor.id} {actor.role}")
async def test_everybody_sees_in_the_list_what_the_one_function_says(register: list[Agreement], actor: Actor) -> None:
    viewing = viewing_of(actor)
    chosen = ListFilter(viewing=viewing, on_day=TODAY)
    expected = [one for one in register if viewing.sees(one) and not one.withdrawal]

    assert await listed(chosen) == [one.reference for one in expected]
    names = {one.content.department for one in register if viewing.sees(one)} - {""}
    assert await register_list.names(FILTERS["departments"], viewing) == sorted(names)
    if actor.role is not Role.ADMINISTRATOR:
        assert reach_of(actor, Action.READ_INTERNAL) == viewing.reach


@pytest.mark.parametrize("viewing", [EVERYTHING, viewing_of(HENK), viewing_of(MAKER)], ids=["all", "head", "maker"])
async def test_each_filter_in_sql_finds_what_the_record_says(register: list[Agreement], viewing: Viewing) -> None:
    for day in (APPROVED_ON, TODAY, TODAY + timedelta(days=31), ENDS_ON - timedelta(days=90), date(2028, 6, 1)):
        for status in (None, *FILTERS["statuses"].codes_at_work):
            chosen = ListFilter(viewing=viewing, on_day=day, picked={"statuses": (status,)} if status else {})
            assert await listed(chosen) == [one.reference for one in register if fits(one, chosen)], chosen
    for words in (
        "eropaf",
        "100% ZORG",
        "zorg_thuis",
        "zorgXthuis",
        "afs-2025-0007",
        "eropaf  vroeg",
        "niet te vinden",
    ):
        for department in (*DEPARTMENTS, "Wonen' OR 1=1"):
            for steward in ("", HENK.id):
                picked = {"words": (words,)} | ({"departments": (department,)} if department else {})
                chosen = ListFilter(viewing=viewing, on_day=TODAY, picked=picked, steward=steward)
                assert await listed(chosen) == [one.reference for one in register if fits(one, chosen)], chosen


async def test_pages_follow_each_other_by_reference(register: list[Agreement]) -> None:
    chosen = ListFilter(viewing=EVERYTHING, on_day=TODAY)
    pages = [await register_list.found(chosen, limit=20, offset=offset) for offset in (0, 20, 40, 60)]

    assert [record.agreement.reference for page in pages for record in page] == await listed(chosen)
