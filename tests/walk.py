"""A walk over all services with the database underneath: what people and the register can do, in any order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from agreements.clock import Moment
from agreements.domain.agreement import Agreement, DecisionKind, Stewardship
from agreements.domain.content import Content
from agreements.domain.deadlines import deadlines
from agreements.domain.import_runs import RunState
from agreements.domain.messages import MessageState
from agreements.domain.plan import Reactions
from agreements.domain.review_plan import open_reviews
from agreements.domain.roles import Actor
from agreements.domain.vocabulary import AskedBy
from agreements.services import hold_alerts
from agreements.services.amend import amend
from agreements.services.approve import approve
from agreements.services.ask_review import ask_review
from agreements.services.assign import assign
from agreements.services.close import close
from agreements.services.confirm_destruction import confirm_destruction
from agreements.services.decide import decide
from agreements.services.imports import runs
from agreements.services.imports.command import import_file
from agreements.services.imports.working import work_on
from agreements.services.office import Office
from agreements.services.publish_head import publish_head
from agreements.services.publish_plan import publish_plan, withdraw_plan
from agreements.services.recall import recall
from agreements.services.record_review import record_review
from agreements.services.register import register
from agreements.services.renew import renew
from agreements.services.report_old import report_old
from agreements.services.send_again import send_again
from agreements.services.send_back import send_back
from agreements.services.snooze import snooze
from agreements.services.submit import submit
from agreements.services.suspend import cancel_suspension, extend_suspension, resume, suspend
from agreements.services.terminate import terminate, withdraw_termination
from agreements.services.withdraw import withdraw
from agreements.storage import agreements
from agreements.storage.database.transaction import fetch
from scheduler.delivery import deliver
from scheduler.sweep import sweep
from tests import people
from tests.alerts import BUSY, OPERATOR, REFUSED, SETTINGS, MailRoom, alerts
from tests.office import address
from tests.walk_desk import DeskWalk

LAST_DAY = date(2031, 12, 31)
LIST = "Naam convenant;Partijen;Einddatum\nConvenant %s;Gemeente, politie;31-12-2027\n"


class Walk(DeskWalk):
    """A register on some day, and what can be done with it."""

    last_list = ""

    async def some(self) -> tuple[Office, Actor, str, int]:
        """Somebody with an agreement in hand; now and then as it was a moment ago."""
        agreement = await self.agreement()
        stale = self.chosen.random() < 0.05
        return self.office, self.anybody(), agreement.reference, agreement.revision - stale

    async def agreement(self) -> Agreement:
        if not self.references:
            await self.new()
        return (await agreements.load(self.chosen.choice(self.references[-6:]))).agreement

    async def new(self) -> None:
        starts_on = self.day + timedelta(days=self.chosen.randrange(60))
        ends_on = starts_on + timedelta(days=self.chosen.choice([364, 500, 729, 1095]))
        content = people.complete_content(
            starts_on=starts_on, ends_on=ends_on, review_dates=(starts_on + timedelta(days=200),)
        )
        owner = self.chosen.choice([people.HENK.id, people.SANNE.id, None])
        made = await register(self.office, people.PETRA, content, stewardship=Stewardship(owner_id=owner))
        self.references.append(made.reference)

    async def changed(self) -> None:
        office, _, reference, revision = await self.some()
        content = (await agreements.load(reference)).agreement.content
        changes: list[dict[str, Any]] = [
            {"title": f"Titel {revision}"},
            {"parties": content.parties[:2], "flows": ()},
            {"department": "Zorg"},
        ]
        if content.ends_on:
            changes.append({"ends_on": content.ends_on + timedelta(days=self.chosen.choice([-30, 30]))})
        change = self.chosen.choice(changes)
        await amend(office, people.PETRA, reference, revision, replace(content, **change))

    async def reported(self) -> None:
        old = await register(self.office, people.PETRA, Content(title=f"Oud convenant {next(self.lists)}"))
        self.references.append(old.reference)
        await report_old(self.office, self.anybody(), old.reference, old.revision, "Wonen")

    async def approved(self) -> None:
        """The road that is refused least, so that the walk does not stay among drafts."""
        office, _, reference, revision = await self.some()
        await submit(office, people.PETRA, reference, revision, "Een andere wijk")
        head = replace(people.HENK, department=(await agreements.load(reference)).agreement.latest.department)
        await approve(office, head, reference, revision + 1)

    async def approved_by_somebody(self) -> None:
        said = self.chosen.choice([None, None, Reactions(count=2, answer="De termijn is korter")])
        await approve(*await self.some(), said)

    async def published_as_plan(self) -> None:
        """Then often approved, once the time to react has passed."""
        office, _, reference, revision = await self.some()
        await submit(office, people.PETRA, reference, revision, "Een andere wijk")
        await publish_plan(office, people.SANNE, reference, revision + 1)
        if self.chosen.random() < 0.6:
            self.day += timedelta(days=30)
            await approve(self.office, people.SANNE, reference, revision + 2, Reactions(count=0, answer=""))

    async def plan_withdrawn(self) -> None:
        waiting = [one for one in self.references if (await agreements.load(one)).agreement.open_plan]
        office, who, reference, revision = await self.some()
        if waiting:
            reference = self.chosen.choice(waiting)
            revision = (await agreements.load(reference)).agreement.revision
        await withdraw_plan(office, who, reference, revision, "Het kan met minder gegevens")

    async def submitted(self) -> None:
        await submit(*await self.some())

    async def sent_back(self) -> None:
        await send_back(*await self.some(), "Nog niet")

    async def recalled(self) -> None:
        await recall(*await self.some())

    async def suspended(self) -> None:
        until_on = self.chosen.choice([None, self.day + timedelta(days=30)])
        await suspend(*await self.some(), self.day, until_on, "Audit")

    async def resumed(self) -> None:
        await resume(*await self.some())

    async def rested_longer_or_shorter(self) -> None:
        until_on = self.chosen.choice([None, self.day, self.day + timedelta(days=60)])
        await extend_suspension(*await self.some(), until_on, "Duurt anders")

    async def planned_to_rest(self) -> None:
        from_on = self.day + timedelta(days=self.chosen.choice([10, 40]))
        await suspend(*await self.some(), from_on, from_on + timedelta(days=5), "Verhuizing")

    async def called_a_rest_off(self) -> None:
        place = await self.some()
        resting = (await agreements.load(place[2])).agreement.suspensions
        from_on = resting[-1].from_on if resting else self.day
        await cancel_suspension(*place, from_on, "Gaat niet door")

    async def terminated(self) -> None:
        await terminate(*await self.some(), self.day + timedelta(days=self.chosen.choice([0, 20])), "Doel bereikt")

    async def thought_again(self) -> None:
        await withdraw_termination(*await self.some(), "Toch niet")

    async def thrown_away(self) -> None:
        await withdraw(*await self.some(), "Dubbel")

    async def reviewed(self) -> None:
        place = await self.some()
        planned = open_reviews((await agreements.load(place[2])).agreement)
        planned_on = self.chosen.choice([None, *(one.planned_on for one in planned)])
        await record_review(*place, done_on=self.day, planned_on=planned_on, **people.ANSWERS)

    async def asked_for_a_review(self) -> None:
        asked = people.asked(self.day + timedelta(days=90), self.day, self.chosen.choice(list(AskedBy)))
        await ask_review(*await self.some(), **asked)

    async def decided(self) -> None:
        await decide(*await self.some(), self.chosen.choice(list(DecisionKind)))

    async def renewed(self) -> None:
        self.references.append((await renew(*await self.some()))[1].reference)

    async def destroyed(self) -> None:
        place = await self.some()
        receiver, why = self.chosen.choice(people.RECEIVERS), self.chosen.choice(["", "Er was een kopie"])
        await confirm_destruction(*place, people.destruction(receiver, done_on=self.day, correction=why))

    async def closed(self) -> None:
        await close(*await self.some())

    async def assigned(self) -> None:
        lead_days = self.chosen.choice([(), (45, 10), (0,)])
        owner, deputy = self.chosen.sample([people.HENK.id, people.BRAM.id, people.PETRA.id, None], 2)
        await assign(*await self.some(), Stewardship(owner_id=owner, deputy_id=deputy, lead_days=lead_days))

    async def postponed(self) -> None:
        place = await self.some()
        waiting = [one for one in deadlines((await agreements.load(place[2])).agreement) if not one.is_settled]
        if waiting:
            one = self.chosen.choice(waiting)
            until_on = self.day + timedelta(days=self.chosen.choice([1, 7, 30]))
            await snooze(*place, one.kind, one.subject, until_on, "Wacht op de raad")

    async def tried_again(self) -> None:
        for failed in (await alerts(MessageState.FAILED))[:2]:
            await send_again(self.office, self.anybody(), failed.id)

    async def imported(self) -> None:
        """A new list, or the last one with another end: what became of its agreement meanwhile may be anything."""
        again = self.chosen.random() < 0.3 and self.last_list
        self.last_list = self.last_list if again else LIST % next(self.lists)
        body = self.last_list.replace("31-12-2027", "30-11-2027" if again else "31-12-2027").encode()
        await import_file(self.office, people.PETRA, "lijst.csv", body, apply=True)
        rows = await fetch("SELECT reference FROM agreement ORDER BY id DESC LIMIT 1", {})
        self.references.append(rows[0]["reference"])

    async def import_undone(self) -> None:
        stored = [run for run in await runs.runs(self.office, people.PETRA) if run.state is RunState.STORED]
        if stored:
            await runs.undo(people.PETRA, self.chosen.choice(stored[:3]).id)
            await work_on(lambda: self.office)

    async def planned(self) -> None:
        await sweep(self.office)

    async def delivered(self) -> None:
        moods: list[dict[str, Exception]] = [{}, {}, {"*": REFUSED}, {address(people.HENK): BUSY}]
        await deliver(SETTINGS, lambda: Moment(self.office.now, self.day), MailRoom(self.chosen.choice(moods)))

    async def published(self) -> None:
        await publish_head(self.office)

    async def held(self) -> None:
        await hold_alerts.hold_alerts(self.office, OPERATOR, restored=self.chosen.random() < 0.3)

    async def released(self) -> None:
        await hold_alerts.release_alerts(self.office, OPERATOR, again=self.chosen.random() < 0.3)

    def steps(self) -> list[tuple[Callable[[], Awaitable[None]], int]]:
        """What can happen, and how often beside the rest."""
        return [
            (self.approved, 8),
            *((step, 6) for step in (self.planned, self.delivered)),
            *((step, 4) for step in (self.new, self.changed, self.published, self.postponed, self.assigned)),
            *((step, 4) for step in (self.decided, self.reviewed, self.renewed, self.destroyed, self.tried_again)),
            *((step, 2) for step in (self.submitted, self.approved_by_somebody, self.sent_back, self.recalled)),
            *((step, 2) for step in (self.rested_longer_or_shorter, self.planned_to_rest, self.called_a_rest_off)),
            *((step, 2) for step in (self.thought_again, self.thrown_away, self.suspended, self.resumed)),
            *((step, 2) for step in (self.terminated, self.closed, self.chose_mail, self.signed_in)),
            *(
                (step, 1)
                for step in (self.imported, self.import_undone, self.came_and_went, self.opened_a_link, self.hired)
            ),
            *((step, 1) for step in (self.made_a_feed, self.took_a_feed_back, self.held, self.released)),
            *((step, 1) for step in (self.changed_a_situation, self.arranged_the_situations)),
            *((step, 1) for step in (self.made_a_key, self.used_a_key, self.ended_a_key)),
            *((step, 1) for step in (self.made_a_webhook, self.told_a_webhook_again, self.ended_a_webhook)),
            (self.told_webhooks, 3),
            *((step, 3) for step in (self.asked_a_question, self.confirmed_a_question, self.handled_a_question)),
            *((step, 1) for step in (self.passed_on_a_correction, self.saw_to_the_desk)),
            *((step, 1) for step in (self.changed_somebody, self.signed_somebody_out, self.forgot_somebody)),
            *((step, 1) for step in (self.reported, self.tidied, self.plan_withdrawn)),
            *((step, 2) for step in (self.published_as_plan, self.asked_for_a_review)),
        ]
