"""The part of a walk over all services that is about programs: keys that are made, used and ended."""

from __future__ import annotations

from datetime import UTC, timedelta

from agreements.clock import Moment
from agreements.domain.announcements import AnnouncementKind
from agreements.domain.scopes import Scope
from agreements.domain.situations import Situation
from agreements.outward.post import Request
from agreements.services.announce import announce_days
from agreements.services.api_keys import Wanted, end_key, holder_of, make_key
from agreements.services.register import register
from agreements.services.situations import move_situation_up, offer_situation, write_situation
from agreements.services.submit import submit
from agreements.services.webhooks import end_webhook, make_webhook, tell_again
from agreements.storage.public_memory.situations import last_edition
from scheduler.webhooks import tell_webhooks
from tests import people
from tests.alerts import SETTINGS
from tests.walk_people import PeopleWalk


class ProgramsWalk(PeopleWalk):
    """A register on some day, and what programs do."""

    last_key = ""
    last_webhook = ""

    async def made_a_key(self) -> None:
        wanted = Wanted(
            name="Zaaksysteem",
            scopes={Scope.DRAFT, Scope.SUBMIT},
            department="",
            last_day=self.day + timedelta(days=90),
        )
        self.last_key = await make_key(self.office, self.chosen.choice([people.PETRA, people.HENK]), wanted, UTC)

    async def used_a_key(self) -> None:
        program = await holder_of(self.last_key, self.office)
        if program:
            made = await register(self.office, program, people.complete_content())
            self.references.append(made.reference)
            await submit(self.office, program, made.reference, made.revision, "Een andere wijk")

    async def made_a_webhook(self) -> None:
        kinds = frozenset({AnnouncementKind.PUBLISHED, AnnouncementKind.ENDED})
        address = "https://esb.voorbeeldstad.example/"
        self.last_webhook = await make_webhook(self.office, people.PETRA, address, kinds, ())

    async def told_webhooks(self) -> None:
        async def send(_: str, __: Request) -> int:
            return self.chosen.choice([204, 204, 500, 410])

        await announce_days(self.office)
        await tell_webhooks(SETTINGS, lambda: Moment(self.office.now, self.day), send)

    async def told_a_webhook_again(self) -> None:
        if self.last_webhook:
            await tell_again(self.office, people.SANNE, self.last_webhook, self.day - timedelta(days=30))

    async def ended_a_webhook(self) -> None:
        if self.last_webhook:
            await end_webhook(self.office, people.SANNE, self.last_webhook)

    async def changed_a_situation(self) -> None:
        seen = (await last_edition()).number - self.chosen.choice([0, 0, 1])
        actor = self.chosen.choice([people.PETRA, people.SANNE, people.HENK])
        said = Situation(key="", dutch=self.chosen.choice(["Ik huur", "Ik vis", ""]), english="", themes=("wonen",))
        await write_situation(self.office, actor, seen, self.chosen.choice(["", "huren", "x"]), said)

    async def arranged_the_situations(self) -> None:
        seen, key = (await last_edition()).number, self.chosen.choice(["huren", "school", "x"])
        await move_situation_up(self.office, people.PETRA, seen, key)
        await offer_situation(self.office, people.PETRA, seen + 1, key, is_offered=self.chosen.choice([True, False]))

    async def ended_a_key(self) -> None:
        if self.last_key:
            await end_key(self.office, people.SANNE, self.last_key.split("_")[1])
