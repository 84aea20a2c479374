"""Where the pages about lists stand."""

from __future__ import annotations

LISTS = "/beheer/lijsten"


def run_address(number: int, rest: str = "") -> str:
    """The page about one list, or one below it."""
    return f"{LISTS}/{number}{f'/{rest}' if rest else ''}"
