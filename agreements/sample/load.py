"""Load the sample register: walk its history with the services, each step on the day it happened.

Nothing is written behind the services' back, so the audit trail, the deadlines and the versions are those of a
register that was really used. Steps are transactions of their own; if one fails, start again with a new database.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from agreements.domain.agreement import Agreement, Stewardship
from agreements.domain.content import Content
from agreements.domain.roles import Actor
from agreements.domain.term import TermPolicy
from agreements.sample.history import plan
from agreements.sample.notation import SampleUser, read_municipality
from agreements.sample.steps import (
    Amend,
    Approve,
    Close,
    ConfirmDestruction,
    Decide,
    PublishPlan,
    RecordReview,
    Register,
    Renew,
    Report,
    Resume,
    SampleStep,
    SendBack,
    Submit,
    Suspend,
    Terminate,
)
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.close import close
from agreements.services.confirm_destruction import confirm_destruction
from agreements.services.decide import decide
from agreements.services.note_delivery import withdraw_waiting
from agreements.services.office import Office
from agreements.services.publish_plan import publish_plan
from agreements.services.record_review import record_review
from agreements.services.register import register
from agreements.services.renew import renew
from agreements.services.report_old import report_old
from agreements.services.send_back import send_back
from agreements.services.submit import submit
from agreements.services.suspend import resume, suspend
from agreements.services.terminate import terminate
from agreements.services.users import add_user, new_sign_in_link
from agreements.storage.trail import audit

_LOADER = Actor(id="sample", role=None, origin="cli", is_operator=True)
_STILL_NEWS = timedelta(days=30)
_OLD_NEWS = "oud bericht uit de voorbeeldgegevens"
"""Why a message was withdrawn; part of the sample and so in Dutch."""
_BATCH = 200


@dataclass(frozen=True, slots=True)
class LoadedUser:
    """A sample user with the token of a one-time sign-in link."""

    email: str
    function_title: str
    token: str


@dataclass(frozen=True, slots=True)
class SampleResult:
    """What was loaded: how many agreements, and who can sign in."""

    agreements: int
    users: tuple[LoadedUser, ...]


async def is_empty() -> bool:
    """Whether nothing was ever done in this register."""
    return (await audit.head()).seq == 0


async def load_sample(office: Office) -> SampleResult:
    """Fill an empty register, as if its history ended on `office.today`. Raises what a service refuses.

    The fictional municipality allows the full one to three years, whatever bounds this office has set.
    """
    office = replace(office, policy=TermPolicy(office.policy.in_force_since))
    municipality = read_municipality()
    history = plan(municipality, office.today, office.policy.in_force_since)
    start = _at(office, history[0].at - timedelta(hours=1))
    actors = {key: await _hire(start, user) for key, user in municipality.users.items()}
    walk = _Walk(actors)
    for step in history:
        await walk.take(_at(office, step.at), step)
    await _withdraw_old_news(office.now - _STILL_NEWS)
    users = [await _sign_in(office, user) for user in municipality.users.values()]
    return SampleResult(len(walk.agreements), tuple(users))


def _at(office: Office, moment: datetime) -> Office:
    """The office at a past moment; within working hours its day is the same in UTC as in the office."""
    return replace(office, now=moment, today=moment.date())


async def _hire(office: Office, user: SampleUser) -> Actor:
    user_id, _ = await add_user(office, _LOADER, user.email, user.role, user.department, user.function)
    return Actor(id=user_id, role=user.role, department=user.department)


async def _sign_in(office: Office, user: SampleUser) -> LoadedUser:
    """A fresh link: the one made when the account was opened has long expired."""
    token = await new_sign_in_link(office, _LOADER, user.email)
    if token is None:
        raise ValueError(f"the sample lost the account of {user.email}")
    return LoadedUser(user.email, user.function, token)


class _Walk:
    """Takes the steps one by one and remembers what became of each agreement, by its key in the sample."""

    def __init__(self, actors: dict[str, Actor]) -> None:
        self.agreements: dict[str, Agreement] = {}
        self._actors = actors

    async def take(self, office: Office, step: SampleStep) -> None:
        actor, act = self._actors[step.by], step.act
        if isinstance(act, Register):
            self.agreements[step.key] = await register(office, actor, act.content, stewardship=self._stewardship(act))
            return
        before = self.agreements[step.key]
        place = (office, actor, before.reference, before.revision)
        if isinstance(act, Renew):
            self.agreements[step.key], self.agreements[act.successor] = await renew(*place)
        elif isinstance(act, Amend):
            self.agreements[step.key] = await amend(*place, self._with_reference(act.content))
        else:
            self.agreements[step.key] = await _SERVICES[type(act)](place, act)

    def _stewardship(self, act: Register) -> Stewardship:
        """The head of the department owns the agreement."""
        owner = next(actor for actor in self._actors.values() if actor.department == act.content.department)
        return Stewardship(owner_id=owner.id, lead_days=act.lead_days)

    def _with_reference(self, content: Content) -> Content:
        """The plan names a predecessor by its key; the register gave it a reference."""
        if content.predecessor is None:
            return content
        return replace(content, predecessor=self.agreements[content.predecessor].reference)


_Place = tuple[Office, Actor, str, int]
_SERVICES: Mapping[type, Callable[[_Place, Any], Awaitable[Agreement]]] = {
    Submit: lambda place, act: submit(*place),
    Report: lambda place, act: report_old(*place),
    PublishPlan: lambda place, act: publish_plan(*place),
    Approve: lambda place, act: approve(*place, act.reactions),
    SendBack: lambda place, act: send_back(*place, act.reason),
    Suspend: lambda place, act: suspend(*place, act.from_on, act.until_on, act.reason),
    Resume: lambda place, act: resume(*place),
    Terminate: lambda place, act: terminate(*place, act.ends_on, act.reason),
    RecordReview: lambda place, act: _record_review(place, act),
    Decide: lambda place, act: decide(*place, act.kind),
    ConfirmDestruction: lambda place, act: confirm_destruction(*place, act.destruction),
    Close: lambda place, act: close(*place),
}


async def _record_review(place: _Place, act: RecordReview) -> Agreement:
    office, *_ = place
    return await record_review(
        *place,
        done_on=office.today,
        planned_on=act.planned_on,
        purpose_reached=act.purpose_reached,
        still_proportionate=act.still_proportionate,
        incidents=act.incidents,
    )


async def _withdraw_old_news(until: datetime) -> None:
    """Keep the mails of past years in; what is still open goes out as from any register."""
    while await withdraw_waiting("sample", until, _OLD_NEWS, _BATCH):
        pass
