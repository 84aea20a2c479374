"""Cells that a spreadsheet must not run as a formula (OWASP: CSV injection)."""

from __future__ import annotations

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
UNSEEN = "".join(
    {*map(chr, (*range(0x21), *range(0x7F, 0xA1), *range(0x200B, 0x2010), *range(0x2028, 0x202F), 0x2060, 0xFEFF))}
    - {"\t", "\r", "\n"}
)
"""What is not seen before a sign; LibreOffice drops NUL and then calculates."""


def harmless(cell: str) -> str:
    """The cell with an apostrophe in front when a spreadsheet would run it as a formula."""
    return f"'{cell}" if cell.lstrip(UNSEEN).startswith(FORMULA_STARTS) else cell
