"""Rule 3: what an agreement must say before it can be approved, and which law asks it.

A draft may lack anything but a title. Each demand stands on the row of its field in the catalogue: the sentence
people read, the source of the demand, and a test on the content. The municipality's own rule is the term of one to
three years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from agreements.domain.catalogue import FIELDS, OWNERS, READING_ORDER, Demand, Field, FieldKind, demands_of
from agreements.domain.catalogue.field import OWN_RULE
from agreements.domain.content import Content, Party
from agreements.domain.errors import Lack, RuleBroken
from agreements.domain.held_term import check_dates
from agreements.domain.term import TermPolicy
from agreements.domain.wording import N_

MAIL_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.\w")
PHONE_NUMBER = re.compile(r"(?<!\d)(?:\+31[\s-]?|0)6(?:[\s-]?\d){8}(?!\d)")

DEMANDS = demands_of(FIELDS)
"""The demands on the whole content."""

PARTY_DEMANDS = demands_of(OWNERS[Party])
"""The demands that every party must meet, for its own side."""

PUBLIC_TEXTS = tuple(
    row.name
    for row in READING_ORDER
    if (row.is_public or row.stays_readable) and row.is_free_text and row.kind is not FieldKind.NAMES
)
"""Free texts that residents can read: they may not hold a person's mail address or mobile number.

The texts of parties, kinds of data and documents are read as well, see `_public_texts`.
"""

TEXTS_IN_PARTS: tuple[tuple[Field, tuple[str, ...]], ...] = tuple(
    (row, tuple(one.name for one in row.parts if one.is_public and one.is_free_text))
    for row in READING_ORDER
    if row.is_public and row.kind in (FieldKind.NAMES, FieldKind.PART, FieldKind.ROWS)
)
"""What else residents read that has free texts: lists of names and parts, and which texts of a part those are."""

NO_PERSONAL_ADDRESS = N_("Take the email address or mobile number out of this text: everyone can read it.")


SIGNED_LATER = N_("“%(party)s” cannot have signed on a day that is still to come.")


def completeness(content: Content, registered_on: date, policy: TermPolicy, today: date) -> tuple[Lack, ...]:
    """Everything that lacks on `today`, in the order of the form; empty when nothing does. See `blocking`."""
    return (
        *unmet(content),
        *_signed_later(content, today),
        *_personal_addresses(content),
        *_term_lack(content, registered_on, policy),
    )


def unmet(content: Content) -> tuple[Lack, ...]:
    """The demands that the content does not meet, whatever the day: of the whole first, then those of each party."""
    return (
        *(lack for demand, lack in LACKS if demand.when.holds(content) and not demand.is_met(content)),
        *_party_lacks(content),
    )


def blocking(content: Content, lacks: Iterable[Lack]) -> tuple[Lack, ...]:
    """What of that stands in the way of approval: all of it, or of a reported old agreement what it cannot do without.

    The rest of such an agreement is published as what it lacks (rule 2).
    """
    return tuple(lack for lack in lacks if lack.is_basic or not content.is_reported)


def _term_lack(content: Content, registered_on: date, policy: TermPolicy) -> tuple[Lack, ...]:
    try:
        check_dates(content, registered_on, policy)
    except RuleBroken as error:
        return (Lack(error.field or "ends_on", error.sentence, OWN_RULE, error=error),)
    return ()


def _party_lacks(content: Content) -> tuple[Lack, ...]:
    return tuple(
        _lack_of_party(place, party.name)
        for party in content.parties
        for place, demand in enumerate(PARTY_DEMANDS)
        if demand.when.holds(party, content) and not demand.is_met(party)
    )


def _lack(demand: Demand, field: str, subject: str = "") -> Lack:
    return Lack(field, demand.sentence, demand.source, subject, is_basic=demand.is_basic)


@lru_cache(maxsize=4096)
def _lack_of_party(place: int, name: str) -> Lack:
    """Of one of `PARTY_DEMANDS`, by its place; the same parties lack the same in thousands of agreements."""
    return _lack(PARTY_DEMANDS[place], "parties", name)


LACKS = tuple((demand, _lack(demand, demand.field)) for demand in DEMANDS)
"""Each demand with what lacks when it is not met."""


def _signed_later(content: Content, today: date) -> tuple[Lack, ...]:
    return tuple(
        Lack("parties", SIGNED_LATER, OWN_RULE, party.name)
        for party in content.parties
        if party.signed_on and party.signed_on > today
    )


def has_personal_address(text: str) -> bool:
    """Whether a mail address or mobile number stands in it."""
    return bool(("@" in text and MAIL_ADDRESS.search(text)) or ("6" in text and PHONE_NUMBER.search(text)))


def _personal_addresses(content: Content) -> tuple[Lack, ...]:
    return tuple(
        Lack(field, NO_PERSONAL_ADDRESS, N_("GDPR art. 5(1)(c)"), subject)
        for field, subject, texts in _public_texts(content)
        if any(has_personal_address(text) for text in texts)
    )


def _public_texts(content: Content) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every free text that residents can read: its field, the part of the record it belongs to, the texts."""
    for field in PUBLIC_TEXTS:
        if text := getattr(content, field):
            yield field, "", (text,)
    for row, names in TEXTS_IN_PARTS:
        value = getattr(content, row.name)
        if row.kind is FieldKind.NAMES:
            yield row.name, "", value
        elif row.kind is FieldKind.PART:
            yield row.name, "", _texts_in(value, names)
        elif value:
            shown = (part for part in value if row.public_rows is None or row.public_rows(part))
            yield from ((row.name, getattr(part, row.parts[0].name), _texts_in(part, names)) for part in shown)


def _texts_in(part: Any, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([getattr(part, name) for name in names])
