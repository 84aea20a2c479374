"""What is asked for. The same addresses for our site and the floors, so that nobody gets an easier question.

What is asked *cold* was never asked before: each of these addresses gives another page.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice, permutations, product
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from benchmarks.crowd import COMMON_WORD, DEPARTMENTS
from benchmarks.pages import PER_PAGE

MOST: Final = 12_000
"""More than any server answers in one run."""
_DEEPEST: Final = 400
_TOGETHER: Final = 12
_ORDERS: Final = ("", "titel", "-titel", "afdeling", "-afdeling", "einddatum", "-einddatum", "kenmerk", "-kenmerk")
_LANGUAGES: Final = ("", "nl", "en")
_RECORDS: Final = 50


def pages(count: int) -> list[str]:
    """Each page of the overview in each order and language: the facets are those of the whole register."""
    numbers = range(1, min(_DEEPEST, _pages(count)) + 1)
    asked = [
        _address("/", sorteer=order, pagina=str(number), taal=language)
        for number, order, language in product(numbers, _ORDERS, _LANGUAGES)
        if number > 1 or order or language
    ]
    return _mixed(asked)


def last_pages(count: int) -> list[str]:
    """The last page in each order and language."""
    last = str(_pages(count))
    return [
        _address("/", sorteer=order, pagina=last, taal=language) for order, language in product(_ORDERS, _LANGUAGES)
    ]


def searches(path: str = "/") -> list[str]:
    """A common word in other departments each time, so that each has facets of its own."""
    rng = random.Random(1)
    asked = dict.fromkeys(tuple(sorted(rng.sample(DEPARTMENTS, _TOGETHER))) for _ in range(MOST))
    return [path + "?" + urlencode([("q", COMMON_WORD), *(("afdeling", one) for one in some)]) for some in asked]


def empty() -> list[str]:
    """The whole register under many addresses: with parameters that ask for nothing, in every order."""
    orders = islice(permutations(("q", "status", "afdeling", "partnersoort", "thema", "soort", "voldoet")), MOST)
    return _mixed(["/?" + "&".join(f"{name}=" for name in order) for order in orders])


def windows(neutral: Path, path: str) -> list[str]:
    """Agreements that end between two days, about fifty of them each time."""
    with closing(sqlite3.connect(neutral)) as database:
        days = [row[0] for row in database.execute("SELECT last_day FROM agreement ORDER BY last_day")]
    return [f"{path}?eindigtVan={first}&eindigtTot={last}" for first, last in _fifties(days)]


def _fifties(days: Sequence[str]) -> Iterator[tuple[str, str]]:
    found = ((days[at], days[at + _RECORDS - 1]) for at in range(0, len(days) - _RECORDS + 1, _RECORDS // 10))
    return iter(_mixed(list(dict.fromkeys(found))))


def _pages(count: int) -> int:
    return -(-count // PER_PAGE)


def _address(path: str, **asked: str) -> str:
    given = urlencode({name: value for name, value in asked.items() if value and (name, value) != ("pagina", "1")})
    return f"{path}?{given}" if given else path


def _mixed(some: list[Any]) -> list[Any]:
    random.Random(len(some)).shuffle(some)
    return some
