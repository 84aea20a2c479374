"""What was made of the row of column names: of each column its field, why, and what its cells look like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from agreements.dates import DateOrder
from agreements.domain.wording import N_
from agreements.importing.values.words import plain


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The sentence on a reason, and whether the meaning that was found is sure."""

    sentence: str
    is_sure: bool = True


class Why(Enum):
    """Why a column means what it does; the strongest reason first: of two columns for one field the stronger stays."""

    CHOSEN = Told(N_("you chose this"))
    REMEMBERED = Told(N_("remembered from %(since)s"))
    OWN_NAME = Told(N_("the register calls it that too"))
    KNOWN_NAME = Told(N_("a known name for it"))
    OTHER_FORM = Told(N_("another way to write “%(known)s”"))
    UNTIL = Told(N_("“%(known)s” may mean that the day before is the last one"), is_sure=False)
    NEARLY = Told(N_("looks like “%(known)s”"), is_sure=False)
    LIKELIEST_TITLE = Told(N_("no column says that it has the title; this is the likeliest"), is_sure=False)
    TAKEN = Told(N_("“%(other)s” has that already"))
    HOLDS_PARTIES = Told(N_("names organisations: perhaps the parties"), is_sure=False)
    HOLDS_DATA = Told(N_("names things like a name or an address: perhaps the kinds of data"), is_sure=False)
    HOLDS_DEPARTMENT = Told(N_("names teams or departments: perhaps the department"), is_sure=False)
    LOOKS_LIKE_START = Told(N_("has dates that lie before those of “%(other)s”: perhaps the start date"), is_sure=False)
    LOOKS_LIKE_END = Told(N_("has dates that lie after those of “%(other)s”: perhaps the end date"), is_sure=False)
    UNKNOWN = Told(N_("not understood"))


OWN_COLUMNS = frozenset({"kenmerk", "versie", "opzeggen_voor", "overgangsafspraak", "voorganger", "opvolger", "url"})
"""All of these are in the CSV that the register itself writes, and in no other list by chance."""
RANK = {why: place for place, why in enumerate(Why)}


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """One column of a list."""

    name: str
    """As the source has it; a column without a name is called by its place."""
    meaning: str | None
    """A field of the catalogue by its name, or a `Column`; None: its cells go to the notes."""
    why: Why
    values: Mapping[str, object] = field(default_factory=dict)
    """What fills the places in the sentence of `why`."""
    proposal: str = ""
    """What its cells may mean though its name does not say so: to be shown, and read so only when somebody agrees."""
    order: DateOrder | None = None
    is_order_open: bool = False
    """Some cells are written like 3/4/2026, of which the month may come first."""
    open_words: tuple[str, ...] = ()
    """Of a column with words of a closed list: those that the register does not have, for somebody to explain."""
    unit: str = ""
    """The unit of the bare numbers in it, where its name gives that, such as “Looptijd (jaren)”."""
    examples: tuple[str, ...] = ()
    """Some of its cells, shortened."""

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to look at it."""
        return self.why.value.is_sure


@dataclass(frozen=True)
class Header:
    """The row of column names, read. `values` are words of closed lists that somebody explained: by field and by the
    plain form of the word, the word that the register knows."""

    columns: tuple[ColumnReading, ...]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the columns are called, in their order."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def meanings(self) -> tuple[str | None, ...]:
        """What the columns are about, in their order."""
        return tuple(column.meaning for column in self.columns)

    @cached_property
    def orders(self) -> Mapping[str, DateOrder]:
        """By meaning, what a person said to come first in the dates of a column."""
        return {column.meaning: column.order for column in self.columns if column.meaning and column.order}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What the source calls each meaning: the first of the columns about it."""
        return {column.meaning: column.name for column in reversed(self.columns) if column.meaning}

    @cached_property
    def is_ours(self) -> bool:
        """Whether the register itself wrote the list: its references are ours."""
        return OWN_COLUMNS.issubset(self.names)

    def is_repeated_by(self, cells: Sequence[str]) -> bool:
        """Whether a row says the column names once more, as lists do at the top of each printed page."""
        pairs = list(zip(self.names, cells, strict=False))
        return len(cells) >= len(self.names) and all(
            plain(name) == (plain(cell) or plain(unnamed(index))) for index, (name, cell) in enumerate(pairs)
        )

    def name(self, index: int) -> str:
        """What to call the column at a place, also one beyond the last name."""
        return self.names[index] if index < len(self.names) else unnamed(index)


def unnamed(index: int) -> str:
    """What a column without a name is called."""
    return f"Kolom {index + 1}"
