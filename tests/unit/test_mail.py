"""What a mail says and how it is built. Nothing here needs a database or a mail server."""

from __future__ import annotations

import email
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from html.parser import HTMLParser
from typing import Any

import pytest

from agreements.domain.deadlines import KINDS, DeadlineKind
from agreements.domain.ladder import Audience
from agreements.domain.messages import OF_THE_DESK, MessageKind
from agreements.domain.record import Visible
from agreements.mail.deadline_letter import deadline_letter
from agreements.mail.letter import Letter, Occasion, Urgency
from agreements.mail.message import Envelope, compose, html, plain_text
from agreements.mail.notice_letter import notice_letter
from agreements.publication.ical import KeyDate
from agreements.publication.personal_ical import Reader, own_key_date
from agreements.publication.uids import event_key, event_uid
from agreements.texts import Texts
from tests.calendars import read_calendar
from tests.people import CORPORATION, ENDS_ON, approved, complete_content, party, submitted, terminated
from tests.published import CHANGED_AT, ZONE

SENT_AT = datetime(2027, 10, 2, 10, tzinfo=UTC)
ENVELOPE = Envelope(
    mail_from="afspraken@meerdam.example",
    recipient="henk@meerdam.example",
    message_id="a" * 40,
    host="afspraken.meerdam.example",
    sent_at=SENT_AT,
)
NL, EN = Texts("nl"), Texts("en")
ALERTS = [(kind, days) for kind in KINDS for days in (90, 30, 1, 0, -1, -7)]
ABOUT_OTHERS = OF_THE_DESK | {MessageKind.DEADLINE, MessageKind.DIGEST, MessageKind.WEBHOOK_STOPPED}
NOTICES = [kind for kind in MessageKind if kind not in ABOUT_OTHERS]


def occasion(
    days_left: int = 90, kind: DeadlineKind = DeadlineKind.EXPIRY, *, changes: int = 1, **other: Any
) -> Occasion:
    """An alert for Henk, so many days before the end."""
    usual = Occasion(
        kind=MessageKind.DEADLINE,
        agreement=approved(),
        today=ENDS_ON - timedelta(days=days_left),
        organisation="Gemeente Meerdam",
        base_url="https://afspraken.meerdam.example",
        deadline_kind=kind,
        subject={DeadlineKind.REVIEW: "1", DeadlineKind.DESTRUCTION: CORPORATION}.get(kind, ""),
        due_on=ENDS_ON,
        audience=Audience.OWNER.value,
        is_owner=True,
    )
    made = replace(usual, **other)
    return replace(made, event=event_of(made, changes)) if made.deadline_kind and made.due_on else made


def event_of(made: Occasion, changes: int = 1) -> KeyDate:
    """The deadline of an alert as the reader's calendar shows it, after so many visible changes."""
    assert made.deadline_kind
    assert made.due_on
    reader = Reader(made.base_url, ENVELOPE.host, ZONE, NL)
    when = (made.deadline_kind, made.subject, made.due_on)
    return own_key_date(made.agreement, *when, Visible(changes, CHANGED_AT), reader)


def notice(kind: MessageKind, **changes: Any) -> Occasion:
    """A message about the approval of an agreement."""
    return replace(occasion(), kind=kind, agreement=submitted(), deadline_kind=None, due_on=None, **changes)


def read(mail: EmailMessage) -> EmailMessage:
    """The mail as a mail program sees it, after its way over the wire."""
    found = email.message_from_bytes(mail.as_bytes(), policy=SMTP)
    assert isinstance(found, EmailMessage)
    return found


def part(mail: EmailMessage, kind: str) -> EmailMessage:
    """The one part of this content type."""
    (found,) = [p for p in mail.walk() if p.get_content_type() == kind]
    return found


def test_the_subject_says_what_ends_when_and_how_soon() -> None:
    subject = deadline_letter(occasion(90), NL).subject
    assert subject == "Loopt over 90 dagen af: Vroeg eropaf bij huurschulden (31 december 2027)"


@pytest.mark.parametrize(
    ("days_left", "subject"),
    [
        (1, "Loopt over 1 dag af: Vroeg eropaf bij huurschulden (31 december 2027)"),
        (0, "Loopt vandaag af: Vroeg eropaf bij huurschulden (31 december 2027)"),
        (-1, "Nog geen besluit: Vroeg eropaf bij huurschulden is 1 dag geleden afgelopen (31 december 2027)"),
        (-7, "Nog geen besluit: Vroeg eropaf bij huurschulden is 7 dagen geleden afgelopen (31 december 2027)"),
    ],
)
def test_one_day_today_and_too_late_have_words_of_their_own(days_left: int, subject: str) -> None:
    assert deadline_letter(occasion(days_left), NL).subject == subject


