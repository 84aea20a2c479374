"""What happened to an agreement beside its content, in lines that people read: a row for each kind of fact.

An entry of the public memory is compared with the one before by these rows. What follows from the others has none:
which deadlines are open, and who still has to confirm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from agreements.domain.wording import N_
from agreements.publication.asked_reviews import PublicAskedReview
from agreements.publication.document import Document
from agreements.publication.published import (
    PublicDestruction,
    PublicDroppedReview,
    PublicReactions,
    PublicReview,
    PublicSuspension,
)
from agreements.publication.published_plan import PublishedPlan
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


def _suspension(rest: PublicSuspension, texts: Texts) -> str:
    days = (
        texts("from %(first)s up to and including %(last)s", first=rest.from_on, last=rest.until_on)
        if rest.until_on
        else texts("from %(first)s until it is resumed", first=rest.from_on)
    )
    ended = {"resumed on %(day)s": rest.resumed_on, "cancelled on %(day)s": rest.cancelled_on}
    return days + "".join(f" ({texts(words, day=day)})" for words, day in ended.items() if day)


def _review(review: PublicReview, texts: Texts) -> str:
    if review.planned_on is None:
        return texts("extra review, done on %(done)s", done=review.done_on)
    if review.done_on is None:
        return texts("planned for %(day)s", day=review.planned_on)
    return texts("planned for %(planned)s, done on %(done)s", planned=review.planned_on, done=review.done_on)


def _dropped(review: PublicDroppedReview, texts: Texts) -> str:
    return texts("planned for %(day)s, will not take place", day=review.planned_on)


def _reviews(document: Document, texts: Texts) -> list[str]:
    return [
        *_each("reviews", _review)(document, texts),
        *_each("dropped_reviews", _dropped)(document, texts),
    ]


def _asked_review(review: PublicAskedReview, texts: Texts) -> str:
    asked = texts(
        "It was asked on %(asked)s and is planned for %(planned)s.", asked=review.asked_on, planned=review.planned_on
    )
    return f"{texts(review.sentence)} {asked} {texts('Why:')} {review.why}"


def destruction_in_words(done: PublicDestruction, texts: Texts) -> str:
    """What a party confirmed."""
    if done.kept_until:
        said = texts(
            "%(party)s: kept by law until %(day)s (%(law)s). That is about: %(data)s.",
            party=done.party,
            day=done.kept_until,
            law=done.kept_law,
            data=done.kept_data,
        )
    else:
        said = texts("%(party)s: %(method)s on %(day)s", party=done.party, method=done.method, day=done.done_on)
    if done.corrects is None:
        return said
    return f"{said} ({texts('correction of what was recorded on %(day)s', day=done.corrects)})"


def _successor(document: Document, texts: Texts) -> list[str]:
    shown = document.published
    if shown is None or shown.successor is None:
        return []
    begins = texts("It begins on %(day)s.", day=shown.successor_starts_on) if shown.successor_starts_on else ""
    return [f"{shown.successor}. {begins}".strip()]


def _reactions(one: PublicReactions, texts: Texts) -> str:
    if not one.count:
        return f"{texts('Nobody reacted.')} {one.answer}".strip()
    reacted = texts.plural("%(num)s person reacted.", "%(num)s people reacted.", one.count, num=one.count)
    return f"{reacted} {one.answer}"


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
        _each("destructions", destruction_in_words),
        N_("a party said what was done with the data"),
    ),
    Happening(N_("Terminated"), _termination, N_("terminated")),
    Happening(
        N_("Suspended"), _each("suspensions", _suspension), N_("the sharing stops for a while, or the days changed")
    ),
    Happening(N_("Followed by"), _successor, N_("a new agreement follows")),
    Happening(N_("Early reviews"), _each("asked_reviews", _asked_review), N_("an early review was asked for")),
    Happening(N_("Reviews"), _reviews, N_("a review was planned or done")),
    Happening(N_("What was done with reactions"), _each("reactions", _reactions), N_("reactions were answered")),
    Happening(N_("Plan"), _plans, N_("a plan began or ended")),
    Happening(
        N_("Data that stay"),
        _each("passed_on", lambda one, _: f"{one.party}: {', '.join(one.data)}"),
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
