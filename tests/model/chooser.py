"""What people might try next in a history: mostly what makes sense, now and then anything."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from tests.model.rules.days import DAY, last_of_years, months_later
from tests.model.rules.due import deadlines
from tests.model.rules.facts import Case, Flow, Terms, World
from tests.model.rules.standing import duties, status
from tests.model.rules.steps import STEPS, Try

LAST = date(2031, 12, 31)
SENSE = 0.8
"""How often somebody does what may well be right."""
MOST_AGREEMENTS = 4
KINDS = (("Betalingsachterstand", 6), ("Naam en adres", 12), ("Gezinssamenstelling", 0))
FLAWS = ("purpose", "signature", "roles", "idle data", "dumb flow")
OFTEN = {"amend": 5, "submit": 4, "approve": 6, "renew": 5, "review": 5, "terminate": 4, "decide": 3}
STRANGE_DAYS = (-400, -40, -1, 0, 1, 40, 400)


class Chooser:
    """Chances of one history: the same seed and number make the same choices."""

    def __init__(self, seed: int, number: int) -> None:
        """`number` also gives the parties names that no other history has."""
        self.chance = random.Random(f"{seed}:{number}")
        self.number = number

    def first_terms(self, today: date) -> Terms:
        """What the first agreement says; seldom one that began long ago."""
        starts_on = today + timedelta(days=self.chance.choice([-1, 1, 20, 60]))
        town, partner, other = "Gemeente Voorbeeldstad", f"Stichting {self.number}", f"Netbeheer {self.number}"
        kinds = tuple(name for name, _ in KINDS)
        flows = [Flow(partner, town, kinds), Flow(other, town, kinds[:1]), Flow(town, partner, kinds[1:])]
        terms = Terms(
            title=f"Samen {self.number}",
            starts_on=starts_on,
            ends_on=last_of_years(starts_on, self.chance.choice([1, 1, 2, 3])),
            reviews=(months_later(starts_on, 8),),
            municipality=town,
            partners=(partner, other),
            kept_months=KINDS,
            flows=tuple(flows),
        )
        if self.chance.random() < 0.1:
            old = date(2021, 3, 1)
            ends_on = months_later(today, self.chance.choice([6, 12]))
            return replace(
                terms, starts_on=old, ends_on=ends_on, reviews=(months_later(ends_on, -3),), is_transitional=True
            )
        return terms

    def who(self) -> str:
        """Somebody of the office."""
        return self.chance.choice(["petra", "petra", "petra", "sanne", "sanne", "henk", "henk", "henk", "bram", "aad"])

    def next_day(self, world: World, today: date) -> date:
        """Often the same day; else one on or beside which something changes."""
        is_made = any(case.proposal is not None and not case.is_withdrawn for case in world.values())
        if self.chance.random() < (0.9 if is_made else 0.4):
            return today + timedelta(days=self.chance.choice([0, 0, 0, 1]))
        turns = sorted({day for case in world.values() for day in _turns(world, case) if day > today})
        days = turns[:5] or [today + timedelta(days=30)]
        day = self.chance.choice(days) + timedelta(days=self.chance.choice([-1, 0, 0, 1]))
        return min(max(day, today), LAST)

    def attempt(self, world: World, today: date) -> Try:
        """The next attempt."""
        if not world:
            return Try("register", "petra", "A", today, terms=self.first_terms(today))
        about = self.chance.choice([*list(world)[-2:], *world])
        step = self.chance.choices(STEPS, [OFTEN.get(step, 2) for step in STEPS])[0]
        if self.chance.random() < 0.55:
            step = self._forward(world[about], today) or step
        return self.fill_in(world, Try(step, self.who(), about, today))

    def _forward(self, case: Case, today: date) -> str:
        """What brings a draft further; else nothing."""
        if case.is_withdrawn:
            return ""
        if case.submitted_by is not None:
            return "approve"
        if case.proposal is not None:
            return "amend" if case.proposal.flaw else "submit"
        return "confirm_destruction" if status(case, today) in {"expired", "terminated"} else ""

    def fill_in(self, world: World, one: Try) -> Try:
        """Days, parties and texts for an attempt."""
        fill = _FILL.get(one.step)
        filled = fill(self, world, world[one.about], one) if fill else one
        return replace(filled, reason="") if self.chance.random() < 0.03 else filled

    def _near(self, day: date) -> date:
        """That day, now and then another."""
        if self.chance.random() < SENSE:
            return day
        return day + timedelta(days=self.chance.choice(STRANGE_DAYS))

    def _amend(self, world: World, case: Case, one: Try) -> Try:
        terms = case.proposal or case.terms
        if terms.flaw == "not signed anew":
            ends_on = last_of_years(terms.starts_on, self.chance.choice([1, 1, 2]))
            whole = replace(terms, ends_on=ends_on, reviews=(months_later(terms.starts_on, 8),), flaw="")
            if self.chance.random() < SENSE:
                return replace(one, terms=whole)
            terms = whole
        change = self.chance.choice(list(_CHANGES))
        return replace(one, terms=change(self, world, case, replace(terms, flaw=""), one.today))

    def _suspend(self, world: World, case: Case, one: Try) -> Try:
        day = one.today + timedelta(days=self.chance.choice([0, 0, 10]))
        until = self.chance.choice([None, day, day + timedelta(days=20)])
        return replace(one, day=self._near(day), until=until)

    def _extend(self, world: World, case: Case, one: Try) -> Try:
        days = self.chance.choice([None, 0, 15, 15])
        return one if days is None else replace(one, until=self._near(one.today + timedelta(days=days)))

    def _cancel(self, world: World, case: Case, one: Try) -> Try:
        return replace(one, day=self.chance.choice([rest.from_on for rest in case.rests] or [one.today]))

    def _terminate(self, world: World, case: Case, one: Try) -> Try:
        days = [one.today, one.today + timedelta(days=20), case.last_day, case.terms.starts_on - DAY]
        return replace(one, day=self._near(self.chance.choice(days)))

    def _review(self, world: World, case: Case, one: Try) -> Try:
        planned = self.chance.choice([None, *(review.on for review in case.plan.values())])
        return replace(one, day=self._near(one.today), until=planned)

    def _ask(self, world: World, case: Case, one: Try) -> Try:
        planned = [review.on for review in case.plan.values()]
        days = [one.today + timedelta(days=days) for days in (0, 20, 100, 300)]
        return replace(one, day=self._near(self.chance.choice([*planned, *days, case.last_day])))

    def _renew(self, world: World, case: Case, one: Try) -> Try:
        return replace(one, other=chr(ord("A") + len(world)), flag=self.chance.random() < SENSE)

    def _confirm(self, world: World, case: Case, one: Try) -> Try:
        party = self.chance.choice([*duties(world, case), *case.terms.partners])
        day = self.chance.choice([one.today, case.last_day, case.last_day + DAY])
        said = any(gone.party == party for gone in case.gone)
        return replace(one, party=party, day=self._near(day), flag=said != (self.chance.random() > SENSE))

    def _assign(self, world: World, case: Case, one: Try) -> Try:
        owner, deputy = (self.chance.choice(["henk", "bram", "petra", "sanne", "aad", ""]) for _ in range(2))
        return replace(one, party=owner, other="" if deputy == owner else deputy)

    def _submit(self, world: World, case: Case, one: Try) -> Try:
        return replace(one, flag=self.chance.random() > SENSE)


def _longer(self: Chooser, world: World, case: Case, terms: Terms, today: date) -> Terms:
    return replace(terms, ends_on=last_of_years(terms.starts_on, self.chance.choice([1, 2, 3])))


def _moved_end(self: Chooser, world: World, case: Case, terms: Terms, today: date) -> Terms:
    return replace(terms, ends_on=terms.ends_on + timedelta(days=self.chance.choice([-60, -20, 1, 40])))


def _moved_start(self: Chooser, world: World, case: Case, terms: Terms, today: date) -> Terms:
    days = timedelta(days=self.chance.choice([-10, 10, 30, 330]))
    return replace(terms, starts_on=terms.starts_on + days, ends_on=terms.ends_on + days)


def _reviews(self: Chooser, world: World, case: Case, terms: Terms, today: date) -> Terms:
    months = self.chance.sample([2, 5, 8, 9, 11], self.chance.choice([1, 2, 2, 3]))
    return replace(terms, reviews=tuple(months_later(terms.starts_on, number) for number in months))


def _flawed(self: Chooser, world: World, case: Case, terms: Terms, today: date) -> Terms:
    return replace(terms, flaw=self.chance.choice(FLAWS))


def _one_receiver(self: Chooser, world: World, case: Case, terms: Terms, today: date) -> Terms:
    return replace(terms, flows=tuple(flow for flow in terms.flows if flow.taker == terms.municipality))


def _all_receivers(self: Chooser, world: World, case: Case, terms: Terms, today: date) -> Terms:
    kinds = tuple(name for name, _ in KINDS)
    back = tuple(Flow(terms.municipality, name, kinds[self.chance.randrange(2) :]) for name in terms.partners)
    return replace(terms, flows=(Flow(terms.partners[0], terms.municipality, kinds), *back))


def _another_department(self: Chooser, world: World, case: Case, terms: Terms, today: date) -> Terms:
    return replace(terms, department=self.chance.choice(["Zorg", "Wonen", "Wonnen"]))


def _another_predecessor(self: Chooser, world: World, case: Case, terms: Terms, today: date) -> Terms:
    names = [None, *(name for name in world if name != case.name)]
    return replace(terms, predecessor=self.chance.choice(names))


_CHANGES = (
    _longer,
    _longer,
    _moved_end,
    _moved_start,
    _reviews,
    _flawed,
    _one_receiver,
    _all_receivers,
    _another_department,
    _another_predecessor,
)

_FILL: dict[str, Callable[[Chooser, World, Case, Try], Try]] = {
    "amend": Chooser._amend,
    "submit": Chooser._submit,
    "suspend": Chooser._suspend,
    "extend_suspension": Chooser._extend,
    "cancel_suspension": Chooser._cancel,
    "terminate": Chooser._terminate,
    "review": Chooser._review,
    "ask_review": Chooser._ask,
    "renew": Chooser._renew,
    "confirm_destruction": Chooser._confirm,
    "assign": Chooser._assign,
}


def _turns(world: World, case: Case) -> Iterator[date]:
    """Days on which something changes."""
    yield from (case.terms.starts_on, case.last_day, case.last_day + DAY)
    yield from (due.on for due in deadlines(world, case).values() if not due.is_settled)
    yield from (months_later(one.on, -6) for one in case.plan.values() if one.is_open)
    yield months_later(case.last_day, -11)
    for rest in case.rests:
        yield rest.from_on
        if rest.until_on is not None:
            yield rest.until_on + DAY
