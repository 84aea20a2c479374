"""A page of a list is found in an order of everything, wherever it lies and however little was picked."""

from __future__ import annotations

import random
from array import array

import pytest
from pyroaring import BitMap

from agreements.storage.public_memory.index import sorted_as


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize("every", [1, 7, 700], ids=lambda every: f"one in {every}")
def test_every_page_is_the_part_of_the_whole_order_that_fits(every: int, is_reversed: bool) -> None:
    numbers = list(range(1, 3001))
    random.Random(1).shuffle(numbers)
    order, among = sorted_as(array("I", numbers)), BitMap(range(every, 3001, every))
    fitting = [number for number in (numbers[::-1] if is_reversed else numbers) if number in among]

    pages = [order.stretch(among, 25, offset, is_reversed=is_reversed) for offset in range(0, len(fitting) + 50, 25)]

    assert [number for page in pages for number in page] == fitting
    assert all(len(page) == 25 for page in pages[:-3])
