"""Small lists that once went wrong, by what their cells say: each gives what the README beside them calls right."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.importing.import_row import ImportRow
from tests.import_lists import DATA, content_of, read


def case(name: str) -> list[ImportRow]:
    """The rows of one of the small lists."""
    (path,) = (DATA / "import-cases").glob(f"{name}_*")
    return read(path.read_bytes(), path.name)


@pytest.mark.parametrize(
    ("name", "starts_on", "ends_on"),
    [
        ("h21", date(2026, 7, 1), date(2028, 6, 30)),
        ("h33", date(2026, 5, 1), date(2028, 3, 31)),
    ],
)
def test_a_notation_that_can_mean_one_day_only_is_that_day(name: str, starts_on: date, ends_on: date) -> None:
    (row,) = case(name)

    assert (content_of(row).starts_on, content_of(row).ends_on) == (starts_on, ends_on)
