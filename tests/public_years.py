"""A register that lives for years, and everything that anyone may ask of it on a day."""

from __future__ import annotations

import html
import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import httpx

from agreements.domain.agreement import Agreement
from agreements.domain.errors import AgreementError
from agreements.domain.roles import Actor
from agreements.domain.vocabulary import WooGround
from agreements.publication.shapes import shapes
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.confirm_destruction import confirm_destruction
from agreements.services.submit import submit
from agreements.storage import agreements
from tests import people
from tests.unpacked import is_packed, rows_in
from tests.walk import Walk

GROUNDS = (WooGround.CRIMINAL_INVESTIGATION, WooGround.INSPECTION)
STEPS_A_DAY = 12
NIGHTS = 0.85
"""How often the work of the night is done; else the machine was off."""
JUMPS = (0, 1, 1, 3, 14, 40, 90)
"""Days until somebody does something again."""
CLOCK_BACK = 0.06
"""How often the clock of the machine is found to be days ahead, and put right."""


class PublicYears(Walk):
    """People and the register, as far as residents notice."""

    def __init__(self, chosen: random.Random) -> None:
        super().__init__(chosen)
        self.taken: Counter[str] = Counter()
        """What was done, and not refused."""

    def anybody(self) -> Actor:
        """Somebody who may, mostly."""
        return self.chosen.choice([people.SANNE, people.SANNE, people.SANNE, people.HENK])

    async def agreement(self) -> Agreement:
        """Old ones too, for residents look at those."""
        if not self.references or self.chosen.random() < 0.5:
            return await super().agreement()
        return (await agreements.load(self.chosen.choice(self.references))).agreement

    async def begun(self) -> None:
        """A new agreement, approved at once; some are not public from the first day on."""
        await self.new()
        made = (await agreements.load(self.references[-1])).agreement
        await submit(self.office, people.PETRA, made.reference, made.revision, "Een andere wijk")
        await approve(self.office, people.HENK, made.reference, made.revision + 1)

    async def _approved_with(self, **changes: Any) -> None:
        office, _, reference, revision = await self.some()
        content = replace((await agreements.load(reference)).agreement.content, **changes)
        await amend(office, people.PETRA, reference, revision, content)
        await submit(office, people.PETRA, reference, revision + 1, "Een andere wijk")
        await approve(office, replace(people.HENK, department=content.department), reference, revision + 2)

    async def hidden(self) -> None:
        """Not public any more, or never."""
        ground = self.chosen.choice(GROUNDS)
        await self._approved_with(is_public=False, not_public_ground=ground, not_public_reason="Lopend onderzoek")

    async def shown(self) -> None:
        """Public, or public again."""
        await self._approved_with(is_public=True, not_public_ground=None, not_public_reason="")

    async def confirmed_by_all(self) -> None:
        """By both receivers of one agreement, and then it is closed."""
        office, who, reference, _ = await self.some()
        for name in people.RECEIVERS:
            revision = (await agreements.load(reference)).agreement.revision
            done = people.destruction(name, done_on=self.day)
            await confirm_destruction(office, who, reference, revision, done)

    def steps(self) -> list[tuple[Callable[[], Awaitable[None]], int]]:
        """What residents can notice, and some of what they cannot."""
        return [
            (self.approved, 6),
            (self.begun, 7),
            *((step, 4) for step in (self.new, self.changed, self.hidden, self.shown, self.destroyed, self.reviewed)),
            *((step, 3) for step in (self.published_as_plan, self.plan_withdrawn, self.renewed, self.terminated)),
            *((step, 3) for step in (self.suspended, self.resumed, self.closed, self.asked_for_a_review)),
            *((step, 2) for step in (self.thought_again, self.planned_to_rest, self.called_a_rest_off)),
            *((step, 2) for step in (self.rested_longer_or_shorter, self.confirmed_by_all, self.submitted)),
            *((step, 1) for step in (self.reported, self.approved_by_somebody, self.sent_back, self.thrown_away)),
        ]

    def put_clock_right(self) -> bool:
        """Seldom: the clock was ahead, and goes back some days; returns whether it did."""
        is_ahead = self.day - people.REGISTERED_ON > timedelta(days=60) and self.chosen.random() < CLOCK_BACK
        if is_ahead:
            self.day -= timedelta(days=self.chosen.choice([1, 5, 12]))
        return is_ahead

    async def live_a_day(self) -> None:
        """Some steps, and mostly the work of the night."""
        async for _ in self.live():
            pass

    async def live(self) -> AsyncIterator[None]:
        """The same, step by step. A refusal is a step too."""
        steps, weights = zip(*self.steps(), strict=True)
        day = self.day
        for step in self.chosen.choices(steps, weights, k=1 + self.chosen.randrange(STEPS_A_DAY)):
            with suppress(AgreementError):
                await step()
                self.taken[step.__name__] += 1
            yield
            if self.day != day:
                break  # a plan took its time
        if self.chosen.random() < NIGHTS:
            await self.published()
            yield


