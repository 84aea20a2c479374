"""What files hold of entries, kept beside them (`publication.pieces`): by whom it was made, and how far that came.

All pieces that are there were made by the one that `public_shape` names; whoever else takes their place throws them
away. They belong to entries that no later one replaced: files of past days are made when they are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from agreements.domain.projection import FOREVER, MadeBy, Piece, Place, Shows
from agreements.storage.database.sql import listed
from agreements.storage.database.transaction import as_date, execute, fetch, fetch_as_stored, insert

_COLUMNS: Final = ("seq", *Piece._fields)
_DAYS: Final = ("from_on", "until_on")
_BY: Final = "edition = :edition AND base_url = :base_url AND zone = :zone"


@dataclass(frozen=True, slots=True)
class Progress:
    """Whose pieces are kept, and how far they have come."""

    by: MadeBy | None
    """None: nobody makes any yet."""
    upto: int
    """Of every entry up to this number there are pieces when there should be, and else none; of those behind it there
    are not yet."""


@dataclass(frozen=True, slots=True)
class Next:
    """Entries that come next, by their numbers."""

    upto: int
    """The last of them."""
    to_make: Sequence[int]
    """Those of which pieces are kept."""
    replaced: Sequence[int]
    """Those of which none are kept any more."""


async def progress() -> Progress:
    """How it stands."""
    rows = await fetch("SELECT edition, base_url, zone, pieces_upto FROM public_shape", {})
    if not rows or not rows[0]["edition"]:
        return Progress(None, 0)
    (row,) = rows
    return Progress(MadeBy(row["edition"], Place(row["base_url"], row["zone"])), row["pieces_upto"])


async def begin(by: MadeBy) -> None:
    """From now on pieces are made by this one; none of another one stays. Only inside a unit of work."""
    await forget()
    await execute("UPDATE public_shape SET edition = :edition, base_url = :base_url, zone = :zone", _params(by))


async def forget() -> None:
    """Throw them away, to be made anew by the same."""
    await execute("DELETE FROM public_piece", {})
    await note_upto(0)


async def note_upto(seq: int) -> None:
    """So far they have come."""
    await execute("UPDATE public_shape SET pieces_upto = :seq", {"seq": seq})


async def next_after(seq: int, most: int) -> Next | None:
    """So many entries behind this one at most; None when there are none."""
    rows = await fetch(
        "SELECT seq, replaces, shows, until_on FROM public_row WHERE seq > :seq ORDER BY seq LIMIT :most",
        {"seq": seq, "most": most},
    )
    if not rows:
        return None
    last = [row["seq"] for row in rows if row["shows"] == Shows.AGREEMENT and as_date(row["until_on"]) == FOREVER]
    return Next(rows[-1]["seq"], last, [row["replaces"] for row in rows if row["replaces"]])


async def write(made: Mapping[int, Sequence[Piece]], taken: Next) -> None:
    """Keep these pieces, by entry, and none of those that were replaced. Only inside a unit of work."""
    marks, params = listed("seq", (*taken.to_make, *taken.replaced))
    await execute(f"DELETE FROM public_piece WHERE seq IN ({marks})", params)  # noqa: S608
    await insert("public_piece", _COLUMNS, [(seq, *piece) for seq, pieces in made.items() for piece in pieces])
    await note_upto(taken.upto)


async def kept(numbers: Sequence[int], shape: str, language: str, day: date, by: MadeBy) -> dict[int, str]:
    """What the files of a shape hold of these entries on a day, by number, as far as this one made it."""
    marks, params = listed("seq", numbers)
    found = await fetch(
        f"SELECT seq, body FROM public_piece WHERE seq IN ({marks})"  # noqa: S608
        " AND shape = :shape AND language = :language AND from_on <= :day AND until_on >= :day"
        f" AND EXISTS (SELECT 1 FROM public_shape WHERE {_BY}) ORDER BY seq, part",
        {**params, "shape": shape, "language": language, "day": day, **_params(by)},
    )
    bodies: dict[int, str] = {}
    for row in found:
        bodies[row["seq"]] = bodies.get(row["seq"], "") + row["body"]
    return bodies


async def stored(numbers: Sequence[int]) -> dict[int, list[Piece]]:
    """All that is kept of these entries, as it stands."""
    marks, params = listed("seq", numbers)
    found: dict[int, list[Piece]] = {}
    for row in await fetch_as_stored(", ".join(_COLUMNS), f"FROM public_piece WHERE seq IN ({marks})", params):
        found.setdefault(row["seq"], []).append(_piece(row))
    return {seq: sorted(pieces) for seq, pieces in found.items()}


def _piece(row: Mapping[str, Any]) -> Piece:
    return Piece._make(as_date(row[name]) if name in _DAYS else row[name] for name in Piece._fields)


async def count() -> int:
    """How many there are."""
    return int((await fetch("SELECT count(*) AS n FROM public_piece", {}))[0]["n"])


def _params(by: MadeBy) -> dict[str, object]:
    return {"edition": by.edition, "base_url": by.place.base_url, "zone": by.place.zone}
