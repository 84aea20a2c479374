"""What stays public of an agreement that is not public any more: that it is there, since when, on what ground.

Nothing of its content, not even the title. That data were not destroyed stays visible too: that is nobody's secret.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from agreements.domain.lifecycle import is_undestroyed
from agreements.domain.record import Visible, Withheld
from agreements.domain.vocabulary import WooGround
from agreements.domain.wording import N_
from agreements.publication.as_known import as_known_on
from agreements.publication.ical import KeyDate, stamp_of, vevent
from agreements.publication.public_ical import CANCELLED_DAYS, Edition, key_dates
from agreements.publication.public_record import public_record
from agreements.publication.published import published

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


def withheld_record(withheld: Withheld, day: date, base_url: str, visible: Visible) -> WithheldRecord:
    """The line as it stands on `day`."""
    reference = withheld.now.agreement.reference
    return WithheldRecord(
        reference=reference,
        url=f"{base_url}/afspraken/{reference}",
        since=withheld.since,
        reason=withheld.reason,
        ground=withheld.ground,
        is_undestroyed=is_undestroyed(withheld.now.agreement, day),
        updated_at=visible.changed_at,
    )


def withheld_events(withheld: Withheld, base_url: str, visible: Visible, edition: Edition) -> list[bytes]:
    """What subscribers knew is cancelled, for 30 days; no word of the agreement goes along."""
    if edition.day - withheld.since > timedelta(days=CANCELLED_DAYS):
        return []
    return [vevent(one) for one in _cancelled(withheld, base_url, visible, edition)]


def _cancelled(withheld: Withheld, base_url: str, visible: Visible, edition: Edition) -> Iterator[KeyDate]:
    last = withheld.since - timedelta(days=1)
    shown = public_record(published(as_known_on(withheld.before.agreement, last)), last, base_url, visible)
    said = edition.texts(_SUMMARY, reference=shown.reference)
    stamp = stamp_of(visible, edition.zone)
    for one in key_dates(shown, replace(edition, day=last)):
        yield replace(one, summary=said, description=said, stamp=stamp, is_cancelled=True)
