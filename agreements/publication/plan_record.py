"""A plan beforehand as anyone sees it on a day: what was published of it, and its event in calendars."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from agreements.domain.deadlines.row import STAYS_CANCELLED
from agreements.domain.plan import PlanEnding
from agreements.domain.record import Visible
from agreements.domain.wording import N_
from agreements.publication.document import Document
from agreements.publication.ical import KeyDate, printable, stamp_of, vevent
from agreements.publication.public_ical import CANCELLED, Edition
from agreements.publication.published_plan import PublishedPlan
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


def plan_records(document: Document, reference: str, base_url: str, visible: Visible) -> tuple[PlanRecord, ...]:
    """Every plan of an agreement, the last one last."""
    return tuple(
        PlanRecord(
            **{field.name: getattr(plan, field.name) for field in fields(PublishedPlan)},
            reference=reference,
            url=f"{base_url}/afspraken/{reference}/voornemen",
            is_in_force=document.published is not None,
            updated_at=visible.changed_at,
            changes=visible.changes,
        )
        for plan in document.plans
    )


def plan_events(plan: PlanRecord, edition: Edition) -> list[bytes]:
    """The last day to react; cancelled for 30 days when it ended otherwise than by approval, and then gone."""
    if plan.ended_on and edition.day - plan.ended_on > STAYS_CANCELLED:
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
