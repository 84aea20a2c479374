"""Situations of residents: who may change them, what is refused, and that nobody changes them behind the register."""

from __future__ import annotations

from typing import Any

import pytest

from agreements.domain.errors import AgreementError, Conflict, NotAllowed
from agreements.domain.situations import SHIPPED, Situation
from agreements.services.situations import (
    LONGEST,
    MOST,
    NoSituation,
    NoSuchSituation,
    SituationWithoutWords,
    TooManySituations,
    TooManyWordsInSituation,
    move_situation_up,
    offer_situation,
    write_situation,
)
from agreements.services.verify_history import verify_history
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import execute, unit_of_work
from agreements.storage.public_memory import situations
from agreements.storage.public_memory.situations import Edition, last_edition
from agreements.storage.public_memory.state import state
from tests.office import TODAY_OFFICE
from tests.people import AAD, HENK, PETRA, SANNE


def said(dutch: str = "Ik vis in de haven", **more: Any) -> Situation:
    return Situation(**{"key": "", "dutch": dutch, "english": "I fish", "groups": ("vissers",), **more})


async def test_petra_adds_changes_orders_and_stops_situations_and_each_edition_stays(staffed: Engine) -> None:
    assert await last_edition() == Edition(0, SHIPPED)
    key = await write_situation(TODAY_OFFICE, PETRA, 0, "", said())
    before = (await state()).situations
    assert await write_situation(TODAY_OFFICE, SANNE, 1, key, said("Ik vis soms")) == key == "vis-in-de-haven"
    await move_situation_up(TODAY_OFFICE, PETRA, 2, key)
    await move_situation_up(TODAY_OFFICE, PETRA, 3, SHIPPED[0].key)
    await offer_situation(TODAY_OFFICE, PETRA, 3, key, is_offered=False)

    found = await last_edition()
    assert found.number == 4
    assert [one.key for one in found.situations[-2:]] == [key, SHIPPED[-1].key]
    assert (found.situations[-2].dutch, found.situations[-2].is_offered) == ("Ik vis soms", False)
    assert found.situations[:-2] == SHIPPED[:-1]
    assert (await state()).situations not in ("", before), "whoever keeps an answer sees that it is another list"
    assert await write_situation(TODAY_OFFICE, PETRA, 4, "", said()) == f"{key}-2", "a key is not given again"
    await verify_history()


@pytest.mark.parametrize(
    ("seen", "key", "wrong", "refusal"),
    [
        (0, "", said(" "), NoSituation),
        (0, "", said(groups=(" ",)), SituationWithoutWords),
        (0, "", said(groups=("x" * (LONGEST + 1),)), TooManyWordsInSituation),
        (0, "", said(groups=tuple("x" * 41)), TooManyWordsInSituation),
        (0, "onzin", said(), NoSuchSituation),
        (1, "", said(), Conflict),
        (-1, "", said(), Conflict),
    ],
)
async def test_what_finds_nothing_or_was_seen_too_long_ago_is_refused(
    staffed: Engine, seen: int, key: str, wrong: Situation, refusal: type[AgreementError]
) -> None:
    with pytest.raises(refusal):
        await write_situation(TODAY_OFFICE, PETRA, seen, key, wrong)
    assert (await last_edition()).number == 0


async def test_only_privacy_officers_change_them_and_there_are_not_too_many(staffed: Engine) -> None:
    for actor in (HENK, AAD):
        with pytest.raises(NotAllowed):
            await write_situation(TODAY_OFFICE, actor, 7, "onzin", said(" "))
        with pytest.raises(NotAllowed):
            await move_situation_up(TODAY_OFFICE, actor, 0, "school")
        with pytest.raises(NotAllowed):
            await offer_situation(TODAY_OFFICE, actor, 7, "school", is_offered=False)
    for seen in range(MOST - len(SHIPPED)):
        await write_situation(TODAY_OFFICE, PETRA, seen, "", said())
    with pytest.raises(TooManySituations):
        await write_situation(TODAY_OFFICE, PETRA, MOST - len(SHIPPED), "", said())


async def test_an_edition_that_no_event_made_is_found_and_none_can_be_changed(staffed: Engine) -> None:
    await write_situation(TODAY_OFFICE, PETRA, 0, "", said())
    with pytest.raises(AgreementError):
        await execute("UPDATE public_situations SET body = '[]'", {})
    async with unit_of_work():
        await situations.append(Edition(2, SHIPPED[:1]), TODAY_OFFICE.now)
    with pytest.raises(AgreementError, match="edition 2 of the situations"):
        await verify_history()
