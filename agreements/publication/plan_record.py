"""What anyone may see of a plan beforehand: all of it that the allow-list lets out, for as long as it is open.

Once it ended its line stays: that it was there, when, how it ended and why. An agreement that is not public keeps
its title to itself then, for that may be the reason.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from agreements.domain.agreement import Agreement
from agreements.domain.content import Content
from agreements.domain.plan import Plan, PlanEnding
from agreements.domain.record import Record, Visible
from agreements.domain.wording import N_
from agreements.publication.allow_list import public_content
from agreements.publication.ical import KeyDate, printable, stamp_of, vevent
from agreements.publication.public_ical import CANCELLED, CANCELLED_DAYS, Edition
from agreements.publication.uids import plan_uid

_SUMMARY = N_("Last day to react to a plan: %(title)s")
_READ_IT = N_("Read the plan and how you can react: %(url)s")
_IS_OVER = N_("This plan was withdrawn, or came to an end otherwise.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRecord:
    """A plan as anyone may see it on a day."""

    reference: str
    url: str
    title: str
    version: int
    """The number of the version that it would become."""
    published_on: date
    reactions_until: date
    content: Content | None
    """None once it ended."""
    ended_on: date | None
    ending: PlanEnding | None
    end_reason: str
    is_in_force: bool
    """Whether the agreement itself can be opened."""
    updated_at: datetime
    changes: int

    @property
    def is_open(self) -> bool:
        """Whether anyone can read it."""
        return self.ended_on is None

    def can_react_on(self, day: date) -> bool:
        """Whether there is time to react on `day`."""
        return self.is_open and day <= self.reactions_until


def plan_records(
    record: Record, day: date, base_url: str, visible: Visible, linkable: Collection[str] = ()
) -> tuple[PlanRecord, ...]:
    """Every plan of an agreement as it was known on `day`, the last one last."""
    agreement = record.agreement
    known = (_as_known_on(plan, day) for plan in agreement.plans if plan.published_on <= day)
    return tuple(_record(agreement, plan, f"{base_url}/afspraken/", visible, linkable) for plan in known)


def _as_known_on(plan: Plan, day: date) -> Plan:
    if plan.ended_on and plan.ended_on > day:
        return replace(plan, ended_on=None, ending=None, end_reason="")
    return plan


def _record(agreement: Agreement, plan: Plan, address: str, visible: Visible, linkable: Collection[str]) -> PlanRecord:
    version = agreement.in_force
    is_secret = version is not None and not version.content.is_public
    return PlanRecord(
        reference=agreement.reference,
        url=f"{address}{agreement.reference}/voornemen",
        title="" if is_secret and not plan.is_open else plan.content.title,
        version=plan.version,
        published_on=plan.published_on,
        reactions_until=plan.reactions_until,
        content=public_content(plan.content, linkable) if plan.is_open else None,
        ended_on=plan.ended_on,
        ending=plan.ending,
        end_reason=plan.end_reason,
        is_in_force=version is not None and not is_secret,
        updated_at=visible.changed_at,
        changes=visible.changes,
    )


def plan_events(plan: PlanRecord, edition: Edition) -> list[bytes]:
    """The last day to react; cancelled for 30 days when it ended otherwise than by approval, and then gone."""
    if plan.ended_on and edition.day - plan.ended_on > timedelta(days=CANCELLED_DAYS):
        return []
    texts, title = edition.texts, printable(plan.title) or plan.reference
    is_cancelled = plan.ending not in {None, PlanEnding.APPROVED}
    said = texts(_SUMMARY, title=title)
    event = KeyDate(
        uid=plan_uid(plan.reference, edition.host),
        on=plan.reactions_until,
        summary=texts(CANCELLED, title=said) if is_cancelled else said,
        description=texts(_IS_OVER) if is_cancelled else texts(_READ_IT, url=plan.url),
        url=plan.url,
        stamp=stamp_of(Visible(plan.changes, plan.updated_at), edition.zone),
        is_cancelled=is_cancelled,
    )
    return [vevent(event)]
