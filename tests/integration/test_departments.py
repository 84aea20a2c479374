"""Departments are those that have a head: what nobody can approve is not submitted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agreements.domain.agreement import ProposalStatus
from agreements.services.departments import NoHead, departments
from agreements.services.imports.command import import_file
from agreements.services.people import change_user
from agreements.services.submit import submit
from agreements.storage import agreements
from tests.alerts import OPERATOR, dismiss
from tests.office import TODAY_OFFICE, drafted, in_review
from tests.people import BRAM, HENK, PETRA

pytestmark = pytest.mark.usefixtures("staffed")

LIST = "Naam convenant;Partijen;Afdeling\nConvenant;Gemeente, politie;%s\n"


async def test_a_department_without_a_head_is_refused_with_those_there_are() -> None:
    draft = await drafted(department="Woonen")
    with pytest.raises(NoHead, match=r"“Woonen” has no head .* departments: Wonen, Zorg.") as refused:
        await submit(TODAY_OFFICE, PETRA, draft.reference, draft.revision)

    assert refused.value.field == "department"
    assert (await agreements.load(draft.reference)).agreement == draft


async def test_a_head_who_left_or_moved_heads_nothing() -> None:
    await dismiss(HENK)
    assert await departments() == ("Zorg",)
    await change_user(TODAY_OFFICE, OPERATOR, BRAM.id, department="Jeugd")
    assert await departments() == ("Jeugd",)

    draft = await drafted()
    with pytest.raises(NoHead, match=r"departments: Jeugd."):
        await submit(TODAY_OFFICE, PETRA, draft.reference, draft.revision)


async def test_the_submitter_is_no_head_of_their_own_submission() -> None:
    draft = await drafted()
    maker = replace(PETRA, id=HENK.id)
    with pytest.raises(NoHead, match=r"departments: Zorg."):
        await submit(TODAY_OFFICE, maker, draft.reference, draft.revision)


async def test_without_any_head_the_refusal_says_whom_to_ask() -> None:
    for head in (HENK, BRAM):
        await dismiss(head)
    draft = await drafted()
    with pytest.raises(NoHead, match=r"Ask the administrator for an account for the head of “Wonen”"):
        await submit(TODAY_OFFICE, PETRA, draft.reference, draft.revision)


async def test_a_department_with_a_head_can_be_submitted() -> None:
    proposal = (await in_review(department="Zorg")).proposal
    assert proposal is not None
    assert proposal.status is ProposalStatus.UNDER_REVIEW


@pytest.mark.parametrize("apply", [False, True])
async def test_an_imported_draft_may_say_any_department_and_the_warning_says_that_it_has_no_head(apply: bool) -> None:
    outcome = await import_file(TODAY_OFFICE, PETRA, "lijst.csv", (LIST % "Woonen").encode(), apply=apply)
    assert "the department “Woonen” has no head in the register" in outcome.lines[0]

    known = await import_file(TODAY_OFFICE, PETRA, "lijst.csv", (LIST % "Wonen").encode(), apply=False)
    assert "has no head" not in known.lines[0]
