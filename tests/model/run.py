"""Many histories in one register, from 2025 up to 2031: on a day each of them acts that will, then it sweeps."""

from __future__ import annotations

import heapq
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from agreements.services.office import Office
from agreements.storage.database.transaction import as_date, execute, fetch
from scheduler.sweep import sweep
from tests.model.chooser import LAST
from tests.model.history import Alert, Differs, History
from tests.office import office_on
from tests.people import REGISTERED_ON

STEPS = 18
"""How often somebody tries something in a history."""
FIRST_DAYS = 90
MOST_IDLE_DAYS = 30
"""The register sweeps at least so often."""


class Run:
    """The histories of these numbers."""

    def __init__(self, seed: int, numbers: Sequence[int]) -> None:
        """Sweeps of their own keep a single history close to what it was among others."""
        self.probed: set[tuple[str, str]] = set()
        self.histories = [History(seed, number, self.probed) for number in numbers]
        self.failed: list[Differs] = []
        self._left = {history.number: STEPS for history in self.histories}
        self._last_id = 0
        chance = random.Random(seed)
        self._acts = [
            (REGISTERED_ON + timedelta(days=history.chooser.chance.randrange(FIRST_DAYS)), place)
            for place, history in enumerate(self.histories)
        ]
        self._sweeps = [REGISTERED_ON]
        while self._sweeps[-1] < LAST:
            self._sweeps.append(self._sweeps[-1] + timedelta(days=chance.randint(1, MOST_IDLE_DAYS)))

    @property
    def counted(self) -> Counter[str]:
        """What was compared in all."""
        return sum((history.eyes.counted for history in self.histories), Counter[str]())

    @property
    def tried(self) -> Counter[tuple[str, str, bool]]:
        """Which steps were tried in which status, taken or refused."""
        return sum((history.tried for history in self.histories), Counter[tuple[str, str, bool]]())

    async def live(self) -> None:
        """Every day on which something happens, one after the other, until every history has come to its end."""
        heapq.heapify(self._acts)
        sweeps = sorted(self._sweeps, reverse=True)
        while self._acts:
            today = min(self._acts[0][0], sweeps[-1])
            while self._acts and self._acts[0][0] == today:
                await self._act(heapq.heappop(self._acts)[1], today)
            while sweeps and sweeps[-1] <= today:
                sweeps.pop()
            await self._sweep(office_on(today))

    async def _act(self, place: int, today: date) -> None:
        history = self.histories[place]
        try:
            await history.act(today)
        except Differs as found:
            await self._end(history, found)
            return
        self._left[history.number] -= 1
        next_day = history.next_day(today)
        if self._left[history.number] and next_day <= LAST:
            heapq.heappush(self._acts, (next_day, place))
        else:
            await self._end(history)

    async def _end(self, history: History, found: Differs | None = None) -> None:
        """Nobody acts in it any more, and what it left open is told of no more: years of weekly mails prove nothing."""
        if found:
            self.failed.append(found)
        history.watches.clear()
        for reference in history.hands.references.values():
            await execute(
                "UPDATE deadline SET next_alert_on = :never WHERE next_alert_on IS NOT NULL AND agreement_id IN"
                " (SELECT id FROM agreement WHERE reference = :reference)",
                {"reference": reference, "never": date.max},
            )

    async def _sweep(self, office: Office) -> None:
        await sweep(office)
        said = await self._new_alerts()
        for history in self.histories:
            letters = {reference: letter for letter, reference in history.hands.references.items()}
            heard = [(letters[alert[0]], *alert[1:]) for reference in letters for alert in said[reference]]
            try:
                history.hear(office.today, heard)
            except Differs as found:
                await self._end(history, found)
                self._acts = [act for act in self._acts if self.histories[act[1]] is not history]
                heapq.heapify(self._acts)

    async def _new_alerts(self) -> dict[str, list[Alert]]:
        """What this sweep wrote in the outbox about deadlines, by reference; rungs that were skipped aside."""
        rows = await fetch(
            "SELECT o.id, a.reference, o.deadline_kind, o.subject, o.due_on, o.rung, o.state FROM outbox o"
            " JOIN agreement a ON a.id = o.agreement_id WHERE o.id > :last AND o.deadline_kind <> '' ORDER BY o.id",
            {"last": self._last_id},
        )
        found: dict[str, list[Alert]] = defaultdict(list)
        for row in rows:
            self._last_id = row["id"]
            if row["state"] != "superseded":
                due_on = as_date(row["due_on"])
                assert due_on is not None
                alert = (row["reference"], row["deadline_kind"], row["subject"], due_on, row["rung"])
                found[row["reference"]].append(alert)
        return found
