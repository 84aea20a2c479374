"""`docs/fields.md`, made from the catalogue that the program goes by: `make pages` writes it, a test compares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from agreements.domain.catalogue import FIELDS, OWNERS, SECTIONS, Field, FieldKind, Section
from agreements.domain.content import Content
from agreements.domain.filters import FILTERS
from agreements.publication.derived import DERIVED, DerivedFact

PAGE = Path(__file__).parents[1] / "docs" / "fields.md"

HEAD = """# The fields of an agreement

Made from the catalogue (`agreements/domain/catalogue`) and from the facts that follow
(`agreements/publication/derived.py`) by `make pages`; do not edit it by hand. A field is private until its row says
otherwise. Text that everyone can read may hold no mail address or mobile number.

To add a field: an attribute in `agreements/domain/content.py`, a row in the catalogue, and its Dutch words in
`agreements/locale/nl`. Then `make pages`.
"""
PART_NAMES = {
    "Party": "A party",
    "Member": "A member of a party that stands for many",
    "FurtherBasis": "A further legal basis",
    "SpecialException": "An exception for special or criminal data",
    "Advice": "An advice",
    "DataCategory": "A kind of data",
    "Retention": "How long a kind of data is kept",
    "Flow": "A flow of data",
    "Document": "A document",
    "StatedWords": "The source's own words",
}
COLUMNS = ("field", "is", "means", "asked by", "public", "JSON", "CSV", "found by", "columns of lists")


def page() -> str:
    """The whole page."""
    lines = [HEAD]
    for section in Section:
        lines += _table(SECTIONS[section][0], (row for row in FIELDS if row.section is section))
    for owner, rows in OWNERS.items():
        if owner is not Content:
            lines += _table(PART_NAMES[owner.__name__], rows)
    lines += ["## What follows from an agreement", "", _line("fact", "means", "JSON", "CSV"), "|---|---|---|---|"]
    return "\n".join([*lines, *map(_fact, DERIVED), ""])


def _table(title: str, rows: Iterable[Field]) -> Iterator[str]:
    yield from (f"## {title}", "", _line(*COLUMNS), "|" + "---|" * len(COLUMNS), *map(_row, rows), "")


def _row(row: Field) -> str:
    searched = ["search"] if row.is_searched else []
    filters = [f"`{one.parameter}`" for one in FILTERS.values() if one.row is row]
    return _line(
        f"`{row.name}`",
        row.kind.value,
        row.meaning or ". ".join(filter(None, (row.label, row.hint))),
        _asked(row),
        _public(row),
        _code(row.dutch),
        _code(row.csv_name if row.column else ""),
        ", ".join(searched + filters),
        ", ".join(row.all_headers),
    )


def _asked(row: Field) -> str:
    """What must be said before approval, and who says so."""
    asked = (f"{demand.sentence} ({demand.source})" for demand in row.demands)
    return " ".join(asked).replace("“%(party)s”", "each party")


def _public(row: Field) -> str:
    if not row.is_public:
        return "no, but of an agreement that was public before" if row.stays_readable else "no"
    note = row.public_note or ("web addresses only" if row.kind is FieldKind.LINK else "")
    return f"yes, {note}" if note else "yes"


def _fact(fact: DerivedFact) -> str:
    column = (fact.column_name or fact.dutch) if fact.column else ""
    return _line(f"`{fact.name}`", fact.meaning, "" if fact.is_only_in_csv else _code(fact.dutch), _code(column))


def _code(name: str) -> str:
    return f"`{name}`" if name else ""


def _line(*cells: str) -> str:
    return "| " + " | ".join(cell or "–" for cell in cells) + " |"
