"""Words as letters show them, and why somebody gets one."""

from __future__ import annotations

import pytest

from agreements.domain.ladder import Audience
from agreements.storage.outbox_delivery import UNDELIVERED
from scheduler.grounds import why_line
from scheduler.letter import clean, shortened
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
