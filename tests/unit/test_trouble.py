"""One line in the log for a database that is away, however many notice it."""

from __future__ import annotations

import logging

from agreements.storage.database.errors import Busy, StorageUnavailable
from agreements.storage.trouble import QUIET_SECONDS, OncePerMinute


def record_at(second: float, error: Exception) -> logging.LogRecord:
    record = logging.makeLogRecord({"msg": "%s: %r", "args": ("GET /", error)})
    record.created = second
    return record


def test_fifty_refusals_in_a_minute_are_one_line_and_the_next_says_how_many_were_left_out() -> None:
    gate = OncePerMinute()
    errors = [StorageUnavailable("connection is closed") if n % 2 else Busy() for n in range(50)]
    assert [gate.filter(record_at(n / 10, error)) for n, error in enumerate(errors)] == [True] + [False] * 49
    after = record_at(QUIET_SECONDS, Busy())
    assert gate.filter(after)
    assert "(49 such lines before this one were left out)" in after.getMessage()


def test_after_a_quiet_time_the_line_stands_by_itself() -> None:
    gate = OncePerMinute()
    assert gate.filter(record_at(0, Busy()))
    later = record_at(10 * QUIET_SECONDS, Busy())
    assert gate.filter(later)
    assert "left out" not in later.getMessage()
