"""The pages where work starts ask and read the same of a hundred agreements as of ten thousand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import httpx
import pytest
from litestar import Litestar

from agreements.domain.roles import Actor
from agreements.storage.database.register_engine import Answer, RegisterEngine
from agreements.storage.database.transaction import execute
from tests.acceptance.conftest import BASE_URL, Calendar
from tests.colleague import Colleague
from tests.crowd import multiply
from tests.office import drafted, in_force, in_review
from tests.people import HENK, PETRA

LATE = date(2027, 11, 15)
"""A review was missed, the day to decide has passed, the end is near: each agreement in force has several tasks."""
PAGES = (
    "/beheer",
    "/beheer/afspraken",
    "/beheer/afspraken?pagina=2",
    "/beheer/afspraken?q=eropaf&afdeling=Wonen",
    "/beheer/afspraken?status=loopt-af",
    "/beheer/afspraken?mijn=ja",
    "/beheer/berichten",
)
FEW, MANY = 100, 10_000
Work = dict[str, tuple[int, int]]
"""For each page the number of statements and of rows."""


@contextmanager
def counted() -> Iterator[list[int]]:
    """For each statement meanwhile how many rows it gave."""
    rows: list[int] = []
    run = RegisterEngine.run

    async def remember(self: RegisterEngine, sql: str, args: Sequence[object] = ()) -> Answer:
        answer = await run(self, sql, args)
        rows.append(len(answer.rows or []))
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RegisterEngine, "run", remember)
        yield rows


async def work_of(colleague: Colleague) -> Work:
    """What each page asks and reads."""
    found: Work = {}
    for page in PAGES:
        with counted() as rows:
            answer = await colleague.open(page)
        assert (answer.status_code, answer.url.path) == (200, page.partition("?")[0])
        found[page] = len(rows), sum(rows)
    return found


async def some_of_each() -> dict[str, float]:
    """An agreement in force, with overdue tasks, one submitted and a draft; and which part of the crowd is like it."""
    return {(await in_force()).reference: 0.5, (await in_review()).reference: 0.25, (await drafted()).reference: 0.25}


async def crowd(like: dict[str, float], count: int, prefix: str) -> None:
    """So many agreements more."""
    for reference, part in like.items():
        await multiply(reference, int(count * part), prefix=f"{prefix}-{reference}")


@pytest.mark.parametrize("actor", [PETRA, HENK], ids=["officer", "head"])
async def test_pages_of_beheer_ask_and_read_as_much_of_ten_thousand_agreements_as_of_a_hundred(
    app: Litestar, site: httpx.AsyncClient, day: Calendar, actor: Actor
) -> None:
    colleague = Colleague(app, BASE_URL)
    await colleague.come_in(actor)
    day.today = LATE
    await colleague.sign_in(actor)
    like = await some_of_each()
    await crowd(like, FEW, "KOPIE")
    few = await work_of(colleague)
    await crowd(like, MANY - FEW, "VEEL")
    await execute("ANALYZE", {})
    many = await work_of(colleague)

    assert many == few
    assert 50 < max(rows for _, rows in many.values()) < 400
