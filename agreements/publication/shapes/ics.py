"""The key dates of the selection, for a calendar program to subscribe to."""

from __future__ import annotations

from agreements.domain.wording import N_
from agreements.publication import ical
from agreements.publication.plan_record import PlanRecord, plan_events
from agreements.publication.public_ical import Edition, events_of
from agreements.publication.public_record import PublicRecord
from agreements.publication.shape import Frame, Making, Shape
from agreements.publication.withheld_record import Gone, withheld_events

_NAME = N_("Agreements of %(organisation)s")


def _edition(making: Making) -> Edition:
    return Edition(making.day, making.host, making.zone, making.texts)


def _events(record: PublicRecord, making: Making) -> list[bytes]:
    """Most days change one of them at most."""
    return events_of(record, _edition(making))


def _item(record: PublicRecord, making: Making) -> bytes:
    return b"".join(_events(record, making))


def _gone(one: Gone, making: Making) -> bytes:
    return b"".join(withheld_events(one, making.base_url, _edition(making)))


def _plan(plan: PlanRecord, making: Making) -> bytes:
    return b"".join(plan_events(plan, _edition(making)))


def _frame(making: Making) -> Frame:
    name = making.title or making.texts(_NAME, organisation=making.organisation)
    return Frame(head=ical.feed_head(name), tail=ical.END)


ROW = Shape(
    name="ics",
    place=5,
    path="/agenda.ics",
    media_type="text/calendar",
    label=N_("Calendar"),
    explanation=N_(
        "All end dates, decision dates and reviews. Subscribe to it in your own calendar; then it stays up to date."
    ),
    link=N_("Subscribe to the calendar"),
    link_to_one=N_("Put these dates in your calendar"),
    item=_item,
    frame=_frame,
    gone=_gone,
    plan=_plan,
    gone_stays_in_parts=True,
    is_calendar=True,
    speaks=True,
    kept=_events,
)
