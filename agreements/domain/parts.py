"""The parts of an agreement: its parties and their members, kinds of data, flows, documents and advices.

Every field may be empty in a draft. Nothing here names a person: functions and departments only (GDPR art. 5(1)(c)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
    SignsAs,
    SpecialArticle,
)

LONGEST_RETENTION_MONTHS = 1200
LONGEST_RETENTION_DAYS = 36525
"""A hundred years. Longer is a typing error, and would put the destruction beyond the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of the agreement. `name` is unique within it. GDPR art. 26, 28, 30(1)(d)."""

    name: str
    kind: PartyKind = PartyKind.OTHER
    gdpr_role: GdprRole | None = None
    identifier: str = ""
    """TOOI address, OIN or KVK number."""
    purpose: str = ""
    """What this side itself wants to reach with the data; GDPR art. 5(1)(b)."""
    lawful_basis: LawfulBasis | None = None
    legal_ground: str = ""
    """Law and article that the basis rests on."""
    responsible_function: str = ""
    """The function that answers for this side, never a person's name."""
    signed_on: date | None = None
    signs_as: SignsAs = SignsAs.PARTY
    regime: LegalRegime | None = None
    """Under which law it handles the data: the GDPR, or the police and judicial data acts (Wpg, Wjsg)."""
    regime_decision: str = ""
    """The decision that police or judicial data may be provided, such as one under art. 20 Wpg."""
    signing_function: str = ""
    mandate: str = ""
    """On what the power to sign rests, such as art. 171 Gemeentewet."""
    decided_on: date | None = None
    decision_reference: str = ""
    joined_on: date | None = None
    """When it joined, if that was after the start."""
    left_on: date | None = None
    """The last day on which it took part, if that was before the end."""
    own_retention: str = ""
    """How long this side keeps what it receives; GDPR art. 5(1)(e)."""
    security: str = ""
    breach_contact: str = ""
    """The desk that the others warn about a data breach; GDPR art. 33."""
    protection_officer: str = ""
    """How its data protection officer is reached: a desk or function; GDPR art. 37."""
    desk: str = ""
    """Where people can ask this side about their data; GDPR art. 12(2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One organisation of a side that stands for many, such as one of the municipalities of a region."""

    party: str
    """The name of the side."""
    name: str
    identifier: str = ""
    joined_on: date | None = None
    left_on: date | None = None
    accession: str = ""
    """How it joined, such as by a declaration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherBasis:
    """Another lawful basis of a party, beside its first; GDPR art. 6(1)."""

    party: str
    lawful_basis: LawfulBasis | None = None
    legal_ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialException:
    """What allows sharing special or criminal data: the point of the GDPR, and the national article it rests on."""

    article: SpecialArticle | None = None
    national_article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long a kind of data is kept, as whole months or days from an event; GDPR art. 5(1)(e), 30(1)(f)."""

    months: int = 0
    days: int = 0
    starts_at: RetentionStart = RetentionStart.AGREEMENT_ENDED

    def __post_init__(self) -> None:
        if not (0 <= self.months <= LONGEST_RETENTION_MONTHS and 0 <= self.days <= LONGEST_RETENTION_DAYS):
            raise ValueError("a retention period lies between nothing and a hundred years")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataCategory:
    """One kind of personal data that is shared; GDPR art. 30(1)(c), 5(1)(c)."""

    name: str
    sensitivity: Sensitivity = Sensitivity.ORDINARY
    necessity: str = ""
    """Why this kind of data is needed for the purpose."""
    source: str = ""
    """The register it comes from, such as the BRP."""
    retention: Retention | None = None
    number_kind: NumberKind | None = None
    """Which national number it is, when it is one."""
    number_ground: str = ""
    """The article that allows using that number; art. 46 UAVG, art. 10 and 11 Wabb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Who gives which data to whom. `provider`, `recipient` and `data` are names from parties and data."""

    provider: str
    recipient: str
    data: tuple[str, ...] = ()
    frequency: Frequency | None = None
    channel: Channel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A related document. Those that are not public stay inside."""

    title: str
    url: str
    is_public: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What an adviser said about the agreement beforehand; of the data protection officer: GDPR art. 35(2)."""

    by: AdviceBy = AdviceBy.PROTECTION_OFFICER
    given_on: date | None = None
    outcome: str = ""
    is_public: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedWords:
    """What the source says in its own words where these cannot be turned into a date or period (rule 3)."""

    starts_on: str = ""
    ends_on: str = ""
    term: str = ""
    retention: str = ""
    parties: str = ""
    signed_on: str = ""


NOTHING_STATED = StatedWords()
