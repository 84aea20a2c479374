"""An office in Amsterdam lives for years with the real register: people change things, and some days it is at work."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from agreements.clock import Moment, moment_at
from agreements.domain.agreement import Agreement, Stewardship
from agreements.domain.deadlines import KINDS, DeadlineKind, ladder_for
from agreements.domain.digest import Rhythm
from agreements.domain.due_dates import DEFAULT_NOTICE_MONTHS
from agreements.domain.errors import AgreementError
from agreements.domain.ladder import audience_of
from agreements.domain.lifecycle import missed_reviews
from agreements.domain.record import Record
from agreements.domain.review_plan import oldest_recent
from agreements.domain.snooze import postponable
from agreements.domain.term import add_months
from agreements.services.choose_mail import choose_mail
from agreements.services.office import Office, office_at
from agreements.services.recipients import recipients_of
from agreements.services.record_review import record_review
from agreements.services.snooze import snooze
from agreements.storage import agreements
from agreements.storage.database.transaction import as_date, fetch
from agreements.storage.deadlines import StoredDeadline, of_agreements
from agreements.storage.messages.outbox import told_rungs_of
from agreements.storage.people import accounts
from scheduler.delivery import deliver
from scheduler.sweep import sweep
from tests.alerts import SETTINGS, MailRoom, entrust
from tests.faults.deeds import all_gone, amend_to, asked_of
from tests.faults.silence import silent_ends
from tests.faults.turns import Turns
from tests.office import in_force
from tests.people import HENK, PETRA, POLICY, SANNE, review

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FIRST = date(2026, 1, 1)
LAST_SECOND = 24 * 3600 - 1
STARTS = (FIRST, date(2026, 3, 1), date(2028, 2, 29), date(2029, 11, 1), date(2031, 1, 1))
"""When an agreement comes into force, each for three years at first."""

MOVES, SNOOZES, HANDOVERS, CHOICES, TURNS = 1 / 120, 1 / 40, 1 / 120, 1 / 120, 1 / 12
"""How often on a day somebody moves an end, postpones a reminder, hands an agreement over, chooses how to be told, or
does something else that matters for its end."""

WEEKS_OVERDUE = timedelta(weeks=2)

Key = tuple[int, DeadlineKind, str]


@dataclass
class Life:
    """A deadline from the day it got its date until that date moved, or it was settled."""

    due_on: date
    armed_count: int
    since: date
    ran_on: set[date] = field(default_factory=set)
    silent_on: set[date] = field(default_factory=set)
    told_on: set[date] = field(default_factory=set)

    def chances(self, kind: DeadlineKind, *, last_days: int | None) -> set[date]:
        """The days on which it could be announced in time; for who wants the overview of the `last_days` only."""
        days = KINDS[kind].ladder.rungs[0][0]
        first = self.due_on - timedelta(days=days if last_days is None else min(days, last_days))
        return {day for day in self.ran_on - self.silent_on if max(first, self.since) <= day <= self.due_on}


def is_up(chosen: random.Random) -> Iterator[bool]:
    """The service runs for a while, and is then down for up to forty days; for ever."""
    while True:
        yield from itertools.repeat(True, chosen.randint(1, 150))
        yield from itertools.repeat(False, chosen.randint(0, 40))


class Years:
    """What happened: every life of every deadline, and how often each mail was sent."""

    def __init__(self, seed: int, count: int, *, weekly: bool) -> None:
        self._last = last_day(FIRST, count)
        self._chosen = random.Random(seed)
        self._second = self._chosen.randint(0, LAST_SECOND)
        self._weekly = weekly
        self._open: dict[Key, Life] = {}
        self._ids: list[int] = []
        self._known: dict[int, Record] = {}
        self.lives: list[tuple[Key, Life]] = []
        self.mails: Counter[str] = Counter()
        self.changes: Counter[str] = Counter()
        self.turns = Turns(self._chosen)
        self.silent_ends: set[tuple[str, date]] = set()
        """Agreements of whose end nobody takes care and nobody hears, by the day of that end."""

    async def live(self) -> None:
        """Every day from the first to the last, at one second of the day in UTC: near midnight in Amsterdam the clock
        changes skip a day of the office, or give one twice."""
        up = is_up(self._chosen)
        for number in range((self._last - FIRST).days + 1):
            midnight = datetime.combine(FIRST, datetime.min.time(), UTC) + timedelta(days=number)
            moment = moment_at(midnight + timedelta(seconds=self._second), AMSTERDAM)
            await self._act(moment)
            await self._note(moment.today)
            if next(up):
                await self._serve(moment)
        self.lives += self._open.items()

    async def _act(self, moment: Moment) -> None:
        """What people do on a day, whether the service that sends mail runs or not."""
        office = office_at(moment, POLICY)
        if moment.now.date() in STARTS:
            await self._agree(office)
        await self._do_what_is_long_overdue(office)
        for often, act in (
            (MOVES, self._move),
            (SNOOZES, self._postpone),
            (HANDOVERS, self._hand_over),
            (CHOICES, self._choose),
        ):
            if self._chosen.random() < often:
                self.changes[act.__name__.strip("_")] += await allowed(act(office))
        if self._chosen.random() < TURNS:
            await self.turns.take(office, await self._one(office))
        await self.turns.take_back(office)
        self._ids += [number for number in self.turns.made if number not in self._ids]

    async def _agree(self, office: Office) -> None:
        starts_on = office.today
        content = {"starts_on": starts_on, "ends_on": last_day(starts_on, 3), "review_dates": (last_day(starts_on, 1),)}
        agreement = await in_force(starts_on, **content)
        await entrust(agreement, Stewardship(owner_id=HENK.id), starts_on)
        self._ids.append((await agreements.load(agreement.reference)).id)

    async def _do_what_is_long_overdue(self, office: Office) -> None:
        """Until then everybody hears of it every week."""
        for agreement in await self._agreements():
            for planned_on in missed_reviews(agreement, office.today - WEEKS_OVERDUE):
                done = asked_of(review(done_on=office.today, planned_on=planned_on))
                agreement = await record_review(office, PETRA, agreement.reference, agreement.revision, **done)
            if (agreement.last_day or self._last) + WEEKS_OVERDUE <= office.today and not agreement.closed_on:
                await all_gone(office, agreement)

    async def _one(self, office: Office) -> Agreement | None:
        """Some agreement that has not ended."""
        running = [one for one in await self._agreements() if (one.last_day or FIRST) > office.today]
        return self._chosen.choice(running) if running else None

    async def _move(self, office: Office) -> bool:
        """Another end, within the bounds of the term: one that can still be decided about; a later one on a review."""
        agreement = await self._one(office)
        if agreement is None or agreement.content.starts_on is None or agreement.last_day is None:
            return False
        starts_on = agreement.content.starts_on
        earliest = max(add_months(office.today, DEFAULT_NOTICE_MONTHS + 1), last_day(starts_on, 1))
        days = (last_day(starts_on, 3) - earliest).days
        if days < 0:
            return False
        ends_on = earliest + timedelta(days=self._chosen.randint(0, days))
        if ends_on > agreement.last_day:
            if office.today < oldest_recent(agreement, office.today):
                return False
            done = asked_of(review(done_on=office.today))
            agreement = await record_review(office, PETRA, agreement.reference, agreement.revision, **done)
        await amend_to(office, agreement, ends_on)
        return True

    async def _postpone(self, office: Office) -> bool:
        agreement = await self._one(office)
        found = postponable(agreement, office.today) if agreement else ()
        if agreement is None or not found:
            return False
        deadline = self._chosen.choice(found)
        until_on = office.today + timedelta(days=self._chosen.randint(1, (deadline.due_on - office.today).days))
        about = (agreement.reference, agreement.revision, deadline.kind, deadline.subject)
        await snooze(office, PETRA, *about, until_on, "De raad besluit later")
        return True

    async def _hand_over(self, office: Office) -> bool:
        agreement = await self._one(office)
        if agreement is None:
            return False
        owner, deputy = self._chosen.choice([HENK.id, SANNE.id, None]), self._chosen.choice([SANNE.id, PETRA.id, None])
        await entrust(agreement, Stewardship(owner_id=owner, deputy_id=deputy), office.today)
        return True

    async def _choose(self, office: Office) -> bool:
        rhythm = self._chosen.choice(list(Rhythm)) if self._weekly else Rhythm.AT_ONCE
        await choose_mail(office, self._chosen.choice([HENK, SANNE, PETRA]), rhythm, "nl")
        return True

    async def _agreements(self) -> list[Agreement]:
        """All of them as they stand; only what changed is read again."""
        revisions = {row["id"]: row["revision"] for row in await fetch("SELECT id, revision FROM agreement", {})}
        known = {number: record.agreement.revision for number, record in self._known.items()}
        changed = [number for number in self._ids if known.get(number) != revisions[number]]
        self._known |= await agreements.load_ids(changed) if changed else {}
        return [self._known[number].agreement for number in self._ids]

    async def _note(self, today: date) -> None:
        """Deadlines that came, moved, were opened again or were settled."""
        rows = {(row.agreement_id, row.kind, row.subject): row for row in await self._rows() if not row.is_settled}
        for key in [
            key for key, life in self._open.items() if key not in rows or rows[key].armed_count != life.armed_count
        ]:
            self.lives.append((key, self._open.pop(key)))
        for key, row in rows.items():
            self._open.setdefault(key, Life(row.due_on, row.armed_count, today))

    async def _rows(self) -> list[StoredDeadline]:
        return await of_agreements(self._ids)

    async def _serve(self, moment: Moment) -> None:
        """The service sweeps and delivers."""
        for row in await self._rows():
            life = self._open.get((row.agreement_id, row.kind, row.subject))
            if life:
                life.ran_on.add(moment.today)
                if row.snoozed_until and moment.today < row.snoozed_until:
                    life.silent_on.add(moment.today)
        planned = await sweep(office_at(moment, POLICY))
        if planned.planned or planned.digests or self._weekly:
            room = MailRoom()
            await deliver(SETTINGS, lambda: moment, room)
            self.mails.update(str(mail["Message-ID"]) for mail in room.sent)
            await self._hear(moment)
        if planned.deadlines:
            await self._nobody_is_left_uninformed()
        self.silent_ends |= await silent_ends(self._ids, moment.today)

    async def _nobody_is_left_uninformed(self) -> None:
        """The rung nearest to a deadline that nobody put off was told to all it concerns now, or waits for them."""
        people, told = await accounts.active(), await told_rungs_of(self._ids)
        found = dict(zip(self._ids, await self._agreements(), strict=True))
        for row in await self._rows():
            rungs = told[row.agreement_id].get((row.kind, row.subject, row.armed_count))
            if rungs and not row.is_settled and not row.snoozed_until:
                agreement = found[row.agreement_id]
                audience = audience_of(ladder_for(row.kind, agreement), min(rungs))
                concerned = {one.account_id for one in recipients_of(audience, agreement, people)}
                assert concerned <= await informed(row, min(rungs)), "somebody was left uninformed"

    async def _hear(self, moment: Moment) -> None:
        rows = await fetch(
            "SELECT agreement_id, deadline_kind, subject, armed, due_on FROM outbox"
            " WHERE sent_at = :now AND deadline_kind <> ''",
            {"now": moment.now},
        )
        for row in rows:
            life = self._open.get((row["agreement_id"], DeadlineKind(row["deadline_kind"]), row["subject"]))
            assert life is not None, "somebody was told of a deadline that is settled"
            assert (life.armed_count, life.due_on) == (row["armed"], as_date(row["due_on"])), (
                "told of a date that moved"
            )
            life.told_on.add(moment.today)


async def informed(row: StoredDeadline, rung: int) -> set[str | None]:
    """Who was told of a rung, or will be."""
    rows = await fetch(
        "SELECT recipient_id FROM outbox WHERE agreement_id = :id AND deadline_kind = :kind AND subject = :subject"
        " AND armed = :armed AND rung = :rung AND state IN ('sent', 'waiting')",
        {"id": row.agreement_id, "kind": row.kind, "subject": row.subject, "armed": row.armed_count, "rung": rung},
    )
    return {found["recipient_id"] for found in rows}


def last_day(starts_on: date, years: int) -> date:
    """The last day of a term of whole years; 29 February counts as the 28th in a common year."""
    day = 28 if (starts_on.month, starts_on.day) == (2, 29) else starts_on.day
    return date(starts_on.year + years, starts_on.month, day) - timedelta(days=1)


async def allowed(act: Awaitable[bool]) -> bool:
    """Whether it was done; what the rules refuse was not."""
    try:
        return await act
    except AgreementError:
        return False
