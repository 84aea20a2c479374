"""Takes the steps of a history with the services of the product."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from agreements.domain.agreement import DecisionKind, Stewardship
from agreements.domain.content import Content
from agreements.domain.roles import Actor
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.ask_review import ask_review
from agreements.services.assign import assign
from agreements.services.close import close
from agreements.services.confirm_destruction import confirm_destruction
from agreements.services.decide import decide
from agreements.services.office import Office
from agreements.services.recall import recall
from agreements.services.record_review import record_review
from agreements.services.register import register
from agreements.services.renew import renew
from agreements.services.send_back import send_back
from agreements.services.submit import submit
from agreements.services.suspend import cancel_suspension, extend_suspension, resume, suspend
from agreements.services.terminate import terminate, withdraw_termination
from agreements.services.withdraw import withdraw
from agreements.storage import agreements
from tests import people
from tests.model.content import content_of
from tests.model.rules.facts import Terms
from tests.model.rules.steps import Try
from tests.office import EVERYONE, office_on

PEOPLE: dict[str, Actor] = {actor.id: actor for actor in EVERYONE}

Place = tuple[Office, Actor, str, int]


class Hands:
    """The letters of a history, and what they are called in the register."""

    def __init__(self) -> None:
        """Nothing was registered yet."""
        self.references: dict[str, str] = {}

    def content(self, terms: Terms) -> Content:
        """The text, with the reference of the agreement that it follows."""
        content = content_of(terms)
        return replace(content, predecessor=self.references[terms.predecessor]) if terms.predecessor else content

    async def register(self, one: Try) -> None:
        """A new draft under a new letter."""
        assert one.terms is not None
        made = await register(office_on(one.today), PEOPLE[one.who], self.content(one.terms))
        self.references[one.about] = made.reference

    async def take(self, one: Try) -> None:
        """Raises what the register refuses."""
        reference = self.references[one.about]
        revision = (await agreements.load(reference)).agreement.revision
        await _HANDS[one.step](self, (office_on(one.today), PEOPLE[one.who], reference, revision), one)

    async def _amend(self, place: Place, one: Try) -> None:
        assert one.terms is not None
        await amend(*place, self.content(one.terms))

    async def _submit(self, place: Place, one: Try) -> None:
        await submit(*place, one.reason, already_ended=one.flag)

    async def _recall(self, place: Place, one: Try) -> None:
        await recall(*place)

    async def _approve(self, place: Place, one: Try) -> None:
        await approve(*place)

    async def _return(self, place: Place, one: Try) -> None:
        await send_back(*place, one.reason)

    async def _suspend(self, place: Place, one: Try) -> None:
        assert one.day is not None
        await suspend(*place, one.day, one.until, one.reason)

    async def _resume(self, place: Place, one: Try) -> None:
        await resume(*place)

    async def _extend(self, place: Place, one: Try) -> None:
        await extend_suspension(*place, one.until, one.reason)

    async def _cancel(self, place: Place, one: Try) -> None:
        assert one.day is not None
        await cancel_suspension(*place, one.day, one.reason)

    async def _terminate(self, place: Place, one: Try) -> None:
        assert one.day is not None
        await terminate(*place, one.day, one.reason)

    async def _review(self, place: Place, one: Try) -> None:
        assert one.day is not None
        await record_review(*place, done_on=one.day, planned_on=one.until, **people.ANSWERS)

    async def _ask(self, place: Place, one: Try) -> None:
        assert one.day is not None
        await ask_review(*place, **{**people.asked(one.day, one.today), "reason": one.reason})

    async def _decide(self, place: Place, one: Try) -> None:
        await decide(*place, DecisionKind.LAPSE)

    async def _renew(self, place: Place, one: Try) -> None:
        review = people.review(done_on=one.today, by=one.who) if one.flag else None
        self.references[one.other] = (await renew(*place, review))[1].reference

    async def _withdraw(self, place: Place, one: Try) -> None:
        await withdraw(*place, one.reason)

    async def _withdraw_termination(self, place: Place, one: Try) -> None:
        await withdraw_termination(*place, one.reason)

    async def _confirm(self, place: Place, one: Try) -> None:
        said = people.destruction(one.party, done_on=one.day, correction=one.reason if one.flag else "")
        await confirm_destruction(*place, said)

    async def _close(self, place: Place, one: Try) -> None:
        await close(*place)

    async def _assign(self, place: Place, one: Try) -> None:
        await assign(*place, Stewardship(owner_id=one.party or None, deputy_id=one.other or None))


_HANDS: dict[str, Callable[[Hands, Place, Try], Awaitable[Any]]] = {
    "amend": Hands._amend,
    "submit": Hands._submit,
    "recall": Hands._recall,
    "approve": Hands._approve,
    "return": Hands._return,
    "suspend": Hands._suspend,
    "resume": Hands._resume,
    "extend_suspension": Hands._extend,
    "cancel_suspension": Hands._cancel,
    "terminate": Hands._terminate,
    "review": Hands._review,
    "ask_review": Hands._ask,
    "decide": Hands._decide,
    "renew": Hands._renew,
    "withdraw": Hands._withdraw,
    "withdraw_termination": Hands._withdraw_termination,
    "confirm_destruction": Hands._confirm,
    "close": Hands._close,
    "assign": Hands._assign,
}
TAKEN = frozenset(_HANDS)
"""The steps that the product knows."""
