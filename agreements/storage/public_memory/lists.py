"""Lists of the public register: which agreements a selection holds, in which order, and how many there are of what.

Sets of numbers are read from the projection once, and kept up with the ledger after that (`index`).
"""

from __future__ import annotations

import asyncio
from array import array
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final
from weakref import WeakKeyDictionary

from pyroaring import BitMap

from agreements.domain.filters import FILTERS, Filter, FilterKind, public_filters
from agreements.domain.projection import FOREVER
from agreements.domain.selection import Selection, Sorting, Value
from agreements.searching.question import question
from agreements.storage.database.engine import Engine, bound_engine
from agreements.storage.database.sql import as_numbers, listed, numbers_in
from agreements.storage.database.transaction import dialect, fetch, snapshot
from agreements.storage.public_memory import entries, words
from agreements.storage.public_memory.beside import are_late_ones_as_they_were, beside
from agreements.storage.public_memory.entries import MemoryHead
from agreements.storage.public_memory.index import Found, Numbers, Order, View, sorted_as
from agreements.storage.public_memory.state import state

_VIEWS: Final = 8
"""So many days are kept; the one that was asked for longest ago makes place."""
_BEHIND: Final = 1000
"""Who is further behind reads everything anew."""
_FEW: Final = 400
"""So many numbers are sorted by the database; more are looked for in an order of all."""
_AGREEMENT: Final = "shows = 'agreement'"
_ORDERS: Final[Mapping[Sorting, str]] = {
    Sorting.RUNNING: "last_day, reference",
    Sorting.ENDS_ON: "last_day, reference",
    Sorting.STARTS_ON: "starts_on, reference",
    Sorting.TITLE: "title_order, reference",
    Sorting.DEPARTMENT: "department_order, reference",
    Sorting.REFERENCE: "reference",
    Sorting.UPDATED_AT: "known_at, reference",
}
_SIGNS: Final = {FilterKind.DAY_FROM: ">=", FilterKind.DAY_UNTIL: "<="}
_NOWHERE: Final = MemoryHead(0, "")
_NO_ORDER: Final = sorted_as(array("I"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list was left: the last entry that was given, and in which part of the order that stood."""

    seq: int
    part: int = 0


@dataclass(slots=True)
class _Lists:
    """What is kept of one register."""

    head: MemoryHead = _NOWHERE
    marks: dict[str, dict[str, BitMap]] = field(default_factory=dict)
    views: OrderedDict[tuple[date, bool], View] = field(default_factory=OrderedDict)
    orders: dict[str, tuple[int, Order]] = field(default_factory=dict)
    """By what it is sorted: an order of all entries of agreements up to some number."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


_OF_EACH: WeakKeyDictionary[Engine, _Lists] = WeakKeyDictionary()


def _lists() -> _Lists:
    return _OF_EACH.setdefault(bound_engine(), _Lists())


async def view_on(day: date, *, is_past: bool) -> View:
    """The register on a day as it is known now, or for a past day as it was known at its end."""
    lists, key = _lists(), (day, is_past)
    known = lists.views.get(key)
    now = await state()
    if known is not None and known.head == MemoryHead(now.seq, now.hash):
        lists.views.move_to_end(key)
        return known
    async with lists.turn, snapshot():
        await _catch_up(lists)
        lists.views[key] = view = await _view(lists, lists.views.get(key), day, is_past=is_past)
        lists.views.move_to_end(key)
        while len(lists.views) > _VIEWS:
            lists.views.popitem(last=False)
        return view


async def find(selection: Selection) -> Found:
    """What a selection holds. What is picked by days has no boxes to count for: it is one condition for each thing."""
    view = await view_on(selection.on_day, is_past=selection.is_past)
    picked = {FILTERS[name]: values for name, values in selection.picked.items()}
    conditions = {row.name: await _having(view, row, values) for row, values in picked.items() if not row.is_day}
    days = {row: str(values[0]) for row, values in picked.items() if row.is_day}
    conditions |= {mark: await _between(mark, days) for mark in {row.mark for row in days}}
    return Found(view, conditions)


async def page(found: Found, selection: Selection, *, limit: int, offset: int = 0) -> list[int]:
    """Some of the entries, in the order of the selection."""
    turned = selection.is_descending
    asked: list[int] = []
    for part in _parts(found, selection):
        asked += await _ordered(part, selection.sorting, limit - len(asked), max(0, offset), is_reversed=turned)
        offset -= len(part)
    return asked


async def after(found: Found, selection: Selection, last: Place | None, *, limit: int) -> list[Place]:
    """Some of the entries, in the order of the selection, behind one that was given before; of None the first ones.

    That one may have been replaced since, or be chosen no longer: its place in the order stays. So whoever asks on gets
    all that did not change meanwhile, each once. Raises KeyError for what is no entry of an agreement.
    """
    asked: list[Place] = []
    for number, part in enumerate(_parts(found, selection)):
        if last is None or number >= last.part:
            start = await _upto(part, selection, last.seq) if last and number == last.part else 0
            turned, left = selection.is_descending, limit - len(asked)
            some = await _ordered(part, selection.sorting, left, start, is_reversed=turned)
            asked += [Place(seq, number) for seq in some]
    return asked


def _parts(found: Found, selection: Selection) -> tuple[BitMap, ...]:
    """What stands before the other, whatever it is sorted by."""
    if selection.sorting is not Sorting.RUNNING:
        return (found.chosen,)
    return found.chosen - found.view.over, found.chosen & found.view.over


async def _upto(among: BitMap, selection: Selection, seq: int) -> int:
    """How many of these stand up to and including an entry, which need not be one of them."""
    sorting, with_it = selection.sorting, among | BitMap([seq])
    order, new = _NO_ORDER, with_it
    if len(among) > _FEW:
        order, new = await _order(sorting, with_it, 0)
        if seq in new:
            order, new = await _order(sorting, with_it, _FEW)
    later = list(await _sorted(new | BitMap([seq]), sorting))
    try:
        before = later.index(seq) + (order.upto(among - new, seq) if seq not in new else 0)
    except ValueError:
        raise KeyError(seq) from None
    forward = before + (seq in new and seq in among)
    return len(among) - forward + (seq in among) if selection.is_descending else forward


async def _ordered(among: BitMap, sorting: Sorting, limit: int, offset: int, *, is_reversed: bool) -> list[int]:
    if len(among) <= offset or limit <= 0:
        return []
    if len(among) <= _FEW:
        few = await _sorted(among, sorting)
        return list((few[::-1] if is_reversed else few)[offset : offset + limit])
    order, new = await _order(sorting, among, limit)
    start = max(0, offset - len(new))
    window = order.stretch(among - new, offset - start + limit, start, is_reversed=is_reversed)
    if new:
        found = await _sorted(new | BitMap(window), sorting)
        window = list(found[::-1] if is_reversed else found)
    return window[offset - start : offset - start + limit]


async def _sorted(few: BitMap, sorting: Sorting) -> Numbers:
    marks, params = listed("seq", few)
    return await _numbers(f"FROM public_row WHERE seq IN ({marks}) ORDER BY {_ORDERS[sorting]}", params)


async def _order(sorting: Sorting, among: BitMap, limit: int) -> tuple[Order, BitMap]:
    """All entries of agreements up to some number, sorted; and those among these that are later.

    To read an order takes as long as there are agreements, and the event loop waits for a part of that. So the later
    ones are put between those of a page by the database, as long as these are few together.
    """
    lists, by = _lists(), _ORDERS[sorting]
    if (known := lists.orders.get(by)) is not None:
        upto, order = known
        new = among - BitMap(range(upto + 1))
        if not new or limit + 2 * len(new) <= _FEW:
            return order, new
    head = await entries.head()
    made = await _numbers(f"FROM public_row WHERE {_AGREEMENT} ORDER BY {by}", {})
    order = sorted_as(made)
    lists.orders[by] = (head.seq, order)
    return order, among - BitMap(range(head.seq + 1))


async def _having(view: View, row: Filter, values: Sequence[Value]) -> BitMap:
    if row.kind is FilterKind.WORDS:
        return BitMap(await words.find(question(" ".join(map(str, values)))))
    return view.having(row, values)


async def _between(mark: str, days: Mapping[Filter, str]) -> BitMap:
    """What lies between the days that were picked of the same thing: asked at once, for on one side of a day lies up to
    the whole register."""
    bounds = [(row.kind, day) for row, day in days.items() if row.mark == mark]
    between = " ".join(f"AND value {_SIGNS[kind]} :bound{number}" for number, (kind, _) in enumerate(bounds))
    params = {f"bound{number}": day for number, (_, day) in enumerate(bounds)}
    return BitMap(await _numbers(f"FROM public_mark WHERE filter = :mark {between}", {"mark": mark, **params}))


async def _catch_up(lists: _Lists) -> None:
    """Read what the ledger holds more than what is kept; everything when that is much, or when it is another ledger."""
    head = await entries.head()
    if head == lists.head:
        return
    behind, after = head.seq - lists.head.seq, lists.head.seq
    if not 0 < behind <= _BEHIND or await entries.hash_of(after) != lists.head.hash:
        lists.marks, after = {row.name: {} for row in public_filters() if row.is_list}, 0
        lists.views.clear()
        lists.orders.clear()
    names, params = listed("filter", lists.marks)
    rest = f"FROM public_mark WHERE seq > :after AND filter IN ({names})"
    for (name, value), those in (await _sets("filter, value", rest, {**params, "after": after})).items():
        lists.marks[name].setdefault(value, BitMap()).update(those)
    lists.head = head


async def _view(lists: _Lists, known: View | None, day: date, *, is_past: bool) -> View:
    """A view at the head; from the one of before, as far as its day allows. Inside a snapshot."""
    if known is None:
        return await _new_view(lists, day, is_past=is_past)
    days: dict[str, object] = {"day": day, "after": known.head.seq}
    new = await fetch("SELECT seq, replaces, known_on, last_day, shows FROM public_row WHERE seq > :after", days)
    if is_past and any(row["known_on"] <= day for row in new):
        return await _new_view(lists, day, is_past=is_past)
    if is_past or not new:
        return replace(known, head=lists.head)
    agreements = [row for row in new if row["shows"] == "agreement"]
    gone = BitMap(row["replaces"] for row in new if row["replaces"])
    over = BitMap(row["seq"] for row in agreements if row["last_day"] < day)
    for (fact, value), those in (await _spans("seq > :after AND", days)).items():
        _of(known.spans, fact, value).update(those)
    late = known.beside.late if await are_late_ones_as_they_were(day, known.head.seq) else None
    return replace(
        known,
        head=lists.head,
        shown=(known.shown | BitMap(row["seq"] for row in agreements)) - gone,
        over=known.over | over,
        beside=await beside(day, is_past=is_past, late=late),
    )


def _of(spans: Any, fact: str, value: str) -> BitMap:
    found: BitMap = spans.setdefault(fact, {}).setdefault(value, BitMap())
    return found


async def _new_view(lists: _Lists, day: date, *, is_past: bool) -> View:
    days: dict[str, object] = {"day": day, "forever": FOREVER}
    known = "known_on <= :day AND until_on >= :day" if is_past else "until_on = :forever"
    shown = BitMap(await _numbers(f"FROM public_row WHERE {_AGREEMENT} AND {known}", days))
    over = BitMap(await _numbers(f"FROM public_row WHERE {_AGREEMENT} AND {known} AND last_day < :day", days))
    spans: dict[str, dict[str, BitMap]] = {}
    of_these = f"seq IN (SELECT seq FROM public_row WHERE {_AGREEMENT} AND {known}) AND"  # noqa: S608 - all fixed
    for (fact, value), those in (await _spans(of_these, days)).items():
        _of(spans, fact, value).update(those)
    return View(lists.head, day, is_past, shown, over, lists.marks, spans, await beside(day, is_past=is_past))


async def _spans(where: str, days: Mapping[str, object]) -> dict[tuple[str, str], Numbers]:
    rest = f"FROM public_span WHERE {where} from_on <= :day AND until_on >= :day"
    return await _sets("fact, value", rest, days)


async def _sets(names: str, rest: str, params: Mapping[str, object]) -> dict[tuple[str, str], Numbers]:
    """The numbers of a question by two columns."""
    rows = await fetch(f"SELECT {names}, {numbers_in(dialect())} AS numbers {rest} GROUP BY {names}", params)
    one, other = names.split(", ")
    return {(row[one], row[other]): as_numbers(row["numbers"]) for row in rows}


async def _numbers(rest: str, params: Mapping[str, object]) -> Numbers:
    """The numbers of a question, in its order: as one text, for a row each would cost ten times as much."""
    rows = await fetch(f"SELECT {numbers_in(dialect())} AS numbers FROM (SELECT seq {rest}) found", params)  # noqa: S608
    return as_numbers(rows[0]["numbers"])
