"""Old agreements, those that lack least first, over all of them up to a bound: the cost grows with their number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from admin_ui.shell.aside import aside
from agreements.domain.agreement import Agreement
from agreements.domain.reporting import MOST_AT_ONCE, points_lacking
from agreements.services.office import Office
from agreements.storage import register_list
from agreements.storage.register_list import ListFilter

MOST_COUNTED = 2000
"""Agreements whose points are counted for one list, by reference: some seconds of work beside the event loop."""
_AT_A_TIME = 200
"""So many are in memory at once, beside those that are shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """An agreement, and how many points it lacks."""

    agreement: Agreement
    lacks: int


@dataclass(frozen=True, slots=True)
class Nearest:
    """Those nearest to whole, of `count`; only the first `looked_at` by reference were counted."""

    rows: tuple[Row, ...]
    count: int
    looked_at: int

    @property
    def is_whole(self) -> bool:
        """Whether all of them were counted."""
        return self.looked_at >= self.count


async def nearest_to_whole(chosen: ListFilter, office: Office, *, reported_only: bool) -> Nearest:
    """The first hundred of the list. `reported_only`: without those that are transitional."""
    found, looked_at, fitting = list[Row](), 0, 0
    while looked_at < MOST_COUNTED:
        limit = min(_AT_A_TIME, MOST_COUNTED - looked_at)
        records = await register_list.found(chosen, limit=limit, offset=looked_at)
        looked_at += len(records)
        fit = [one.agreement for one in records if one.agreement.latest.is_reported or not reported_only]
        fitting += len(fit)
        found = await aside(_best, [*found], fit, lambda one: points_lacking(one, office.policy, office.today))
        if len(records) < limit:
            return Nearest(tuple(found), fitting, fitting)
    count = await register_list.count(chosen)
    return Nearest(tuple(found), fitting if count == looked_at else count, fitting if count == looked_at else looked_at)


def _best(found: list[Row], more: Sequence[Agreement], points: Callable[[Agreement], int]) -> list[Row]:
    rows = [*found, *(Row(agreement, points(agreement)) for agreement in more)]
    return sorted(rows, key=lambda row: (row.lacks, row.agreement.reference))[:MOST_AT_ONCE]
