"""Bodies kept in memory: never more than the limit, and the one asked for least recently goes first."""

from __future__ import annotations

from agreements.http.recent_answers import RecentAnswers


def test_what_was_asked_for_least_recently_makes_room() -> None:
    recent = RecentAnswers(limit=30)
    for tag in ("a", "b", "c"):
        recent.put(tag, b"x" * 10)
    recent.get("a")

    recent.put("d", b"x" * 10)

    assert {tag: recent.get(tag) is not None for tag in "abcd"} == {"a": True, "b": False, "c": True, "d": True}


def test_however_many_answers_there_are_those_kept_stay_within_the_limit() -> None:
    recent = RecentAnswers(limit=30)

    for number in range(100):
        recent.put(str(number), b"x" * 10)

    assert [number for number in range(100) if recent.get(str(number)) is not None] == [97, 98, 99]
