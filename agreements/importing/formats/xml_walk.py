"""XML read as it comes out of a packed file: no entities, no tag without end, and a count of all there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn, Protocol
from xml.parsers import expat

from agreements.importing.errors import SpreadsheetDamaged, TooManyCells, UnpacksTooLarge
from agreements.importing.formats.limits import MAX_CELLS, MAX_ELEMENTS, MAX_TAG

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""How XML begins that the reader of cells takes for UTF-8; every program writes that."""
PLAIN = frozenset({"utf-8", "us-ascii"})


COUNT, UNIQUE_COUNT = "count", "uniqueCount"
"""How many follow, by the XML itself. The reader of cells believes them: it takes the memory before it looks."""


class Hears(Protocol):
    """What is told while XML is read. Names of elements are without a prefix; those of attributes as they stand there,
    for the reader of cells does not look further either."""

    def begins(self, name: str, said: Mapping[str, str]) -> None:
        """An element begins, with its attributes."""

    def ends(self, name: str) -> None:
        """An element ends."""

    def says(self, text: str) -> None:
        """Text within the last element that began; it may come in parts."""


class Ignores:
    """Hears and does nothing: XML that need only be whole and safe."""

    def begins(self, name: str, said: Mapping[str, str]) -> None:
        """Nothing is done with it."""

    def ends(self, name: str) -> None:
        """Nothing is done with it."""

    def says(self, text: str) -> None:
        """Nothing is done with it."""


class Budget:
    """How many elements may still come, in all files of a spreadsheet together."""

    def __init__(self) -> None:
        self.left = MAX_ELEMENTS


class _Local(dict[str, str]):
    """Names behind their prefix. There are few names, and looking one up is quicker than cutting it."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition(":")[2]
        return self[name]


class Walk:
    """Tells a hearer what stands in one file of XML, which is fed in parts."""

    def __init__(self, hearer: Hears, budget: Budget) -> None:
        self._parser = _parser(hearer, budget)
        self._fed = 0

    def feed(self, chunk: bytes) -> None:
        """Read on. Raises `SpreadsheetDamaged` for XML that is not well formed, not in UTF-8, has a document type (with
        which one word can mean gigabytes) or a tag without end; `UnpacksTooLarge` for more elements than the budget
        has."""
        if not self._fed and chunk.startswith(UTF_16):
            raise SpreadsheetDamaged
        try:
            self._parser.Parse(chunk, False)
        except expat.ExpatError as error:
            raise SpreadsheetDamaged from error
        self._fed += len(chunk)
        if self._fed - self._parser.CurrentByteIndex > MAX_TAG:
            raise SpreadsheetDamaged

    def end(self) -> None:
        """There is no more. Raises `SpreadsheetDamaged` when something is still open."""
        try:
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise SpreadsheetDamaged from error


def _parser(hearer: Hears, budget: Budget) -> expat.XMLParserType:
    local = _Local()

    def begins(name: str, said: dict[str, str]) -> None:
        budget.left -= 1
        if budget.left < 0:
            raise UnpacksTooLarge
        if COUNT in said or UNIQUE_COUNT in said:
            _refuse_large(said)
        hearer.begins(local[name], said)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = begins
    parser.EndElementHandler = lambda name: hearer.ends(local[name])
    parser.CharacterDataHandler = hearer.says
    parser.StartDoctypeDeclHandler = _refuse
    parser.XmlDeclHandler = _refuse_other_letters
    return parser


def _refuse_large(said: Mapping[str, str]) -> None:
    for words in (said.get(COUNT, "0"), said.get(UNIQUE_COUNT, "0")):
        is_number = words.isascii() and words.isdigit() and len(words) <= len(str(MAX_CELLS))
        if not is_number or int(words) > MAX_CELLS:
            raise TooManyCells


def _refuse(*_: object) -> NoReturn:
    raise SpreadsheetDamaged


def _refuse_other_letters(version: str, encoding: str | None, standalone: int) -> None:
    if encoding is not None and encoding.casefold() not in PLAIN:
        raise SpreadsheetDamaged
