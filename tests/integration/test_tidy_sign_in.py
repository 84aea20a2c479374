"""What signing in leaves behind is removed once it serves nobody, and not a moment before."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from admin_ui.sign_in import sessions
from agreements.services.sessions import opened
from agreements.services.tidy_sign_in import KEEP_LINKS, LONGEST_IDLE, LONGEST_SESSION, tidy_sign_in
from agreements.services.users import token_hash
from agreements.storage.database.transaction import fetch
from agreements.storage.people import accounts, sign_in
from tests.office import TODAY_OFFICE
from tests.people import HENK

pytestmark = pytest.mark.usefixtures("staffed")
NOW = TODAY_OFFICE.now
MOMENT = timedelta(microseconds=1)


async def session_of_henk(opened_at: datetime, seen_at: datetime) -> str:
    """A session opened and last used at these instants; returns the token of its cookie."""
    account = await accounts.by_id(HENK.id)
    assert account is not None
    token = await opened(account, opened_at)
    await sign_in.touch_session(token_hash(token), seen_at)
    return token


@pytest.mark.parametrize(
    ("opened_ago", "seen_ago"),
    [
        (timedelta(0), timedelta(0)),
        (LONGEST_IDLE, LONGEST_IDLE),
        (LONGEST_SESSION, timedelta(minutes=1)),
    ],
)
async def test_a_session_that_still_lets_somebody_in_stays(opened_ago: timedelta, seen_ago: timedelta) -> None:
    token = await session_of_henk(NOW - opened_ago, NOW - seen_ago)

    assert await tidy_sign_in(NOW) == 0
    assert await sessions.visitor(token, NOW) is not None


@pytest.mark.parametrize(
    ("opened_ago", "seen_ago"),
    [
        (LONGEST_IDLE + MOMENT, LONGEST_IDLE + MOMENT),
        (LONGEST_SESSION + MOMENT, timedelta(minutes=1)),
    ],
)
async def test_a_session_left_alone_or_open_too_long_is_removed(opened_ago: timedelta, seen_ago: timedelta) -> None:
    token = await session_of_henk(NOW - opened_ago, NOW - seen_ago)

    assert await tidy_sign_in(NOW) == 1
    assert await sign_in.session(token_hash(token)) is None


async def test_a_one_time_link_goes_a_month_after_its_end_whether_it_was_used_or_not() -> None:
    for name, ended_ago in (("used", KEEP_LINKS + MOMENT), ("unused", KEEP_LINKS + MOMENT), ("kept", KEEP_LINKS)):
        await sign_in.insert_token(name, HENK.id, NOW - ended_ago)
    await sign_in.use_token("used", NOW - KEEP_LINKS - timedelta(days=1))

    assert await tidy_sign_in(NOW) == 2
    assert [row["token_hash"] for row in await fetch("SELECT token_hash FROM sign_in_token", {})] == ["kept"]


async def test_a_one_time_link_that_still_works_stays() -> None:
    await sign_in.insert_token("new", HENK.id, NOW + timedelta(hours=1))

    await tidy_sign_in(NOW)

    assert await sign_in.use_token("new", NOW) == HENK.id
