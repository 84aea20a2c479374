"""How the parts of an agreement are written down in the sample: organisations, sides, kinds of data and flows.

`notation.py` says how they make an agreement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict

from agreements.domain.content import Retention
from agreements.domain.vocabulary import (
    AdviceBy,
    Channel,
    Frequency,
    GdprRole,
    LawfulBasis,
    LegalRegime,
    NumberKind,
    PartyKind,
    RetentionStart,
    Sensitivity,
)

STRICT = ConfigDict(extra="forbid")
"""A name that the notation does not know is a mistake."""
_KEEP = re.compile(r"(\d+) (months|days) after (\w+)")
_AS_AGREED = "Niet langer dan bij elke soort gegevens staat."
"""How long a party keeps what it receives, unless it says otherwise; part of the sample and so in Dutch."""


def _retention(text: object) -> Retention:
    found = _KEEP.fullmatch(str(text))
    if found is None:
        raise ValueError("write a retention period as: 24 months after case_closed")
    amount, start = int(found[1]), RetentionStart(found[3])
    return Retention(**{found[2]: amount}, starts_at=start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An organisation of `partners.json`, and how it does its own side.

    The function that answers for the municipality is the department's; the one that answers signs too, unless
    `signing_function` says otherwise.
    """

    __pydantic_config__ = STRICT
    name: str
    kind: PartyKind
    function: str = ""
    signing_function: str = ""
    mandate: str = ""
    regime: LegalRegime = LegalRegime.GDPR
    own_retention: str = _AS_AGREED
    security: str
    breach_contact: str
    protection_officer: str
    desk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySpec:
    """A side of an agreement: `party` is a key of `partners.json`. What is empty is as that file says."""

    __pydantic_config__ = STRICT
    party: str
    role: GdprRole | None = None
    basis: LawfulBasis | None = None
    ground: str = ""
    purpose: str = ""
    regime: LegalRegime | None = None
    decision: str = ""
    own_retention: str = ""
    joined: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSpec:
    """A member of a side, with the moments at which it joined and left."""

    __pydantic_config__ = STRICT
    party: str
    name: str
    joined: str = ""
    left: str = ""
    accession: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisSpec:
    """Another lawful basis of a party."""

    __pydantic_config__ = STRICT
    party: str
    basis: LawfulBasis
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceSpec:
    """What an adviser said beforehand."""

    __pydantic_config__ = STRICT
    by: AdviceBy = AdviceBy.PROTECTION_OFFICER
    on: str = "start-4m"
    outcome: str
    is_public: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSpec:
    """A kind of data."""

    __pydantic_config__ = STRICT
    name: str
    sensitivity: Sensitivity = Sensitivity.ORDINARY
    necessity: str = ""
    source: str = ""
    keep: Annotated[Retention, BeforeValidator(_retention)] | None = None
    number: NumberKind | None = None
    number_ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowSpec:
    """`way` is `from > to`, both keys of `partners.json`."""

    __pydantic_config__ = STRICT
    way: str
    data: tuple[str, ...] = ()
    frequency: Frequency
    channel: Channel
