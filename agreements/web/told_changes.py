"""Changes as handlers want them: found in the public memory, and told in the words of one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agreements.domain.selection import Selection
from agreements.http.address import LAST_CHANGE
from agreements.http.site import SiteRequest
from agreements.publication.change import Change
from agreements.services.told_changes import Moment, now_of, told
from agreements.storage.public_memory import changes, lists
from agreements.storage.public_memory.index import View
from agreements.texts import Texts
from agreements.web.public_records import asked_by
from agreements.web.query import Asked, is_filtered


@dataclass(frozen=True, slots=True)
class SomeChanges:
    """Some changes, the newest first, as of the moment of a view."""

    told: Sequence[Change]
    view: View
    older: int = 0
    """The number before which the next ones are; 0 when these are the oldest."""


def asked_changes(request: SiteRequest) -> Asked:
    """Which changes an address asks for: they have an order of their own. Raises `BadQuery`."""
    asked = asked_by(request)
    whole = asked.selection
    picked = Selection(on_day=whole.on_day, is_past=whole.is_past, picked=whole.picked)
    return Asked(picked, before=asked.before, language=asked.language)


def of_one_asked(asked: Asked) -> Asked:
    """The same of one agreement, of which nothing can be picked."""
    return replace(asked, selection=replace(asked.selection, picked={}))


async def of_selection(selection: Selection, before: int, limit: int, texts: Texts) -> SomeChanges:
    """Those of the agreements that the selection holds; of the whole register also those of what is planned, of what is
    not public any more, and how many are not public."""
    found = await lists.find(selection)
    wanted = before or LAST_CHANGE
    if is_filtered(selection):
        numbers = await changes.of_selection(found, wanted, limit + 1)
    else:
        numbers = await changes.of_all(found.view, wanted, limit + 1)
    return await _some(numbers, found.view, limit, texts)


async def of_one(reference: str, selection: Selection, before: int, limit: int, texts: Texts) -> SomeChanges:
    """Those of one agreement or plan; none of what nobody knows."""
    view = await lists.view_on(selection.on_day, is_past=selection.is_past)
    last = (await now_of([reference], _moment(view))).get(reference)
    numbers = await changes.of_these([last.seq] if last else [], before or LAST_CHANGE, limit + 1)
    return await _some(numbers, view, limit, texts)


async def this_one(number: int, selection: Selection, texts: Texts) -> Change | None:
    """The change of this number; None when it was not known."""
    view = await lists.view_on(selection.on_day, is_past=selection.is_past)
    if await changes.of_all(view, number + 1, 1) != [number]:
        return None
    return (await told([number], _moment(view), texts))[0]


async def _some(numbers: Sequence[int], view: View, limit: int, texts: Texts) -> SomeChanges:
    some = await told(numbers[:limit], _moment(view), texts)
    return SomeChanges(some, view, some[-1].seq if len(numbers) > limit else 0)


def _moment(view: View) -> Moment:
    return Moment(view.head.seq, view.day if view.is_past else None)