@dataclass(frozen=True)
class Answer:
    """What a resident got."""

    status: int
    said: str
    """The file, or what the page tells."""


async def ask(site: httpx.AsyncClient, address: str, day: date | None = None) -> Answer:
    """An address, of a past day where one is named."""
    mark = "&" if "?" in address else "?"
    answer = await site.get(address + (f"{mark}peildatum={day}" if day else ""))
    is_page = answer.headers.get("content-type", "").startswith("text/html")
    return Answer(answer.status_code, told_by(answer.text) if is_page else file_of(answer))


def addresses(references: dict[str, int]) -> Iterator[str]:
    """All that there is to ask about a register on a day. `references`: the agreements, with their last version."""
    yield from ("/", "/?sorteer=titel&status=geldig", "/?voldoet=ja&sorteer=-bijgewerkt&status=loopt-af&taal=en")
    yield from (
        "/wijzigingen",
        "/wijzigingen?thema=Schulden",
        "/wijzigingen/3",
        "/afspraken.atom",
        "/afspraken.atom?voor=9",
    )
    for shape in shapes():
        yield shape.path
        yield f"{shape.path}?thema=Schulden&sorteer=-einddatum"
        yield from (f"{shape.path}?{one.parameter}={one.value}" for one in shape.variants)
    for reference, version in references.items():
        yield f"/afspraken/{reference}"
        yield f"/afspraken/{reference}/voornemen"
        yield f"/afspraken/{reference}/wijzigingen"
        yield f"/afspraken/{reference}.odrl.jsonld"
        yield f"/processing_activities/{reference}"
        yield from (f"/afspraken/{reference}/versies/{number}" for number in range(1, version + 1))
        yield from (f"/afspraken/{reference}.{shape.name}" for shape in shapes() if shape.link_to_one)


def file_of(answer: httpx.Response) -> str:
    """Without what is about the making: its day, the last change by then, and the head that was published last."""
    if is_packed(answer.content):
        return "\n".join(str(row) for row in rows_in(answer.content) if row[0] not in _OF_THE_MAKING)
    return _OF_THE_ADDRESS.sub("", re.sub(r'"gemaakt_op":"[^"]*","register_kop":[^,]*,', "", answer.text))


_OF_THE_ADDRESS = re.compile(r"<link rel=.(self|first|next|alternate). [^>]*>|<id>tag:[^<]*/afspraken[^<]*</id>")
"""The names and links of a feed hold the day that was asked about."""
_OF_THE_MAKING = {"Gemaakt op", "Nummer van de laatste wijziging", "Vingerafdruk van de geschiedenis"}
"""What the second sheet of a spreadsheet tells of that."""


_PAST = re.compile(r'<div class="notice"><p>[^<]* <a href="[^"]*">(?:Bekijk vandaag|Show today)</a></p></div>')
"""That one looks at a past day."""
_SHOWN = re.compile(r"\((?:[^()]*)\)\s*</li>")


def told_by(page: str) -> str:
    """What a page says, word by word, apart from where its links lead and from that it is about a past day."""
    main = page[page.index("<main") : page.index("</main>")] if "<main" in page else page
    head, versions, rest = main.partition('<h2 id="versions">')
    main = _PAST.sub("", head + versions + _SHOWN.sub("</li>", rest))
    words = " ".join(html.unescape(re.sub(r"<[^>]*>", "\n", main)).split())
    return re.sub(r"[?&]peildatum=[-0-9]+", "", words)
