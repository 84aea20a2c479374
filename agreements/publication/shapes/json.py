"""The selection as JSON, with everything public about it."""

from __future__ import annotations

from agreements.domain.plan import PlanEnding
from agreements.domain.wording import N_
from agreements.publication.json_file import (
    BEFORE_PLANS,
    BEFORE_WITHHELD,
    json_head,
    json_item,
    json_parts,
    json_tail,
    plan_item,
    withheld_item,
)
from agreements.publication.plan_record import PlanRecord
from agreements.publication.public_record import PublicRecord
from agreements.publication.shape import Frame, Making, Shape
from agreements.publication.withheld_record import Gone


def _item(record: PublicRecord, _: Making) -> bytes:
    return json_item(record)


def _kept(record: PublicRecord, _: Making) -> list[bytes]:
    return json_parts(record)


def _gone(one: Gone, making: Making) -> bytes:
    return withheld_item(one.line)


def _plan(plan: PlanRecord, _: Making) -> bytes:
    """What was approved is among the agreements."""
    return b"" if plan.ending is PlanEnding.APPROVED else plan_item(plan)


def _frame(making: Making) -> Frame:
    return Frame(
        head=json_head(making.made_on, making.head),
        between=b",\n",
        before_gone=BEFORE_WITHHELD,
        before_plans=BEFORE_PLANS,
        tail=json_tail(making.not_public),
    )


ROW = Shape(
    name="json",
    place=4,
    path="/afspraken.json",
    media_type="application/json",
    label=N_("JSON"),
    explanation=N_(
        "Everything that is public. The field “inhoud” has the same in the form in which another "
        "register can import it."
    ),
    link=N_("Open data (JSON)"),
    item=_item,
    frame=_frame,
    gone=_gone,
    plan=_plan,
    carries_head=True,
    counts_not_public=True,
    kept=_kept,
)
