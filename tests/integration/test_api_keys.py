"""Keys of programs: shown once, kept as a hash, good for a year at most, and answered for by whoever made them."""

from __future__ import annotations

from datetime import UTC, date, timedelta

import pytest

from agreements.domain.errors import AgreementError, FourEyes, NotAllowed
from agreements.domain.roles import Actor
from agreements.domain.scopes import Scope
from agreements.services.amend import amend
from agreements.services.api_keys import BadLastDay, BadName, NoScope, NoSuchKey, Wanted, end_key, holder_of, make_key
from agreements.services.approve import approve
from agreements.services.register import register
from agreements.services.submit import submit
from agreements.services.users import start_user, stop_user
from agreements.services.verify_history import verify_history
from agreements.storage import agreements
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import execute, fetch
from agreements.storage.programs import api_keys
from tests.alerts import OPERATOR
from tests.office import TODAY_OFFICE, address, office_on
from tests.people import HENK, PETRA, SANNE, TODAY, complete_content

IN_A_YEAR = TODAY + timedelta(days=364)
WRITES = frozenset({Scope.DRAFT, Scope.SUBMIT})


def wanted(
    scopes: frozenset[Scope] = WRITES, department: str = "", name: str = "Zaaksysteem", last_day: date = IN_A_YEAR
) -> Wanted:
    return Wanted(name=name, scopes=scopes, department=department, last_day=last_day)


async def program(made_by: Actor = PETRA, department: str = "") -> Actor:
    """A program with a new key."""
    found = await holder_of(await make_key(TODAY_OFFICE, made_by, wanted(department=department), UTC), TODAY_OFFICE)
    assert found is not None
    return found


async def test_a_key_is_not_in_the_database_nor_in_the_history_and_opens_until_its_last_day(staffed: Engine) -> None:
    token = await make_key(TODAY_OFFICE, PETRA, wanted(), UTC)

    _, key_id, secret = token.split("_", 2)
    rows = await fetch("SELECT * FROM api_key", {}) + await fetch("SELECT * FROM audit_event", {})
    assert secret not in str(rows)
    found = await holder_of(token, TODAY_OFFICE)
    assert found is not None
    assert found.id == f"key:{key_id}"
    assert await holder_of(token, office_on(IN_A_YEAR)) is not None
    assert await holder_of(token, office_on(IN_A_YEAR + timedelta(days=1))) is None
    for wrong in (token[:-1] + "?", token[:-1], token.upper(), token.replace("_", "-"), "", "é" * 62):
        assert await holder_of(wrong, TODAY_OFFICE) is None
    key = await api_keys.by_id(key_id)
    assert key is not None
    assert key.last_used_on == IN_A_YEAR


async def test_a_key_that_was_ended_opens_nothing_and_a_row_put_back_by_hand_is_found(staffed: Engine) -> None:
    token = await make_key(TODAY_OFFICE, PETRA, wanted(), UTC)
    other = await make_key(TODAY_OFFICE, PETRA, wanted(), UTC)

    await end_key(TODAY_OFFICE, SANNE, token.split("_")[1])

    assert (await holder_of(token, TODAY_OFFICE), await holder_of(other, TODAY_OFFICE) is None) == (None, False)
    with pytest.raises(NoSuchKey):
        await end_key(TODAY_OFFICE, SANNE, token.split("_")[1])
    await verify_history()
    for edit in ("ended_at = NULL", "department = 'Zorg'", "scopes = 'afspraken:lezen'"):
        await execute(f"UPDATE api_key SET {edit}", {})
        with pytest.raises(AgreementError, match="gave out this api_key"):
            await verify_history()


async def test_a_key_ends_with_the_rights_of_its_maker(staffed: Engine) -> None:
    token = await make_key(TODAY_OFFICE, PETRA, wanted(), UTC)

    await stop_user(TODAY_OFFICE, OPERATOR, address(PETRA))
    assert await holder_of(token, TODAY_OFFICE) is None

    await start_user(TODAY_OFFICE, OPERATOR, address(PETRA))
    assert await holder_of(token, TODAY_OFFICE) is not None
    await execute("UPDATE account SET role = 'auditor' WHERE id = 'petra'", {})
    assert await holder_of(token, TODAY_OFFICE) is None


async def test_only_privacy_officers_make_keys_and_each_refusal_is_in_the_history(staffed: Engine) -> None:
    for asked, refusal in (
        (wanted(name=" "), BadName),
        (wanted(scopes=frozenset()), NoScope),
        (wanted(last_day=IN_A_YEAR + timedelta(days=1)), BadLastDay),
        (wanted(last_day=TODAY - timedelta(days=1)), BadLastDay),
    ):
        with pytest.raises(refusal):
            await make_key(TODAY_OFFICE, PETRA, asked, UTC)
    with pytest.raises(NotAllowed):
        await make_key(TODAY_OFFICE, HENK, wanted(), UTC)
    with pytest.raises(NotAllowed):
        await make_key(TODAY_OFFICE, await program(), wanted(), UTC)

    rows = await fetch("SELECT actor, action FROM audit_event WHERE result = 'refused' ORDER BY seq", {})
    assert [row["action"] for row in rows] == ["make_connection"] * 2
    assert [row["actor"].split(":")[0] for row in rows] == ["henk", "key"]


async def test_who_made_the_key_does_not_approve_what_the_program_submits(staffed: Engine) -> None:
    machine = await program(made_by=PETRA)
    draft = await register(TODAY_OFFICE, machine, complete_content())
    sent = await submit(TODAY_OFFICE, machine, draft.reference, draft.revision)

    with pytest.raises(FourEyes):
        await approve(TODAY_OFFICE, PETRA, sent.reference, sent.revision)
    with pytest.raises(NotAllowed):
        await approve(TODAY_OFFICE, machine, sent.reference, sent.revision)
    await approve(TODAY_OFFICE, HENK, sent.reference, sent.revision)

    events = await fetch("SELECT actor FROM audit_event WHERE object = :of ORDER BY seq", {"of": sent.reference})
    assert [row["actor"] for row in events] == [machine.id, machine.id, machine.id, "henk"]
    await verify_history()


async def test_a_program_of_one_department_writes_for_no_other(staffed: Engine) -> None:
    machine = await program(department="Wonen")
    draft = await register(TODAY_OFFICE, machine, complete_content(department="Wonen"))

    for department in ("Zorg", ""):
        with pytest.raises(NotAllowed):
            await register(TODAY_OFFICE, machine, complete_content(department=department))
        moved = complete_content(department=department)
        with pytest.raises(NotAllowed):
            await amend(TODAY_OFFICE, machine, draft.reference, draft.revision, moved)
    assert (await agreements.load(draft.reference)).agreement.content.department == "Wonen"
