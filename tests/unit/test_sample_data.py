"""The sample register is believable on whatever day it is loaded: complete, varied, and nothing personal in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from agreements.domain.agreement import Agreement
from agreements.domain.completeness import MAIL_ADDRESS, blocking, completeness
from agreements.domain.content import Content
from agreements.domain.deadlines import DeadlineKind, deadlines
from agreements.domain.lifecycle import Status, ends_soon, is_undestroyed, missed_reviews, status_on
from agreements.domain.reporting import shown_lacks
from agreements.domain.term import latest_transitional_end
from agreements.domain.vocabulary import Role, WooGround
from agreements.sample.moments import anchors, office_hour, resolve, working_day
from agreements.sample.parts import DataSpec
from agreements.sample.steps import Amend
from tests.sample_replay import MUNICIPALITY, POLICY, replayed, sample_steps

LEAP_DAY = date(2028, 2, 29)
ORDINARY_DAY = date(2026, 11, 23)
REPORTED, WITHDRAWN = "buurtbemiddeling", "gokcontrole"
A_FORTNIGHT = timedelta(days=14)
PHONE_NUMBER = re.compile(r"(?<!\d)(\+31|0)[\s(-]*\d([\s-]*\d){7,}")

any_day = st.dates(date(2026, 1, 1), date(2032, 12, 31))
some_days = settings(max_examples=max(3, settings().max_examples // 20))
"""A whole register for each day takes its time; `--hypothesis-profile=deep` tries a hundred days."""


def keys_with(agreements: dict[str, Agreement], status: Status, day: date) -> set[str]:
    return {key for key, agreement in agreements.items() if status_on(agreement, day) is status}


def newest_contents(day: date) -> dict[str, Content]:
    """What each agreement says by now, a proposal before what is in force."""
    return {key: (a.proposal or a.in_force or a).content for key, a in replayed(day).items()}


def texts(thing: object) -> Iterator[str]:
    """Every text in a record, however deep."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from texts(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts(getattr(thing, field.name))


@some_days
@given(any_day)
@example(LEAP_DAY)
@example(date(2027, 1, 31))
@example(date(2026, 3, 1))
@example(ORDINARY_DAY)
def test_every_status_is_on_screen_on_the_day_of_loading(day: date) -> None:
    agreements = replayed(day)
    statuses = Counter(status_on(agreement, day) for agreement in agreements.values())

    assert statuses == {
        Status.DRAFT: 2,
        Status.UNDER_REVIEW: 2,
        Status.UPCOMING: 3,
        Status.ACTIVE: 31,
        Status.SUSPENDED: 1,
        Status.TERMINATED: 2,
        Status.EXPIRED: 2,
        Status.CLOSED: 2,
    }
    assert sum(ends_soon(agreement, day) for agreement in agreements.values()) == 4


@some_days
@given(any_day)
@example(LEAP_DAY)
@example(date(2027, 1, 31))
def test_there_is_something_to_do_on_the_day_of_loading(day: date) -> None:
    agreements = replayed(day)
    open_deadlines = [d for agreement in agreements.values() for d in deadlines(agreement) if not d.is_settled]
    soon = {d.kind for d in open_deadlines if day <= d.due_on <= day + A_FORTNIGHT}
    undestroyed = {key for key, agreement in agreements.items() if is_undestroyed(agreement, day)}
    overdue = {d.subject for d in open_deadlines if d.kind is DeadlineKind.DESTRUCTION and d.due_on < day}

    assert {DeadlineKind.REVIEW, DeadlineKind.DECISION, DeadlineKind.DESTRUCTION} <= soon
    assert {key for key, agreement in agreements.items() if missed_reviews(agreement, day)} == {
        "vroegsignalering-zorg",
        "onderhuur",
    }
    assert undestroyed == {"gezondheidsmonitor", "energietoeslag", "leegstand", "verwijsindex"}
    assert overdue == {"GGD Meer en Dijk"}


@some_days
@given(any_day)
@example(LEAP_DAY)
def test_people_can_react_to_one_plan_and_read_what_was_done_with_reactions_to_another(day: date) -> None:
    agreements = replayed(day)
    open_plans = {key: agreement.open_plan for key, agreement in agreements.items() if agreement.open_plan}

    assert open_plans.keys() == {"svb-minimaregelingen"}
    assert all(day + A_FORTNIGHT <= plan.reactions_until for plan in open_plans.values())
    assert {key: one.reactions[0].count for key, one in agreements.items() if one.reactions} == {"urgentie": 14}


