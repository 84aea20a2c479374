"""What follows from other columns is recomputed and compared: search columns, parties, suspensions, deadlines, and the
day on which each deadline next has something to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from agreements.content_json import (
    agreement_columns,
    content_from_json,
    is_found_by_the_same,
    says_the_same,
    version_columns,
)
from agreements.domain.agreement import Agreement
from agreements.domain.content import Content
from agreements.domain.deadlines import Deadline, deadlines, ladder_for
from agreements.domain.errors import RegisterChanged
from agreements.domain.ladder import next_alert_on
from agreements.domain.record import Record
from agreements.storage import agreements, snoozes
from agreements.storage import deadlines as stored_deadlines
from agreements.storage.deadlines import StoredDeadline
from agreements.storage.messages import outbox
from agreements.storage.messages.outbox import Told
from agreements.storage.trail import inspection
from agreements.storage.trail.fingerprints import canonical


async def check_what_follows(ids: Sequence[int]) -> None:
    """Recompute all that follows for some agreements. Raises `RegisterChanged`; ValueError for what is unreadable."""
    records = await agreements.load_ids(list(ids))
    await _check_versions(records)
    await _check_rests(records)
    await check_deadlines(records)


async def _check_versions(records: Mapping[int, Record]) -> None:
    parties: dict[tuple[int, int], list[Mapping[str, Any]]] = defaultdict(list)
    for row in await inspection.parties(list(records)):
        parties[row["agreement_id"], row["number"]].append(row)
    approved: dict[int, int] = defaultdict(int)
    for row in await inspection.versions(list(records)):
        agreement, content = records[row["agreement_id"]].agreement, content_from_json(row["content"])
        about = f"{agreement.reference} version {row['number']}"
        _check_columns(about, row, agreement, content)
        named = [{"position": n, "name": p.name, "kind": p.kind.value} for n, p in enumerate(content.parties)]
        found = [{name: row[name] for name in ("position", "name", "kind")} for row in parties.pop(_key(row), [])]
        if found != named:
            raise RegisterChanged(about=about, problem="its parties were changed")
        approved[row["agreement_id"]] += row["status"] == "approved"
    for row in await inspection.agreements(list(records)):
        if row["version"] != approved[row["id"]]:
            raise RegisterChanged(about=row["reference"], problem="another version is in force than was approved last")
    for agreement_id, number in parties:
        about = f"{records[agreement_id].agreement.reference} version {number}"
        raise RegisterChanged(about=about, problem="parties of a version that is not there")


def _check_columns(about: str, row: Mapping[str, Any], agreement: Agreement, content: Content) -> None:
    """What is stored beside a version, against its content; an earlier version of the register may have said less."""
    expected = version_columns(agreement.reference, content)
    del expected["content"]
    if not says_the_same(row["content"], content):
        raise RegisterChanged(about=about, problem="content does not follow from what was recorded")
    if not is_found_by_the_same(row["search_text"], str(expected.pop("search_text"))):
        raise RegisterChanged(about=about, problem="search_text does not follow from what was recorded")
    _same(about, row, {**expected, "registered_on": agreement.registered_on})


def _key(row: Mapping[str, Any]) -> tuple[int, int]:
    return row["agreement_id"], row["number"]


async def _check_rests(records: Mapping[int, Record]) -> None:
    rests: dict[int, list[tuple[object, object]]] = defaultdict(list)
    for row in await inspection.suspensions(list(records)):
        rests[row["agreement_id"]].append((canonical(row["from_on"]), canonical(row["until_on"])))
    for row in await inspection.agreements(list(records)):
        agreement = records[row["id"]].agreement
        _same(agreement.reference, row, agreement_columns(agreement))
        expected = [
            (canonical(first), canonical(last)) for first, last in (s.days for s in agreement.suspensions if s.days)
        ]
        if sorted(rests[row["id"]], key=str) != sorted(expected, key=str):
            raise RegisterChanged(about=agreement.reference, problem="its suspensions were changed")


async def check_deadlines(records: Mapping[int, Record]) -> None:
    """Raises `RegisterChanged` with the first deadline that does not follow from its agreement."""
    ids = list(records)
    told, ever_told = await outbox.told_rungs_of(ids), await outbox.told_rungs_of(ids, even_withdrawn=True)
    postponed = await snoozes.newest_of(ids)
    rows: dict[int, list[StoredDeadline]] = defaultdict(list)
    for row in await stored_deadlines.of_agreements(ids):
        rows[row.agreement_id].append(row)
    for agreement_id, record in records.items():
        expected = {(deadline.kind, deadline.subject): deadline for deadline in deadlines(record.agreement)}
        for row in rows[agreement_id]:
            about = f"{record.agreement.reference} {row.kind} {row.subject}".rstrip()
            _check_row(about, row, expected.pop((row.kind, row.subject), None))
            if row.is_settled:
                _check_at_rest(about, row)
            else:
                _check_snooze(about, row, postponed.get((agreement_id, row.kind, row.subject)))
                _check_next(about, record.agreement, row, told[agreement_id], ever_told[agreement_id])
        if expected:
            raise RegisterChanged(about=record.agreement.reference, problem="a deadline of it is gone")


def _check_row(about: str, row: StoredDeadline, deadline: Deadline | None) -> None:
    """One that no longer follows from the record stays behind, settled."""
    if deadline is None:
        if not row.is_settled:
            raise RegisterChanged(about=about, problem="this deadline does not follow from the agreement")
    elif (row.due_on, row.is_settled) != (deadline.due_on, deadline.is_settled):
        raise RegisterChanged(about=about, problem="this deadline is not the one that follows from the agreement")


def _check_at_rest(about: str, row: StoredDeadline) -> None:
    if row.snoozed_until or row.next_alert_on:
        raise RegisterChanged(about=about, problem="it is settled, and yet something about it is still to come")


def _check_snooze(about: str, row: StoredDeadline, newest: date | None) -> None:
    if row.snoozed_until not in (None, newest):
        raise RegisterChanged(about=about, problem="nobody postponed its reminder until that day")


def _check_next(about: str, agreement: Agreement, row: StoredDeadline, told: Told, ever_told: Told) -> None:
    """A message that was taken back may count as told or not, as it was taken back before or after the sweep's sum.

    Somebody new may have to be told earlier.
    """
    ladder, key = ladder_for(row.kind, agreement), (row.kind, row.subject, row.armed_count)
    days = {
        next_alert_on(ladder, row.due_on, told=some.get(key, frozenset()), snoozed_until=row.snoozed_until)
        for some in (told, ever_told)
    }
    is_earlier = row.is_handed_over and row.next_alert_on is not None and row.next_alert_on <= max(days)
    if row.next_alert_on not in days and not is_earlier:
        raise RegisterChanged(about=about, problem="its next alert was put on another day")


def _same(about: str, row: Mapping[str, Any], expected: Mapping[str, object]) -> None:
    for name, value in expected.items():
        if name in row and canonical(row[name]) != canonical(value):
            raise RegisterChanged(about=about, problem=f"{name} does not follow from what was recorded")
