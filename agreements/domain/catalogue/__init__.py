"""The catalogue: a row for each field of an agreement, and of its parts. Adding a field is an attribute in
`agreements.domain.content`, a row here and its translation; forms, files, pages and checks follow.

The rows stand in the order of the form. `field.py` says what a row can say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

from agreements.domain.catalogue.care import CARE
from agreements.domain.catalogue.field import Condition, Demand, Field, FieldKind
from agreements.domain.catalogue.groups import FOLDS, SECTIONS, Fold, Page, Section
from agreements.domain.catalogue.how_long import HOW_LONG
from agreements.domain.catalogue.in_short import IN_SHORT
from agreements.domain.catalogue.old_terms import OLD_TERMS
from agreements.domain.catalogue.origin import ORIGIN
from agreements.domain.catalogue.papers import DOCUMENT, STATED
from agreements.domain.catalogue.parts import ADVICE, DATA_CATEGORY, FLOW, RETENTION, SPECIAL_EXCEPTION
from agreements.domain.catalogue.party import PARTY
from agreements.domain.catalogue.risks import RISKS
from agreements.domain.catalogue.sides import FURTHER_BASIS, MEMBER
from agreements.domain.catalogue.special_data import SPECIAL_DATA
from agreements.domain.catalogue.together import JOINT, PROCESSOR, STEERING
from agreements.domain.catalogue.what import WHAT
from agreements.domain.catalogue.who import WHO
from agreements.domain.catalogue.who_answers import WHO_ANSWERS
from agreements.domain.catalogue.why import WHY
from agreements.domain.content import (
    Advice,
    Content,
    DataCategory,
    Document,
    Flow,
    FurtherBasis,
    Member,
    Party,
    Retention,
    SpecialException,
    StatedWords,
)

__all__ = [
    "BY_NAME",
    "FIELDS",
    "FOLDS",
    "OWNERS",
    "READING_ORDER",
    "SECTIONS",
    "Condition",
    "Demand",
    "Field",
    "FieldKind",
    "Fold",
    "Page",
    "Section",
    "demands_of",
    "in_form_order",
    "in_reading_order",
]

FIELDS: tuple[Field, ...] = (
    *IN_SHORT,
    *WHO,
    *WHAT,
    *WHY,
    *SPECIAL_DATA,
    *RISKS,
    *HOW_LONG,
    *OLD_TERMS,
    *WHO_ANSWERS,
    *CARE,
    *JOINT,
    *PROCESSOR,
    *STEERING,
    *ORIGIN,
)
"""Every field of `Content`, in the order of the form."""

OWNERS: dict[type, tuple[Field, ...]] = {
    Content: FIELDS,
    Party: PARTY,
    Member: MEMBER,
    FurtherBasis: FURTHER_BASIS,
    SpecialException: SPECIAL_EXCEPTION,
    Advice: ADVICE,
    DataCategory: DATA_CATEGORY,
    Retention: RETENTION,
    Flow: FLOW,
    Document: DOCUMENT,
    StatedWords: STATED,
}
"""The rows of the content and of each of its parts."""

BY_NAME: dict[str, Field] = {row.name: row for row in FIELDS}


def in_reading_order(owner: type) -> tuple[Field, ...]:
    """The rows of the content or of a part in the order in which files and residents have them: that of the attributes.

    Raises KeyError for an attribute without a row.
    """
    rows = {row.name: row for row in OWNERS[owner]}
    return tuple(rows[attribute.name] for attribute in fields(owner))


READING_ORDER: tuple[Field, ...] = in_reading_order(Content)


def in_form_order(rows: Iterable[Field]) -> tuple[Field, ...]:
    """Some rows in the order in which the form has them: by its parts, and in each as the catalogue has them."""
    places = {section: place for place, section in enumerate(SECTIONS)}
    return tuple(sorted(rows, key=lambda row: places[row.section]))


def demands_of(rows: Iterable[Field]) -> tuple[Demand, ...]:
    """Every demand of some fields, each with the field it is about, in the order in which people hear them."""
    return tuple(replace(demand, field=row.name) for row in in_form_order(rows) for demand in row.demands)
