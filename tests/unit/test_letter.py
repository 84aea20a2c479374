"""Words as letters show them, and why somebody gets one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from agreements.domain.following import Succession
from agreements.domain.ladder import Audience
from agreements.mail.deadline_letter import deadline_letter
from agreements.mail.letter import clean, shortened
from agreements.mail.reasons import why_line
from agreements.storage.messages.delivery import UNDELIVERED
from tests.people import TODAY, approved
from tests.unit.test_mail import NL, occasion


def test_clean_and_shortened_keep_ordinary_text() -> None:
    assert clean("Één afspraak – met “zorg”") == "Één afspraak – met “zorg”"
    assert shortened("kort", 10) == "kort"
    assert shortened("een zin van woorden", 10) == "een zin…"


@pytest.mark.parametrize("audience", list(Audience))
def test_everyone_reads_why_they_get_it(audience: Audience) -> None:
    line = why_line(occasion(audience=audience.value, is_owner=False), NL)
    assert line.startswith("U krijgt deze mail omdat ")


def test_the_fallback_recipient_reads_what_is_wrong() -> None:
    nobody = why_line(occasion(is_owner=False, is_fallback=True), NL)
    undelivered = why_line(occasion(is_owner=False, is_fallback=True, audience=UNDELIVERED), NL)
    assert "Geef de afspraak een eigenaar" in nobody
    assert "kon worden bezorgd" in undelivered


@pytest.mark.parametrize("days_left", [30, 0, -7])
def test_of_an_end_that_another_agreement_follows_with_a_gap_the_mail_tells_the_gap(days_left: int) -> None:
    follows = Succession(reference="AFS-2027-0009", approved_on=TODAY, starts_on=date(2028, 2, 1))
    letter = deadline_letter(occasion(days_left, agreement=replace(approved(), succession=follows)), NL)

    assert letter.heading.endswith("begint pas op 1 februari 2028")
    assert "niets besloten" not in letter.heading
    assert "Beslis" not in letter.steps_title


def test_after_the_end_the_one_mail_about_it_also_asks_for_the_decision() -> None:
    letter = deadline_letter(occasion(-7), NL)

    assert "nog een besluit" in letter.lead or "besluit ontbreekt" in letter.lead
    assert "Leg uw besluit vast" in [step.title for step in letter.steps]
