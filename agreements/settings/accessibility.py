"""What an office says of how accessible the site is (Besluit digitale toegankelijkheid overheid).

Nobody says anything in its place: what is not given is not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from agreements.settings.errors import PREFIX, Wrong

_HALF_WAY = frozenset("BCD")
"""Statuses that say that something does not work."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not work for everybody: what, what is done about it, and by which day."""

    what: str
    plan: str
    by: date


def problems(value: str) -> str:
    """The setting, checked. Raises `Wrong`."""
    as_problems(value)
    return value


def as_problems(value: str) -> tuple[Problem, ...]:
    """`what / plan / day`, with semicolons between. Raises `Wrong`."""
    return tuple(_problem(line) for line in value.split(";") if line.strip())


def _problem(line: str) -> Problem:
    parts = [part.strip() for part in line.split(" / ")]
    try:
        what, plan, by = parts
        found = Problem(what, plan, date.fromisoformat(by))
    except ValueError:
        raise Wrong("one of these has not three parts with / between them, of which the last is a day") from None
    if not what or not plan:
        raise Wrong("one of these has an empty part")
    return found


def doubts(
    *, status: str, statement: str, tested_on: date | None, problems: str, answer_days: int, can_be_reached: bool
) -> tuple[str, ...]:
    """What is not told yet, a sentence each; without a status the rest does not matter."""
    if not status:
        return (f"The page about accessibility tells of no statement: give {PREFIX}ACCESSIBILITY_STATUS.",)
    missing = {
        "ACCESSIBILITY_STATEMENT": not statement and status != "E",
        "ACCESSIBILITY_TESTED_ON": tested_on is None and status in "AB",
        "ACCESSIBILITY_PROBLEMS": not problems and status in _HALF_WAY,
        "ACCESSIBILITY_ANSWER_DAYS": not answer_days,
        "ORGANISATION_MAIL": not can_be_reached,
    }
    return tuple(_sentences(missing, status))


def _sentences(missing: dict[str, bool], status: str) -> Iterator[str]:
    for name, is_missing in missing.items():
        if is_missing:
            yield f"The accessibility statement has status {status}, but {PREFIX}{name} says nothing: give it."
