"""What the weekly overview says and how it is built."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from agreements.domain.deadlines import DeadlineKind
from agreements.mail.message import compose_digest
from tests.calendars import read_events
from tests.people import CORPORATION, ENDS_ON, approved
from tests.unit.test_mail import ENVELOPE, occasion, part, read


def overview(language: str = "nl", **changes: Any) -> EmailMessage:
    """Two deadlines of Henk, the review first."""
    review = occasion(150, DeadlineKind.REVIEW, due_on=ENDS_ON - timedelta(days=60), **changes)
    return read(compose_digest([review, occasion(150, **changes)], ENVELOPE, language))


def test_the_overview_says_how_many_and_which_comes_first_and_when() -> None:
    assert overview()["Subject"] == "Weekoverzicht, 2 termijnen: eerst Vroeg eropaf bij huurschulden (1 november 2027)"
    english = "Weekly overview, 2 deadlines: first Vroeg eropaf bij huurschulden (1 November 2027)"
    assert overview("en")["Subject"] == english


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_the_overview_tells_of_each_deadline_what_day_it_is_with_whom_and_where_to_act(kind: str) -> None:
    text = part(overview(), kind).get_content()
    assert text.index("1 november 2027") < text.index("31 december 2027")
    assert text.count(CORPORATION) == 2
    assert "https://afspraken.meerdam.example/beheer/voorkeuren" in text
    assert "90 dagen" in text
    assert "150 dagen" in text
    assert "%(" not in text


def test_the_overview_has_the_headers_of_any_mail_and_one_calendar_file() -> None:
    mail = overview()
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] == "<afspraken.afspraken.meerdam.example>"
    assert mail["Content-Language"] == "nl"
    assert part(mail, "text/calendar").get_filename() == f"weekoverzicht-{ENDS_ON - timedelta(days=150)}.ics"
    events = read_events(part(mail, "text/calendar").get_content())
    assert [event["DTSTART"].dt for event in events] == [ENDS_ON - timedelta(days=60), ENDS_ON]


def test_a_title_in_an_overview_stays_text() -> None:
    wicked = "<script>alert(1)</script>\r\nBcc: dief"
    mail = overview(agreement=approved(title=wicked))
    assert mail["Bcc"] is None
    assert "<script>" not in part(mail, "text/html").get_content()


def test_an_overview_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="something to tell"):
        compose_digest([], ENVELOPE, "nl")
