"""The reference (kenmerk) of an agreement: its name for ever, in addresses, feeds and letters."""

from __future__ import annotations

import re

from agreements.domain.errors import BadReference

PREFIX = "AFS"
_SHAPE = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")
MAX_LENGTH = 40


def check_reference(reference: str) -> str:
    """Letters, digits and single hyphens, starting with a letter, 40 characters at most. Raises `BadReference`."""
    if len(reference) > MAX_LENGTH or not _SHAPE.fullmatch(reference):
        raise BadReference()
    return reference


def next_reference(year: int, last: str | None) -> str:
    """The reference after `last` in a year, such as AFS-2026-0017; numbering starts again each year."""
    number = int(last.rsplit("-", 1)[1]) if last else 0
    return f"{PREFIX}-{year}-{number + 1:04d}"
