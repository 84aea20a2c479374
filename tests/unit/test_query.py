"""The address of a selection: what it asks is what it is written as."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from urllib.parse import parse_qsl

import pytest
from litestar.datastructures import MultiDict

from agreements.dates import parse_full_date
from agreements.domain.dutch import PARAMETERS
from agreements.domain.filters import FILTERS
from agreements.http.address import BadDay
from agreements.web.query import address_of, read_query
from tests.people import TODAY


@pytest.mark.parametrize(("days", "is_past"), [(-1, True), (0, False), (1, False)])
def test_only_a_day_before_today_is_past_so_today_shows_the_register_as_it_is(days: int, is_past: bool) -> None:
    name, day = PARAMETERS["on_day"], TODAY + timedelta(days=days)

    asked = read_query(MultiDict([(name, day.isoformat())]), f"{name}={day.isoformat()}", TODAY)

    assert asked.selection.on_day == day
    assert asked.selection.is_past is is_past


@pytest.mark.parametrize(
    "typed", ["31-12-2026", "31/12/2026", "31.12.2026", "2026-12-31", "31 december 2026", "31 dec 2026"]
)
def test_an_address_reads_a_date_as_forms_and_lists_do(typed: str) -> None:
    name = FILTERS["ends_until"].parameter

    asked = read_query(MultiDict([(name, typed)]), "", TODAY)

    assert asked.selection.of("ends_until") == (parse_full_date(typed),) == (date(2026, 12, 31),)


@pytest.mark.parametrize("typed", ["31-12-26", "31-2-2026", "12-2026", "2026", "december 2026", "morgen", "1-1-1800"])
def test_what_is_no_day_of_the_register_is_refused_in_an_address(typed: str) -> None:
    name = FILTERS["ends_from"].parameter
    with pytest.raises(BadDay, match="31-12-2026"):
        read_query(MultiDict([(name, typed)]), "", TODAY)


PIECES = ("status=geldig", "status=aankomend", "thema=Schulden", "q=a%20b", "taal=en", "pagina=2", "peildatum=1-5-2026")
EMPTY = ("q=", "thema=", "status=+", "sorteer=", "soort=", "eindigtVan=")


def test_ten_thousand_spellings_of_one_question_are_one_address() -> None:
    chance, found = Random(11), set()
    for _ in range(10_000):
        spelled = [*PIECES, *chance.sample(EMPTY, chance.randint(0, 6)), *chance.choices(PIECES[:3], k=3)]
        chance.shuffle(spelled)
        query = "&".join(spelled).replace("%20", chance.choice(("%20", "+", "++", "%20+")))
        found.add(address_of("/", read_query(MultiDict(parse_qsl(query, keep_blank_values=True)), query, TODAY), TODAY))

    (address,) = found
    again = address.partition("?")[2]
    assert address_of("/", read_query(MultiDict(parse_qsl(again)), again, TODAY), TODAY) == address


def test_every_other_question_is_another_address() -> None:
    more = ("pagina=3", "taal=nl", "peildatum=2-5-2026", "q=b%20a", "status=verlopen", "thema=Zorg", "sorteer=-titel")
    asked = [*("&".join(["soort=convenant", one]) for one in (*PIECES, *more)), *PIECES, *more, ""]

    found = [address_of("/", read_query(MultiDict(parse_qsl(one)), one, TODAY), TODAY) for one in asked]

    assert len(set(found)) == len(found)
