"""The database itself refuses what the rules refuse, whoever writes to it and by whatever road."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.storage.database.engine import Engine
from agreements.storage.database.errors import (
    AppendOnlyViolation,
    CheckViolation,
    ForeignKeyViolation,
    UniqueViolation,
)
from agreements.storage.database.transaction import execute, fetch
from agreements.storage.tables import TABLES
from tests import people
from tests.office import drafted, in_force, in_review

pytestmark = pytest.mark.usefixtures("staffed")

SET_TERM = "UPDATE agreement_version SET starts_on = :starts_on, ends_on = :ends_on, is_transitional = :transitional"


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "constraint"),
    [
        (date(2026, 1, 1), date(2029, 1, 1), "term_at_most_three_years"),
        (date(2026, 1, 1), date(2026, 12, 30), "term_at_least_one_year"),
        (date(2024, 2, 29), date(2027, 2, 28), "term_at_most_three_years"),
        (date(2024, 2, 29), date(2025, 2, 26), "term_at_least_one_year"),
        (date(2026, 1, 2), date(2026, 1, 1), "term_"),
    ],
    ids=[
        "three years and a day",
        "a year minus a day",
        "a day too long from 29 February",
        "a day too short",
        "reversed",
    ],
)
async def test_a_term_out_of_bounds_is_refused(starts_on: date, ends_on: date, constraint: str) -> None:
    await drafted()

    with pytest.raises(CheckViolation) as refusal:
        await execute(SET_TERM, {"starts_on": starts_on, "ends_on": ends_on, "transitional": False})
    assert refusal.value.constraint.startswith(constraint)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 1, 1), date(2028, 12, 31)),
        (date(2024, 2, 29), date(2027, 2, 27)),
        (date(2024, 2, 29), date(2025, 2, 27)),
        (date(2027, 3, 1), date(2028, 2, 29)),
    ],
)
async def test_a_term_on_the_bounds_is_accepted(starts_on: date, ends_on: date) -> None:
    await drafted()

    assert await execute(SET_TERM, {"starts_on": starts_on, "ends_on": ends_on, "transitional": False}) == 1


async def test_a_transitional_agreement_lasts_twelve_months_after_registration_at_most() -> None:
    await drafted(day=date(2026, 1, 15))
    long_ago = date(2015, 3, 30)

    assert await execute(SET_TERM, {"starts_on": long_ago, "ends_on": date(2027, 1, 15), "transitional": True}) == 1
    with pytest.raises(CheckViolation, match="transitional_at_most_twelve_months"):
        await execute(SET_TERM, {"starts_on": long_ago, "ends_on": date(2027, 1, 16), "transitional": True})


async def test_the_one_who_submitted_cannot_stand_as_approver() -> None:
    await in_review()

    with pytest.raises(CheckViolation, match="four_eyes"):
        await execute(
            "UPDATE agreement_version SET status = 'approved', approved_by = submitted_by, approved_on = :day",
            {"day": people.TODAY},
        )


async def test_an_approved_version_can_be_neither_changed_nor_removed() -> None:
    await in_force()

    for statement in ("UPDATE agreement_version SET content = '{}'", "DELETE FROM agreement_version"):
        with pytest.raises((AppendOnlyViolation, ForeignKeyViolation)):
            await execute(statement, {})


async def test_an_agreement_has_one_proposal_at_a_time() -> None:
    await drafted()

    with pytest.raises(UniqueViolation):
        await execute(
            "INSERT INTO agreement_version SELECT agreement_id, number + 1, status, content, title, kind, theme,"
            " department, is_public, is_transitional, registered_on, starts_on, ends_on, search_text, submitted_by,"
            " returned_reason, approved_by, approved_on FROM agreement_version",
            {},
        )


async def test_an_agreement_cannot_be_removed() -> None:
    await drafted()

    with pytest.raises(ForeignKeyViolation):
        await execute("DELETE FROM agreement", {})


async def test_an_account_that_others_rest_on_cannot_be_removed() -> None:
    await in_review()

    with pytest.raises(ForeignKeyViolation):
        await execute("DELETE FROM account WHERE id = 'henk'", {})


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET actor = 'x'", "DELETE FROM audit_event"])
async def test_audit_events_can_be_neither_changed_nor_removed(statement: str) -> None:
    await drafted()
    before = len(await fetch("SELECT seq FROM audit_event", {}))

    with pytest.raises(AppendOnlyViolation):
        await execute(statement, {})
    assert len(await fetch("SELECT seq FROM audit_event WHERE actor <> 'x'", {})) == before


async def test_the_chain_cannot_fork() -> None:
    await drafted()

    with pytest.raises(UniqueViolation):
        await execute(
            "INSERT INTO audit_event (seq, at, actor, origin, action, object, result, changes, previous, hash)"
            " SELECT seq + 1, at, actor, origin, action, object, result, changes, previous, hash FROM audit_event",
            {},
        )


async def test_a_snooze_cannot_pass_its_deadline() -> None:
    await in_force()

    with pytest.raises(CheckViolation, match="snooze_before_deadline"):
        await execute("UPDATE deadline SET snoozed_until = :late", {"late": date(2099, 1, 1)})


async def test_the_tables_that_piccolo_knows_have_the_columns_of_the_migrations(staffed: Engine) -> None:
    ask = {
        "sqlite": "SELECT name FROM pragma_table_info(:table)",
        "postgres": "SELECT column_name AS name FROM information_schema.columns WHERE table_name = :table",
    }
    for table in TABLES:
        rows = await fetch(ask[staffed.dialect], {"table": table._meta.tablename})
        assert {row["name"] for row in rows} == {column._meta.db_column_name for column in table._meta.columns}
