"""How a row is known again in a later import: by its number in the source, by all of its cells, or by what it says.

Nothing is taken for another agreement by its number or its title alone: what both say must agree as well. Two rows that
share title and year are two, until their parties, days and other words say that they are one. Each agreement is given
to one row of a list at most; a row that fits several, or whose number is that of another one, becomes a draft of its
own, and says so. See docs/decisions/0050.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from agreements.domain.content import Content
from agreements.importing.codes import Code
from agreements.importing.duplicates import title_form
from agreements.importing.formats.source import ListSource, OwnSource, Source
from agreements.importing.import_row import ImportRow
from agreements.importing.mapping import shape
from agreements.importing.messages import Message, note
from agreements.importing.tables.cells import digest
from agreements.importing.values.slips import variants
from agreements.importing.values.words import plain

OWN_TABLE, OWN_DOCUMENTS, DESCRIBED = "own:table", "own:documents", "described"
FEW = 3
"""Of so few rows of an import all may have been corrected at once."""
FEWEST_COUNTED = 3
"""One or two numbers may be counted, or given."""
_NOT_COMPARED = frozenset({"title", "stated", "internal_notes", "documents", "own_number", "kind", "is_public"})
"""What says nothing about being the same: the words as they stood there, and what follows from the title."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Which list this is: the same for the same list next year, whatever rows it holds then."""

    name: str

    @property
    def is_own(self) -> bool:
        """It is an export of a register: its references are ours."""
        return self.name in {OWN_TABLE, OWN_DOCUMENTS}


