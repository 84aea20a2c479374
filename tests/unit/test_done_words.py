"""What beheer says when a version was approved follows the day."""

from __future__ import annotations

from datetime import date

import pytest

from admin_ui.agreement.detail_pages import _done
from agreements.texts import Texts
from tests import people
from tests.people import DAY_AFTER, TODAY

BEFORE_START = date(2025, 12, 31)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (BEFORE_START, "Goedgekeurd. Deze versie geldt vanaf 1 januari 2026."),
        (TODAY, "Goedgekeurd. Deze versie geldt vanaf nu."),
        (DAY_AFTER, "Goedgekeurd. De laatste dag van deze afspraak was 31 december 2027."),
    ],
)
def test_it_never_says_that_something_holds_now_that_does_not(day: date, sentence: str) -> None:
    assert _done("goedkeuren", people.approved(), day, Texts()) == sentence
