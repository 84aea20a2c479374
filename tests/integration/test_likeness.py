"""An agreement that is registered once more beside itself is told, and answered; nothing is transitional twice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from agreements.domain.agreement import Agreement
from agreements.domain.content import StatedWords
from agreements.domain.likeness import LooksLikeAnother, TransitionalAgain
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.histories import doubtful_histories
from agreements.services.imports.command import import_file
from agreements.services.likeness import lookalikes
from agreements.services.submit import submit
from agreements.services.terminate import terminate
from agreements.services.verify_history import verify_history
from agreements.storage import agreements
from agreements.storage.trail import audit
from tests.decisions import renewed
from tests.office import TODAY_OFFICE, drafted, in_force, office_on
from tests.people import APPROVED_ON, HENK, PETRA, REGISTERED_ON, complete_content, party

pytestmark = pytest.mark.usefixtures("staffed")

REASON = "Gaat over een andere wijk"

OLDER: dict[str, Any] = {
    "is_transitional": True,
    "starts_on": date(2024, 1, 1),
    "ends_on": date(2026, 10, 31),
    "review_dates": (date(2026, 10, 1),),
    "stated": StatedWords(term="onbepaalde tijd"),
}
"""What was agreed before the register came into force."""


async def submitted(draft: Agreement, difference: str = "", day: date = REGISTERED_ON) -> Agreement:
    return await submit(office_on(day), PETRA, draft.reference, draft.revision, difference)


async def like(agreement: Agreement) -> list[str]:
    return [one.agreement.reference for one in await lookalikes(agreement)]


async def test_one_that_looks_the_same_is_not_submitted_without_saying_what_differs() -> None:
    there, draft = await in_force(), await drafted()
    with pytest.raises(LooksLikeAnother, match=f"the same as {there.reference}") as refused:
        await submitted(draft)

    assert refused.value.field == "difference"
    assert (await agreements.load(draft.reference)).agreement == draft


async def test_the_answer_is_kept_with_the_agreement_and_in_its_history_and_is_asked_once() -> None:
    there, draft = await in_force(), await drafted()
    waiting = await submitted(draft, REASON)

    (said,) = (await agreements.load(waiting.reference)).agreement.distinctions
    assert (said.reference, said.reason, said.by, said.said_on) == (there.reference, REASON, PETRA.id, REGISTERED_ON)
    event = (await audit.events_about(waiting.reference))[-1]
    assert json.loads(event.changes) == {"difference": REASON, "unlike": there.reference}
    approved = await approve(TODAY_OFFICE, HENK, waiting.reference, waiting.revision)
    for agreement in (approved, there):
        changed = replace(agreement.content, summary="Anders gezegd.")
        draft = await amend(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision, changed)
        await submitted(draft, day=TODAY_OFFICE.today)
    await verify_history()


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Heel iets anders"},
        {"starts_on": date(2026, 2, 1)},
        {"title": " VRÓEG eropaf bij  huurschulden"},
    ],
)
async def test_the_title_or_the_first_day_is_enough_beside_the_same_parties(changes: dict[str, Any]) -> None:
    there = await in_force()

    assert await like(await drafted(**changes)) == [there.reference]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Heel iets anders", "starts_on": date(2026, 2, 1)},
        {"parties": (party("Gemeente Elders"), party("Woonstichting De Linde"), party("Stroom Noord")), "flows": ()},
        {"parties": ()},
    ],
)
async def test_what_is_different_is_not_told(changes: dict[str, Any]) -> None:
    await in_force()

    assert await like(await drafted(**changes)) == []


async def test_marks_in_a_name_mean_themselves() -> None:
    await in_force(title="100% _ \\ zeker", starts_on=date(2026, 2, 1))

    assert await like(await drafted(title="100% _ \\ zeker")) == ["AFS-2025-0001"]
    assert await like(await drafted(title="100x y \\ zeker")) == ["AFS-2025-0002"]


async def test_a_renewal_and_what_it_follows_are_not_asked_about_however_long_the_chain() -> None:
    agreement = await in_force()
    successor = await renewed(agreement.reference)

    assert await like((await agreements.load(successor.reference)).agreement) == []
    assert await like((await agreements.load(agreement.reference)).agreement) == []
    follower = await drafted(predecessor=successor.reference)
    assert await like(follower) == []


async def test_a_transitional_agreement_cannot_be_registered_again_as_transitional() -> None:
    there = await in_force(**OLDER)
    again = await drafted(**OLDER)
    with pytest.raises(TransitionalAgain, match=f"{there.reference} is the same and was transitional already"):
        await submitted(again, REASON)


async def test_of_two_that_are_submitted_side_by_side_one_is_approved() -> None:
    first, second = [await drafted(**OLDER) for _ in range(2)]
    first, second = [await submitted(draft, REASON) for draft in (first, second)]
    office = office_on(APPROVED_ON)
    await approve(office, HENK, first.reference, first.revision)
    with pytest.raises(TransitionalAgain):
        await approve(office, HENK, second.reference, second.revision)


async def test_a_change_that_makes_it_look_like_another_is_asked_about() -> None:
    there = await in_force(starts_on=date(2026, 2, 1))
    agreement = await in_force(title="Iets anders")
    draft = await amend(TODAY_OFFICE, PETRA, agreement.reference, agreement.revision, complete_content())
    with pytest.raises(LooksLikeAnother, match=there.reference):
        await submitted(draft, day=TODAY_OFFICE.today)


async def test_what_was_called_off_before_it_began_is_not_asked_about() -> None:
    there = await in_force()
    await terminate(office_on(APPROVED_ON), HENK, there.reference, there.revision, APPROVED_ON, "Gaat niet door")

    assert await like(await drafted()) == []


@pytest.mark.parametrize("apply", [False, True])
async def test_a_row_of_a_list_that_looks_like_a_registered_agreement_is_told(apply: bool) -> None:
    there = await drafted(parties=(party("Gemeente"), party("Politie")), flows=())
    rows = [f"{title};Gemeente, politie" for title in (there.content.title, "Iets anders")]
    data = "\n".join(["Naam convenant;Partijen", *rows]).encode()
    first, second, *_ = (await import_file(TODAY_OFFICE, PETRA, "lijst.csv", data, apply=apply)).lines

    assert f"looks the same as {there.reference}" in first
    assert "looks the same" not in second


async def test_the_check_of_histories_asks_no_person_about_what_was_answered() -> None:
    for _ in range(2):
        await in_force()

    assert [one for one in await doubtful_histories(TODAY_OFFICE.today) if "same title and parties" in one] == []
