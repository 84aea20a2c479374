"""What the register's own CSV says in columns of its own, also after a spreadsheet program wrote it anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from agreements.dates import NotADate, parse_partial_date
from agreements.domain.content import Content

ALL_REVIEWS = "alle_evaluaties"
BETWEEN = ";"


def as_exported(content: Content, unknown: Iterable[tuple[str, str]]) -> Content:
    """Its number is our reference, and every review counts, also those of which the day has passed: the column beside
    these names the next one alone."""
    words = dict(unknown).get(ALL_REVIEWS, "")
    days = [day_of(part) for part in words.split(BETWEEN) if part.strip()]
    reviews = tuple(day for day in days if day) if all(days) else ()
    return replace(content, own_number="", review_dates=reviews or content.review_dates)


def day_of(words: str) -> date | None:
    """A day as the register writes it (2026-12-31), or as Dutch spreadsheet programs do; None for anything else."""
    try:
        partial = parse_partial_date(words.strip())
    except NotADate:
        return None
    return partial.as_date() if partial else None
