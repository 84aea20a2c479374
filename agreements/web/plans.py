"""Plans beforehand where residents look for them: overview, files, calendar, own address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agreements.domain.selection import Selection
from agreements.http.site import Site
from agreements.publication.plan_record import PlanRecord
from agreements.storage.public_memory.index import View
from agreements.web.public_records import told_by
from agreements.web.query import is_filtered


@dataclass(frozen=True, slots=True)
class PlanBlock:
    """What the overview says of them: how many there are, and the first of those."""

    open_count: int
    open: Sequence[PlanRecord]
    over_count: int
    over: Sequence[PlanRecord]


NO_PLANS = PlanBlock(0, (), 0, ())


async def block(view: View, selection: Selection, site: Site) -> PlanBlock:
    """For who looks at the whole register: they are no agreements, so nothing can be picked by."""
    if is_filtered(selection):
        return NO_PLANS
    found = view.beside.plans
    return PlanBlock(found.open_count, await last(found.open, site), found.over_count, await last(found.over, site))


def in_files(view: View, selection: Selection) -> Sequence[int]:
    """The entries of all of them for who asks for everything, with those that were approved lately."""
    return () if is_filtered(selection) else view.beside.plans_in_files


async def last(numbers: Sequence[int], site: Site) -> list[PlanRecord]:
    """The last plan of each of these entries."""
    return [one.plans(site)[-1] for one in await told_by(numbers)]
