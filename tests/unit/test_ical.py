"""The calendar: what subscribers see, and what calendar programs need to see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.publication import ical
from agreements.publication.public_ical import events_of
from tests import people
from tests.calendars import read_calendar
from tests.libical import errors_by_libical, needs_libical
from tests.people import DAY_AFTER, ENDS_ON, REFERENCE, REVIEW_ON, TODAY
from tests.published import HOST, edition, published

HOSTILE = "Titel\r\nBEGIN:VALARM;,\\ \x00\x07 <b>“é”</b> " + "lang " * 900


def feed(agreement: Agreement, day: date = TODAY, changes: int = 1) -> bytes:
    return ical.feed("Afspraken", events_of(published(agreement, day, changes), edition(day)))


def events(agreement: Agreement, day: date = TODAY, changes: int = 1) -> dict[str, Any]:
    """The events as icalendar reads them back, by the part of their UID that tells them apart."""
    calendar = read_calendar(feed(agreement, day, changes))
    return {str(event["uid"]).removeprefix(f"{REFERENCE}-").split("@")[0]: event for event in calendar.walk("VEVENT")}


def test_the_end_the_decision_and_each_review_are_whole_days() -> None:
    found = events(people.approved())

    assert {name: event["dtstart"].dt for name, event in found.items()} == {
        "einde": ENDS_ON,
        "beslissen": date(2027, 9, 30),
        "evaluatie-1": REVIEW_ON,
    }
    assert all(event["dtend"].dt == event["dtstart"].dt + timedelta(days=1) for event in found.values())


def test_an_event_keeps_its_name_when_its_date_moves() -> None:
    moved = people.amended(people.approved(), ends_on=ENDS_ON - timedelta(days=31))
    before, after = events(people.approved())["einde"], events(moved, changes=2)["einde"]

    assert before["uid"] == after["uid"] == f"{REFERENCE}-einde@{HOST}"
    assert after["dtstart"].dt < before["dtstart"].dt
    assert after["sequence"] > before["sequence"]


def test_what_calendar_programs_need_is_there() -> None:
    body = feed(people.approved())
    unfolded = body.replace(b"\r\n ", b"")

    for line in (
        b"NAME:Afspraken",
        b"X-WR-CALNAME:Afspraken",
        b"REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        b"X-PUBLISHED-TTL:PT12H",
        b"DTSTART;VALUE=DATE:20271231",
        b"DTEND;VALUE=DATE:20280101",
        b"STATUS:CONFIRMED",
        b"TRANSP:TRANSPARENT",
        b"X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        b"X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
    ):
        assert line + b"\r\n" in unfolded, line
    assert b"METHOD" not in unfolded
    assert b"VALARM" not in unfolded
    assert b"DESCRIPTION:\r\n" not in unfolded


def test_when_an_agreement_is_ended_early_its_end_moves_and_the_decision_is_cancelled() -> None:
    found = events(people.terminated(ends_on=TODAY + timedelta(days=10)), changes=2)

    assert (found["einde"]["dtstart"].dt, found["einde"]["status"]) == (TODAY + timedelta(days=10), "CONFIRMED")
    assert found["beslissen"]["status"] == found["evaluatie-1"]["status"] == "CANCELLED"
    assert str(found["beslissen"]["summary"]).startswith("Gaat niet door: ")


def test_the_last_day_of_a_terminated_agreement_stays_and_what_was_planned_after_it_is_cancelled_for_thirty_days() -> (
    None
):
    agreement = people.terminated(ends_on=TODAY)

    for days in (0, 1, 30):
        found = events(agreement, TODAY + timedelta(days=days), changes=2)
        assert {name: str(event["status"]) for name, event in found.items()} == {
            "einde": "CONFIRMED",
            "beslissen": "CANCELLED",
            "evaluatie-1": "CANCELLED",
        }
        assert str(found["einde"]["summary"]).startswith("Loopt af: ")
    for days in (31, 400):
        left = events(agreement, TODAY + timedelta(days=days), changes=2)
        assert {name: (event["dtstart"].dt, str(event["status"])) for name, event in left.items()} == {
            "einde": (TODAY, "CONFIRMED")
        }


def test_once_the_end_has_passed_nothing_is_to_be_decided_and_the_calendar_says_so_since_that_midnight() -> None:
    before, after = (events(people.approved(), day)["beslissen"] for day in (ENDS_ON, DAY_AFTER))

    assert (str(before["status"]), str(after["status"])) == ("CONFIRMED", "CANCELLED")
    assert after["sequence"] > before["sequence"]
    assert after["dtstamp"].dt == after["last-modified"].dt == datetime(2027, 12, 31, 23, tzinfo=UTC)
    assert "beslissen" not in events(people.approved(), DAY_AFTER + timedelta(days=31))


def test_a_change_after_a_day_that_turned_the_text_still_moves_on() -> None:
    turned = events(people.approved(), DAY_AFTER)["beslissen"]
    changed = events(people.terminated(ends_on=TODAY), TODAY, changes=2)["beslissen"]

    assert changed["sequence"] > turned["sequence"]


def test_a_review_that_was_done_before_an_early_end_stays_as_it_was() -> None:
    done = people.reviewed(people.approved(), planned_on=REVIEW_ON, done_on=TODAY)
    ended = transitions.terminate(done, TODAY, "Doel bereikt", people.HENK.id, TODAY)

    assert str(events(ended, changes=3)["evaluatie-1"]["status"]) == "CONFIRMED"


def test_an_agreement_that_just_ended_keeps_its_end_in_the_calendar() -> None:
    assert events(people.approved(), DAY_AFTER + timedelta(days=400))["einde"]["status"] == "CONFIRMED"


def test_a_review_that_was_dropped_is_cancelled_under_its_own_name_for_thirty_days_and_the_others_keep_theirs() -> None:
    later = date(2027, 6, 1)
    without = people.amended(people.approved(review_dates=(REVIEW_ON, later)), review_dates=(later,))

    found = events(without, changes=2)
    assert (found["evaluatie-1"]["status"], found["evaluatie-1"]["dtstart"].dt) == ("CANCELLED", REVIEW_ON)
    assert (found["evaluatie-2"]["status"], found["evaluatie-2"]["dtstart"].dt) == ("CONFIRMED", later)
    assert "evaluatie-1" in events(without, TODAY + timedelta(days=30))
    assert "evaluatie-1" not in events(without, TODAY + timedelta(days=31))


def test_a_review_that_is_planned_in_between_changes_no_name_of_another() -> None:
    between = people.amended(people.approved(), review_dates=(date(2027, 1, 1), REVIEW_ON))

    found = {name: event["dtstart"].dt for name, event in events(between, changes=2).items()}
    assert (found["evaluatie-1"], found["evaluatie-2"]) == (REVIEW_ON, date(2027, 1, 1))


def test_a_review_that_was_done_says_so() -> None:
    agreement = people.reviewed(people.approved(), planned_on=REVIEW_ON, done_on=REVIEW_ON)

    assert str(events(agreement, REVIEW_ON)["evaluatie-1"]["summary"]).startswith("Evaluatie gedaan: ")


def test_lines_are_short_and_end_as_the_rfc_says() -> None:
    body = ical.feed("É" * 200, events_of(published(people.approved(title=HOSTILE)), edition(TODAY)))

    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert b"\n" not in body.replace(b"\r\n", b"")
    body.decode("utf-8")


def test_a_hostile_title_stays_a_title() -> None:
    body = feed(people.approved(title=HOSTILE))

    assert body.count(b"BEGIN:VEVENT") == 3
    assert b"\r\nBEGIN:VALARM" not in body
    assert not any(control in body for control in (b"\x00", b"\x07"))
    assert "BEGIN:VALARM;,\\" in str(events(people.approved(title=HOSTILE))["einde"]["summary"])


@given(st.text(min_size=1, max_size=200))
def test_any_title_and_name_can_be_read_back(title: str) -> None:
    record = replace(published(people.approved()), content=replace(people.complete_content(), title=title))
    calendar = read_calendar(ical.feed(title, events_of(record, edition(TODAY))))

    assert len(calendar.walk("VEVENT")) == 3


def test_suspending_and_closing_take_nothing_out_of_the_calendar() -> None:
    suspended = transitions.suspend(people.approved(), TODAY, None, "onderzoek", TODAY)

    assert events(suspended).keys() == events(people.approved()).keys()
    assert "einde" in events(people.closed(), DAY_AFTER)


@needs_libical
@pytest.mark.parametrize("title", ["Vroeg eropaf", HOSTILE, "é🏛 ‮omgekeerd"])
def test_libical_finds_no_errors(title: str) -> None:
    assert errors_by_libical(feed(people.approved(title=title))) == 0


@needs_libical
def test_libical_does_find_an_error() -> None:
    assert errors_by_libical(feed(people.approved()).replace(b"VALUE=DATE:2027", b"VALUE=DATE:twee")) > 0


WORDS = st.text(st.sampled_from('ab ,;:\\^N\n"{}%éß€😀'), max_size=400).map(lambda text: text.replace("\r", ""))


@given(WORDS, WORDS, st.sampled_from(["afspraken.example", "xn--bcher-kva.example"]), st.booleans(), st.dates(TODAY))
def test_an_event_is_octet_by_octet_what_icalendar_writes(
    summary: str, description: str, host: str, is_cancelled: bool, on: date
) -> None:
    stamp = ical.Stamp(12, datetime(2026, 11, 3, 4, 5, 6, tzinfo=UTC))
    url = f"https://{host}/afspraken/{'x' * len(summary)}"
    on = min(on, date(9999, 12, 30))

    told = ical.vevent(ical.KeyDate(f"{summary}@{host}", on, summary, description, url, stamp, is_cancelled))

    event = icalendar.Event()
    event.add("uid", f"{summary}@{host}")
    event.add("dtstamp", stamp.changed_at)
    event.add("last-modified", stamp.changed_at)
    event.add("sequence", stamp.sequence)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", description)
    event.add("url", url)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    event.add("x-microsoft-cdo-alldayevent", "TRUE")
    assert told == event.to_ical()
