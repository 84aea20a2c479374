"""What the columns of a list can be about, and the names that they have: Dutch ones as offices use them, English ones,
and those of the register's own files.

The names that mean a field stand on its row in the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agreements.domain.catalogue import FIELDS, Field, FieldKind
from agreements.domain.catalogue.groups import Section
from agreements.domain.wording import N_
from agreements.importing.values.words import plain


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

    OWN_NUMBER = "own_number"
    TERM = "term"
    RENEWAL = "renewal"
    NOTICE = "notice"
    DECIDE_BY = "decide_by"
    SIGNED_ON = "signed_on"
    RETENTION = "retention"
    LEGAL_BASIS = "legal_basis"
    PARTY_KIND = "party_kind"
    PROTECTION = "protection"
    URL = "url"
    REMARKS = "remarks"


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a column can be about."""

    meaning: str
    """The name of a field, or a `Column`."""
    label: str
    """What people call it, a message id."""
    dutch: str
    """Its name in mapping files and on the command line."""
    names: tuple[str, ...]
    """Every name of a column that means it, that of our own files first."""
    section: Section = Section.ANSWERS
    """The part of the form in which people meet it."""
    is_date: bool = False
    """Whether it holds dates, of which the order of day and month may have to be told."""


NO_FIELD: dict[Column, tuple[str, str]] = {
    Column.TERM: (
        N_("Length of the term"),
        "looptijd; duur; termijn; geldigheidsduur; periode; contractperiode; geldigheid; duration; length",
    ),
    Column.RENEWAL: (
        N_("What happens after the end"),
        "verlenging; verlengen; stilzwijgende verlenging; verlengingsoptie; verlengbaar; stilzwijgend verlengd; "
        "optie tot verlenging",
    ),
    Column.NOTICE: (
        N_("Notice period"),
        "opzegtermijn; opzegging; opzeggen; opzegtermijn maanden; opzegbaar; notice months",
    ),
    Column.DECIDE_BY: (
        N_("Last day to give notice"),
        "opzeggen voor; opzeggen uiterlijk; uiterste opzegdatum; uiterlijk opzeggen; beslisdatum; "
        "uiterste datum opzegging",
    ),
    Column.SIGNED_ON: (
        N_("Signed on"),
        "ondertekend; ondertekendatum; datum ondertekening; getekend; getekend op; ondertekend op; tekendatum; "
        "ondertekeningsdatum; datum getekend; ondertekening; getekend dd; afgesloten op; gesloten op; date signed; "
        "signing date",
    ),
    Column.RETENTION: (
        N_("Retention period"),
        "bewaartermijn; bewaartermijnen; bewaren; bewaarperiode; bewaarduur; bewaring; opslagtermijn",
    ),
    Column.LEGAL_BASIS: (
        N_("Legal basis of the municipality"),
        "grondslag; rechtsgrond; rechtsgrondslag; wettelijke grondslag; juridische grondslag; grondslag avg; "
        "avg grondslag; verwerkingsgrondslag; wettelijke basis; lawful basis; legal basis",
    ),
    Column.PARTY_KIND: (
        N_("Kind of the parties"),
        "soort partij; soort organisatie; soort partner; partnersoort; type partij; type organisatie; type partner; "
        "party kind",
    ),
    Column.PROTECTION: (
        N_("How the data are protected"),
        "gevoeligheid; soort persoonsgegevens; type persoonsgegevens; classificatie persoonsgegevens; sensitivity",
    ),
    Column.URL: (
        N_("Web address"),
        "url; link; vindplaats; bron; website; hyperlink; webadres; internetadres; webpagina; link document",
    ),
    Column.REMARKS: (
        N_("Remarks"),
        "opmerkingen; opmerking; toelichting; notities; bijzonderheden; notitie; commentaar; aantekeningen; memo; "
        "overige; overig; bijz; opm; interne notities; stand zaken; notes; comments",
    ),
}
"""Columns that are no field of an agreement: what people call them, and how offices name them."""

SECTION_OF: dict[Column, Section] = {
    Column.TERM: Section.HOW_LONG,
    Column.RENEWAL: Section.HOW_LONG,
    Column.NOTICE: Section.HOW_LONG,
    Column.DECIDE_BY: Section.HOW_LONG,
    Column.RETENTION: Section.HOW_LONG,
    Column.SIGNED_ON: Section.WHO,
    Column.LEGAL_BASIS: Section.WHO,
    Column.PARTY_KIND: Section.WHO,
    Column.PROTECTION: Section.WHAT,
    Column.URL: Section.ANSWERS,
    Column.REMARKS: Section.ANSWERS,
}
"""The part of the form that people would look in for these."""

DATES = frozenset({Column.DECIDE_BY, Column.SIGNED_ON, Column.TERM})
LENGTHS = frozenset({Column.TERM, Column.NOTICE, Column.RETENTION})
"""What holds lengths of time, of which the unit can stand in the name of the column."""
SEVERAL = frozenset({Column.PARTIES, Column.DATA, Column.REMARKS})
"""What several columns may be about, such as “Partij 1” and “Partij 2”: their cells are joined."""
_READ_OTHERWISE = frozenset({"notice_months", "internal_notes"})
"""Fields that the import fills itself, out of the columns on notice and of everything without a place of its own."""


def _of_field(row: Field) -> Target:
    ours = (row.csv_name, row.dutch, *row.all_headers, row.name, row.label)
    names = tuple(dict.fromkeys(plain(name) for name in ours if name))
    is_date = row.kind in {FieldKind.DAY, FieldKind.DAYS}
    return Target(row.name, row.label, row.csv_name or row.name, names, row.section, is_date)


def _of_column(column: Column, label: str, names: str) -> Target:
    known = [plain(name) for name in names.split(";")]
    every = tuple(dict.fromkeys([*known, plain(column), plain(label)]))
    return Target(column, label, known[0].replace(" ", "_"), every, SECTION_OF[column], column in DATES)


TARGETS: dict[str, Target] = {
    **{
        row.name: _of_field(row)
        for row in FIELDS
        if (row.is_plain or row.name in SEVERAL) and row.name not in _READ_OTHERWISE
    },
    **{column.value: _of_column(column, label, names) for column, (label, names) in NO_FIELD.items()},
}
"""All that a column can be about, by its meaning."""

MEANING: dict[str, str] = {name: target.meaning for target in TARGETS.values() for name in target.names}
"""What a column is about, by the plain form of its name."""
