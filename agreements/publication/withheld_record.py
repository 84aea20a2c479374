"""What stays public of an agreement that is not public any more: that it is there, since when, on what ground.

Nothing of its content, not even the title. That data were not destroyed stays visible too: that is nobody's secret.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from agreements.domain.deadlines.row import STAYS_CANCELLED
from agreements.domain.record import Visible
from agreements.domain.vocabulary import WooGround
from agreements.domain.wording import N_
from agreements.publication.document import WithheldLine
from agreements.publication.ical import KeyDate, stamp_of, vevent
from agreements.publication.public_ical import Edition, key_dates
from agreements.publication.public_record import public_record
from agreements.publication.published import Published

_SUMMARY = N_("Agreement %(reference)s is no longer public")


@dataclass(frozen=True, slots=True)
class WithheldRecord:
    """The line that stays."""

    reference: str
    url: str
    since: date
    reason: str
    ground: WooGround | None
    is_undestroyed: bool
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Gone:
    """The line with what subscribers knew before: of that only the days are told once more, to cancel them."""

    line: WithheldRecord
    before: Published
    visible: Visible


def withheld_record(line: WithheldLine, reference: str, base_url: str, visible: Visible) -> WithheldRecord:
    """The line of one agreement."""
    return WithheldRecord(
        reference=reference,
        url=f"{base_url}/afspraken/{reference}",
        since=line.since,
        reason=line.reason,
        ground=line.ground,
        is_undestroyed=line.is_undestroyed,
        updated_at=visible.changed_at,
    )


def withheld_events(gone: Gone, base_url: str, edition: Edition) -> list[bytes]:
    """What subscribers knew is cancelled, for 30 days; no word of the agreement goes along."""
    if edition.day - gone.line.since > STAYS_CANCELLED:
        return []
    return [vevent(one) for one in _cancelled(gone, base_url, edition)]


def _cancelled(gone: Gone, base_url: str, edition: Edition) -> Iterator[KeyDate]:
    last = gone.line.since - timedelta(days=1)
    shown = public_record(gone.before, last, base_url, gone.visible)
    said = edition.texts(_SUMMARY, reference=shown.reference)
    stamp = stamp_of(gone.visible, edition.zone)
    for one in key_dates(shown, replace(edition, day=last)):
        yield replace(one, summary=said, description=said, stamp=stamp, is_cancelled=True)
