"""Rule 11 for a plan beforehand: all of it that the allow-list lets out, for as long as it is open.

Once it ended its line stays: that it was there, when, how it ended and why. An agreement that is not public keeps its
title to itself then, for that may be the reason. Who published it stays inside.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.content import Content
from agreements.domain.plan import Plan, PlanEnding
from agreements.publication.allow_list import public_content


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPlan:
    """What anyone may know of a plan."""

    version: int
    """The number of the version that it would become."""
    published_on: date
    reactions_until: date
    title: str = ""
    content: Content | None = None
    """None once it ended."""
    ended_on: date | None = None
    ending: PlanEnding | None = None
    end_reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether anyone can read it."""
        return self.ended_on is None

    def can_react_on(self, day: date) -> bool:
        """Whether there is time to react on `day`."""
        return self.is_open and day <= self.reactions_until


def is_secret(agreement: Agreement) -> bool:
    """Whether the version in force is not public."""
    return agreement.in_force is not None and not agreement.in_force.content.is_public


def published_plan(agreement: Agreement, plan: Plan, linkable: Collection[str] = ()) -> PublishedPlan:
    """One of the plans of an agreement. `linkable`: which other agreements visitors can open."""
    return PublishedPlan(
        version=plan.version,
        published_on=plan.published_on,
        reactions_until=plan.reactions_until,
        title="" if is_secret(agreement) and not plan.is_open else plan.content.title,
        content=public_content(plan.content, linkable) if plan.is_open else None,
        ended_on=plan.ended_on,
        ending=plan.ending,
        end_reason=plan.end_reason,
    )
