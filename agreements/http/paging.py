"""Which pages of a long list are offered."""

from __future__ import annotations


def pages_near(page: int, last: int) -> list[int]:
    """The first page, the last and those around this one, in order; 0 stands for a gap. Nothing when there is one."""
    found: list[int] = []
    for number in sorted({1, last, *range(max(1, page - 1), min(last, page + 1) + 1)}):
        if found and number - found[-1] > 1:
            found.append(0)
        found.append(number)
    return found if last > 1 else []
