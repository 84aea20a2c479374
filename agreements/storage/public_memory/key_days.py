"""The days of agreements, in their order (`publication.key_days`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pyroaring import BitMap

from agreements.domain.projection import KEY_DAY
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import fetch

_FEW: Final = 400
"""The days of so many agreements are asked for; those of more are met among all soon enough."""
_STRIDE: Final = 500
"""So many days of all are looked through at a time."""
_HIGHEST: Final = 2**31 - 1
"""No entry has a higher number: everything that is found by this text was told."""

Found = tuple[str, int]
"""What a day is found by, and the entry that tells of it."""


async def behind(among: BitMap, after: str, before: str, limit: int, words: Sequence[str] = ()) -> list[Found]:
    """The first days of these entries behind one text and before another; of these kinds, where some are named."""
    few, params = listed("seq", among if len(among) <= _FEW else ())
    one_of = f" AND seq IN ({few})" if len(among) <= _FEW else ""
    found: list[Found] = []
    place: Found = (after, _HIGHEST)
    while len(found) < limit:
        rows = await fetch(
            "SELECT value, seq FROM public_mark WHERE filter = :mark AND value < :before"  # noqa: S608 - all fixed
            f" AND (value > :after OR (value = :after AND seq > :seq)){one_of} ORDER BY value, seq LIMIT :stride",
            {**params, "mark": KEY_DAY, "before": before, "after": place[0], "seq": place[1], "stride": _STRIDE},
        )
        fitting = ((row["value"], row["seq"]) for row in rows if row["seq"] in among)
        found += (one for one in fitting if not words or one[0].split(" ")[1] in words)
        if len(rows) < _STRIDE:
            break
        place = (rows[-1]["value"], rows[-1]["seq"])
    return found[:limit]
