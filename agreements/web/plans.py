"""Plans beforehand where residents look for them: overview, files, calendar, own address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from agreements.domain.errors import BadReference, NotFound
from agreements.domain.record import Record
from agreements.domain.reference import check_reference
from agreements.domain.selection import Selection
from agreements.http.site import Site
from agreements.publication.plan_record import PlanRecord, plan_records
from agreements.publication.public_ical import CANCELLED_DAYS
from agreements.storage import agreements, plans, publicity
from agreements.web.query import is_filtered

MOST_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class PlanBlock:
    """What the overview says of them: how many there are, and the first of those."""

    open_count: int
    open: Sequence[PlanRecord]
    over_count: int
    over: Sequence[PlanRecord]


NO_PLANS = PlanBlock(0, (), 0, ())


async def block(selection: Selection, site: Site) -> PlanBlock:
    """For who looks at the whole register: they are no agreements, so nothing can be picked by."""
    if is_filtered(selection):
        return NO_PLANS
    day, counts = selection.on_day, await plans.counts_on(selection.on_day)
    waiting = await plans.open_on(day, MOST_ON_A_PAGE) if counts.open else []
    over = await plans.over_on(day, MOST_ON_A_PAGE) if counts.over else []
    return PlanBlock(
        counts.open, await _last(waiting, selection, site), counts.over, await _last(over, selection, site)
    )


async def in_files(selection: Selection, site: Site) -> list[PlanRecord]:
    """All of them for who asks for everything, with those that were approved lately."""
    if is_filtered(selection):
        return []
    return await _last(await plans.all_on(selection.on_day, timedelta(days=CANCELLED_DAYS)), selection, site)


async def of_reference(reference: str, selection: Selection, site: Site) -> tuple[PlanRecord, ...]:
    """Every plan of an agreement that could be read by then. Raises `NotFound` alike for all others."""
    found = await if_any(reference, selection, site)
    if not found:
        raise NotFound(reference=reference)
    return found


async def if_any(reference: str, selection: Selection, site: Site) -> tuple[PlanRecord, ...]:
    """The same; none where there never was a plan."""
    try:
        record = await agreements.find(check_reference(reference))
    except BadReference:
        return ()
    if record is None or not record.agreement.plans:
        return ()
    visible = await publicity.visible_of(record.agreement.reference)
    named = await publicity.public_references(_named_by([record]))
    return plan_records(record, selection.on_day, site.settings.base_url, visible, named)


async def _last(records: Sequence[Record], selection: Selection, site: Site) -> list[PlanRecord]:
    visible = await publicity.visible_changes([record.agreement.reference for record in records])
    named = await publicity.public_references(_named_by(records))
    made = (
        plan_records(one, selection.on_day, site.settings.base_url, visible[one.agreement.reference], named)
        for one in records
    )
    return [found[-1] for found in made if found]


def _named_by(records: Iterable[Record]) -> set[str | None]:
    return {plan.content.predecessor for record in records for plan in record.agreement.plans}
