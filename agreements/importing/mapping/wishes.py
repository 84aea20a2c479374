"""What somebody said of the columns of a list: on the command line, in a mapping file, in beheer, or earlier."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from agreements.dates import DateOrder
from agreements.importing.errors import ColumnNotInList, FieldTwice, FieldUnknown, NoSuchOrder, WishUnreadable
from agreements.importing.mapping import forms
from agreements.importing.tables.columns import MEANING, SEVERAL, TARGETS
from agreements.importing.tables.header import Why
from agreements.importing.values.words import plain

MOST_NEAR, ALIKE = 3, 0.75
MOST_QUOTED = 20
ORDERS = {"dag-eerst": DateOrder.DAY_FIRST, "maand-eerst": DateOrder.MONTH_FIRST}
"""What is said of the order of day and month."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a column is to mean; without a meaning its cells go to the notes."""

    meaning: str | None
    order: DateOrder | None = None


@dataclass(frozen=True)
class Wishes:
    """Wishes by the name of the column, and explained words of closed lists by field and word."""

    columns: Mapping[str, Wish] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    why: Why = Why.CHOSEN
    since: date | None = None
    """Of what is remembered: since when."""

    @cached_property
    def by_name(self) -> Mapping[str, Wish]:
        """The wishes by the plain form of the names, however they are written."""
        return {plain(name): wish for name, wish in self.columns.items()}

    def and_also(self, columns: Mapping[str, Wish]) -> Wishes:
        """With these wishes too, which lead."""
        others = {name: wish for name, wish in self.columns.items() if plain(name) not in set(map(plain, columns))}
        return replace(self, columns={**others, **columns})

    def check(self, names: Sequence[str]) -> None:
        """Raises `ColumnNotInList` for a column that the list does not have, `FieldTwice` for a field of two."""
        known = {plain(name): name for name in names}
        for said in self.columns:
            if plain(said) not in known:
                near = [known[name] for name in _near(plain(said), known)] or list(known.values())
                raise ColumnNotInList(name=said[:60], near=quoted(near))
        given: dict[str, str] = {}
        for said, wish in self.columns.items():
            if wish.meaning is None or wish.meaning in SEVERAL:
                continue
            if wish.meaning in given:
                raise FieldTwice(field=TARGETS[wish.meaning].dutch, columns=quoted([given[wish.meaning], said]))
            given[wish.meaning] = said


def read_wish(text: str) -> tuple[str, Wish]:
    """A wish as typed: `Onderwerp=titel`, `Onderwerp=` for the notes, `Begindatum=begindatum:maand-eerst`.

    Raises `WishUnreadable`, `FieldUnknown` or `NoSuchOrder`.
    """
    name, is_said, said = text.rpartition("=")
    if not is_said or not forms.shown(name):
        raise WishUnreadable(text=text[:60])
    wanted, _, order = said.partition(":")
    return forms.shown(name), made(wanted, order)


def made(wanted: str, order: str = "") -> Wish:
    """A wish of a field by its Dutch name, English name or label. Raises `FieldUnknown` or `NoSuchOrder`."""
    meaning = meaning_of(wanted) if wanted.strip() else None
    if not order.strip():
        return Wish(meaning)
    chosen = ORDERS.get(order.strip())
    if chosen is None or meaning is None or not TARGETS[meaning].is_date:
        raise NoSuchOrder(order=order.strip()[:40], orders=quoted(ORDERS))
    return Wish(meaning, chosen)


def meaning_of(wanted: str) -> str:
    """The meaning that a name of a field stands for. Raises `FieldUnknown` with the names that are most like it."""
    bare = plain(wanted[: forms.LONGEST])
    if bare not in MEANING:
        near = _near(bare, MEANING) or TARGETS
        dutch = dict.fromkeys(TARGETS[MEANING.get(name, name)].dutch for name in near)
        raise FieldUnknown(name=wanted.strip()[:60], near=quoted(dutch))
    return MEANING[bare]


def _near(name: str, known: Iterable[str]) -> list[str]:
    return difflib.get_close_matches(name[: forms.LONGEST], list(known), n=MOST_NEAR, cutoff=ALIKE)


def quoted(names: Iterable[str]) -> str:
    """The names as a sentence shows them."""
    every = list(names)
    return ", ".join(f"“{name[:60]}”" for name in every[:MOST_QUOTED]) + (" …" if len(every) > MOST_QUOTED else "")
