"""What a row of the catalogue says about one field: everything that the rest of the register knows of it.

A field is private, in no file and not searched until its row says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from agreements.domain.catalogue.groups import PAGE_OF, Fold, Page, Section
from agreements.domain.wording import N_

OWN_RULE = N_("the municipality's own rule")
DAY_HINT = N_("For example 31-12-2026")


class FieldKind(StrEnum):
    """What kind of value a field holds. Forms, files and pages treat all fields of a kind alike."""

    LINE = "one line of text"
    TEXT = "text"
    DAY = "date"
    NUMBER = "whole number"
    CHOICE = "one word of a list"
    TICK = "yes or no"
    LINK = "web address"
    REFERENCE = "reference of another agreement"
    DEPARTMENT = "department"
    NAMES = "list of names"
    DAYS = "list of dates"
    ROWS = "list of parts"
    PART = "one part"
    PERIOD = "period"
    PARTY = "one of the parties"
    DATA = "some of the kinds of data"


_FREE = frozenset({FieldKind.LINE, FieldKind.TEXT, FieldKind.DEPARTMENT, FieldKind.NAMES})
_LISTS = {FieldKind.NAMES: ("name", FieldKind.LINE), FieldKind.DAYS: ("on", FieldKind.DAY)}
_REPEATED = frozenset({FieldKind.NAMES, FieldKind.DAYS, FieldKind.ROWS})
_APART = frozenset({FieldKind.ROWS, FieldKind.PART, FieldKind.PERIOD})


@dataclass(frozen=True, slots=True)
class Condition:
    """When something is asked: the words for it, and the test. On a field of a party the test gets the party and the
    content, on any other field the content.
    """

    words: str
    holds: Callable[..., bool]


ALWAYS = Condition(N_("always"), lambda *_: True)


@dataclass(frozen=True, slots=True)
class Demand:
    """Rule 3: what a field must say before approval. The sentence people read, its source, its test, and when.

    On a field of the agreement the test gets its whole content, on a field of a party that party.
    """

    sentence: str
    source: str
    is_met: Callable[[Any], bool]
    when: Condition = ALWAYS
    is_basic: bool = False
    """Asked of a reported old agreement too: without it there is nothing to show, or nobody to answer for it."""
    field: str = ""
    """The field it is about; the catalogue fills it in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One row. `name` is the attribute of the content or of one of its parts."""

    name: str
    kind: FieldKind
    label: str
    """What the form calls it."""
    meaning: str = ""
    """What it is, in a sentence for whoever reads the files or the documents."""
    hint: str = ""
    """What helps to fill it in."""
    heading: str = ""
    """What residents read above it, where that differs from the label."""
    short: str = ""
    """What a list of missing fields calls it, where that differs from the heading."""

    section: Section = Section.ANSWERS
    """Its group in the form. Within the group fields stand in the order of the catalogue."""
    fold: Fold | None = None
    is_optional: bool = False
    words: type[StrEnum] | None = None
    """The list of which a CHOICE is one word."""
    default: StrEnum | None = None
    """What is chosen beforehand."""
    most: int = 1200
    """The largest NUMBER that can be typed."""
    parts: tuple[Field, ...] = ()
    """The rows of what is in a ROWS, PART or PERIOD; for NAMES and DAYS the one field in each row, if it has words."""
    made_of: Callable[..., Any] | None = None
    """Makes one of the parts."""
    one: str = ""
    """What one row of a field that repeats is called."""
    first_rows: int = 0
    """How many rows an empty form shows."""

    demands: tuple[Demand, ...] = ()

    is_public: bool = False
    """Rule 11: whether everyone may read it. Of a part, both its own row and that of the whole must say so."""
    stays_readable: bool = False
    """Not published with the agreement, but read by everyone when it is not public any more."""
    public_when: Callable[[Any], bool] | None = None
    """Public only when this holds for the content."""
    public_rows: Callable[[Any], bool] | None = None
    """Of a field that repeats: which rows are public."""
    public_note: str = ""
    """The same in words, for the documents."""
    page: Page | None = None
    """Where residents read it, if not where its group stands."""
    beside: str = ""
    """The field behind which it stands on the page of residents, as one fact with it."""

    explained_at: str = ""
    """The word of the glossary that its heading leads to."""

    is_searched: bool = False
    """Whether people who sign in find agreements by these words. Everyone else finds them by all that is public."""
    dutch: str = ""
    """Its name in the JSON. A public field without one stands only in `inhoud`."""
    column: int = 0
    """Its place in the CSV, from 1; 0: no column of its own. Places never change once published."""
    column_name: str = ""
    """Its name in the CSV, where that differs from the one in the JSON."""
    headers: str = ""
    """Names of columns of other people's lists that mean this field, with semicolons between them."""

    @property
    def is_free_text(self) -> bool:
        """Whether people write what they like in it: when it is public, no person's address may stand in it."""
        return self.kind in _FREE

    @property
    def repeats(self) -> bool:
        """Whether it has rows."""
        return self.kind in _REPEATED

    @property
    def in_each_row(self) -> tuple[Field, ...]:
        """What stands in each row of a field that repeats: of NAMES and DAYS one field."""
        if self.parts or self.kind not in _LISTS:
            return self.parts
        name, kind = _LISTS[self.kind]
        return (Field(name=name, kind=kind, label=self.one or self.label),)

    @property
    def is_plain(self) -> bool:
        """Whether it can be told in words without looking into parts."""
        return self.kind not in _APART

    @property
    def title(self) -> str:
        """What residents read above it."""
        return self.heading or self.label

    @property
    def brief(self) -> str:
        """What a list of missing fields calls it."""
        return self.short or self.title

    @property
    def csv_name(self) -> str:
        """The name of its column."""
        return self.column_name or self.dutch

    @property
    def shown_at(self) -> Page:
        """Where residents read it."""
        return self.page or (Page.LINKS if self.kind is FieldKind.LINK else PAGE_OF[self.section])

    @property
    def all_headers(self) -> tuple[str, ...]:
        """Every column name that means this field: that of our own CSV too, so that it can be read back."""
        own = [self.csv_name] if self.column else []
        given = [name.strip() for name in self.headers.split(";") if name.strip()]
        return tuple(dict.fromkeys([*own, *given]))

    def make(self, said: dict[str, Any]) -> Any:
        """One of the parts, of what its fields say. Raises TypeError for a field that has none."""
        if self.made_of is None:
            raise TypeError(f"the row of {self.name} does not say what its parts are")
        return self.made_of(**said)
