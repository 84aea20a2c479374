"""What the parties agree: who, what, why, how long and who answers. One immutable document per version.

Every field may be empty in a draft; `agreements.domain.completeness` says which must be filled in before
approval, and by which law. Texts are in the words of the office (Dutch). Nothing here names a person:
functions and departments only (GDPR art. 5(1)(c)); people are linked by `Stewardship`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.domain.parts import (
    LONGEST_RETENTION_DAYS,
    LONGEST_RETENTION_MONTHS,
    NOTHING_STATED,
    Advice,
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
from agreements.domain.vocabulary import (
    AgreementKind,
    Automation,
    Children,
    DpiaOutcome,
    InformationDuty,
    OnwardSharing,
    Transfer,
    WooGround,
)

__all__ = [
    "LONGEST_RETENTION_DAYS",
    "LONGEST_RETENTION_MONTHS",
    "Advice",
    "Content",
    "DataCategory",
    "Document",
    "Flow",
    "FurtherBasis",
    "Member",
    "Party",
    "Retention",
    "SpecialException",
    "StatedWords",
    "data_received_by",
    "receiving_parties",
]


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
    area: str = ""
    legal_form: str = ""

    parties: tuple[Party, ...] = ()
    members: tuple[Member, ...] = ()
    further_bases: tuple[FurtherBasis, ...] = ()
    data: tuple[DataCategory, ...] = ()
    flows: tuple[Flow, ...] = ()
    data_subjects: tuple[str, ...] = ()
    """Categories of people whom the data are about; GDPR art. 30(1)(c)."""
    children: Children | None = None
    children_care: str = ""
    """How the interests of children are looked after, when data are about them; recital 38 GDPR."""

    purpose: str = ""
    public_task: str = ""
    expected_benefit: str = ""
    necessity: str = ""
    less_intrusive: str = ""
    """Which less intrusive way was considered (subsidiarity)."""
    rights_at_stake: str = ""
    unintended_effects: str = ""
    special_exception: str = ""
    """How the exceptions are relied on, in words; in versions of before `exceptions` all there is."""
    exceptions: tuple[SpecialException, ...] = ()
    dpia: DpiaOutcome | None = None
    dpia_reference: str = ""
    dpia_on: date | None = None
    dpia_review_on: date | None = None
    """When the assessment is looked at again; GDPR art. 35(11)."""
    advices: tuple[Advice, ...] = ()
    permit_reference: str = ""
    """A permit of the supervisor to share criminal data; art. 33(4)(c) and (5) UAVG."""
    permit_on: date | None = None
    permit_holder: str = ""
    automation: Automation | None = None
    automated_decisions: str = ""
    human_oversight: str = ""
    costs: str = ""

    starts_on: date | None = None
    ends_on: date | None = None
    is_transitional: bool = False
    is_reported: bool = False
    """An agreement from before the rule, reported with what is known: public with what it lacks (rule 2)."""
    stated: StatedWords = NOTHING_STATED
    notice_months: int | None = None
    """Notice period in whole months; the decision date follows from it."""
    review_dates: tuple[date, ...] = ()
    destruction: str = ""
    """How and by whom the data are destroyed in the end; GDPR art. 5(1)(e), 28(3)(g)."""
    archive_class: str = ""
    """The class of the selection list that the municipality keeps its own papers by (Archiefwet)."""
    kept_by_law: str = ""
    """What a law keeps longer than the agreement, with whom, and until when."""
    onward_sharing: OnwardSharing | None = None
    onward_recipients: str = ""
    onward_conditions: str = ""
    transfer: Transfer | None = None
    outside_eea: str = ""
    """Country and safeguard, when data leave the EEA; GDPR art. 44-46."""
    security_measures: str = ""
    incident_duty: str = ""
    """Who tells whom about a data breach, and how fast; GDPR art. 33."""
    rights_handling: str = ""
    """How people use their rights of access, correction, erasure and objection; GDPR art. 12-22."""
    information_duty: InformationDuty | None = None
    information_how: str = ""
    """Who tells people, when and how, or why not; GDPR art. 13 and 14."""
    complaint_contact: str = ""
    confidentiality: str = ""
    professional_secrecy: str = ""

    informing_party: str = ""
    """Joint controllers: which of them tells people; GDPR art. 26(1)."""
    answering_party: str = ""
    """Joint controllers: which of them answers requests; GDPR art. 26(1) and (3)."""
    arrangement_essence: str = ""
    """The essence of the arrangement, for people; GDPR art. 26(2)."""

    instructions: str = ""
    sub_processors: str = ""
    assistance: str = ""
    audit: str = ""
    data_return: str = ""
    main_contract: str = ""
    """The contract of the service that the processing belongs to; GDPR art. 28(3)."""

    steering: str = ""
    evaluation_criteria: str = ""
    change_procedure: str = ""
    disputes: str = ""
    liability: str = ""

    adopted_on: date | None = None
    adopted_by: str = ""
    publication_reference: str = ""
    framework: str = ""
    earlier_agreement: str = ""
    """The agreement that this one follows, when it is not in the register."""

    documents: tuple[Document, ...] = ()
    processing_register_url: str = ""
    algorithm_register_url: str = ""
    sensor_register_url: str = ""
    predecessor: str | None = None
    is_public: bool = True
    not_public_ground: WooGround | None = None
    not_public_reason: str = ""
    internal_notes: str = ""
    own_number: str = ""
    """What the office itself files the agreement under; nothing to do with its reference."""


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
