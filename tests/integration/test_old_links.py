"""A one-time link is dead once another opened the account, and once the account was stopped."""

from __future__ import annotations

import pytest

from admin_ui.sign_in import sign_in
from admin_ui.sign_in.cookies import Browser
from agreements.services import users
from tests.colleague import CLI, PASSWORD
from tests.office import TODAY_OFFICE, address
from tests.people import MUNICIPALITY, PETRA

SECRET = b"a secret of thirty-two characters"
SOMEBODY = Browser(address="192.0.2.7", session="", devices="")


async def link() -> str:
    found = await users.new_sign_in_link(TODAY_OFFICE, CLI, address(PETRA))
    assert found is not None
    return found


async def opens(link: str, password: str = PASSWORD) -> bool:
    try:
        await sign_in.with_link(TODAY_OFFICE, SECRET, SOMEBODY, MUNICIPALITY, link, password, password)
    except sign_in.LinkUsedUp:
        return False
    return True


@pytest.mark.usefixtures("staffed")
async def test_when_petra_used_one_link_her_older_and_newer_ones_are_dead() -> None:
    older, used, newer = await link(), await link(), await link()

    assert await opens(used)

    assert not await opens(older)
    assert not await opens(newer)


@pytest.mark.usefixtures("staffed")
async def test_a_link_from_before_petra_was_stopped_opens_nothing_when_she_is_back() -> None:
    old = await link()

    await users.stop_user(TODAY_OFFICE, CLI, address(PETRA))
    await users.start_user(TODAY_OFFICE, CLI, address(PETRA))

    assert not await opens(old)
    assert await opens(await link())
