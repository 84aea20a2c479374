"""Cells that a spreadsheet must not run as a formula (OWASP: CSV injection)."""

from __future__ import annotations

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def harmless(cell: str) -> str:
    """The cell with an apostrophe in front when a spreadsheet would run it as a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA_STARTS) else cell
