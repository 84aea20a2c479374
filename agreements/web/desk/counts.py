"""How many questions came and how quickly they were answered: counts alone, for anyone."""

from __future__ import annotations

from datetime import date

from agreements.domain.desk.figures import Figures, figures
from agreements.storage.public_memory import questions

MOST_YEARS = 3


async def figures_of(year: int, on_day: date) -> Figures:
    """Of the questions that came in a year, as it was known at the end of a day. For the yearly report too."""
    return figures(await questions.arrived_in(year, on_day), on_day)


async def figures_by_year(on_day: date) -> list[tuple[int, Figures]]:
    """The last years in which any came, the last one first."""
    return [(year, await figures_of(year, on_day)) for year in (await questions.years())[:MOST_YEARS]]
