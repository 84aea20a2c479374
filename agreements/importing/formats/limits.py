"""How much of a file is read: one row of names, so that nothing is built before its size is known.

The register's own export of 10,000 agreements fits (`docs/reliability.md` has the figures); what is larger is refused
with a sentence, most often after reading only its beginning.
"""

from __future__ import annotations

MAX_MEGABYTES = 40
"""Of the file itself; of 1,000,000 bytes each. A text of so much may take four times as much memory."""
MAX_OWN_MEGABYTES = 250
"""Of the register's own JSON, which is read item by item."""
MAX_DESCRIBED_MEGABYTES = 10
"""Of described documents in JSON, which are kept as they are: a value of three bytes takes a hundred."""
MAX_JSON_NAMES = 1_000
"""Names in the outermost object of JSON."""
MAX_JSON_VALUE = 2_000_000
"""Characters of one agreement in JSON; a value of a few signs costs a hundred bytes."""
MAX_ROWS, MAX_COLUMNS = 20_000, 200
"""A municipality keeps some hundreds of agreements, a joint office of many some thousands."""
MAX_CELL = 32_767
"""Characters; a cell of Excel holds no more."""
MAX_LINE = 500_000
"""Characters within which a line of text must end."""

HEADER_WITHIN = 50
"""Rows among which the column names must stand; lists often have a heading above them."""

MAX_ENTRIES = 2_000
"""Files within a spreadsheet."""
MAX_UNPACKED = 200_000_000
"""Bytes of XML that may come out of one spreadsheet, counted while they come out: what a file says of itself is
not believed."""
MAX_RATIO = 400
"""How many times larger what comes out may be, beyond `RATIO_FROM` bytes. The most even sheets stay under 100;
a bomb has 1,000."""
RATIO_FROM = 2_000_000
MAX_ELEMENTS = 4_000_000
"""Of XML, in the whole file."""
MAX_TEXTS = 750_000
"""Texts that cells of a workbook may point at."""
MAX_CELLS = 1_000_000
"""Of the rectangles from the first cell of a sheet to its last one, empty ones counted."""
MAX_REMARKS = 100_000
"""Cells of a sheet with an error or a formula without a result; groups of merged cells as many."""
MAX_TEXT = 100_000_000
"""Characters in all cells together: one text that is written once may stand in a million cells."""
SHEET_ROWS, SHEET_COLUMNS = 1_048_576, 16_384
"""What a sheet of any program has at most. Most files name the empty rest of a sheet, which costs nothing."""
MAX_TAG = 1_000_000
"""Bytes that one tag of XML may take."""
