"""A plan beforehand as anyone sees it on a day: what was published of it, and its event in calendars."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta

from agreements.domain.agreement import Agreement
from agreements.domain.plan import Plan, PlanEnding
from agreements.domain.record import Record, Visible
from agreements.domain.wording import N_
from agreements.publication.ical import KeyDate, printable, stamp_of, vevent
from agreements.publication.public_ical import CANCELLED, CANCELLED_DAYS, Edition
from agreements.publication.published_plan import PublishedPlan, is_secret, published_plan
from agreements.publication.uids import plan_uid

_SUMMARY = N_("Last day to react to a plan: %(title)s")
_READ_IT = N_("Read the plan and how you can react: %(url)s")
_IS_OVER = N_("This plan was withdrawn, or came to an end otherwise.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRecord(PublishedPlan):
    """What was published of a plan, on a day."""

    reference: str
    url: str
    is_in_force: bool
    """Whether the agreement itself can be opened."""
    updated_at: datetime
    changes: int


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
    kept = published_plan(agreement, plan, linkable)
    return PlanRecord(
        **{field.name: getattr(kept, field.name) for field in fields(PublishedPlan)},
        reference=agreement.reference,
        url=f"{address}{agreement.reference}/voornemen",
        is_in_force=agreement.in_force is not None and not is_secret(agreement),
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
