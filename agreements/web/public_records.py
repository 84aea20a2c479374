"""Public records as handlers want them: found, and read from the public memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from agreements.domain.errors import BadReference, NotFound
from agreements.domain.memory import ChainedEntry
from agreements.domain.projection import Late
from agreements.domain.record import Visible
from agreements.domain.reference import check_reference
from agreements.domain.selection import Selection
from agreements.http.asked_at import today_of
from agreements.http.site import Site, SiteRequest, query_of
from agreements.publication.document import Document, from_json
from agreements.publication.in_list import InList, in_list
from agreements.publication.plan_record import PlanRecord, plan_records
from agreements.publication.public_record import PublicRecord, public_record
from agreements.publication.published import Published
from agreements.publication.withheld_record import Gone, withheld_record
from agreements.storage.public_memory import entries, lists, rows
from agreements.storage.public_memory.index import Found
from agreements.storage.public_memory.state import state
from agreements.web.query import Asked, read_query

CHUNK: Final = 100


@dataclass(frozen=True, slots=True)
class Told:
    """What the public memory tells of one agreement in the entry of this number, when it held `upto` entries."""

    reference: str
    document: Document
    visible: Visible
    seq: int
    upto: int

    def record(self, day: date, site: Site) -> PublicRecord:
        """The agreement as anyone sees it on a day. Raises `NotFound` when it is not public."""
        if self.document.published is None:
            raise NotFound(reference=self.reference)
        return public_record(self.document.published, day, site.settings.base_url, self.visible)

    def plans(self, site: Site) -> tuple[PlanRecord, ...]:
        """Every plan of it, the last one last."""
        return plan_records(self.document, self.reference, site.settings.base_url, self.visible)


def asked_by(request: SiteRequest, own_days: Sequence[str] = ()) -> Asked:
    """What the address of a request asks; `own_days` as in `read_query`. Raises `BadQuery`."""
    return read_query(request.query_params, query_of(request), today_of(request), own_days)


async def told_of(reference: str, selection: Selection) -> Told:
    """What is told of an agreement now, or was known at the end of a past day. Raises `NotFound` alike for drafts and
    those that are not there."""
    try:
        wanted = check_reference(reference)
    except BadReference:
        raise NotFound(reference=reference) from None
    told = await _told_at(wanted, selection, (await state()).seq)
    if told is None:
        raise NotFound(reference=reference)
    return told


async def told_beside(reference: str, told: Told, selection: Selection) -> Told | None:
    """What was told of another agreement at the same moment; None when that was nothing."""
    return await _told_at(reference, selection, told.upto)


async def _told_at(reference: str, selection: Selection, upto: int) -> Told | None:
    found = await entries.at([reference], upto, selection.on_day if selection.is_past else None)
    return told_in(found[reference], upto) if reference in found else None


async def told_by(numbers: Sequence[int]) -> list[Told]:
    """What these entries tell, in this order."""
    return [told_in(entry, entry.seq) for entry in await entries.by_number(numbers)]


def told_in(entry: ChainedEntry, upto: int) -> Told:
    """What an entry tells, when the memory held `upto`. To read many takes long: beside the event loop."""
    return Told(entry.reference, from_json(entry.record), Visible(entry.change, entry.known_at), entry.seq, upto)


async def one_page(found: Found, selection: Selection, *, limit: int, offset: int) -> list[InList]:
    """One page of a list."""
    return await lines_of(found, await lists.page(found, selection, limit=limit, offset=offset))


async def lines_of(found: Found, numbers: Sequence[int]) -> list[InList]:
    """What a list shows of these entries, in this order, on the day of what was found."""
    return [
        in_list(
            line,
            found.view.status_of(number),
            is_review_late=found.view.is_late(number, Late.REVIEW),
            is_destruction_late=found.view.is_late(number, Late.DESTRUCTION),
        )
        for number, line in await rows.lines(numbers)
    ]


def chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """So many entries at a time: no query is held open, and others get their turn between two."""
    return (numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK))


async def gone_by(numbers: Sequence[int], site: Site) -> list[Gone]:
    """What is left of agreements that are not public any more, by their entries."""
    told = await told_by(numbers)
    before = await entries.before_withdrawn(numbers)
    return [made for one in told if (made := _gone(one, before.get(one.reference), site))]


async def gone_of(told: Told, site: Site) -> Gone | None:
    """The same of one; None of what is public, or never was."""
    before = await entries.before_withdrawn([told.seq])
    return _gone(told, before.get(told.reference), site)


def _gone(told: Told, before: ChainedEntry | None, site: Site) -> Gone | None:
    line, known = told.document.withheld, from_json(before.record).published if before else None
    if line is None or known is None:
        return None
    return Gone(withheld_record(line, told.reference, site.settings.base_url, told.visible), known, told.visible)


async def versions_of(told: Told, selection: Selection) -> list[Published]:
    """Every version of an agreement that was public, the first one first, as it was told when it was approved."""
    found: dict[int, Published] = {}
    for entry in await entries.history_of(told.reference, told.upto, selection.on_day if selection.is_past else None):
        if kept := from_json(entry.record).published:
            found.setdefault(kept.version, kept)
    return [found[number] for number in sorted(found)]
