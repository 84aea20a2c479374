"""Whoever asks, of whichever node, is never told less than the last commit said, and never of a draft.

Two nodes of one register, each with its own memory of what it answered; a reader who keeps what was given and asks
whether it is still so; colleagues who publish, change, withdraw and draft in between and meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from litestar import Litestar

from agreements.app import create_app
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.submit import submit
from agreements.storage import agreements
from tests import people
from tests.acceptance.conftest import BASE_URL, Calendar, running
from tests.office import drafted, in_force, office_on
from tests.people import PETRA, WOO
from tests.transport import transport_to

HIDDEN: dict[str, Any] = {"is_public": False, "not_public_ground": WOO, "not_public_reason": "Lopend onderzoek"}
SECRET = "Geheimsel"
LISTS = ("/?sorteer=-bijgewerkt", "/afspraken.csv", "/afspraken.json", "/agenda.ics")
"""What tells of every agreement, as long as there are few."""
MOST = 20

deeds = st.sampled_from(["publish", "change", "withdraw", "draft", "hide", "next day"])
reads = st.tuples(st.integers(0, 1), st.sampled_from(LISTS))
steps = st.lists(st.tuples(st.one_of(st.none(), deeds), st.lists(reads, max_size=3), st.booleans()), max_size=6)


@dataclass(repr=False)
class Town:
    """The register as its colleagues know it, its nodes, and what a reader keeps of each address."""

    nodes: list[httpx.AsyncClient]
    day: Calendar
    public: dict[str, str] = field(default_factory=dict)
    """The references, by the title that everyone may read now."""
    gone: set[str] = field(default_factory=set)
    kept: dict[str, tuple[str, str]] = field(default_factory=dict)
    number: int = 0

    def new_title(self) -> str:
        """One that was never used, and is part of no other."""
        self.number += 1
        return f"Titel{self.number:04d}"

    async def publish(self) -> None:
        title = self.new_title()
        self.public[title] = (await in_force(title=title)).reference

    async def change(self) -> None:
        await self._again(self.new_title())

    async def withdraw(self) -> None:
        await self._again("", **HIDDEN)

    async def draft(self) -> None:
        await drafted(title=SECRET)

    async def hide(self) -> None:
        await in_force(title=SECRET, **HIDDEN)

    async def _again(self, title: str, **changes: Any) -> None:
        """Another version of the oldest one."""
        if not self.public:
            return
        before = next(iter(self.public))
        office, record = office_on(self.day.today), await agreements.find(self.public[before])
        assert record is not None
        known, content = record.agreement, replace(record.agreement.content, **{"title": title or before, **changes})
        agreement = await amend(office, PETRA, known.reference, known.revision, content)
        agreement = await submit(office, PETRA, agreement.reference, agreement.revision, "Een andere wijk")
        agreement = await approve(office, people.HENK, agreement.reference, agreement.revision)
        del self.public[before]
        self.gone.add(before)
        if title:
            self.public[title] = agreement.reference

    async def read(self, node: int, address: str) -> str:
        """What a reader has after asking whether what was kept is still so."""
        tag, kept = self.kept.get(address, ("", ""))
        answer = await self.nodes[node].get(address, headers={"If-None-Match": tag} if tag else {})
        if answer.status_code == 304:
            return kept
        assert answer.status_code == 200
        self.kept[address] = (answer.headers["etag"], answer.text)
        return answer.text


@pytest.fixture
async def town(site: httpx.AsyncClient, app: Litestar, day: Calendar) -> AsyncIterator[Town]:
    """Empty, with two nodes."""
    async with AsyncExitStack() as stack:
        node = create_app(app.state["site"].settings, day.read)
        await stack.enter_async_context(running(node))
        other = httpx.AsyncClient(transport=transport_to(node), base_url=BASE_URL)
        yield Town([site, await stack.enter_async_context(other)], day)


def told(text: str, among: set[str]) -> set[str]:
    return {title for title in among if title in text}


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(history=steps)
async def test_no_answer_is_older_than_the_last_commit_and_none_tells_of_a_draft(
    town: Town, history: list[tuple[str | None, list[tuple[int, str]], bool]]
) -> None:
    for deed, asked, is_meanwhile in history:
        before = set(town.public)
        work = _work(town, deed)
        if is_meanwhile:
            _, *meanwhile = await asyncio.gather(work(), *(town.read(*one) for one in asked))
            everything = {*town.public, *town.gone, *before}
            for text in meanwhile:
                assert told(str(text), everything) in (before, set(town.public))
        else:
            await work()
        for node, address in [*asked, (0, "/afspraken.json"), (1, LISTS[0])]:
            text = await town.read(node, address)
            assert told(text, {*town.public, *town.gone}) == set(town.public), (deed, node, address)
            assert SECRET not in text


def _work(town: Town, deed: str | None) -> Callable[[], Awaitable[None]]:
    async def rest() -> None:
        if deed == "next day":
            town.day.today += timedelta(days=1)

    known: dict[str, Callable[[], Awaitable[None]]] = {
        "publish": town.publish if len(town.public) < MOST else rest,
        "change": town.change,
        "withdraw": town.withdraw,
        "draft": town.draft,
        "hide": town.hide,
    }
    return known.get(deed or "", rest)
