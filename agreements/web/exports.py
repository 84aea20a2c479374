"""A selection as a file: what downloads answer with and what `afspraken export` writes, as bytes that come while they
are made."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace

from agreements.domain.errors import NotFound
from agreements.domain.filters import public_filters
from agreements.domain.memory import ChainedEntry
from agreements.domain.record import NotPublic
from agreements.domain.selection import Selection
from agreements.http.site import Site
from agreements.publication.pieces import made_by
from agreements.publication.plan_record import PlanRecord
from agreements.publication.shape import Companion, Making, Packer, Shape
from agreements.storage.public_memory import entries, lists
from agreements.storage.public_memory import pieces as kept_pieces
from agreements.storage.public_memory.index import Found
from agreements.storage.public_memory.state import MemoryState
from agreements.texts import Texts
from agreements.web import plans
from agreements.web.counts import counts_by_ground
from agreements.web.public_records import Told, chunks, gone_by, gone_of, told_in, told_of
from agreements.web.query import is_filtered


async def whole_file(shape: Shape, selection: Selection, site: Site, making: Making) -> AsyncIterator[bytes]:
    """Everything of the selection in a shape. What it holds is fixed when this returns: the bytes are of that moment,
    whoever writes while they come, and none is made before it is asked for."""
    found = await lists.find(selection)
    return _File(Items(shape, selection, site, making), found).written()


@dataclass(frozen=True, slots=True)
class Items:
    """Agreements in a shape, on the day of a selection. Shaping leaves the event loop free."""

    shape: Shape
    selection: Selection
    site: Site
    making: Making

    async def of(self, numbers: Sequence[int]) -> list[bytes]:
        """Those that these entries show, in this order. Ask for no more than `CHUNK` at a time."""
        kept = await self._kept(numbers)
        made = await self._made([number for number in numbers if number not in kept])
        return [kept[number] if number in kept else made[number] for number in numbers]

    async def _kept(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """Those that are there already, made as this program would make them for this site."""
        name, making, by = self.shape.kept_under, self.making, made_by(self.site.place)
        if not name:
            return {}
        found = await kept_pieces.kept(numbers, name, making.texts.language, making.day, by)
        if not making.variant:
            return {number: body.encode() for number, body in found.items()}
        retold = self.shape.retold
        return await asyncio.to_thread(lambda: {seq: retold(body.encode(), making) for seq, body in found.items()})

    async def _made(self, numbers: Sequence[int]) -> dict[int, bytes]:
        if not numbers:
            return {}
        some = await entries.by_number(numbers)
        return await asyncio.to_thread(lambda: {entry.seq: self._item(entry) for entry in some})

    def _item(self, entry: ChainedEntry) -> bytes:
        time.sleep(0)  # lets go of the interpreter, so that who waits for it waits for one of these at most
        return self.shape.item(told_in(entry, entry.seq).record(self.selection.on_day, self.site), self.making)


@dataclass(frozen=True, slots=True)
class _File:
    """A file that is being written. No query is open between two of its pieces."""

    items: Items
    found: Found

    def written(self) -> AsyncIterator[bytes]:
        """The bytes, some at a time."""
        packer = self.items.shape.packer
        return _packed(self._pieces(), packer(self.items.making)) if packer else self._pieces()

    async def _pieces(self) -> AsyncIterator[bytes]:
        frame = self.items.shape.frame(self.items.making)
        parts = (
            (frame.head, self._agreements()),
            (frame.before_gone, self._gone()),
            (frame.before_plans, self._plans()),
        )
        for before, pieces in parts:
            if before:
                yield before
            async for some in _side_by_side(pieces, frame.between):
                yield some
        if frame.tail:
            yield frame.tail

    async def _agreements(self) -> AsyncIterator[list[bytes]]:
        for numbers in chunks(await lists.page(self.found, self.items.selection, limit=self.found.count)):
            yield await self.items.of(numbers)

    async def _gone(self) -> AsyncIterator[list[bytes]]:
        """What is not public any more stands in the file of a part where the shape says so."""
        shape, site, making = self.items.shape, self.items.site, self.items.making
        gone = shape.gone
        if gone is None or (is_filtered(self.items.selection) and not shape.gone_stays_in_parts):
            return
        for numbers in chunks(self.found.view.beside.withheld):
            yield [gone(one, making) for one in await gone_by(numbers, site)]

    async def _plans(self) -> AsyncIterator[list[bytes]]:
        shape, site, making = self.items.shape, self.items.site, self.items.making
        if shape.plan:
            for numbers in chunks(plans.in_files(self.found.view, self.items.selection)):
                yield await _planned(shape, await plans.last(numbers, site), making)


async def _side_by_side(groups: AsyncIterator[list[bytes]], between: bytes) -> AsyncIterator[bytes]:
    is_first = True
    async for pieces in groups:
        if some := between.join(filter(None, pieces)):
            yield some if is_first else between + some
            is_first = False


async def _packed(pieces: AsyncIterator[bytes], packer: Packer) -> AsyncIterator[bytes]:
    yield packer.begin()
    async for some in pieces:
        if made := await asyncio.to_thread(packer.add, some):
            yield made
    yield await asyncio.to_thread(packer.end)


async def file_of_one(shape: Shape, reference: str, selection: Selection, site: Site, texts: Texts) -> bytes:
    """The same of one agreement, or of what is left of it, or of what is planned. Raises `NotFound`."""
    told = await told_of(reference, selection)
    making = making_of(shape, selection, site, texts, title=reference)
    planned = await _planned(shape, told.plans(site)[-1:], making)
    if told.document.published is None:
        return await _file_without_agreement(shape, told, site, making, planned)
    record = told.record(selection.on_day, site)
    making = replace(making, title=record.title)
    return await asyncio.to_thread(lambda: shape.whole(making, [shape.item(record, making)], plans=planned))


async def _file_without_agreement(
    shape: Shape, told: Told, site: Site, making: Making, planned: Sequence[bytes]
) -> bytes:
    """What is left of one that is not public any more, or what is planned to become one. Raises `NotFound`."""
    gone = await gone_of(told, site) if shape.gone else None
    if gone and shape.gone:
        return shape.whole(making, [], gone=[shape.gone(gone, making)])
    if shape.plan is None or not told.document.plans:
        raise NotFound(reference=told.reference)
    return shape.whole(making, [], plans=planned)


async def _planned(shape: Shape, found: Sequence[PlanRecord], making: Making) -> list[bytes]:
    plan = shape.plan
    if plan is None or not found:
        return []
    return await asyncio.to_thread(lambda: [plan(one, making) for one in found])


def companion_file(shape: Shape, companion: Companion, site: Site) -> bytes:
    """What stands beside the file of a shape."""
    return companion.body(making_of(shape, Selection(on_day=site.read_moment().today), site, Texts()))


def head_for(shape: Shape, state: MemoryState) -> str | None:
    """The head of the audit chain that was published last, where the shape carries it."""
    return state.published.hash if state.published and shape.carries_head else None


async def counted_for(shape: Shape, selection: Selection) -> tuple[NotPublic, ...]:
    """How many agreements are not public, where the shape says so."""
    return await counts_by_ground(selection) if shape.counts_not_public else ()


def making_of(
    shape: Shape,
    selection: Selection,
    site: Site,
    texts: Texts,
    *,
    title: str = "",
    state: MemoryState | None = None,
    variant: str = "",
    not_public: tuple[NotPublic, ...] = (),
) -> Making:
    """What a file of this shape is made with. `state` is up to where the register goes, for a file of a selection."""
    spoken = texts if shape.speaks else Texts()
    return Making(
        day=selection.on_day,
        made_on=site.read_moment().today,
        base_url=site.settings.base_url,
        host=site.host,
        organisation=site.settings.organisation_name,
        zone=site.settings.zone,
        texts=spoken,
        title=title,
        head=head_for(shape, state) if state else None,
        variant=variant,
        not_public=not_public,
        chosen=chosen_in_words(selection, spoken) if shape.says_what_it_is else (),
        last_change=state.told_seq if state else 0,
    )


def chosen_in_words(selection: Selection, texts: Texts) -> tuple[str, ...]:
    """What was picked, a line for each filter, such as “Status: loopt af, afgelopen”."""
    return tuple(
        f"{texts(row.label)}: {', '.join(str(texts.shown(value)) for value in values)}"
        for row in public_filters()
        if (values := selection.of(row.name))
    )
