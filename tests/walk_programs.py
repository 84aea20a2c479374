"""The part of a walk over all services that is about programs: keys that are made, used and ended."""

from __future__ import annotations

from datetime import UTC, timedelta

from agreements.domain.scopes import Scope
from agreements.services.api_keys import Wanted, end_key, holder_of, make_key
from agreements.services.register import register
from agreements.services.submit import submit
from tests import people
from tests.walk_people import PeopleWalk


class ProgramsWalk(PeopleWalk):
    """A register on some day, and what programs do."""

    last_key = ""

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

    async def ended_a_key(self) -> None:
        if self.last_key:
            await end_key(self.office, people.SANNE, self.last_key.split("_")[1])
