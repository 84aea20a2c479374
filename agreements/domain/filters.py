"""The filters: a row for each way to pick agreements. Addresses, conditions, counts, chips, the forms of the overview
and of the list of beheer, and the page about open data follow from it. Adding a filter is a row here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from agreements.domain.catalogue import FIELDS, OWNERS, Field
from agreements.domain.content import Content, DataCategory, Party
from agreements.domain.lifecycle import Status
from agreements.domain.projection import Late
from agreements.domain.selection import RuleFilter, StatusFilter
from agreements.domain.wording import N_


class FilterKind(StrEnum):
    """What kind of values a filter has. Addresses, conditions and forms treat all filters of a kind alike."""

    WORDS = "words to search for"
    CODES = "words of a list"
    NAMES = "names"
    DAY_FROM = "on or after a day"
    DAY_UNTIL = "on or before a day"


class Fact(StrEnum):
    """What follows from an agreement and is picked by, while it is no field of the catalogue."""

    STATUS = "status on the day asked for"
    LAST_DAY = "last day"
    RULE = "whether it meets the rule"
    LATE = "what is late on the day asked for"
    LAW = "law that a party relies on"
    STREAM = "kinds of organisations between which data go"
    DECIDE_BY = "last day to decide about the end, while nobody has"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One row. Raises ValueError for one that would tell what is not public, or that has nothing to choose from."""

    name: str
    """Its name in `Selection.picked`."""
    parameter: str
    """Its name in addresses. Never changes once published."""
    kind: FilterKind
    owner: type = Content
    """Whose field it picks by: that of the content, of one of its parties, or of one of its kinds of data."""
    field: str = ""
    """The field of the catalogue that it picks by."""
    fact: Fact | None = None
    """What it picks by instead of a field. WORDS have neither: they are looked for in every field that is searched."""
    own_label: str = ""
    """What forms call it, where that is not what residents read above its field."""
    own_meaning: str = ""
    """What it does, for whoever makes an address by hand, where its kind does not say so."""
    chip: str = ""
    """Of a day: the words above the results that tell it is filtered by, with %(day)s."""
    has_capital: bool = False
    """Whether its names are common words, that get a capital when they stand alone."""
    own_codes: tuple[StrEnum, ...] = ()
    """The CODES to choose from, where they are not those of its field."""
    codes_at_work: tuple[StrEnum, ...] = ()
    """The same for people who sign in, where they can choose from more."""
    holds: tuple[tuple[StrEnum, StrEnum], ...] = ()
    """Pairs of codes: what is the second counts as the first too."""
    is_public: bool = True
    """Whether everyone can filter by it."""
    is_offered: bool = True
    """Whether the public form offers it; else it comes by a link only."""
    is_at_work: bool = False
    """Whether the list for people who sign in offers it."""

    def __post_init__(self) -> None:
        if self.row and self.is_public and not self._everyone_reads_it():
            raise ValueError(f"the filter {self.name} would tell everyone what is in {self.field}")
        if self.kind is FilterKind.CODES and not self.codes:
            raise ValueError(f"the filter {self.name} has no codes to choose from")

    @property
    def row(self) -> Field | None:
        """The row of its field in the catalogue. Raises ValueError for a field that does not exist."""
        if not self.field:
            return None
        found = [row for row in OWNERS[self.owner] if row.name == self.field]
        if not found:
            raise ValueError(f"the filter {self.name} picks by a field that does not exist: {self.field}")
        return found[0]

    @property
    def label(self) -> str:
        """What forms call it."""
        return self.own_label or (self.row.title if self.row else self.name)

    @property
    def meaning(self) -> str:
        """What it does, in a sentence; empty when its codes say it."""
        if self.own_meaning or self.own_codes:
            return self.own_meaning
        return N_("may be given more than once: one of them is enough") if self.is_list else self.label

    @property
    def codes(self) -> tuple[StrEnum, ...]:
        """The codes to choose from, in order."""
        of_field = self.row.words if self.row else None
        return self.own_codes or tuple(of_field or ())

    @property
    def is_list(self) -> bool:
        """Whether there is a list to choose from, of which one may choose several."""
        return self.kind in {FilterKind.CODES, FilterKind.NAMES}

    @property
    def is_day(self) -> bool:
        """Whether its value is a day."""
        return self.kind in {FilterKind.DAY_FROM, FilterKind.DAY_UNTIL}

    @property
    def mark(self) -> str:
        """The name under which the public memory keeps its values; filters on the same days share them."""
        if not self.is_day:
            return self.name
        return self.field or (self.fact.name.lower() if self.fact else self.name)

    def _everyone_reads_it(self) -> bool:
        """Of a part the whole must be public as well. What is public sometimes, is not when somebody filters by it."""
        whole = [row for row in FIELDS if row.made_of is self.owner]
        asked = [row for row in (self.row, *whole) if row]
        return all(row.is_public and not (row.public_when or row.public_rows) for row in asked)


