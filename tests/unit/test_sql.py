"""The differences between the SQL of both databases: parameters, which statements only read, dates and instants."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from agreements.storage.database.sql import as_date, as_instant, gives_rows, only_reads, positional, stored

AMSTERDAM_SUMMER = timezone(timedelta(hours=2))


def test_named_parameters_become_question_marks_on_sqlite() -> None:
    sql, args = positional("SELECT :a, :b, :a", {"a": 1, "b": "x"}, "sqlite")
    assert (sql, args) == ("SELECT ?, ?, ?", [1, "x", 1])


def test_a_repeated_parameter_is_sent_once_on_postgresql() -> None:
    sql, args = positional("SELECT :a, :b, :a", {"a": 1, "b": "x"}, "postgres")
    assert (sql, args) == ("SELECT $1, $2, $1", [1, "x"])


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT ':a', 'it''s :a'",
        'SELECT ":a"',
        "SELECT x::text",
        "SELECT 1 -- :a",
        "SELECT 1 /* :a\n:b */",
        "SELECT $$ :a $$, $f$ :b $f$",
        "SELECT array[1,2][1:2]",
    ],
)
def test_what_only_looks_like_a_parameter_is_left_alone(sql: str) -> None:
    assert positional(sql, {}, "postgres") == (sql, [])


def test_a_cast_after_a_parameter_is_kept() -> None:
    assert positional("SELECT :day::date", {"day": "x"}, "postgres")[0] == "SELECT $1::date"


def test_a_parameter_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="missing"):
        positional("SELECT :missing", {"other": 1}, "sqlite")


@pytest.mark.parametrize(
    ("sql", "reads"),
    [
        ("SELECT 1", True),
        ("  -- why\n select 1", True),
        ("(SELECT 1)", True),
        ("WITH a AS (SELECT 'delete') SELECT * FROM a", True),
        ("WITH a AS (SELECT 1) DELETE FROM t", False),
        ("INSERT INTO t SELECT 1", False),
        ("UPDATE t SET a = 1 RETURNING a", False),
        ("CREATE TABLE t (a)", False),
    ],
)
def test_statements_that_only_read_are_recognised(sql: str, reads: bool) -> None:
    assert only_reads(sql) is reads


def test_a_change_gives_rows_only_when_it_says_returning() -> None:
    assert gives_rows("DELETE FROM t RETURNING id")
    assert not gives_rows("INSERT INTO t VALUES ('RETURNING')")


def test_instants_are_stored_in_utc_with_six_decimals_on_sqlite() -> None:
    moment = datetime(2026, 7, 1, 1, 30, tzinfo=AMSTERDAM_SUMMER)
    assert stored(moment, "sqlite") == "2026-06-30T23:30:00.000000+00:00"
    assert stored(moment, "postgres") == datetime(2026, 6, 30, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize("dialect", ["sqlite", "postgres"])
def test_an_instant_without_time_zone_is_refused(dialect: str) -> None:
    with pytest.raises(ValueError, match="time zone"):
        stored(datetime(2026, 7, 1), dialect)  # type: ignore[arg-type]  # noqa: DTZ001


def test_json_is_stored_as_text_with_its_own_letters() -> None:
    assert stored({"naam": "Één", "n": [1]}, "postgres") == '{"naam":"Één","n":[1]}'


def test_dates_are_read_as_either_driver_gives_them() -> None:
    assert as_date("2028-02-29") == as_date(date(2028, 2, 29)) == date(2028, 2, 29)
    assert as_date(None) is None


@pytest.mark.parametrize("value", ["29-02-2028", "2027-02-29", 20280229, datetime(2028, 2, 29, tzinfo=UTC)])
def test_what_is_no_date_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        as_date(value)


def test_instants_are_read_as_either_driver_gives_them() -> None:
    moment = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert as_instant("2026-06-30T23:30:00.000000+00:00") == as_instant(moment) == moment
    assert as_instant(moment.astimezone(AMSTERDAM_SUMMER)) == moment
    assert as_instant(None) is None


@pytest.mark.parametrize("value", ["2026-06-30T23:30:00", 1, date(2026, 6, 30)])
def test_what_is_no_instant_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        as_instant(value)
