"""What the parties agree: who, what, why, how long and who answers. One immutable document per version.

Every field may be empty in a draft; `agreements.domain.completeness` says which must be filled in before
approval, and by which law. Texts are in the words of the office (Dutch). Nothing here names a person:
functions and departments only (GDPR art. 5(1)(c)); people are linked by `Stewardship`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.domain.vocabulary import (
    AgreementKind,
    Channel,
    DpiaOutcome,
    Frequency,
    GdprRole,
    LawfulBasis,
    OnwardSharing,
    PartyKind,
    RetentionStart,
    Sensitivity,
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
class StatedWords:
    """What the source says in its own words where these cannot be turned into a date or period (rule 3)."""

    starts_on: str = ""
    ends_on: str = ""
    term: str = ""
    retention: str = ""
    parties: str = ""
    signed_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One version of an agreement, whole."""

    title: str
    summary: str = ""
    kind: AgreementKind | None = None
    theme: str = ""
    department: str = ""
    """The department that owns the agreement and decides on it."""
    contact_point: str = ""
    """Desk or function where residents can ask; no person, no personal address."""

    parties: tuple[Party, ...] = ()
    data: tuple[DataCategory, ...] = ()
    flows: tuple[Flow, ...] = ()
    data_subjects: tuple[str, ...] = ()
    """Categories of people whom the data are about; GDPR art. 30(1)(c)."""

    purpose: str = ""
    public_task: str = ""
    expected_benefit: str = ""
    necessity: str = ""
    less_intrusive: str = ""
    """Which less intrusive way was considered (subsidiarity)."""
    rights_at_stake: str = ""
    unintended_effects: str = ""
    special_exception: str = ""
    """The exception of GDPR art. 9(2) or 10 relied on, when special or criminal data are shared."""
    dpia: DpiaOutcome | None = None
    dpia_reference: str = ""
    automated_decisions: str = ""
    costs: str = ""

    starts_on: date | None = None
    ends_on: date | None = None
    is_transitional: bool = False
    stated: StatedWords = StatedWords()
    notice_months: int | None = None
    """Notice period in whole months; the decision date follows from it."""
    review_dates: tuple[date, ...] = ()
    destruction: str = ""
    """How and by whom the data are destroyed in the end; GDPR art. 5(1)(e), 28(3)(g)."""
    onward_sharing: OnwardSharing | None = None
    onward_recipients: str = ""
    outside_eea: str = ""
    """Country and safeguard, when data leave the EEA; GDPR art. 44-46."""
    security_measures: str = ""
    incident_duty: str = ""
    """Who tells whom about a data breach, and how fast; GDPR art. 33."""
    rights_handling: str = ""
    """How people use their rights of access, correction, erasure and objection; GDPR art. 12-22."""

    documents: tuple[Document, ...] = ()
    processing_register_url: str = ""
    algorithm_register_url: str = ""
    sensor_register_url: str = ""
    predecessor: str | None = None
    is_public: bool = True
    not_public_reason: str = ""
    internal_notes: str = ""


def receiving_parties(content: Content) -> tuple[str, ...]:
    """Names of the parties that receive data, in the order of the agreement; they must destroy them one day."""
    receiving = {flow.recipient for flow in content.flows}
    return tuple(party.name for party in content.parties if party.name in receiving)


def data_received_by(content: Content, party: str) -> tuple[DataCategory, ...]:
    """The kinds of data that `party` receives; a flow that names none counts for all of them."""
    flows = [flow for flow in content.flows if flow.recipient == party]
    everything = any(not flow.data for flow in flows)
    named = {name for flow in flows for name in flow.data}
    return tuple(category for category in content.data if everything or category.name in named)
