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
from agreements.storage.public_memory import lists
from agreements.storage.public_memory.index import Found, View
from agreements.texts import Texts
from agreements.web import plans
from agreements.web.counts import counts_by_ground
from agreements.web.public_records import Told, gone_by, gone_of, in_chunks, told_of
from agreements.web.query import is_filtered


async def whole_file(
    shape: Shape, selection: Selection, site: Site, texts: Texts, *, head: str | None = None, variant: str = ""
) -> bytes:
    """Everything of the selection in a shape. `head` is the published head of the audit chain."""
    making = _making(shape, selection, site, texts, head=head, variant=variant)
    making = replace(making, not_public=await counted_for(shape, selection))
    found = await lists.find(selection)
    items = await _gathered(shape, found, selection, site, making)
    planned = await plans.in_files(found.view, selection, site) if shape.plan else []
    making = replace(making, plans=await _planned(shape, planned, making))
    left = await gone_by(_left(shape, found.view, selection), site) if shape.gone else []
    gone = [shape.gone(one, making) for one in left] if shape.gone else []
    return await asyncio.to_thread(shape.whole, items, gone, making)


def _left(shape: Shape, view: View, selection: Selection) -> Sequence[int]:
    """What is not public any more stands in the file of a part where the shape says so."""
    return view.beside.withheld if shape.gone_stays_in_parts or not is_filtered(selection) else ()


async def file_of_one(shape: Shape, reference: str, selection: Selection, site: Site, texts: Texts) -> bytes:
    """The same of one agreement, or of what is left of it, or of what is planned. Raises `NotFound`."""
    told = await told_of(reference, selection)
    making = _making(shape, selection, site, texts, title=reference)
    planned = await _planned(shape, told.plans(site)[-1:], making)
    if told.document.published is None:
        return await _file_without_agreement(shape, told, site, replace(making, plans=planned))
    record = told.record(selection.on_day, site)
    making = replace(_making(shape, selection, site, texts, title=record.title), plans=planned)
    return await asyncio.to_thread(lambda: shape.whole([shape.item(record, making)], [], making))


async def _file_without_agreement(shape: Shape, told: Told, site: Site, making: Making) -> bytes:
    """What is left of one that is not public any more, or what is planned to become one. Raises `NotFound`."""
    gone = await gone_of(told, site) if shape.gone else None
    if gone and shape.gone:
        return shape.whole([], [shape.gone(gone, making)], replace(making, plans=()))
    if shape.plan is None or not told.document.plans:
        raise NotFound(reference=told.reference)
    return shape.whole([], [], making)


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


async def _gathered(shape: Shape, found: Found, selection: Selection, site: Site, making: Making) -> list[bytes]:
    """All of a selection; shaping leaves the event loop free."""

    def shaped(some: list[PublicRecord]) -> list[bytes]:
        return [shape.item(one, making) for one in some]

    items: list[bytes] = []
    async for some in in_chunks(found, selection, site):
        items += await asyncio.to_thread(shaped, some)
    return items
