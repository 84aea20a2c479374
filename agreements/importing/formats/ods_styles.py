"""The styles in `content.xml` of a spreadsheet of LibreOffice: which cells show a date without its day."""

from __future__ import annotations

from collections.abc import Mapping


class DayStyles:
    """Told of each style as it comes by, and of the columns of each sheet, it knows what a cell shows."""

    def __init__(self) -> None:
        self._formats: set[str] = set()
        self._styles: set[str] = set()
        self._columns: list[tuple[int, str]] = []
        self._name = ""
        self._parts: set[str] = set()

    def begin_format(self, said: Mapping[str, str]) -> None:
        """How dates are shown."""
        self._name, self._parts = said.get("style:name", ""), set()

    def part(self, name: str) -> None:
        """A part of the date that is shown: a day, a year."""
        self._parts.add(name)

    def end_format(self) -> None:
        """All parts were told."""
        if "year" in self._parts and "day" not in self._parts:
            self._formats.add(self._name)

    def style(self, said: Mapping[str, str]) -> None:
        """A style of cells, with the format that it uses."""
        if said.get("style:data-style-name") in self._formats:
            self._styles.add(said.get("style:name", ""))

    def begin_sheet(self) -> None:
        """Another sheet, with columns of its own."""
        self._columns = []

    def columns(self, said: Mapping[str, str], count: int) -> None:
        """So many columns, with the style of their cells that have none."""
        before = self._columns[-1][0] if self._columns else 0
        self._columns.append((before + count, said.get("table:default-cell-style-name", "")))

    def shows_no_day(self, said: Mapping[str, str], column: int) -> bool:
        """Whether a cell shows a month and a year, or a year alone."""
        if not self._styles or said.get("office:value-type") != "date":
            return False
        default = next((style for until, style in self._columns if column < until), "")
        return said.get("table:style-name", default) in self._styles
