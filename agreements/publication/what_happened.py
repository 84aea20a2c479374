"""What happened to an agreement beside its content, in lines that people read: a row for each kind of fact.

An entry of the public memory is compared with the one before by these rows. What follows from the others has none:
which deadlines are open, and who still has to confirm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from agreements.domain.wording import N_
from agreements.publication.document import Document
from agreements.publication.published_plan import PublishedPlan
from agreements.publication.told_lines import (
    asked_review,
    destruction,
    reactions,
    reviews,
    share,
    successor,
    suspension,
)
from agreements.texts import Texts


@dataclass(frozen=True, slots=True)
class Happening:
    """A row. `told` gives a line for each fact; `came` says in short what an entry tells that has a new one."""

    label: str
    told: Callable[[Document, Texts], list[str]]
    came: str


def _day(name: str) -> Callable[[Document, Texts], list[str]]:
    """The line of a day of the record, where it has one."""

    def told(document: Document, texts: Texts) -> list[str]:
        day = getattr(document.published, name, None)
        return [texts.day(day)] if day else []

    return told


def _each(name: str, line: Callable[[Any, Texts], str]) -> Callable[[Document, Texts], list[str]]:
    """A line for each of these facts of the record."""
    return lambda document, texts: [line(one, texts) for one in getattr(document.published, name, ())]


def _version(document: Document, texts: Texts) -> list[str]:
    shown = document.published
    return [texts("%(number)s, approved on %(day)s", number=shown.version, day=shown.approved_on)] if shown else []


def _termination(document: Document, texts: Texts) -> list[str]:
    shown = document.published
    if shown is None or shown.terminated_on is None or shown.termination_decided_on is None:
        return []
    return [
        texts("The last day is %(day)s.", day=shown.terminated_on)
        + " "
        + texts("This was decided on %(decided)s.", decided=shown.termination_decided_on)
    ]


def _successor(document: Document, texts: Texts) -> list[str]:
    told = successor(document.published, texts) if document.published else []
    return [", ".join(told)] if told else []


def _reviews(document: Document, texts: Texts) -> list[str]:
    return reviews(document.published, texts) if document.published else []


def _plan(plan: PublishedPlan, texts: Texts) -> str:
    if plan.ended_on is None:
        return texts("You can react up to and including %(day)s.", day=plan.reactions_until)
    ended = f"{texts('Ended on %(day)s.', day=plan.ended_on)} {texts.word(plan.ending)}."
    return f"{ended} {texts('Reason: %(reason)s', reason=plan.end_reason)}" if plan.end_reason else ended


def _plans(document: Document, texts: Texts) -> list[str]:
    return [_plan(plan, texts) for plan in document.plans]


def _lacks(document: Document, texts: Texts) -> list[str]:
    return [one.in_words(texts) for one in document.published.lacks] if document.published else []


HAPPENINGS: tuple[Happening, ...] = (
    Happening(N_("Version"), _version, N_("a new version")),
    Happening(N_("Closed on"), _day("closed_on"), N_("closed")),
    Happening(
        N_("What was done with the data"),
        _each("destructions", destruction),
        N_("a party said what was done with the data"),
    ),
    Happening(N_("Terminated"), _termination, N_("terminated")),
    Happening(
        N_("Suspended"), _each("suspensions", suspension), N_("the sharing stops for a while, or the days changed")
    ),
    Happening(N_("Followed by"), _successor, N_("a new agreement follows")),
    Happening(N_("Early reviews"), _each("asked_reviews", asked_review), N_("an early review was asked for")),
    Happening(N_("Reviews"), _reviews, N_("a review was planned or done")),
    Happening(N_("What was done with reactions"), _each("reactions", reactions), N_("reactions were answered")),
    Happening(N_("Plan"), _plans, N_("a plan began or ended")),
    Happening(
        N_("Data that stay"),
        _each("passed_on", lambda one, _: share(one)),
        N_("data stay under the agreement that follows"),
    ),
    Happening(
        N_("Questions that were answered"),
        _each("answers", lambda one, _: f"{one.asked} {one.answered}"),
        N_("a question was answered"),
    ),
    Happening(N_("What is missing"), _lacks, N_("what is missing changed")),
)
"""In the order in which they are told: the first that an entry has a new line of gives it its name."""


def happened(before: Document, after: Document, texts: Texts) -> Iterator[tuple[Happening, list[str], list[str]]]:
    """The rows of which the lines differ, with both."""
    for row in HAPPENINGS:
        old, new = row.told(before, texts), row.told(after, texts)
        if old != new:
            yield row, old, new