@some_days
@given(any_day)
@example(LEAP_DAY)
@example(date(2028, 3, 1))
def test_only_the_unfinished_draft_and_the_reported_one_lack_something(day: date) -> None:
    agreements = replayed(day)
    lacking = {
        key: lacks
        for key, content in newest_contents(day).items()
        if (lacks := completeness(content, agreements[key].registered_on, POLICY, day))
    }

    assert lacking.keys() == {"veilige-school", REPORTED}
    assert blocking(newest_contents(day)[REPORTED], lacking[REPORTED]) == ()
    assert {"starts_on", "ends_on", "destruction", "dpia"} <= {lack.field for lack in lacking["veilige-school"]}


@some_days
@given(any_day)
@example(LEAP_DAY)
def test_the_history_is_in_order_and_in_working_hours_before_the_day_of_loading(day: date) -> None:
    moments = [step.at for step in sample_steps(day)]

    assert moments == sorted(set(moments))
    assert moments[-1] < datetime.combine(day, time(), tzinfo=UTC)
    assert all(moment.weekday() < 5 for moment in moments)
    assert all(time(7) <= moment.time() <= time(16) for moment in moments)


def test_one_agreement_of_each_special_kind_can_be_shown() -> None:
    agreements = replayed(ORDINARY_DAY)
    named = {
        "reported": [k for k, a in agreements.items() if a.content.is_reported],
        "transitional": [k for k, a in agreements.items() if a.content.is_transitional and a.content.stated.term],
        "amended": [k for k, a in agreements.items() if a.in_force and a.in_force.number == 2],
        "being amended": [k for k, a in agreements.items() if a.in_force and a.proposal],
        "renewed": [k for k, a in agreements.items() if a.successor],
        "not public": [k for k, a in agreements.items() if not a.content.is_public],
        "returned": [k for k, a in agreements.items() if a.proposal and a.proposal.returned_reason],
        "own words": [k for k, a in agreements.items() if a.content.stated.starts_on],
    }

    assert named == {
        "reported": [REPORTED],
        "transitional": ["woonfraude"],
        "amended": ["woonoverlast", WITHDRAWN],
        "being amended": ["parkeren"],
        "renewed": ["drugslocaties"],
        "not public": ["mensenhandel", WITHDRAWN],
        "returned": ["goed-verhuurderschap"],
        "own words": ["veilige-school"],
    }


@some_days
@given(any_day)
@example(LEAP_DAY)
def test_a_reported_old_agreement_ends_within_twelve_months_and_shows_what_it_lacks(day: date) -> None:
    agreement = replayed(day)[REPORTED]
    content, lacks = agreement.content, shown_lacks(agreement.content)

    assert content.starts_on is not None
    assert content.starts_on < POLICY.in_force_since
    assert agreement.last_day == latest_transitional_end(agreement.registered_on)
    assert content.stated.ends_on
    assert {"necessity", "destruction", "parties", "retention", "purpose"} & {lack.field for lack in lacks} == {
        "necessity",
        "destruction",
        "parties",
    }


def test_a_withdrawn_agreement_was_public_first_and_says_why_it_is_not_any_more() -> None:
    said = [s.act.content for s in sample_steps(ORDINARY_DAY) if s.key == WITHDRAWN and isinstance(s.act, Amend)]
    now = replayed(ORDINARY_DAY)[WITHDRAWN].content

    assert [content.is_public for content in said] == [True, False]
    assert now.not_public_ground is WooGround.INSPECTION
    assert now.not_public_reason


def test_the_renewed_agreement_goes_on_without_a_gap() -> None:
    agreements = replayed(ORDINARY_DAY)
    before, after = agreements["drugslocaties"], agreements["drugslocaties-opvolger"]

    assert before.reviews
    assert before.last_day is not None
    assert after.content.predecessor == before.reference
    assert after.content.starts_on == before.last_day + timedelta(days=1)