def shape_of(source: Source) -> Shape:
    """A list is known by the names of its columns, in any order."""
    if isinstance(source, OwnSource):
        return Shape(OWN_DOCUMENTS)
    if not isinstance(source, ListSource):
        return Shape(DESCRIBED)
    if source.header.is_ours:
        return Shape(OWN_TABLE)
    return Shape(shape.shape_of(source.header.names))


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier import left of the row that an agreement came from."""

    reference: str
    source: str
    """The name of the shape of its list; empty: not known any more."""
    number: str
    fingerprint: str
    title_key: str
    starts: str
    """The first day as precise as the row gave it, such as 2026 or 2026-03."""
    run: int | None = None
    """The import that its row was last in as something new; None: not known any more."""


@dataclass(frozen=True, slots=True)
class Match:
    """The agreement that a row is, and how that was seen. `is_as_before`: the row says what it said then."""

    reference: str
    reason: Code | None
    """None: by our own reference, of which nothing need be told."""
    is_as_before: bool = False


def without_counters(rows: Sequence[ImportRow]) -> list[ImportRow]:
    """The rows without numbers that only count them, from 1 on: a row more at the top moves all of those."""
    numbers = [row.source_reference for row in rows if row.source_reference]
    if len(numbers) < FEWEST_COUNTED or numbers != [str(place) for place in range(1, len(numbers) + 1)]:
        return list(rows)
    return [replace(row, source_reference="") for row in rows]


def number_key(number: str) -> str:
    """A number as it is compared: without spaces and capitals."""
    return "".join(number.split()).casefold()


def title_key(title: str) -> str:
    """The same for all rows with this title, however it is written."""
    return digest(plain(title))


class Matching:
    """Which agreement each row of one list is. Asked in two steps, as the second needs to read some of them whole."""

    def __init__(self, shape: Shape, earlier: Iterable[Earlier]) -> None:
        self._shape = shape
        self._earlier = {one.reference: one for one in earlier}
        self._by_cells: dict[str, list[str]] = defaultdict(list)
        self._by_number: dict[str, list[str]] = defaultdict(list)
        self._by_title: dict[str, list[str]] = defaultdict(list)
        for one in self._earlier.values():
            self._by_cells[one.fingerprint].append(one.reference)
            self._by_title[one.title_key].append(one.reference)
            if one.number:
                self._by_number[one.number].append(one.reference)
        self._taken: set[str] = set()
        sizes = Counter(one.run for one in self._earlier.values())
        self._come_again = {run for run, size in sizes.items() if size <= FEW}
        """The imports of which this list may be a later edition, as it has a row of theirs as it was."""

    def unchanged(self, rows: Sequence[ImportRow]) -> dict[int, Match]:
        """The rows whose every cell is as it was, by their numbers. To be asked first, and once."""
        found = dict[int, Match]()
        for row in rows:
            reference = next(self._free(self._by_cells.get(row.fingerprint, ())), None)
            if reference:
                self._taken.add(reference)
                self._come_again.add(self._earlier[reference].run)
                found[row.row] = Match(reference, Code.KNOWN_BY_CELLS, is_as_before=True)
        return found

    def candidates(self, row: ImportRow) -> list[str]:
        """The agreements, not given to another row yet, that this row may be; those of the same list first."""
        number = number_key(row.source_reference)
        same = [*self._by_number.get(number, ()), *self._by_title.get(title_key(row.title), ())]
        found = self._free(same)
        return sorted(dict.fromkeys(found), key=lambda reference: self._earlier[reference].source != self._shape.name)

    def chosen(self, row: ImportRow, contents: Mapping[str, Content]) -> Match | None:
        """The one of its candidates that it is; None when none is, or when more than one may be."""
        ways = ((Code.KNOWN_BY_NUMBER, self._has_number), (Code.KNOWN_BY_CONTENT, self._has_no_other_number))
        for reason, fits in ways:
            found = [
                reference
                for reference in self.candidates(row)
                if fits(row, reference) and self._says_the_same(row, reference, contents[reference], reason)
            ]
            if len(found) == 1 or (found and reason is Code.KNOWN_BY_NUMBER):
                self._taken.add(found[0])
                return Match(found[0], reason)
        return None

    def clash(self, row: ImportRow) -> Message | None:
        """The word that its number is that of another agreement from the same list; None when it is not."""
        number = number_key(row.source_reference)
        same = [r for r in self._by_number.get(number, ()) if self._earlier[r].source == self._shape.name]
        return note(Code.NUMBER_TAKEN, number=row.source_reference, reference=same[0]) if number and same else None

    def _free(self, references: Collection[str]) -> Iterator[str]:
        return (reference for reference in references if reference not in self._taken)

    def _has_number(self, row: ImportRow, reference: str) -> bool:
        number = number_key(row.source_reference)
        return bool(number) and self._earlier[reference].number == number

    def _has_no_other_number(self, row: ImportRow, reference: str) -> bool:
        return not row.source_reference or not self._earlier[reference].number

    def _says_the_same(self, row: ImportRow, reference: str, was: Content, reason: Code) -> bool:
        if row.content is None or not _could_start(self._earlier[reference].starts, str(row.start or "")):
            return False
        likeness = compared(was, row.content)
        same_title = plain(was.title) == plain(row.title)
        if reason is Code.KNOWN_BY_CONTENT:
            most = max(1, len(likeness.agreeing)) if self._earlier[reference].run in self._come_again else 0
            return same_title and not likeness.is_contradicted and len(likeness.differing) <= most
        if same_title:
            return not likeness.is_contradicted or self._earlier[reference].source == self._shape.name
        if self._earlier[reference].source != self._shape.name or self._by_title.get(title_key(row.title)):
            return False
        return _is_near(was.title, row.title) or {"parties", "starts_on"} <= likeness.agreeing


@dataclass(frozen=True, slots=True)
class Compared:
    """What two readings of a row have in common: the fields that both fill in, by whether they say the same."""

    agreeing: frozenset[str]
    differing: frozenset[str]

    @property
    def is_contradicted(self) -> bool:
        """Whether they have other parties or begin on another day: then they are two."""
        return bool(self.differing & {"parties", "starts_on"})


def compared(one: Content, other: Content) -> Compared:
    """Field by field. Of parties it is enough that the one names all that the other names."""
    filled = [name for name in _COMPARED if getattr(one, name) and getattr(other, name)]
    agreeing = {name for name in filled if _agree(name, getattr(one, name), getattr(other, name))}
    return Compared(frozenset(agreeing), frozenset(filled) - agreeing)


_COMPARED = tuple(field.name for field in fields(Content) if field.name not in _NOT_COMPARED)


def _agree(name: str, one: object, other: object) -> bool:
    if name != "parties" or not isinstance(one, tuple) or not isinstance(other, tuple):
        return one == other
    names = [{plain(party.name) for party in parties} for parties in (one, other)]
    return names[0] <= names[1] or names[1] <= names[0]


def _could_start(one: str, other: str) -> bool:
    """Whether two first days, each as precise as it was given, can be the same."""
    return one.startswith(other) or other.startswith(one)


def _is_near(one: str, other: str) -> bool:
    """Whether two titles differ by no more than a slip."""
    forms = [title_form(title) for title in (one, other)]
    return forms[0].marks == forms[1].marks and bool({*variants(forms[0].letters)} & {*variants(forms[1].letters)})
