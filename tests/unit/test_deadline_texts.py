"""What was once said about a deadline stays as it was: mails, events and their names, to the letter.

Whoever changes such a text on purpose writes it anew: `python -m tests.unit.test_deadline_texts`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from agreements.domain.agreement import Agreement, Stewardship
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.following import Succession
from agreements.domain.ladder import Audience
from agreements.domain.messages import MessageKind
from agreements.domain.record import Visible
from agreements.mail.deadline_letter import deadline_letter
from agreements.mail.letter import Occasion
from agreements.publication.personal_ical import Reader, personal_events
from agreements.publication.public_ical import events_of
from agreements.texts import Texts
from tests.people import CORPORATION, ENDS_ON, approved, terminated
from tests.published import CHANGED_AT, ZONE, edition, published

KEPT = Path(__file__).parents[1] / "data" / "deadline_texts.txt"
SUBJECTS = {"review": "1", "destruction": CORPORATION}
LATER = Succession(reference="AFS-2028-0001", approved_on=date(2027, 9, 1), starts_on=ENDS_ON + timedelta(days=9))
SITUATIONS: dict[str, tuple[str, Agreement]] = {
    **{kind: (kind, approved()) for kind in ("review", "decision", "expiry", "destruction")},
    "ended early": ("expiry", terminated(ENDS_ON)),
    "followed with a gap": ("expiry", replace(approved(), succession=LATER)),
}
MOMENTS = (60, 1, 0, -7)


def occasion(kind: str, agreement: Agreement, days_left: int) -> Occasion:
    return Occasion(
        kind=MessageKind.DEADLINE,
        agreement=replace(agreement, stewardship=Stewardship(owner_id="henk")),
        today=ENDS_ON - timedelta(days=days_left),
        organisation="Gemeente Meerdam",
        base_url="https://afspraken.meerdam.example",
        deadline_kind=DeadlineKind(kind),
        subject=SUBJECTS.get(kind, ""),
        due_on=ENDS_ON,
        audience=Audience.OWNER.value,
        is_owner=True,
    )


def letters(language: str) -> Iterator[str]:
    for situation, (kind, agreement) in SITUATIONS.items():
        for days in MOMENTS:
            letter = deadline_letter(occasion(kind, agreement, days), Texts(language))
            yield f"== {language}: {situation}, {days}"
            yield from (letter.subject, letter.badge, letter.heading, letter.lead)
            yield from (f"{label}: {value}" for label, value in letter.facts)
            yield letter.steps_title
            yield from (f"- {step.title}: {step.text}" for step in letter.steps)


def calendars(language: str) -> Iterator[str]:
    reader = Reader("https://afspraken.meerdam.example", "afspraken.meerdam.example", ZONE, Texts(language))
    ended_early = terminated(ENDS_ON - timedelta(days=300), on=date(2026, 7, 1))
    for situation, agreement in (("as agreed", approved()), ("ended early", ended_early)):
        for day in (date(2026, 7, 5), ENDS_ON + timedelta(days=2)):
            yield f"== {language}: calendars, {situation}, {day}"
            own = personal_events(agreement, Visible(3, CHANGED_AT), {}, day, reader)
            public = events_of(published(agreement, day), edition(day, language))
            yield from (line for event in (*own, *public) for line in event.decode().splitlines())


def everything() -> str:
    return "\n".join(line for language in ("nl", "en") for line in (*letters(language), *calendars(language))) + "\n"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_mails_and_events_about_deadlines_read_as_they_always_did(language: str) -> None:
    kept = KEPT.read_text(encoding="utf-8")

    assert "\n".join((*letters(language), *calendars(language))) in kept


if __name__ == "__main__":
    KEPT.write_text(everything(), encoding="utf-8")
