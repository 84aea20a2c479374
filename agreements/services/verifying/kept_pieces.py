"""What files hold of entries is what is made of them; and it is there, as far as it was made."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from agreements.domain.errors import RegisterChanged
from agreements.domain.memory import ChainedEntry
from agreements.domain.projection import Place
from agreements.publication.pieces import made_by, pieces_of
from agreements.storage.public_memory import pieces


class KeptPieces:
    """Checks pieces, some entries at a time."""

    def __init__(self, place: Place | None, upto: int) -> None:
        """None: they are not of this program, which does not read them and cannot tell. Else of what place they are,
        and up to which entry they are there."""
        self._place, self._upto = place, upto
        self._count = 0

    @staticmethod
    async def begun() -> KeptPieces:
        """Before the first entry."""
        now = await pieces.progress()
        is_ours = now.by is not None and now.by == made_by(now.by.place)
        return KeptPieces(now.by.place if now.by and is_ours else None, now.upto)

    async def check(self, some: Sequence[ChainedEntry], last: Collection[int]) -> None:
        """Entries, and the numbers of those among them that are the last of their agreement. Raises `RegisterChanged`
        for one of which files hold something else, or nothing while they should."""
        if self._place is None or not some:
            return
        stored = await pieces.stored([entry.seq for entry in some])
        for entry in some:
            found = stored.get(entry.seq, [])
            self._count += len(found)
            is_due = entry.seq in last and entry.seq <= self._upto
            if (found or is_due) and found != pieces_of(entry, self._place):
                raise RegisterChanged(about=f"public entry {entry.seq}", problem="files hold something else of it")

    async def check_all(self) -> None:
        """At the end: there is nothing without an entry."""
        if self._place is not None and await pieces.count() != self._count:
            raise RegisterChanged(about="a piece of a public file", problem="no entry made it")
