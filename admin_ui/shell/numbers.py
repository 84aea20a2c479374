"""Numbers in addresses."""

from __future__ import annotations

from litestar.exceptions import NotFoundException


def number_in(text: str) -> int:
    """The number of a thing. Raises `NotFoundException` for what cannot be one."""
    if not is_number(text):
        raise NotFoundException()
    return int(text)


def is_number(text: str) -> bool:
    """Nine digits at most: more than the database can number there are not."""
    return text.isascii() and text.isdigit() and len(text) < 10
