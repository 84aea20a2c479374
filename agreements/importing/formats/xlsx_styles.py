"""`styles.xml` of a workbook of Excel: which formats show a date without its day."""

from __future__ import annotations

import re
from collections.abc import Mapping

from agreements.importing.formats.xml_walk import Ignores

MONTH_AND_YEAR = "17"
"""The number of the format that shows month and year and stands in no file."""
NO_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
"""Parts of a format that are shown as they are, or say how."""


class Styles(Ignores):
    """`without_day`: the numbers of the styles whose cells show a month and a year, or a year alone."""

    def __init__(self) -> None:
        self.without_day: set[str] = set()
        self._formats = {MONTH_AND_YEAR: "mmm-yy"}
        self._count = -1

    def begins(self, name: str, said: Mapping[str, str]) -> None:
        if name == "numFmt":
            self._formats[said.get("numFmtId", "")] = said.get("formatCode", "")
        elif name == "cellXfs":
            self._count = 0
        elif name == "xf" and self._count >= 0:
            if shows_no_day(self._formats.get(said.get("numFmtId", ""), "")):
                self.without_day.add(str(self._count))
            self._count += 1

    def ends(self, name: str) -> None:
        if name == "cellXfs":
            self._count = -1


def shows_no_day(form: str) -> bool:
    """Whether a format, such as mmm-yy, shows a year but no day."""
    letters = NO_LETTERS.sub("", form).casefold()
    return "y" in letters and "d" not in letters