_ROWS = (
    Filter(
        name="words",
        parameter="q",
        kind=FilterKind.WORDS,
        own_label=N_("Words"),
        own_meaning=N_("words to search for"),
        is_at_work=True,
    ),
    Filter(
        name="statuses",
        parameter="status",
        kind=FilterKind.CODES,
        fact=Fact.STATUS,
        own_label=N_("Status"),
        own_codes=tuple(StatusFilter),
        codes_at_work=(Status.DRAFT, Status.UNDER_REVIEW, *StatusFilter, Status.WITHDRAWN),
        holds=((StatusFilter.ACTIVE, StatusFilter.ENDS_SOON),),
        is_at_work=True,
    ),
    Filter(name="departments", parameter="afdeling", kind=FilterKind.NAMES, field="department", is_at_work=True),
    Filter(name="partners", parameter="partner", kind=FilterKind.NAMES, owner=Party, field="name", is_offered=False),
    Filter(
        name="partner_kinds",
        parameter="partnersoort",
        kind=FilterKind.CODES,
        owner=Party,
        field="kind",
        own_label=N_("Kind of partner"),
    ),
    Filter(name="themes", parameter="thema", kind=FilterKind.NAMES, field="theme", has_capital=True),
    Filter(name="kinds", parameter="soort", kind=FilterKind.CODES, field="kind"),
    Filter(
        name="data",
        parameter="gegevens",
        kind=FilterKind.NAMES,
        owner=DataCategory,
        field="name",
        own_label=N_("Kind of data"),
        is_offered=False,
    ),
    Filter(
        name="data_subjects",
        parameter="betrokkenen",
        kind=FilterKind.NAMES,
        field="data_subjects",
        own_label=N_("Group of people"),
        is_offered=False,
    ),
    Filter(
        name="laws",
        parameter="wet",
        kind=FilterKind.NAMES,
        fact=Fact.LAW,
        own_label=N_("Law"),
        is_offered=False,
    ),
    Filter(
        name="streams",
        parameter="stroom",
        kind=FilterKind.NAMES,
        fact=Fact.STREAM,
        own_label=N_("Who gives to whom"),
        own_meaning=N_("the kind that gives, “-naar-”, and the kind that gets: gemeente-naar-politie"),
        is_offered=False,
    ),
    Filter(
        name="late",
        parameter="aandacht",
        kind=FilterKind.CODES,
        fact=Fact.LATE,
        own_label=N_("Needs attention"),
        own_codes=tuple(Late),
    ),
    Filter(
        name="rule",
        parameter="voldoet",
        kind=FilterKind.CODES,
        fact=Fact.RULE,
        own_label=N_("Meets the rule"),
        own_codes=tuple(RuleFilter),
        is_at_work=True,
    ),
    Filter(
        name="ends_from",
        parameter="eindigtVan",
        kind=FilterKind.DAY_FROM,
        fact=Fact.LAST_DAY,
        own_label=N_("Ends on or after"),
        own_meaning=N_("the last day lies on or after, on or before a date"),
        chip=N_("ends on or after %(day)s"),
    ),
    Filter(
        name="ends_until",
        parameter="eindigtTot",
        kind=FilterKind.DAY_UNTIL,
        fact=Fact.LAST_DAY,
        own_label=N_("Ends on or before"),
        own_meaning=N_("the last day lies on or after, on or before a date"),
        chip=N_("ends on or before %(day)s"),
    ),
    Filter(
        name="decide_from",
        parameter="beslissenVan",
        kind=FilterKind.DAY_FROM,
        fact=Fact.DECIDE_BY,
        own_label=N_("Decide on or after"),
        own_meaning=N_("nobody decided about the end, and the last day to do so lies on or after, on or before a date"),
        chip=N_("decide on or after %(day)s"),
        is_offered=False,
    ),
    Filter(
        name="decide_until",
        parameter="beslissenTot",
        kind=FilterKind.DAY_UNTIL,
        fact=Fact.DECIDE_BY,
        own_label=N_("Decide on or before"),
        own_meaning=N_("nobody decided about the end, and the last day to do so lies on or after, on or before a date"),
        chip=N_("decide on or before %(day)s"),
        is_offered=False,
    ),
)

FILTERS: dict[str, Filter] = {row.name: row for row in _ROWS}
"""Every filter by its name, in the order of addresses and forms."""


def public_filters() -> tuple[Filter, ...]:
    """What everyone can filter by."""
    return tuple(row for row in FILTERS.values() if row.is_public)


def filters_at_work() -> tuple[Filter, ...]:
    """What people who sign in can filter their list by: there one chooses one value of each."""
    return tuple(
        replace(row, own_codes=row.codes_at_work or row.own_codes) for row in FILTERS.values() if row.is_at_work
    )


def held_by(row: Filter, codes: Iterable[object]) -> frozenset[str]:
    """The codes, with those that count as one of them."""
    chosen = frozenset(map(str, codes))
    return chosen | {str(other) for code, other in row.holds if code in chosen}
