"""One history: attempts one after the other, each judged by the model first, and what is different afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from agreements.domain.errors import AgreementError
from tests.model.chooser import Chooser
from tests.model.eyes import Eyes
from tests.model.hands import TAKEN, Hands
from tests.model.rules.due import Watch, deadlines
from tests.model.rules.effects import registered, take
from tests.model.rules.facts import World
from tests.model.rules.standing import status
from tests.model.rules.steps import FREE, STEPS, Try, refusal_of

PROBES = 3
"""So many after each attempt."""

Alert = tuple[str, str, str, date, int]
"""Letter, kind, subject, the deadline's day, the rung."""


class Differs(AssertionError):
    """The register and the model say different things; with the story so far."""


class History:
    """Some agreements that belong together, from the first draft on."""

    def __init__(self, seed: int, number: int, probed: set[tuple[str, str]]) -> None:
        """The seed and the number make the whole story; `probed` are the pairs of status and step that all tried."""
        self.seed, self.number = seed, number
        self.chooser, self._prober, self._probed = Chooser(seed, number), Chooser(seed, -number - 1), probed
        self.world: World = {}
        self.possible: set[tuple[str, str]] = set()
        """Pairs that could not be tried in passing, for the step would have been taken."""
        self.hands, self.eyes = Hands(), Eyes()
        self.story: list[str] = []
        self.tried: Counter[tuple[str, str, bool]] = Counter()
        """Status, step, and whether it was taken."""
        self.watches: dict[tuple[str, str, str], Watch] = {}
        self.handed_over: set[str] = set()

    async def act(self, today: date) -> None:
        """One attempt, and a look at everything."""
        one = self.chooser.attempt(self.world, today)
        if one.step == "register":
            registered(self.world, one)
            await self.hands.register(one)
            self.story.append(one.told())
        elif one.step in TAKEN:
            await self._attempt(one)
        else:
            return
        await self._probe(today)
        self._watch()
        if found := await self.eyes.differences(self.world, self.hands.references, today):
            self.fail(found)

    async def _attempt(self, one: Try) -> None:
        refusal = refusal_of(self.world, one)
        before = status(self.world[one.about], one.today)
        self._probed.add((before, one.step))
        stewards = {name: self._stewards(name) for name in self.world}
        error = None
        try:
            await self.hands.take(one)
        except AgreementError as refused:
            error = refused
        self.story.append(f"{one.told()}: {f'{type(error).__name__}' if error else 'done'}")
        self.tried[before, one.step, error is None] += 1
        self.eyes.counted["steps"] += 1
        if refusal != FREE and bool(refusal) != bool(error):
            self.fail([f"refused with: {error}" if error else f"accepted, though {refusal}"])
        if error is None:
            take(self.world, one)
            self.handed_over |= {name for name in stewards if stewards[name] != self._stewards(name)}
        elif not str(error).endswith((".", "?")) or "%(" in str(error):
            self.fail([f"{type(error).__name__} is no sentence: {error}"])

    async def _probe(self, today: date) -> None:
        """Some steps that nobody tried in the status of an agreement, if impossible there: a refusal leaves nothing."""
        left = PROBES
        for name, case in self.world.items():
            found = status(case, today)
            for step in [step for step in STEPS if step in TAKEN and (found, step) not in self._probed]:
                one = self._prober.fill_in(self.world, Try(step, "petra", name, today))
                if refusal_of(self.world, one) in ("", FREE):
                    self.possible.add((found, step))
                else:
                    self._probed.add((found, step))
                    await self._attempt(one)
                    left -= 1
                if not left:
                    return

    def _stewards(self, name: str) -> tuple[str | None, str | None, str]:
        case = self.world[name]
        return case.owner, case.deputy, case.terms.department

    def _watch(self) -> None:
        """Dates that moved begin anew; what no longer follows is settled."""
        for name, case in self.world.items():
            due = deadlines(self.world, case)
            for (kind, subject), one in due.items():
                key = (name, kind, subject)
                self.watches[key] = self.watches[key].rearmed(one) if key in self.watches else Watch(one)
            for key in [key for key in self.watches if key[0] == name and key[1:] not in due]:
                del self.watches[key]

    def hear(self, today: date, said: Iterable[Alert]) -> None:
        """A sweep was done: whoever must be told is told, and nobody of anything else."""
        heard = set(said)
        right = {
            (name, kind, subject, watch.due.on, rung)
            for (name, kind, subject), watch in self.watches.items()
            if (rung := watch.hear(kind, today)) is not None
        }
        self.eyes.counted["alerts"] += len(right)
        more = {alert for alert in heard - right if not self._is_told_again(alert)}
        self.handed_over.clear()
        if right - heard or more:
            self.fail(
                [f"{today} sweep is silent about {alert}" for alert in sorted(right - heard)]
                + [f"{today} sweep speaks of {alert}" for alert in sorted(more)]
            )

    def _is_told_again(self, alert: Alert) -> bool:
        """Somebody new hears what is known."""
        name, kind, subject, due_on, rung = alert
        watch = self.watches.get((name, kind, subject))
        known = watch is not None and watch.due.on == due_on and rung in watch.told and not watch.due.is_settled
        return known and name in self.handed_over

    def fail(self, found: list[str]) -> None:
        """Raises with the story."""
        lines = [f"history {self.number} of seed {self.seed}:", *(f"  {line}" for line in self.story), *found]
        raise Differs("\n".join(lines))

    def next_day(self, today: date) -> date:
        """When somebody acts again."""
        return self.chooser.next_day(self.world, today)
