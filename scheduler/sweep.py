"""Decides which alerts are due and writes them in the outbox. Sending is another step: see `scheduler.delivery`.

Due is a range test on the table of deadlines, so a register that was down for weeks catches up by itself.
Several sweeps may run at once: they take turns per agreement, and the unique key of the outbox refuses a double.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agreements.domain.errors import AgreementError
from agreements.domain.wording import N_
from agreements.services.office import Office
from agreements.services.plan_alerts import bundle_overview, plan_alerts
from agreements.storage import deadlines
from agreements.storage.messages import digests
from agreements.storage.trouble import TROUBLE

log = logging.getLogger(__name__)

BATCH = 200
TOGETHER = 50
"""So many agreements share a transaction; others who want to write wait some hundredths of a second."""


class SweepIncomplete(AgreementError):
    """Some agreements could not be handled; all others were."""

    sentence = N_(
        "The reminders of %(count)s agreements could not be planned; the log says why. All others were planned."
    )


@dataclass(frozen=True, slots=True)
class SweepResult:
    """What a sweep did: messages put in the outbox, alerts that a later one replaced, deadlines announced, and weekly
    overviews made."""

    planned: int
    superseded: int
    deadlines: int
    digests: int
    on: date

    def as_dict(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "planned": self.planned,
            "superseded": self.superseded,
            "deadlines": self.deadlines,
            "digests": self.digests,
            "on": self.on.isoformat(),
        }


async def sweep(office: Office) -> SweepResult:
    """Plan every alert that is due on `office.today`, which may be any day.

    Each agreement is handled once, some together in a transaction: one that cannot be read stops no other, and one
    whose rows stay due is left to the next sweep. Raises `SweepIncomplete` when there were such, after the rest.
    """
    done: Counter[str] = Counter()
    seen: set[int] = set()
    failed = 0
    while fresh := await _due_agreements(office.today, seen):
        seen.update(fresh)
        for first in range(0, len(fresh), TOGETHER):
            failed += await _plan_or_report(office, fresh[first : first + TOGETHER], done)
    overviews = await _bundle(office)
    if failed:
        raise SweepIncomplete(count=failed)
    return SweepResult(done["planned"], done["superseded"], done["deadlines"], overviews, office.today)


async def _bundle(office: Office) -> int:
    """One weekly overview for everybody whose day has come; returns how many."""
    made = 0
    for recipient_id in await digests.recipients_due(office.today):
        made += await bundle_overview(office, recipient_id)
    return made


async def _plan_or_report(office: Office, ids: Sequence[int], done: Counter[str]) -> int:
    """Plan these agreements together, or when one stands in the way each by itself; how many could not be planned."""
    try:
        done.update(await plan_alerts(office, ids))
    except TROUBLE:
        raise
    except Exception:
        if len(ids) > 1:
            return sum([await _plan_or_report(office, [one], done) for one in ids])
        log.exception("the alerts of agreement %s could not be planned", ids[0])
        return 1
    return 0


async def _due_agreements(day: date, seen: set[int]) -> list[int]:
    """The next agreements with something due that this sweep has not handled yet; empty when there are no more."""
    limit = BATCH
    while True:
        rows = await deadlines.due(day, limit)
        fresh = list(dict.fromkeys(row.agreement_id for row in rows if row.agreement_id not in seen))
        if fresh or len(rows) < limit:
            return fresh
        limit += BATCH
