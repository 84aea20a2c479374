"""Looks at the register and at the model, and says where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from agreements.domain.lifecycle import status_on
from agreements.domain.record import Record
from agreements.publication.public_ical import Edition, events_of
from agreements.publication.public_record import PublicRecord, public_record
from agreements.publication.published import published
from agreements.storage import agreements, publicity
from agreements.storage.deadlines import StoredDeadline, of_agreements
from agreements.texts import Texts
from tests.model import offered
from tests.model.rules.days import DAY
from tests.model.rules.due import deadlines
from tests.model.rules.facts import Case, World
from tests.model.rules.standing import ENDED, follower, public_status, status, still_to_show

HOST = "afspraken.example.org"
ZONE = ZoneInfo("Europe/Amsterdam")
CANCELLED_FOR = timedelta(days=30)


@dataclass
class Shown:
    """An event as subscribers saw it last."""

    sequence: int
    body: bytes
    is_cancelled: bool
    seen_on: date


@dataclass
class Eyes:
    """One history as it is seen: what was compared, and what calendars hold."""

    counted: Counter[str] = field(default_factory=Counter)
    events: dict[str, Shown] = field(default_factory=dict)

    async def differences(self, world: World, references: dict[str, str], today: date) -> list[str]:
        """What the register says otherwise than the model, a line each."""
        letters = {reference: letter for letter, reference in references.items()}
        records = {name: await agreements.load(reference) for name, reference in references.items()}
        rows = await of_agreements([record.id for record in records.values()])
        visible = await publicity.visible_changes(list(letters))
        linkable = await publicity.public_references(list(letters))
        found: list[str] = []
        for name, record in records.items():
            case = world[name]
            found += [f"{name} {line}" for line in self._status(case, record, today)]
            found += [
                f"{name} {line}" for line in offered.differences(world, case, record.agreement, today, self.counted)
            ]
            found += [f"{name} {line}" for line in self._deadlines(world, case, record, rows)]
            if case.is_approved:
                shown = public_record(
                    published(record.agreement, linkable), today, f"https://{HOST}", visible[record.agreement.reference]
                )
                found += [f"{name} {line}" for line in self._public(world, case, shown, letters, today)]
                found += [f"{name} {line}" for line in self._calendar(case, shown, today)]
        return found

    def _status(self, case: Case, record: Record, today: date) -> Iterator[str]:
        days = {today - DAY, today, today + DAY, case.terms.starts_on, case.terms.starts_on - DAY}
        days |= {case.last_day, case.last_day + DAY}
        for day in sorted(days):
            self.counted["statuses"] += 1
            said, right = status_on(record.agreement, day).value, status(case, day)
            if said != right:
                yield f"on {day} is {said}, should be {right}"

    def _deadlines(self, world: World, case: Case, record: Record, rows: list[StoredDeadline]) -> Iterator[str]:
        right = deadlines(world, case)
        said = {(str(row.kind), row.subject): row for row in rows if row.agreement_id == record.id}
        for key in sorted({*right, *said}):
            self.counted["deadlines"] += 1
            row, due = said.get(key), right.get(key)
            if due is None:
                if row is not None and not row.is_settled:
                    yield f"has a deadline {key} on {row.due_on} that does not follow"
            elif row is None:
                yield f"has no deadline {key} on {due.on}"
            elif row.is_settled != due.is_settled or (row.due_on != due.on and not due.is_settled):
                yield f"{key} is on {row.due_on} settled={row.is_settled}, should be {due.on} settled={due.is_settled}"

    def _public(
        self, world: World, case: Case, shown: PublicRecord, letters: dict[str, str], today: date
    ) -> Iterator[str]:
        ended = status(case, today) in ENDED
        heir = follower(world, case)
        right: dict[str, Any] = {
            "status": public_status(case, today),
            "successor": heir.name if heir else None,
            "undestroyed": sorted(still_to_show(world, case)) if ended else [],
        }
        said: dict[str, Any] = {
            "status": shown.status.value,
            "successor": letters.get(shown.successor or ""),
            "undestroyed": sorted(shown.undestroyed),
        }
        means_something = today <= case.last_day and case.terminated_on is None and heir is None
        right["decide_by"] = case.terms.decide_by if means_something else None
        said["decide_by"] = shown.decide_by
        for name, value in right.items():
            self.counted["public answers"] += 1
            if said[name] != value:
                yield f"public {name} is {said[name]}, should be {value}"

    def _calendar(self, case: Case, shown: PublicRecord, today: date) -> Iterator[str]:
        """Names stay, what changes has a higher number, and what goes was cancelled first."""
        bodies = events_of(shown, Edition(today, HOST, ZONE, Texts()))
        now: dict[str, Shown] = {}
        for body in bodies:
            lines = dict(line.split(":", 1) for line in _unfolded(body) if ":" in line)
            now[lines["UID"]] = Shown(int(lines["SEQUENCE"]), body, lines["STATUS"] == "CANCELLED", today)
        self.counted["events"] += len(now)
        prefix = f"{shown.reference}-"
        for uid, one in now.items():
            before = self.events.get(uid)
            if before and before.body != one.body and one.sequence <= before.sequence:
                yield f"calendar {uid} changed without a higher SEQUENCE ({one.sequence})"
        for uid, before in self.events.items():
            is_due = uid.startswith(prefix) and uid not in now and not before.is_cancelled
            if is_due and today - before.seen_on <= CANCELLED_FOR:
                yield f"calendar {uid} vanished without being cancelled"
        end = now.get(f"{prefix}einde@{HOST}")
        if end is None or (end.is_cancelled and not case.is_called_off):
            yield "calendar does not confirm its last day"
        wanted = {f"{prefix}evaluatie-{number}@{HOST}" for number, one in case.plan.items() if not one.is_dropped}
        reviews = {uid for uid, one in now.items() if "-evaluatie-" in uid and not one.is_cancelled}
        past_end = {
            f"{prefix}evaluatie-{number}@{HOST}"
            for number, one in case.plan.items()
            if one.on > case.last_day and not one.done_on
        }
        if reviews != wanted - past_end:
            yield f"calendar shows the reviews {sorted(reviews)}, should be {sorted(wanted - past_end)}"
        self.events |= now


def _unfolded(body: bytes) -> list[str]:
    """The lines of an event."""
    return body.decode().replace("\r\n ", "").split("\r\n")
