"""Rule 6: who is told how long before a deadline, also when the register did not run for weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from agreements.domain.agreement import Stewardship
from agreements.domain.deadlines import KINDS, DeadlineKind, ladder_for
from agreements.domain.deadlines.kinds.kept import KEPT
from agreements.domain.ladder import (
    AlertDue,
    Audience,
    Ladder,
    alert_due,
    audience_of,
)
from tests.people import approved

EXPIRY = KINDS[DeadlineKind.EXPIRY].ladder
DUE_ON = date(2027, 12, 31)

OWNER = {Audience.OWNER}
OWNERS = {Audience.OWNER, Audience.DEPUTY}
WITH_OFFICER = OWNERS | {Audience.PRIVACY_OFFICER}
WITH_DPO = WITH_OFFICER | {Audience.DATA_PROTECTION_OFFICER}
EVERYONE = WITH_DPO | {Audience.SECRETARY}


def days_before(days: int) -> date:
    return DUE_ON - timedelta(days=days)


def on(days: int, told: set[int] | None = None, snoozed_until: date | None = None) -> AlertDue | None:
    """What is due so many days before the end, when these rungs were told already."""
    return alert_due(EXPIRY, DUE_ON, days_before(days), told=told or set(), snoozed_until=snoozed_until)


TABLE: list[tuple[DeadlineKind, list[tuple[int, set[Audience]]], set[Audience]]] = [
    (
        DeadlineKind.EXPIRY,
        [(180, OWNER), (90, OWNERS), (60, OWNERS)] + [(day, WITH_OFFICER) for day in (30, 14, 7, 1, 0)],
        EVERYONE,
    ),
    (
        DeadlineKind.DECISION,
        [(60, OWNER), (30, OWNERS), (14, OWNERS), (7, WITH_OFFICER), (0, WITH_OFFICER)],
        WITH_OFFICER,
    ),
    (DeadlineKind.REVIEW, [(60, OWNER), (30, OWNERS), (14, OWNERS), (0, WITH_OFFICER)], WITH_DPO),
    (DeadlineKind.DESTRUCTION, [(day, WITH_OFFICER) for day in (30, 14, 0)], WITH_DPO),
    (KEPT, [(day, WITH_OFFICER) for day in (30, 0)], WITH_DPO),
]


@pytest.mark.parametrize(("kind", "rungs", "overdue"), TABLE)
def test_each_kind_of_deadline_has_the_ladder_that_was_agreed(
    kind: DeadlineKind, rungs: list[tuple[int, set[Audience]]], overdue: set[Audience]
) -> None:
    assert [(day, set(audience)) for day, audience in KINDS[kind].ladder.rungs] == rungs
    assert set(KINDS[kind].ladder.overdue) == overdue


def test_there_is_a_ladder_for_every_kind_and_nobody_is_dropped_on_the_way_down() -> None:
    assert {kind for kind, _, _ in TABLE} == set(KINDS)
    for ladder in [row.ladder for row in KINDS.values()]:
        told = [set(audience) for _, audience in ladder.rungs] + [set(ladder.overdue)]
        assert all(before <= after for before, after in pairwise(told))


@pytest.mark.parametrize(
    ("left", "last_told", "rung", "superseded"),
    [
        (200, None, None, ()),
        (181, None, None, ()),
        (180, None, 180, ()),
        (179, None, 180, ()),
        (179, 180, None, ()),
        (91, 180, None, ()),
        (90, 180, 90, ()),
        (75, None, 90, (180,)),
        (20, 90, 30, (60,)),
        (1, 7, 1, ()),
        (0, None, 0, (180, 90, 60, 30, 14, 7, 1)),
        (0, 1, 0, ()),
        (-1, 0, None, ()),
        (-1, 1, 0, ()),
        (-6, 0, None, ()),
        (-7, 0, -7, ()),
        (-13, -7, None, ()),
        (-14, -7, -14, ()),
        (-22, 0, -21, (-7, -14)),
        (-22, None, -21, (180, 90, 60, 30, 14, 7, 1, 0, -7, -14)),
        (40, 30, None, ()),
    ],
)
def test_the_rung_that_applies_goes_out_and_those_it_replaces_are_superseded(
    left: int, last_told: int | None, rung: int | None, superseded: tuple[int, ...]
) -> None:
    rungs = [day for day, _ in EXPIRY.rungs] + [-7, -14]
    alert = on(left, {day for day in rungs if last_told is not None and day >= last_told})

    assert (alert.rung if alert else None) == rung
    assert (alert.superseded if alert else ()) == superseded


def test_a_clock_that_goes_back_a_day_tells_nobody_again() -> None:
    rungs = [day for day, _ in EXPIRY.rungs]

    for rung in rungs:
        assert on(rung + 1, {day for day in rungs if day >= rung}) is None


@pytest.mark.parametrize(("left", "rung"), [(45, None), (31, None), (30, 30), (7, 7)])
def test_rungs_that_lie_before_what_was_told_stay_silent_when_lead_times_change(left: int, rung: int | None) -> None:
    told_by_own_ladder = {45}
    alert = on(left, told_by_own_ladder)

    assert (alert.rung if alert else None) == rung


def test_a_moved_date_arms_every_rung_again() -> None:
    moved = DUE_ON + timedelta(days=60)

    assert on(30, {180, 90, 60, 30}) is None
    assert alert_due(EXPIRY, moved, days_before(30), told=set()) == AlertDue(90, EXPIRY.rungs[1][1], (180,))


@pytest.mark.parametrize(
    ("left", "until", "rung"),
    [
        (30, 20, None),
        (21, 20, None),
        (20, 20, 30),
        (14, 20, 14),
        (1, -30, None),
        (0, -30, 0),
        (0, 0, 0),
        (-7, -30, -7),
    ],
)
def test_a_snooze_is_silent_until_its_day_and_never_passes_the_deadline(
    left: int, until: int, rung: int | None
) -> None:
    alert = on(left, {180, 90, 60}, days_before(until))

    assert (alert.rung if alert else None) == rung


@pytest.mark.parametrize(
    ("left", "told", "rung"),
    [(25, {180, 90, 60, 30}, 30), (12, {180, 90, 60, 30}, 14), (200, set(), 180), (50, {45}, 45)],
)
def test_on_the_snoozed_day_the_reminder_comes_also_when_no_new_rung_was_reached(
    left: int, told: set[int], rung: int
) -> None:
    alert = on(left, told, days_before(left))

    assert alert is not None
    assert alert.rung == rung
    assert alert.superseded == ()
    assert set(alert.audience) == set(audience_of(EXPIRY, rung))
    assert on(left + 1, told, days_before(left)) is None


def own_ladder(*days: int) -> Ladder:
    return ladder_for(DeadlineKind.EXPIRY, replace(approved(), stewardship=Stewardship(lead_days=days)))


def test_an_agreement_can_have_lead_times_of_its_own_for_its_end() -> None:
    ladder = own_ladder(45, 200, 10, 45)

    assert [(day, set(audience)) for day, audience in ladder.rungs] == [
        (200, OWNER),
        (45, OWNERS),
        (10, WITH_OFFICER),
        (0, WITH_OFFICER),
    ]
    assert set(ladder.overdue) == EVERYONE


def test_own_lead_times_leave_the_other_deadlines_alone() -> None:
    agreement = replace(approved(), stewardship=Stewardship(lead_days=(45,)))

    assert ladder_for(DeadlineKind.REVIEW, agreement) == KINDS[DeadlineKind.REVIEW].ladder
    assert ladder_for(DeadlineKind.EXPIRY, approved()) == EXPIRY


@pytest.mark.parametrize("days", [-1, 1097, 10**9])
def test_a_lead_time_after_the_end_or_beyond_three_years_is_refused(days: int) -> None:
    with pytest.raises(ValueError, match="three years"):
        Stewardship(lead_days=(30, days))


@pytest.mark.parametrize(("rung", "audience"), [(180, OWNER), (45, OWNERS), (0, WITH_OFFICER), (-7, EVERYONE)])
def test_whom_a_rung_was_for_can_be_said_after_the_lead_times_changed(rung: int, audience: set[Audience]) -> None:
    assert set(audience_of(EXPIRY, rung)) == audience
