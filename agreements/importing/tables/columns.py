"""Which column of a list means what: Dutch names as offices use them, and those of the register's own CSV.

The names that mean a field stand on its row in the catalogue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from agreements.dates import DateOrder
from agreements.domain.catalogue import FIELDS
from agreements.importing.errors import ColumnsDoubled
from agreements.importing.values.words import clean, one_line, plain

SHOWN_COLUMNS = 30


class Column(StrEnum):
    """Columns that the import reads in a way of its own. A field of the catalogue goes by its name there."""

    TITLE = "title"
    KIND = "kind"
    PARTIES = "parties"
    DATA = "data"
    PURPOSE = "purpose"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    ONWARD_SHARING = "onward_sharing"
    TRANSITIONAL = "is_transitional"

    REFERENCE = "reference"
    TERM = "term"
    RENEWAL = "renewal"
    NOTICE = "notice"
    DECIDE_BY = "decide_by"
    SIGNED_ON = "signed_on"
    RETENTION = "retention"
    URL = "url"
    REMARKS = "remarks"


NO_FIELD: dict[Column, str] = {
    Column.REFERENCE: "kenmerk; registratienummer; convenantnummer; contractnummer; zaaknummer",
    Column.TERM: "looptijd; duur; termijn; geldigheidsduur",
    Column.RENEWAL: "verlenging; verlengen; stilzwijgende verlenging; verlengingsoptie",
    Column.NOTICE: "opzegtermijn; opzegging; opzeggen",
    Column.DECIDE_BY: "opzeggen voor; opzeggen uiterlijk; uiterste opzegdatum",
    Column.SIGNED_ON: "ondertekend; ondertekendatum; datum ondertekening; getekend; getekend op; ondertekend op; "
    "tekendatum",
    Column.RETENTION: "bewaartermijn; bewaartermijnen; bewaren; bewaarperiode",
    Column.URL: "url; link; vindplaats; bron; website; hyperlink",
    Column.REMARKS: "opmerkingen; opmerking; toelichting; notities; bijzonderheden; notitie; commentaar",
}
"""Columns that are no field of an agreement, and how offices name them."""

MEANING: dict[str, str] = {
    **{plain(name): row.name for row in FIELDS for name in row.all_headers},
    **{plain(name): column.value for column, names in NO_FIELD.items() for name in names.split(";")},
}
"""What a column is about, by its name: a field of the catalogue, or one of `NO_FIELD`."""


@dataclass(frozen=True, slots=True)
class Header:
    """The row of column names: the names as the source has them, and what each means (None: unknown)."""

    names: tuple[str, ...]
    meanings: tuple[str | None, ...]
    orders: Mapping[str, DateOrder] = field(default_factory=dict)
    """By meaning, what a person said to come first in the dates of a column."""

    def is_repeated_by(self, cells: Sequence[str]) -> bool:
        """Whether a row says the column names once more, as lists do at the top of each printed page."""
        pairs = zip(self.names, cells, strict=False)
        return len(cells) >= len(self.names) and all(plain(name) == plain(cell) for name, cell in pairs)

    def name(self, index: int) -> str:
        """What to call a column, also one without a name of its own."""
        return (self.names[index] if index < len(self.names) else "") or f"Kolom {index + 1}"


def score(cells: Sequence[str]) -> int:
    """How many columns a row names that the register knows; 0 unless one of them is the title."""
    meanings = [MEANING.get(plain(cell)) for cell in cells]
    return sum(meaning is not None for meaning in meanings) if Column.TITLE in meanings else 0


def read_header(cells: Sequence[str]) -> Header:
    """Give every column its meaning. Raises `ColumnsDoubled` with the names of those that mean the same."""
    names = tuple(one_line(clean(cell)) for cell in cells)
    meanings = tuple(MEANING.get(plain(name)) for name in names)
    keys = _keys(names, meanings)
    times = Counter(keys)
    doubled = [name for name, key in zip(names, keys, strict=True) if times[key] > 1]
    if any(doubled):
        raise ColumnsDoubled(columns=listed(doubled))
    return Header(names, meanings)


def _keys(names: Sequence[str], meanings: Sequence[str | None]) -> list[str]:
    """What must be unique: the meaning, else the name. There may be many columns of remarks, or without a name."""
    return [
        (meaning if meaning not in (None, Column.REMARKS) else plain(name)) or f"#{number}"
        for number, (name, meaning) in enumerate(zip(names, meanings, strict=True))
    ]


def listed(names: Sequence[str]) -> str:
    """The names as a sentence shows them: each between quotation marks, not too many."""
    shown = [f"“{one_line(clean(name))[:40]}”" for name in names if name.strip()]
    return ", ".join(shown[:SHOWN_COLUMNS]) + (" …" if len(shown) > SHOWN_COLUMNS else "")
