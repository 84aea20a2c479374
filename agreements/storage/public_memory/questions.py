"""What anyone may know of the questions of residents: what kind, when they came, and when they were answered.

Nothing of what was asked, by whom, or about which agreement. Counts and times of answering follow from it.
"""

from __future__ import annotations

from datetime import date

from agreements.domain.desk.figures import Handled
from agreements.domain.desk.question import Question, QuestionKind
from agreements.storage.database.transaction import as_date, execute, fetch


async def keep(question: Question) -> None:
    """Tell of one that arrived, or was answered or closed. Inside the transaction of the step."""
    await execute(
        "INSERT INTO public_question (number, change, kind, arrived_on, due_on, ready_on)"
        " VALUES (:number, (SELECT coalesce(max(change), 0) + 1 FROM public_question), :kind, :arrived, :due, :ready)"
        " ON CONFLICT (number) DO UPDATE SET ready_on = excluded.ready_on, change = excluded.change",
        {
            "number": question.id,
            "kind": question.kind,
            "arrived": question.arrived_on,
            "due": question.due_on,
            "ready": question.ready_on,
        },
    )


async def arrived_in(year: int, until: date) -> list[Handled]:
    """Those that came in a year, as it was known at the end of a day. Goes by the index on the day of arrival."""
    rows = await fetch(
        "SELECT kind, arrived_on, due_on, CASE WHEN ready_on <= :until THEN ready_on END AS ready_on"
        " FROM public_question WHERE arrived_on >= :first AND arrived_on <= :last AND arrived_on <= :until",
        {"first": date(year, 1, 1), "last": date(year, 12, 31), "until": until},
    )
    return [
        Handled(QuestionKind(row["kind"]), _day(row["arrived_on"]), _day(row["due_on"]), as_date(row["ready_on"]))
        for row in rows
    ]


async def years() -> list[int]:
    """The years in which any came, the last one first."""
    rows = await fetch(
        "SELECT (SELECT min(arrived_on) FROM public_question) AS first,"
        " (SELECT max(arrived_on) FROM public_question) AS last",
        {},
    )
    first, last = as_date(rows[0]["first"]), as_date(rows[0]["last"])
    return list(range(last.year, first.year - 1, -1)) if first and last else []


def _day(value: object) -> date:
    day = as_date(value)
    if day is None:
        raise ValueError("a question that arrived has its days")
    return day
