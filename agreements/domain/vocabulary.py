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
    WGS_PARTNERSHIP = "wgs_partnership"  # Wet gegevensverwerking door samenwerkingsverbanden
    FRAMEWORK = "framework"
    REGULATION = "regulation"
    OTHER = "other"


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
    PUBLIC_HEALTH = "public_health"
    SAFETY_REGION = "safety_region"
    PROBATION = "probation"
    HOSPITALITY = "hospitality"
    SHOP = "shop"
    OTHER = "other"


class GdprRole(StrEnum):
    """The role of a party under the GDPR: art. 4(7), 26, 4(8), 4(10)."""

    CONTROLLER = "controller"
    JOINT_CONTROLLER = "joint_controller"
    PROCESSOR = "processor"
    THIRD_PARTY = "third_party"


class SignsAs(StrEnum):
    """Whether who signs takes part, or only signs for having seen it ("voor gezien")."""

    PARTY = "party"
    SEEN = "seen"


class LegalRegime(StrEnum):
    """The law under which a party handles the data: GDPR, police data act (Wpg), judicial data act (Wjsg)."""

    GDPR = "GDPR"
    WPG = "police_data_act_(Wpg)"
    WJSG = "judicial_data_act_(Wjsg)"


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


class NumberKind(StrEnum):
    """National identification numbers, each with rules of its own (art. 46 UAVG)."""

    BSN = "citizen_service_number_(BSN)"
    A_NUMBER = "A_number_of_the_BRP"
    EDUCATION = "education_number"
    FOREIGNER = "foreigner_number_(V-nummer)"
    CRIMINAL_JUSTICE = "criminal_justice_number"
    OTHER = "other_number"


class SpecialArticle(StrEnum):
    """The exceptions to the ban on special data, GDPR art. 9(2)(a) to (j), and art. 10 for criminal data."""

    CONSENT = "9(2)(a)_explicit_consent"
    EMPLOYMENT_AND_SOCIAL_SECURITY = "9(2)(b)_work_and_social_security"
    VITAL_INTEREST = "9(2)(c)_vital_interest"
    NON_PROFIT = "9(2)(d)_non-profit_body"
    MADE_PUBLIC = "9(2)(e)_made_public_by_the_person"
    LEGAL_CLAIMS = "9(2)(f)_legal_claims"
    SUBSTANTIAL_INTEREST = "9(2)(g)_substantial_public_interest"
    CARE = "9(2)(h)_health_or_social_care"
    PUBLIC_HEALTH = "9(2)(i)_public_health"
    ARCHIVE_AND_RESEARCH = "9(2)(j)_archive,_research_or_statistics"
    CRIMINAL = "10_criminal_data"


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
    KEPT_BY_LAW = "kept_by_law"  # GDPR art. 17(3)(b) and (d)


class OnwardSharing(StrEnum):
    """Whether the recipients may pass the data on; nobody may unless the agreement names them."""

    NOT_ALLOWED = "not_allowed"
    NAMED_ONLY = "named_only"
    CONDITIONAL = "conditional"


class Transfer(StrEnum):
    """Whether data leave the European Economic Area, and by which way: GDPR art. 44-49."""

    NONE = "none"
    ADEQUACY = "adequacy"  # art. 45
    SAFEGUARDS = "safeguards"  # art. 46
    DEROGATION = "derogation"  # art. 49


class Automation(StrEnum):
    """What a computer does in deciding about people; GDPR art. 22."""

    NONE = "none"
    SUPPORTS = "supports"
    DECIDES = "decides"


class Children(StrEnum):
    """Whether data are about children; recital 38 GDPR."""

    NO = "no"
    ALSO = "also"
    MAINLY = "mainly"


class InformationDuty(StrEnum):
    """How people learn that their data are shared; GDPR art. 13 and 14."""

    TOLD_BEFOREHAND = "told_beforehand"
    TOLD_WITHIN_A_MONTH = "told_within_a_month"
    LAID_DOWN_BY_LAW = "laid_down_by_law"  # art. 14(5)(c)
    EXEMPT = "exempt"  # art. 14(5) or 23


class AdviceBy(StrEnum):
    """Who advised about the agreement beforehand."""

    PROTECTION_OFFICER = "protection_officer"
    ETHICS_COMMITTEE = "ethics_committee"
    COUNCIL = "council"
    OTHER = "other"


class AskedBy(StrEnum):
    """Who can ask for a review that the parties did not plan. A closed list: nobody is named by name."""

    COUNCIL = "council"
    EXECUTIVE = "executive"
    PROTECTION_OFFICER = "protection_officer"
    ETHICS_COMMITTEE = "ethics_committee"
    COURT_OF_AUDIT = "court_of_audit"
    OMBUDSMAN = "ombudsman"
    SUPERVISOR = "supervisor"  # GDPR art. 51: the Autoriteit Persoonsgegevens
    PARTY = "party"


class WooGround(StrEnum):
    """Why an agreement is not public: the closed list of Woo art. 5.1 and 5.2."""

    STATE_SECURITY = "5.1(1)(b)_security_of_the_State"
    TRADE_SECRETS = "5.1(1)(c)_trade_secrets"
    SPECIAL_DATA = "5.1(1)(d)_special_personal_data"
    NATIONAL_NUMBERS = "5.1(1)(e)_national_numbers"
    ECONOMIC_INTERESTS = "5.1(2)(b)_economic_interests"
    CRIMINAL_INVESTIGATION = "5.1(2)(c)_investigation_of_offences"
    INSPECTION = "5.1(2)(d)_inspection_and_supervision"
    PRIVACY = "5.1(2)(e)_privacy"
    COMPETITION = "5.1(2)(f)_sensitive_business_data"
    ENVIRONMENT = "5.1(2)(g)_protection_of_the_environment"
    SAFETY = "5.1(2)(h)_safety_of_people_and_businesses"
    GOOD_GOVERNMENT = "5.1(2)(i)_working_of_the_government"
    DISPROPORTIONATE = "5.1(5)_disproportionate_harm"
    PERSONAL_OPINIONS = "5.2_personal_opinions_on_policy"


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
