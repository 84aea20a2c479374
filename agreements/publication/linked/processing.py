"""An agreement as an entry of a register of processing, in the shape that Logboek Dataverwerkingen drafts for it
(Logius, RvVA API 0.1; terms of the Data Privacy Vocabulary).

A log names an activity by an address, and each relevant change must have a new one: that of an approved version. Where
the draft asks for a UUID stands the reference, which is the lasting name that this register has. What the draft has no
word for is not told; it stands on the page of the version.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from pydantic_core import to_json

from agreements.domain.content import Content, Party, receiving_parties
from agreements.domain.selection import StatusFilter
from agreements.domain.vocabulary import GdprRole, LawfulBasis
from agreements.publication.cells import period_text
from agreements.publication.public_record import PublicRecord
from agreements.publication.published import Published

_BASES: Final[Mapping[LawfulBasis, str]] = {
    LawfulBasis.CONSENT: "Consent",
    LawfulBasis.CONTRACT: "Contract",
    LawfulBasis.LEGAL_OBLIGATION: "LegalObligation",
    LawfulBasis.VITAL_INTEREST: "VitalInterest",
    LawfulBasis.PUBLIC_TASK: "PublicInterest",
    LawfulBasis.LEGITIMATE_INTEREST: "LegitimateInterest",
}
_ROLES: Final[Mapping[GdprRole, str]] = {
    GdprRole.CONTROLLER: "DataController",
    GdprRole.JOINT_CONTROLLER: "JointDataControllers",
    GdprRole.PROCESSOR: "DataProcessor",
    GdprRole.THIRD_PARTY: "ThirdParty",
}
_APPLIES: Final = {StatusFilter.ACTIVE, StatusFilter.ENDS_SOON}
_DAYS_A_MONTH: Final = 30.44
"""To tell which of two retention periods is the longer one."""


def activity(record: PublicRecord) -> bytes:
    """The agreement: whether data may be shared under it on the day of the record, and its newest version."""
    told = {"id": record.reference, "active": record.status in _APPLIES, "latestVersion": record.version}
    return to_json(told)


def activity_version(version: Published, zone: ZoneInfo) -> bytes:
    """An approved version."""
    content = version.content
    told: dict[str, Any] = {
        "name": content.title,
        "version": version.version,
        "validFrom": _valid_from(version, zone),
        "purpose": content.purpose,
        "dataSubjects": ["DataSubject"],
        "legalBasis": _bases(content),
        "personalData": {"categories": [kind.name for kind in content.data], **_longest(content)},
        "processingOptions": ["Disclose", "Obtain"] if content.flows else [],
        "recipients": [_recipient(one) for one in content.parties if one.name in receiving_parties(content)],
        "measures": [{"measure": content.security_measures}] if content.security_measures else [],
    }
    return to_json(told)


def _valid_from(version: Published, zone: ZoneInfo) -> str:
    """The first moment on which it held: no version holds before it was approved, nor before the term."""
    begins = max(filter(None, (version.approved_on, version.content.starts_on)))
    return datetime.combine(begins, time(), tzinfo=zone).isoformat()


def _bases(content: Content) -> list[str]:
    given = [party.lawful_basis for party in content.parties] + [one.lawful_basis for one in content.further_bases]
    return list(dict.fromkeys(_BASES[basis] for basis in given if basis))


def _longest(content: Content) -> dict[str, str]:
    """One period for all kinds of data: that of those that are kept longest."""
    periods = [kind.retention for kind in content.data if kind.retention]
    if not periods:
        return {}
    return {"retentionPeriod": period_text(max(periods, key=lambda one: one.months * _DAYS_A_MONTH + one.days))}


def _recipient(party: Party) -> dict[str, str]:
    """By TOOI, OIN or KVK number where the agreement says it, else by name."""
    role = {"legalRole": _ROLES[party.gdpr_role]} if party.gdpr_role else {}
    return {**role, "entityId": party.identifier or party.name}
