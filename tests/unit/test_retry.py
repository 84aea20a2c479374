"""When a mail is tried again, and when not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.retry import FEWEST_ATTEMPTS, GIVE_UP_AFTER, LONGEST_DELAY, decide_retry
from agreements.mail.replies import is_permanent

NOW = datetime(2027, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (170, 60)])
def test_the_wait_doubles_from_a_minute_to_an_hour(attempts: int, minutes: int) -> None:
    decision = decide_retry(attempts, NOW, NOW, jitter=0)
    assert decision
    assert decision.at - NOW == timedelta(minutes=minutes)


@given(attempts=st.integers(1, 10_000), jitter=st.floats(0, 1, exclude_max=True))
def test_jitter_only_shortens_and_by_a_fifth_at_most(attempts: int, jitter: float) -> None:
    full, shortened = decide_retry(attempts, NOW, NOW, 0), decide_retry(attempts, NOW, NOW, jitter)
    assert full
    assert shortened
    assert (full.at - NOW) * 0.8 <= shortened.at - NOW <= full.at - NOW <= LONGEST_DELAY


def test_after_a_week_and_enough_attempts_it_gives_up() -> None:
    assert decide_retry(FEWEST_ATTEMPTS, NOW - GIVE_UP_AFTER, NOW, 0) is None


def test_a_mail_server_away_for_three_days_loses_nothing_and_is_asked_less_than_a_hundred_times() -> None:
    now, attempts = NOW, 0
    while now < NOW + timedelta(hours=72):
        attempts += 1
        decision = decide_retry(attempts, NOW, now, jitter=0.99)
        assert decision
        now = decision.at
    assert attempts < 100


def test_a_register_that_was_off_for_a_month_does_not_give_up_at_its_first_attempt() -> None:
    assert decide_retry(1, NOW - timedelta(days=30), NOW, 0)


@pytest.mark.parametrize("code", [550, 551, 553, 554, 501])
def test_a_refusal_of_the_recipient_or_the_mail_is_permanent(code: int) -> None:
    assert is_permanent(code)


@pytest.mark.parametrize("code", [421, 450, 451, 452, 552, 535, 530, 250, -1, 600])
def test_a_full_mailbox_a_busy_server_and_a_refused_password_pass(code: int) -> None:
    assert not is_permanent(code)


def test_a_retry_without_an_attempt_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one attempt"):
        decide_retry(0, NOW, NOW, 0)
