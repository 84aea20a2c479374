"""The controlled words of a record: GDPR's and DPV's own where they exist (DPV 2.3).

Values are English and stored as they are; `agreements.domain.dutch` gives the Dutch words for addresses
and files, the message catalogue those for pages.
"""

from __future__ import annotations

from enum import StrEnum


class AgreementKind(StrEnum):
    """What kind of document the agreement is."""

    COVENANT = "covenant"
    DATA_DELIVERY = "data_delivery"
    JOINT_CONTROLLERS = "joint_controllers"  # GDPR art. 26
    PROCESSING = "processing"  # GDPR art. 28
    PROTOCOL = "protocol"
    COOPERATION = "cooperation"


class PartyKind(StrEnum):
    """What kind of organisation a party is; the public filter `partnersoort`."""

    MUNICIPALITY = "municipality"
    HOUSING_CORPORATION = "housing_corporation"
    POLICE = "police"
    PUBLIC_PROSECUTOR = "public_prosecutor"
    ENERGY = "energy"
    WATER = "water"
    HEALTH_INSURER = "health_insurer"
    CARE = "care"
    EDUCATION = "education"
    GOVERNMENT = "government"
    JOINT_BODY = "joint_body"
    LANDLORD = "landlord"
    COMPANY = "company"
    ASSOCIATION = "association"
    OTHER = "other"


class GdprRole(StrEnum):
    """The role of a party under the GDPR: art. 4(7), 26, 4(8), 4(10)."""

    CONTROLLER = "controller"
    JOINT_CONTROLLER = "joint_controller"
    PROCESSOR = "processor"
    THIRD_PARTY = "third_party"


class LawfulBasis(StrEnum):
    """GDPR art. 6(1), points (a) to (f)."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal_obligation"
    VITAL_INTEREST = "vital_interest"
    PUBLIC_TASK = "public_task"
    LEGITIMATE_INTEREST = "legitimate_interest"


class Sensitivity(StrEnum):
    """How the law protects a kind of data: GDPR art. 9 and 10, art. 46 UAVG (national number)."""

    ORDINARY = "ordinary"
    SENSITIVE = "sensitive"
    SPECIAL = "special"
    CRIMINAL = "criminal"
    NATIONAL_NUMBER = "national_number"


class Frequency(StrEnum):
    """How often data flow."""

    ONCE = "once"
    ON_REQUEST = "on_request"
    PER_CASE = "per_case"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


class Channel(StrEnum):
    """By what means data flow."""

    API = "api"
    SECURE_MAIL = "secure_mail"
    FILE_TRANSFER = "file_transfer"
    PORTAL = "portal"
    MEETING = "meeting"
    PAPER = "paper"


class RetentionStart(StrEnum):
    """The event from which a retention period runs (GDPR art. 5(1)(e))."""

    RECEIPT = "receipt"
    CASE_CLOSED = "case_closed"
    AGREEMENT_ENDED = "agreement_ended"


class DestructionMethod(StrEnum):
    """What is done with the data in the end."""

    DESTROYED = "destroyed"
    RETURNED = "returned"
    ANONYMISED = "anonymised"


class OnwardSharing(StrEnum):
    """Whether the recipients may pass the data on; nobody may unless the agreement names them."""

    NOT_ALLOWED = "not_allowed"
    NAMED_ONLY = "named_only"


class DpiaOutcome(StrEnum):
    """GDPR art. 35: was a data protection impact assessment made?"""

    DONE = "done"
    NOT_NEEDED = "not_needed"


class Role(StrEnum):
    """What a person who signs in does."""

    PRIVACY_OFFICER = "privacy_officer"
    DEPARTMENT_HEAD = "department_head"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    SECRETARY = "secretary"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
