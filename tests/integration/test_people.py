"""Accounts as an administrator keeps them; each change is in the trail, and history stays whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from admin_ui.sign_in import sessions
from agreements.domain.roles import Actor
from agreements.domain.vocabulary import Role
from agreements.services import people
from agreements.services.calendar_feed import make_feed
from agreements.services.people import NoAccountWithId, StillInUse, StillNeeded
from agreements.services.sessions import opened
from agreements.services.users import AddressTaken, BadAddress, new_sign_in_link, stop_user
from agreements.services.verify_history import verify_history
from agreements.storage.database.engine import Engine
from agreements.storage.database.transaction import execute, fetch
from agreements.storage.people import accounts
from agreements.storage.tables import TABLES
from agreements.storage.trail import audit
from tests.office import TODAY_OFFICE, address, in_force
from tests.people import BRAM, HENK, PETRA, SANNE

pytestmark = pytest.mark.usefixtures("staffed")
OPERATOR = Actor(id="cli", role=None, origin="cli", is_operator=True)
OFFICE, NOW = TODAY_OFFICE, TODAY_OFFICE.now


async def signed_in(actor: Actor) -> str:
    """A session of this person; returns the token of its cookie."""
    account = await accounts.by_id(actor.id)
    assert account is not None
    return await opened(account, NOW)


async def last_event(actor: Actor) -> tuple[str, str]:
    """Action and details of the last event about this account."""
    event = (await audit.events_about(f"user:{actor.id}"))[-1]
    return event.action, event.changes


async def test_the_list_holds_everybody_and_when_each_signed_in_last() -> None:
    await signed_in(HENK)
    await stop_user(OFFICE, OPERATOR, address(BRAM))

    found = {account.id: (account.is_active, at) for account, at in await people.list_people()}

    assert len(found) == 6
    assert (found["henk"], found["bram"], found["petra"]) == ((True, NOW), (False, None), (True, None))


async def test_a_changed_account_is_stored_and_the_trail_holds_no_address() -> None:
    assert await people.change_user(
        OFFICE,
        OPERATOR,
        HENK.id,
        email="Henk.Nieuw@voorbeeldstad.example",
        function_title="Afdelingshoofd",
        language="en",
    )

    account = await accounts.by_id(HENK.id)
    assert account is not None
    assert (account.email, account.function_title, account.language) == (
        "henk.nieuw@voorbeeldstad.example",
        "Afdelingshoofd",
        "en",
    )
    action, details = await last_event(HENK)
    assert action == "change_user"
    assert '"changed": ["email", "function_title", "language"]' in details
    assert "henk.nieuw" not in details


@pytest.mark.parametrize(
    ("change", "is_signed_out"),
    [
        ({"role": Role.AUDITOR}, True),
        ({"email": "h@voorbeeldstad.example"}, True),
        ({"language": "en"}, False),
        ({"function_title": "Hoofd"}, False),
    ],
)
async def test_another_role_or_address_ends_sessions_and_links(change: dict[str, object], is_signed_out: bool) -> None:
    token = await signed_in(HENK)
    await new_sign_in_link(OFFICE, OPERATOR, address(HENK))
    await people.change_user(OFFICE, OPERATOR, HENK.id, **change)  # type: ignore[arg-type]

    assert (await sessions.visitor(token, NOW) is None) is is_signed_out
    open_links = await fetch("SELECT token_hash FROM sign_in_token WHERE used_at IS NULL", {})
    assert (open_links == []) is is_signed_out


async def test_a_head_who_moves_to_another_department_is_followed_by_the_alerts_of_both() -> None:
    await in_force(department="Zorg")
    await people.change_user(OFFICE, OPERATOR, BRAM.id, department="Schulden")

    rows = await fetch("SELECT DISTINCT is_handed_over FROM deadline WHERE NOT is_settled", {})
    assert [bool(row["is_handed_over"]) for row in rows] == [True]


async def test_what_is_so_already_leaves_no_trace() -> None:
    assert not await people.change_user(OFFICE, OPERATOR, HENK.id, role=Role.DEPARTMENT_HEAD, department=" Wonen ")
    assert [event.action for event in await audit.events_about(f"user:{HENK.id}")] == ["add_user"]


async def test_a_wrong_change_is_refused_and_nothing_is_stored() -> None:
    with pytest.raises(AddressTaken):
        await people.change_user(OFFICE, OPERATOR, HENK.id, email=address(BRAM))
    with pytest.raises(BadAddress):
        await people.change_user(OFFICE, OPERATOR, HENK.id, email="henk")
    with pytest.raises(NoAccountWithId, match="There is no account niemand"):
        await people.change_user(OFFICE, OPERATOR, "niemand", language="en")
    assert [event.action for event in await audit.events_about(f"user:{HENK.id}")] == ["add_user"]


async def test_all_sessions_of_one_account_end_at_once() -> None:
    first, second, other = await signed_in(HENK), await signed_in(HENK), await signed_in(BRAM)
    await people.sign_out(OFFICE, OPERATOR, HENK.id)

    assert [await sessions.visitor(token, NOW) is None for token in (first, second, other)] == [True, True, False]
    assert (await last_event(HENK))[0] == "sign_out_user"
    with pytest.raises(NoAccountWithId):
        await people.sign_out(OFFICE, OPERATOR, "niemand")


async def test_everybody_can_be_signed_out_at_once() -> None:
    tokens = [await signed_in(one) for one in (HENK, BRAM, PETRA)]

    assert await people.sign_out_everyone(OFFICE, OPERATOR) == 3
    assert [await sessions.visitor(token, NOW) for token in tokens] == [None] * 3
    assert (await audit.events_about("register"))[-1].action == "sign_out_everyone"


async def everything_that_is_stored() -> str:
    """All rows of all tables, as text."""
    found = [await fetch(f"SELECT * FROM {table._meta.tablename}", {}) for table in TABLES]
    return repr(found)


async def test_whoever_is_forgotten_leaves_nothing_behind_but_a_number(tmp_path: Path) -> None:
    await in_force()
    await people.change_user(OFFICE, OPERATOR, SANNE.id, function_title="Sanne de Vries")
    await signed_in(SANNE)
    await new_sign_in_link(OFFICE, OPERATOR, address(SANNE))
    await make_feed(OFFICE, SANNE)
    await execute("UPDATE account SET password_hash = 'geheim' WHERE id = :id", {"id": SANNE.id})
    await execute(
        "UPDATE outbox SET state = 'withdrawn', last_error = 'De Vries is away' WHERE recipient_id = :id",
        {"id": SANNE.id},
    )
    mail = await fetch("SELECT message_id FROM outbox WHERE recipient_id = :id", {"id": SANNE.id})
    assert mail
    (tmp_path / "mail").mkdir()
    for row in mail:
        (tmp_path / "mail" / f"{row['message_id']}.eml").write_text("To: sanne")
    await stop_user(OFFICE, OPERATOR, address(SANNE))

    await people.forget_user(OFFICE, OPERATOR, SANNE.id, tmp_path / "mail")

    held = await everything_that_is_stored()
    assert [word for word in (address(SANNE), "Sanne de Vries", "geheim") if word in held] == []
    for table in ("session", "sign_in_token", "calendar_feed", "last_sign_in"):
        assert await fetch(f"SELECT * FROM {table} WHERE account_id = :id", {"id": SANNE.id}) == []
    assert await fetch("SELECT id FROM outbox WHERE recipient_id = :id AND last_error <> ''", {"id": SANNE.id}) == []
    assert os.listdir(tmp_path / "mail") == []
    assert (await last_event(SANNE))[0] == "forget_user"
    assert (await verify_history()).events > 0


async def test_whoever_is_still_there_or_still_needed_is_not_forgotten(staffed: Engine, tmp_path: Path) -> None:
    agreement = await in_force()
    await execute(
        "UPDATE agreement SET owner_id = :id WHERE reference = :reference",
        {"id": HENK.id, "reference": agreement.reference},
    )
    with pytest.raises(StillInUse):
        await people.forget_user(OFFICE, OPERATOR, HENK.id, tmp_path)
    await stop_user(OFFICE, OPERATOR, address(HENK))
    with pytest.raises(StillNeeded, match="still looks after 1 agreements"):
        await people.forget_user(OFFICE, OPERATOR, HENK.id, tmp_path)
    await execute("UPDATE agreement SET owner_id = NULL, deputy_id = NULL", {})
    await execute("UPDATE outbox SET recipient_id = :id, state = 'waiting'", {"id": HENK.id})
    with pytest.raises(StillNeeded, match="messages wait for them"):
        await people.forget_user(OFFICE, OPERATOR, HENK.id, tmp_path)
    account = await accounts.by_id(HENK.id)
    assert account is not None
    assert account.email == address(HENK)