@pytest.mark.parametrize("days_left", [30, 0, -7])
def test_of_what_was_terminated_nothing_is_left_to_decide_but_the_sharing_must_stop(days_left: int) -> None:
    letter = deadline_letter(occasion(days_left, agreement=terminated(ENDS_ON)), NL)
    advice = " ".join(f"{step.title} {step.text}" for step in letter.steps)

    assert "opgezegd" in letter.heading
    assert "te laat" not in letter.subject
    assert "Nieuwe afspraak" not in advice
    assert "Zorg dat niemand" in advice


def test_an_english_reader_gets_an_english_mail() -> None:
    letter = deadline_letter(occasion(90), EN)
    assert letter.subject == "Ends in 90 days: Vroeg eropaf bij huurschulden (31 December 2027)"
    assert letter.why == "You get this mail because you own this agreement."


@pytest.mark.parametrize(("kind", "days_left"), ALERTS)
@pytest.mark.parametrize("texts", [NL, EN], ids=["nl", "en"])
def test_every_alert_says_the_day_with_whom_what_to_do_and_one_link(
    kind: DeadlineKind, days_left: int, texts: Texts
) -> None:
    letter = deadline_letter(occasion(days_left, kind), texts)
    assert texts.day(ENDS_ON) in letter.subject
    assert texts.day(ENDS_ON) in dict(letter.facts).values()
    assert CORPORATION in " ".join(value for _, value in letter.facts)
    assert letter.steps
    for shape in (plain_text(letter), html(letter)):
        assert shape.count("https://") == 1
        assert letter.link in shape
        assert "%(" not in shape


@pytest.mark.parametrize("kind", KINDS)
def test_before_the_day_a_later_reminder_is_offered_and_on_the_day_it_is_too_late_for_that(kind: DeadlineKind) -> None:
    offered = {days: deadline_letter(occasion(days, kind), NL).steps[-1].title for days in (90, 1, 0, -7)}
    assert (offered[90], offered[1]) == ("Later herinneren", "Later herinneren")
    assert "Later herinneren" not in (offered[0], offered[-7])


def test_urgency_follows_the_days_left() -> None:
    assert [deadline_letter(occasion(days), NL).urgency for days in (31, 30, 0, -1)] == [
        Urgency.CALM,
        Urgency.SOON,
        Urgency.SOON,
        Urgency.LATE,
    ]


def test_the_day_to_decide_stands_above_the_choices_while_it_is_ahead() -> None:
    assert deadline_letter(occasion(180), NL).steps_title == "Beslis uiterlijk op 30 september 2027"
    assert deadline_letter(occasion(60), NL).steps_title == "Beslis zo snel mogelijk"
    assert "30 september 2027" not in dict(deadline_letter(occasion(60), NL).facts).values()


@pytest.mark.parametrize("kind", NOTICES)
def test_every_notice_says_which_agreement_and_what_to_do(kind: MessageKind) -> None:
    letter = notice_letter(notice(kind), NL)
    assert "Vroeg eropaf bij huurschulden" in letter.subject
    assert "1 januari 2026 tot en met 31 december 2027" in dict(letter.facts).values()
    assert letter.steps


def test_a_returned_agreement_says_why() -> None:
    letter = notice_letter(notice(MessageKind.RETURNED, reason="De grondslag\nontbreekt"), NL)
    assert dict(letter.facts)["Reden"] == "De grondslag ontbreekt"


def test_the_mail_tells_who_else_was_told_by_function() -> None:
    letter = deadline_letter(occasion(others=("Hoofd Wonen", "Privacy officer")), NL)
    assert letter.others == "Dit bericht ging ook naar: Hoofd Wonen en Privacy officer."
    assert letter.others in plain_text(letter)
    assert letter.others in html(letter)


