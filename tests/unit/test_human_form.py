"""A form that anyone may send: made by us, for this, some seconds to a day ago, with the trap empty."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.http.human_form import (
    LONGEST,
    QUICKEST,
    FormRefused,
    TooOld,
    TooQuick,
    TrapFilled,
    made_at,
    new_token,
    refusal_of,
)

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
SECRET, ABOUT = b"the secret of this site", "vraag:AFS-2026-0017"


def test_a_token_is_ours_for_the_form_that_it_was_made_for_and_for_no_other() -> None:
    token = new_token(SECRET, NOW, ABOUT)

    assert made_at(SECRET, token, ABOUT) == int(NOW.timestamp())
    assert made_at(SECRET, token, "vraag:AFS-2026-0018") is None
    assert made_at(b"another site", token, ABOUT) is None


def test_two_forms_made_in_the_same_second_are_told_apart() -> None:
    assert new_token(SECRET, NOW, ABOUT) != new_token(SECRET, NOW, ABOUT)


@given(st.text(max_size=80))
def test_nobody_makes_a_token_without_the_secret(text: str) -> None:
    made = new_token(SECRET, NOW, ABOUT)

    assert made_at(SECRET, text, ABOUT) is None
    assert made_at(SECRET, f"{text}{made}", ABOUT) is None or not text


@pytest.mark.parametrize(
    ("age", "trap", "refused"),
    [
        (timedelta(0), "", TooQuick),
        (-timedelta(minutes=5), "", TooQuick),
        (QUICKEST, "", None),
        (LONGEST, "", None),
        (LONGEST + timedelta(seconds=1), "", TooOld),
        (timedelta(minutes=2), "https://buy.example", TrapFilled),
        (timedelta(minutes=2), "  ", None),
    ],
)
def test_who_sends_it_too_soon_too_late_or_with_the_trap_filled_did_not_type_it(
    age: timedelta, trap: str, refused: type[FormRefused] | None
) -> None:
    found = refusal_of(int((NOW - age).timestamp()), NOW, trap)

    assert (type(found) if found else None) is refused
