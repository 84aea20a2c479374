"""What people do to ends, successors, rests and drafts in the simulated years: a turn each, often of several steps."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from agreements.domain.agreement import Agreement, DecisionKind
from agreements.domain.content import Content
from agreements.domain.errors import AgreementError
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.confirm_destruction import confirm_destruction
from agreements.services.decide import decide
from agreements.services.office import Office
from agreements.services.record_review import record_review
from agreements.services.renew import renew
from agreements.services.submit import submit
from agreements.services.suspend import cancel_suspension, extend_suspension, resume, suspend
from agreements.services.terminate import terminate, withdraw_termination
from agreements.services.withdraw import withdraw
from agreements.storage import agreements
from tests import people
from tests.people import PETRA, SANNE, destruction, party, review

REASON = "De raad besloot anders"
DAY = timedelta(days=1)
GAP = timedelta(days=40)
YEAR = timedelta(days=364)
LATER = timedelta(days=12)


class Turns:
    """The turn that was taken least, of those that the rules allow on that day."""

    def __init__(self, chosen: random.Random) -> None:
        self.done: Counter[str] = Counter({turn.__name__: 0 for turn in _TURNS})
        self.made: list[int] = []
        """Row ids of the agreements that came of renewals."""
        self._chosen = chosen
        self._later: list[tuple[date, str]] = []
        """Early ends to take back, and when."""

    async def take(self, office: Office, agreement: Agreement | None) -> None:
        """The next turn, with this agreement in hand."""
        for turn in sorted(_TURNS, key=lambda one: self.done[one.__name__]):
            if agreement is not None and await self._is_taken(turn, office, agreement.reference):
                return

    async def _is_taken(self, turn: Turn, office: Office, reference: str) -> bool:
        try:
            await turn(self, office, (await agreements.load(reference)).agreement)
        except AgreementError:
            return False
        self.done[turn.__name__] += 1
        return True

    async def take_back(self, office: Office) -> None:
        """The early ends that were a mistake."""
        for day, reference in [one for one in self._later if one[0] <= office.today]:
            self._later.remove((day, reference))
            try:
                await withdraw_termination(office, PETRA, reference, await revision(reference), REASON)
            except AgreementError:
                continue
            self.done["end_ahead_and_take_it_back"] += 1

    async def end_ahead_and_take_it_back(self, office: Office, agreement: Agreement) -> None:
        ends_on = office.today + timedelta(days=self._chosen.choice([20, 60]))
        await terminate(office, PETRA, agreement.reference, agreement.revision, ends_on, REASON)
        await terminate(office, PETRA, agreement.reference, await revision(agreement.reference), ends_on + DAY, REASON)
        self._later.append((office.today + LATER, agreement.reference))
        self.done["end_ahead_and_take_it_back"] -= 1

    async def renew_and_call_off(self, office: Office, agreement: Agreement) -> None:
        successor = await self._renewed(office, agreement)
        await terminate(office, PETRA, successor, await revision(successor), office.today, REASON)

    async def renew_with_a_gap(self, office: Office, agreement: Agreement) -> None:
        await self._renewed(office, agreement, gap=GAP)

    async def renew_without_a_gap(self, office: Office, agreement: Agreement) -> None:
        await self._renewed(office, agreement)

    async def renew_and_then_let_it_lapse(self, office: Office, agreement: Agreement) -> None:
        await renew(office, PETRA, agreement.reference, agreement.revision, review(done_on=office.today))
        await decide(office, PETRA, agreement.reference, await revision(agreement.reference), DecisionKind.LAPSE)

    async def renew_and_throw_the_draft_away(self, office: Office, agreement: Agreement) -> None:
        _, draft = await renew(office, PETRA, agreement.reference, agreement.revision, review(done_on=office.today))
        await withdraw(office, PETRA, draft.reference, draft.revision, REASON)

    async def lengthen_after_a_review(self, office: Office, agreement: Agreement) -> None:
        done: dict[str, Any] = {"purpose_reached": "Ja", "still_proportionate": "Ja", "incidents": "Geen"}
        about = (agreement.reference, agreement.revision)
        await record_review(office, PETRA, *about, done_on=office.today, planned_on=None, **done)
        ends_on = (agreement.content.ends_on or office.today) + timedelta(days=30)
        await in_force_as(office, agreement.reference, replace(agreement.content, ends_on=ends_on))

    async def plan_other_reviews(self, office: Office, agreement: Agreement) -> None:
        first = office.today + timedelta(days=self._chosen.randrange(1, 60))
        days = tuple(day for day in (first, first + timedelta(days=90)) if day <= (agreement.content.ends_on or first))
        await in_force_as(office, agreement.reference, replace(agreement.content, review_dates=days))

    async def hand_over_to_another_department(self, office: Office, agreement: Agreement) -> None:
        other = people.BRAM if agreement.content.department == people.HENK.department else people.HENK
        await in_force_as(office, agreement.reference, replace(agreement.content, department=other.department))

    async def rest_and_go_on(self, office: Office, agreement: Agreement) -> None:
        """A planned rest is cancelled; another begins, gets longer, and ends on the same day."""
        reference, ahead = agreement.reference, office.today + timedelta(days=3)
        await suspend(office, PETRA, reference, agreement.revision, ahead, None, REASON)
        await cancel_suspension(office, PETRA, reference, await revision(reference), ahead, REASON)
        await suspend(office, PETRA, reference, await revision(reference), office.today, office.today, REASON)
        await extend_suspension(office, PETRA, reference, await revision(reference), office.today + DAY, REASON)
        await resume(office, PETRA, reference, await revision(reference))

    async def throw_an_amendment_away(self, office: Office, agreement: Agreement) -> None:
        content = replace(agreement.content, title=f"Anders {office.today}")
        draft = await amend(office, PETRA, agreement.reference, agreement.revision, content)
        await withdraw(office, PETRA, draft.reference, draft.revision, REASON)

    async def leave_a_party_out_and_correct_its_confirmation(self, office: Office, agreement: Agreement) -> None:
        """The corporation stops receiving, confirms, and corrects that."""
        flows = tuple(flow for flow in agreement.content.flows if flow.recipient != people.CORPORATION)
        await in_force_as(office, agreement.reference, replace(agreement.content, flows=flows))
        for correction in ("", "Het was een andere methode"):
            done = destruction(people.CORPORATION, done_on=office.today, correction=correction)
            await confirm_destruction(office, PETRA, agreement.reference, await revision(agreement.reference), done)

    async def _renewed(self, office: Office, agreement: Agreement, gap: timedelta = timedelta()) -> str:
        """The reference of an approved successor of a year."""
        _, draft = await renew(office, PETRA, agreement.reference, agreement.revision, review(done_on=office.today))
        starts_on = (draft.content.starts_on or office.today) + gap
        whole = replace(
            draft.content,
            starts_on=starts_on,
            ends_on=starts_on + YEAR + DAY,
            review_dates=(starts_on + timedelta(days=180),),
            parties=tuple(party(one.name, kind=one.kind) for one in draft.content.parties),
        )
        await in_force_as(office, draft.reference, whole)
        self.made.append((await agreements.load(draft.reference)).id)
        return draft.reference


async def revision(reference: str) -> int:
    """The one that the next step needs."""
    return (await agreements.load(reference)).agreement.revision


async def in_force_as(office: Office, reference: str, content: Content) -> None:
    """Petra proposes it, Sanne approves; what is refused on the way is thrown away."""
    draft = await amend(office, PETRA, reference, await revision(reference), content)
    try:
        asked = await submit(office, PETRA, reference, draft.revision, "Een andere wijk")
        await approve(office, SANNE, reference, asked.revision)
    except AgreementError:
        await withdraw(office, PETRA, reference, await revision(reference), REASON)
        raise


Turn = Callable[[Turns, Office, Agreement], Awaitable[None]]

_TURNS: tuple[Turn, ...] = (
    Turns.end_ahead_and_take_it_back,
    Turns.renew_and_call_off,
    Turns.rest_and_go_on,
    Turns.renew_and_throw_the_draft_away,
    Turns.plan_other_reviews,
    Turns.renew_and_then_let_it_lapse,
    Turns.throw_an_amendment_away,
    Turns.lengthen_after_a_review,
    Turns.hand_over_to_another_department,
    Turns.renew_with_a_gap,
    Turns.leave_a_party_out_and_correct_its_confirmation,
    Turns.renew_without_a_gap,
)