def test_the_mail_has_text_html_and_the_deadline_as_calendar_file() -> None:
    mail = read(compose(occasion(), ENVELOPE, "nl"))
    assert [p.get_content_type() for p in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert "loopt af op 31 december 2027" in part(mail, "text/plain").get_content()
    assert part(mail, "text/calendar").get_filename() == "AFS-2025-0001-einde.ics"


def test_the_headers_are_those_of_an_automatic_mail_with_a_lasting_name() -> None:
    mail = read(compose(occasion(), ENVELOPE, "nl"))
    assert mail["Message-ID"] == f"<{'a' * 40}@afspraken.meerdam.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] == "<afspraken.afspraken.meerdam.example>"
    assert mail["Date"].datetime == SENT_AT
    assert mail["Content-Language"] == "nl"
    assert mail["From"] == "Afsprakenregister Gemeente Meerdam <afspraken@meerdam.example>"
    assert mail["To"] == "henk@meerdam.example"


def test_the_calendar_file_is_one_whole_day_without_alarm() -> None:
    mail = read(compose(occasion(changes=2), ENVELOPE, "nl"))
    calendar = read_calendar(part(mail, "text/calendar").get_content())
    (event,) = calendar.walk("VEVENT")
    assert event["UID"] == "AFS-2025-0001-einde@afspraken.meerdam.example"
    assert event["DTSTART"].dt == ENDS_ON
    assert type(event["DTSTART"].dt) is date
    assert event["DTEND"].dt == date(2028, 1, 1)
    assert event["SEQUENCE"] == 4
    assert event["SUMMARY"] == "Loopt af: Vroeg eropaf bij huurschulden"
    assert event["DTSTAMP"].dt == CHANGED_AT
    assert not calendar.walk("VALARM")


def test_a_notice_has_no_calendar_file() -> None:
    mail = read(compose(notice(MessageKind.APPROVAL_ASKED), ENVELOPE, "nl"))
    assert mail.get_content_type() == "multipart/alternative"


def test_a_title_cannot_add_a_header_or_hide_behind_direction_marks() -> None:
    wicked = "Zorg\r\nBcc: dief\u202e\u2028<script>alert(1)</script>"
    mail = read(compose(occasion(agreement=approved(title=wicked)), ENVELOPE, "nl"))
    assert mail["Bcc"] is None
    assert "Zorg Bcc: dief" in mail["Subject"]
    assert "\u202e" not in mail["Subject"]
    assert "<script>" not in part(mail, "text/html").get_content()


def test_a_very_long_title_leaves_the_date_in_the_subject() -> None:
    subject = deadline_letter(occasion(agreement=approved(title="lang " * 400)), NL).subject
    assert subject.endswith("… (31 december 2027)")
    assert len(subject) < 160


def test_many_parties_are_cut_and_the_mail_says_so() -> None:
    parties = tuple(party(f"Partij {number}") for number in range(1, 9))
    agreement = approved(parties=(*complete_content().parties, *parties))
    facts = dict(deadline_letter(occasion(agreement=agreement), NL).facts)
    assert facts["Tussen"].endswith("en nog 7")


@pytest.mark.parametrize("address", ["zonder-apenstaart", "@meerdam.example", "jürgen@meerdam.example", ""])
def test_an_address_that_cannot_be_written_down_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="cannot be used"):
        compose(occasion(), replace(ENVELOPE, recipient=address), "nl")


def test_an_international_domain_is_written_in_ascii() -> None:
    mail = read(compose(occasion(), replace(ENVELOPE, recipient="henk@gemeente-sudwest-fryslân.example"), "nl"))
    assert mail["To"] == "henk@xn--gemeente-sudwest-frysln-36b.example"


def test_a_name_in_the_sender_setting_is_kept() -> None:
    mail = read(compose(occasion(), replace(ENVELOPE, mail_from="Privacy Meerdam <p@meerdam.example>"), "nl"))
    assert mail["From"] == "Privacy Meerdam <p@meerdam.example>"


def test_the_names_of_events_are_stable_and_tell_parties_apart() -> None:
    host = "afspraken.meerdam.example"
    assert event_uid("AFS-1", DeadlineKind.DECISION, "", host) == f"AFS-1-beslissen@{host}"
    assert event_uid("AFS-1", DeadlineKind.REVIEW, "2", host) == f"AFS-1-evaluatie-2@{host}"
    names = {event_key(DeadlineKind.DESTRUCTION, name) for name in ("De Linde", "de linde", "De Línde!", "水")}
    assert len(names) == 4
    assert all(name.isascii() and " " not in name for name in names)


class _Page(HTMLParser):
    def __init__(self, letter: Letter) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html(letter))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_html_names_its_language_and_fetches_nothing() -> None:
    tags = _Page(deadline_letter(occasion(), EN)).tags
    assert dict(tags)["html"]["lang"] == "en"
    assert not {"img", "script", "link", "iframe", "form"} & {tag for tag, _ in tags}


def test_layout_tables_are_presentation_and_the_facts_have_row_headings() -> None:
    tags = _Page(deadline_letter(occasion(), NL)).tags
    tables = [attributes.get("role") for tag, attributes in tags if tag == "table"]
    assert tables.count(None) == 1
    assert {attributes["scope"] for tag, attributes in tags if tag == "th"} == {"row"}