@pytest.mark.parametrize("field", ["title", "summary", "purpose", "necessity", "expected_benefit"])
def test_no_two_agreements_say_the_same(field: str) -> None:
    said = [getattr(content, field) for content in newest_contents(ORDINARY_DAY).values()]
    if field == "title":
        said.remove("Convenant hennep en drugslocaties")  # a renewal keeps its name

    assert [text for text, times in Counter(said).items() if text and times > 1] == []


def test_every_text_stands_in_full_sentences_without_an_unknown_phrase() -> None:
    unfinished = [
        (key, field)
        for key, content in newest_contents(ORDINARY_DAY).items()
        for field in ("summary", "purpose", "necessity", "less_intrusive", "destruction", "security_measures")
        if (text := getattr(content, field)) and not re.fullmatch(r"[A-Z].*[.?]", text, re.S)
    ]

    assert unfinished == []


def test_there_are_no_mail_addresses_and_phone_numbers_in_any_text() -> None:
    said = [text for agreement in replayed(ORDINARY_DAY).values() for text in texts(agreement)]

    assert [text for text in said if MAIL_ADDRESS.search(text) or PHONE_NUMBER.search(text)] == []


def test_the_search_for_phone_numbers_would_find_one() -> None:
    found = [text for text in ("bel 06 1234 5678", "010-1234567", "+31 10 123 45 67") if PHONE_NUMBER.search(text)]

    assert len(found) == 3


def test_every_kind_of_data_flows_and_every_party_gives_or_gets_some() -> None:
    idle = []
    for key, content in newest_contents(ORDINARY_DAY).items():
        flowing = {name for flow in content.flows for name in flow.data or [d.name for d in content.data]}
        taking_part = {name for flow in content.flows for name in (flow.provider, flow.recipient)}
        idle += [(key, d.name) for d in content.data if flow_missing(d.name, flowing)]
        idle += [(key, p.name) for p in content.parties if p.name not in taking_part]

    unfinished_draft = {("veilige-school", "Gemeente Meerdam"), ("veilige-school", "Politie, basisteam Meerdam")}
    assert set(idle) - unfinished_draft == set()


def flow_missing(name: str, flowing: set[str]) -> bool:
    return bool(flowing) and name not in flowing


def test_there_is_a_user_for_each_role_and_a_head_for_each_department() -> None:
    users = MUNICIPALITY.users.values()
    heads = [user.department for user in users if user.role is Role.DEPARTMENT_HEAD]

    assert {user.role for user in users} == set(Role)
    assert sorted(heads) == sorted(department.department for department in MUNICIPALITY.departments)
    assert all(user.email.endswith("@meerdam.example") for user in users)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("today", date(2028, 2, 29)),
        ("today-70d", date(2027, 12, 21)),
        ("month-34m", date(2025, 4, 1)),
        ("month+1m-1d", date(2028, 2, 29)),
        ("month-20m+14d", date(2026, 6, 15)),
        ("since-48m", date(2022, 1, 1)),
    ],
)
def test_a_moment_counts_months_first_and_then_days(moment: str, day: date) -> None:
    assert resolve(moment, anchors(LEAP_DAY, POLICY.in_force_since)) == day


@pytest.mark.parametrize("moment", ["2026-01-01", "today+1w", "end", "-3d", ""])
def test_a_moment_outside_the_notation_is_refused(moment: str) -> None:
    with pytest.raises(ValueError, match="is not a moment"):
        resolve(moment, anchors(LEAP_DAY, POLICY.in_force_since))


def test_a_weekend_falls_back_to_friday() -> None:
    friday = date(2026, 11, 20)

    assert [working_day(friday + timedelta(days=days)) for days in range(4)] == [friday] * 3 + [date(2026, 11, 23)]
    assert office_hour(friday, 1) > office_hour(friday, 0)


@pytest.mark.parametrize("keep", ["two years", "2 years after receipt", "24 months", "24 months after sunset"])
def test_a_retention_period_outside_the_notation_is_refused(keep: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(DataSpec).validate_python({"name": "Adres", "keep": keep})


def test_a_field_that_the_notation_does_not_know_is_refused() -> None:
    with pytest.raises(ValidationError, match="retention"):
        TypeAdapter(DataSpec).validate_python({"name": "Adres", "retention": "24 months after receipt"})
