"""What is mended in a record that an earlier release made, where it is certain what is right.

Earlier releases let a predecessor go on naming a successor that was called off, or that follows another one or none:
nobody was told of its end any more. And they kept less: when the successor begins, when a party stopped receiving, and
which reviews were missed is filled in from the versions. What is not certain is left to people:
`agreements.domain.doubts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from agreements.domain.agreement import Agreement, FormerReceiver, Version
from agreements.domain.content import receiving_parties
from agreements.domain.planned_review import PlannedReview
from agreements.domain.review_plan import planned_reviews, review_for
from agreements.domain.succession import release, succession_by


@dataclass(frozen=True, slots=True)
class Around:
    """What else must be known: the successor that it names, if there is one, and its own approved versions."""

    successor: Agreement | None
    versions: Sequence[Version]


def mended(agreement: Agreement, around: Around, today: date) -> Agreement:
    """The agreement as the rules of this release have it; equal to what it was when nothing is wrong."""
    if agreement.in_force is None:
        return agreement
    return _with_missed_reviews(_with_days(_with_succession(agreement, around.successor, today), around), around)


def _with_succession(agreement: Agreement, successor: Agreement | None, today: date) -> Agreement:
    """Free again when the successor is not there, follows another, or was called off; else with what it says."""
    if agreement.successor is None:
        return agreement
    if successor is None or successor.content.predecessor != agreement.reference or successor.is_called_off:
        return release(agreement, agreement.successor, today)
    if agreement.succession is None or agreement.succession.starts_on or successor.in_force is None:
        return agreement
    return replace(agreement, succession=succession_by(successor, agreement.succession.approved_on))


def _with_days(agreement: Agreement, around: Around) -> Agreement:
    """Since when each former receiver receives nothing: the approval of the version that left it out."""
    former = tuple(one if one.left_on else _dated(one, around.versions) for one in agreement.former_receivers)
    return replace(agreement, former_receivers=former)


def _dated(former: FormerReceiver, versions: Sequence[Version]) -> FormerReceiver:
    left = [
        after.approved_on
        for before, after in pairwise(versions)
        if former.party in receiving_parties(before.content) and former.party not in receiving_parties(after.content)
    ]
    return replace(former, left_on=left[-1]) if left else former


def _with_missed_reviews(agreement: Agreement, around: Around) -> Agreement:
    """A review that had been missed when an amendment dropped it comes back; numbers that are in use stay."""
    if agreement.review_plan or agreement.in_force is None:
        return agreement
    planned = planned_reviews(agreement)
    known = {one.planned_on for one in planned}
    missed: dict[date, int] = {}
    for before, after in pairwise(around.versions):
        for day in before.content.review_dates:
            if day < after.approved_on and day not in known and not review_for(agreement, day):
                missed.setdefault(day, after.number)
    if not missed:
        return agreement
    free = max((one.number for one in planned), default=0) + 1
    back = (
        PlannedReview(number=number, planned_on=day, from_version=version)
        for number, (day, version) in enumerate(sorted(missed.items()), start=free)
    )
    return replace(agreement, review_plan=(*planned, *back))
