"""That a draft was thrown away stands in a column, also of what earlier releases threw away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agreements import content_json
from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.services.withdraw import withdraw
from agreements.storage.database.engine import Engine, engine_from_url, opened
from agreements.storage.database.migrate import discovered, migrate
from agreements.storage.database.sql import as_date
from agreements.storage.database.transaction import fetch, unit_of_work
from tests.office import TODAY_OFFICE, drafted, in_force
from tests.people import PETRA, TODAY, approved, draft, suspended


def left_by_an_earlier_release() -> list[Agreement]:
    """One that was thrown away, and others; one of them quotes the word."""
    quoting = replace(suspended(), suspensions=(replace(suspended().suspensions[0], reason='"withdrawal":{"on":1}'),))
    gone = transitions.withdraw(draft(), PETRA.id, "toch niet", TODAY)
    return [replace(one, reference=f"AFS-2025-000{n}") for n, one in enumerate((gone, draft(), approved(), quoting))]


async def test_an_upgrade_notes_what_was_thrown_away_before(bare_url: str) -> None:
    engine = engine_from_url(bare_url)
    await migrate(engine, [one for one in discovered() if one.name < "m0026"])
    async with opened(engine):
        async with unit_of_work(engine):
            for one in left_by_an_earlier_release():
                await fetch(
                    "INSERT INTO agreement (reference, registered_on, revision, version, facts, updated_at)"
                    " VALUES (:reference, :day, 1, :version, :facts, :now) RETURNING id",
                    {
                        "reference": one.reference,
                        "day": one.registered_on,
                        "version": 1 if one.in_force else 0,
                        "facts": content_json.facts_to_json(one),
                        "now": TODAY_OFFICE.now,
                    },
                )
        await migrate(engine)
        rows = (await engine.run("SELECT reference, withdrawn_on FROM agreement ORDER BY reference")).rows or []

    assert [as_date(row["withdrawn_on"]) for row in rows] == [TODAY, None, None, None]


@pytest.mark.usefixtures("staffed")
async def test_throwing_a_draft_away_notes_its_day_and_a_proposal_of_an_approved_agreement_none(engine: Engine) -> None:
    first, second = await drafted(), await in_force()
    await withdraw(TODAY_OFFICE, PETRA, first.reference, first.revision, "toch niet")

    rows = await fetch("SELECT reference, withdrawn_on FROM agreement ORDER BY reference", {})
    assert {row["reference"]: as_date(row["withdrawn_on"]) for row in rows} == {
        first.reference: TODAY,
        second.reference: None,
    }
