"""A selection as a whole file: what downloads answer with and what `afspraken export` writes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from agreements.domain.errors import NotFound
from agreements.domain.record import NotPublic
from agreements.domain.selection import Selection
from agreements.http.site import Site
from agreements.publication.plan_record import PlanRecord
from agreements.publication.public_record import PublicRecord
from agreements.publication.shape import Companion, Making, Shape
from agreements.storage import publicity
from agreements.storage.database.errors import Busy
from agreements.texts import Texts
from agreements.web import plans, withheld
from agreements.web.counts import counts_by_ground
from agreements.web.public_records import TRIES, ChangedMeanwhile, find_one, in_chunks


async def whole_file(
    shape: Shape, selection: Selection, site: Site, texts: Texts, *, head: str | None = None, variant: str = ""
) -> bytes:
    """Everything of the selection in a shape. `head` is the published head of the audit chain."""
    making = _making(shape, selection, site, texts, head=head, variant=variant)
    making = replace(making, not_public=await counted_for(shape, selection))
    items = await _gathered(shape, selection, site, making)
    making = replace(making, plans=await _planned(shape, await plans_in(shape, selection, site), making))
    found = await withheld.known(selection, in_parts=shape.gone_stays_in_parts) if shape.gone else []
    gone = [shape.gone(one, visible, making) for one, visible in found] if shape.gone else []
    return await asyncio.to_thread(shape.whole, items, gone, making)


async def file_of_one(shape: Shape, reference: str, selection: Selection, site: Site, texts: Texts) -> bytes:
    """The same of one agreement, or of what is left of it. Raises `NotFound`."""
    making = _making(shape, selection, site, texts, title=reference)
    try:
        record = await find_one(reference, Selection(on_day=selection.on_day), site)
    except NotFound:
        return await _file_without_agreement(shape, reference, selection, site, making)
    making = _making(shape, selection, site, texts, title=record.title)
    planned = await _planned(shape, (await plans.if_any(reference, selection, site))[-1:], making)
    making = replace(making, plans=planned)
    return await asyncio.to_thread(lambda: shape.whole([shape.item(record, making)], [], making))


async def _file_without_agreement(
    shape: Shape, reference: str, selection: Selection, site: Site, making: Making
) -> bytes:
    """What is left of one that is not public any more, or what is planned to become one. Raises `NotFound`."""
    try:
        known = await withheld.one_known(reference, selection) if shape.gone else None
    except NotFound:
        known = None
    if known and shape.gone:
        return shape.whole([], [shape.gone(*known, making)], making)
    if shape.plan is None:
        raise NotFound(reference=reference)
    found = await plans.of_reference(reference, selection, site)
    return shape.whole([], [], replace(making, plans=await _planned(shape, found[-1:], making)))


async def plans_in(shape: Shape, selection: Selection, site: Site) -> Sequence[PlanRecord]:
    """The plans beforehand of a file, where the shape has them."""
    return await plans.in_files(selection, site) if shape.plan else ()


async def _planned(shape: Shape, found: Sequence[PlanRecord], making: Making) -> tuple[bytes, ...]:
    plan = shape.plan
    if plan is None or not found:
        return ()
    return await asyncio.to_thread(lambda: tuple(filter(None, (plan(one, making) for one in found))))


def companion_file(shape: Shape, companion: Companion, site: Site) -> bytes:
    """What stands beside the file of a shape."""
    return companion.body(_making(shape, Selection(on_day=site.read_moment().today), site, Texts()))


async def head_for(shape: Shape) -> str | None:
    """The head of the audit chain that was published last, where the shape carries it."""
    head = await publicity.published_head() if shape.carries_head else None
    return head.hash if head else None


async def counted_for(shape: Shape, selection: Selection) -> tuple[NotPublic, ...]:
    """How many agreements are not public, where the shape says so."""
    return await counts_by_ground(selection) if shape.counts_not_public else ()


def _making(
    shape: Shape,
    selection: Selection,
    site: Site,
    texts: Texts,
    *,
    title: str = "",
    head: str | None = None,
    variant: str = "",
) -> Making:
    return Making(
        day=selection.on_day,
        made_on=site.read_moment().today,
        base_url=site.settings.base_url,
        host=site.host,
        organisation=site.settings.organisation_name,
        zone=site.settings.zone,
        texts=texts if shape.speaks else Texts(),
        title=title,
        head=head,
        variant=variant,
    )


async def _gathered(shape: Shape, selection: Selection, site: Site, making: Making) -> list[bytes]:
    """All of a selection, as it was at one moment; shaping leaves the event loop free."""

    def shaped(found: list[PublicRecord]) -> list[bytes]:
        return [shape.item(one, making) for one in found]

    for _ in range(TRIES):
        items: list[bytes] = []
        try:
            async for found in in_chunks(selection, site):
                items += await asyncio.to_thread(shaped, found)
        except ChangedMeanwhile:
            continue
        return items
    raise Busy()
