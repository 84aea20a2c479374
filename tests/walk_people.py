"""The part of a walk over all services that is about people: accounts, sign-in, feeds, how they are told."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

from agreements.domain.digest import Rhythm
from agreements.domain.roles import Actor
from agreements.domain.vocabulary import Role
from agreements.services import people as users_kept
from agreements.services import sessions, users
from agreements.services.calendar_feed import make_feed, revoke_feed
from agreements.services.choose_mail import choose_mail
from agreements.services.office import Office
from agreements.services.tidy_sign_in import tidy_sign_in
from agreements.storage.database.transaction import fetch
from agreements.storage.people import accounts
from tests import people
from tests.alerts import OPERATOR
from tests.office import address, office_on


class PeopleWalk:
    """A register on some day, and what people do about themselves."""

    def __init__(self, chosen: random.Random) -> None:
        self.chosen = chosen
        self.day = people.REGISTERED_ON
        self.references: list[str] = []
        self.lists = itertools.count(1)

    @property
    def office(self) -> Office:
        return office_on(self.day)

    def anybody(self) -> Actor:
        return self.chosen.choice([people.PETRA, people.SANNE, people.HENK, people.HENK, people.BRAM, people.AAD])

    async def chose_mail(self) -> None:
        await choose_mail(self.office, self.anybody(), self.chosen.choice(list(Rhythm)), "nl")

    async def came_and_went(self) -> None:
        step = self.chosen.choice([users.stop_user, users.start_user, users.start_user])
        await step(self.office, OPERATOR, address(self.chosen.choice([people.HENK, people.BRAM])))

    async def signed_in(self) -> None:
        account = await accounts.by_id(self.anybody().id)
        assert account is not None
        token = await sessions.open_session(self.office, account, "")
        leave = self.chosen.choice(["", "", "here", "everywhere"])
        if leave == "here":
            await sessions.sign_out(self.office, account.actor, users.token_hash(token))
        if leave == "everywhere":
            await sessions.sign_out_everywhere(self.office, account.actor)

    async def opened_a_link(self) -> None:
        token = await users.new_sign_in_link(self.office, OPERATOR, address(self.anybody()))
        if token and self.chosen.random() < 0.7:
            await sessions.set_first_password(self.office, token, "$argon2id$x")

    async def hired(self) -> None:
        name = f"nieuw{next(self.lists)}@voorbeeldstad.example"
        await users.add_user(self.office, OPERATOR, name, Role.AUDITOR)

    async def changed_somebody(self) -> None:
        role, title = self.chosen.choice([Role.DEPARTMENT_HEAD, Role.SECRETARY]), f"Hoofd {self.day}"
        await users_kept.change_user(self.office, OPERATOR, people.BRAM.id, role=role, function_title=title)

    async def signed_somebody_out(self) -> None:
        await users_kept.sign_out(self.office, OPERATOR, self.anybody().id)
        if self.chosen.random() < 0.3:
            await users_kept.sign_out_everyone(self.office, OPERATOR)

    async def forgot_somebody(self) -> None:
        rows = await fetch("SELECT id FROM account WHERE email LIKE 'nieuw%' ORDER BY id", {})
        if rows:
            account = await accounts.by_id(self.chosen.choice(rows)["id"])
            assert account is not None
            await make_feed(self.office, Actor(id=account.id, role=account.role))
            await users.stop_user(self.office, OPERATOR, account.email)
            await users_kept.forget_user(self.office, OPERATOR, account.id, Path("/nergens"))

    async def made_a_feed(self) -> None:
        await make_feed(self.office, self.anybody())

    async def took_a_feed_back(self) -> None:
        await revoke_feed(self.office, self.anybody())

    async def tidied(self) -> None:
        await tidy_sign_in(self.office.now)
