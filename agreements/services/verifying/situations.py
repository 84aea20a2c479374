"""Every edition of the situations is the one that its event made."""

from __future__ import annotations

from collections.abc import Mapping

from agreements.domain.errors import RegisterChanged
from agreements.storage.public_memory import situations


async def check_situations(made: Mapping[int, str]) -> None:
    """`made`: of each edition the SHA-256 in its event. Raises `RegisterChanged` with the first that differs."""
    stored = await situations.digests()
    for edition in sorted({*made, *stored}):
        if made.get(edition) != stored.get(edition):
            about = f"edition {edition} of the situations"
            raise RegisterChanged(about=about, problem="it is not the one that its event made")
