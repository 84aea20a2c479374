"""The term as a bar: how far it has come, where the reviews lie. Pure; the dates stand below it in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.publication.public_record import PublicRecord

WIDTH = 1000


@dataclass(frozen=True, slots=True)
class TermBar:
    """Places from 0 (first day) to `WIDTH` (last agreed day)."""

    past: int
    reviews: tuple[int, ...]
    last_day: int


def term_bar(record: PublicRecord, day: date) -> TermBar | None:
    """The bar of an agreement on a day; None when the term has no length."""
    starts_on, ends_on = record.content.starts_on, record.content.ends_on
    if starts_on is None or ends_on is None or ends_on <= starts_on:
        return None
    whole = (ends_on - starts_on).days

    def place(on: date) -> int:
        return round(WIDTH * min(max((on - starts_on).days, 0), whole) / whole)

    planned = tuple(place(review.planned_on) for review in record.reviews if review.planned_on)
    return TermBar(place(day), planned, place(record.last_day))
