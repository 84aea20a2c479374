"""The one translation between the register's English codes and the Dutch of addresses and files.

Pages and mails take their words from the message catalogues; here stand only the words that machines read: values and
names of query parameters, and names in the JSON. They never change once published. Lists are read by them too.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from agreements.domain.desk import words as desk
from agreements.domain.lifecycle import Status
from agreements.domain.memory import EntryKind
from agreements.domain.messages import MessageKind, MessageState
from agreements.domain.plan import PlanEnding
from agreements.domain.projection import Late
from agreements.domain.selection import RuleFilter, Sorting, StatusFilter
from agreements.domain.vocabulary import (
    AdviceBy,
    AgreementKind,
    AskedBy,
    Automation,
    Channel,
    Children,
    DestructionMethod,
    DpiaOutcome,
    Frequency,
    GdprRole,
    InformationDuty,
    LawfulBasis,
    LegalRegime,
    NumberKind,
    OnwardSharing,
    PartyKind,
    RetentionStart,
    Sensitivity,
    SignsAs,
    SpecialArticle,
    Transfer,
    WooGround,
)

Word = TypeVar("Word", bound=StrEnum)

_PUBLIC_STATUSES = {
    "upcoming": "aankomend",
    "active": "geldig",
    "suspended": "opgeschort",
    "terminated": "opgezegd",
    "expired": "verlopen",
    "closed": "afgesloten",
}
SLUGS: dict[type[StrEnum], dict[str, str]] = {
    **desk.SLUGS,
    Status: {**_PUBLIC_STATUSES, "draft": "concept", "under_review": "ter-accordering", "withdrawn": "weggegooid"},
    StatusFilter: {**_PUBLIC_STATUSES, "ends_soon": "loopt-af"},
    PlanEnding: {
        "approved": "goedgekeurd",
        "withdrawn": "ingetrokken",
        "sent_back": "teruggestuurd",
        "taken_back": "teruggenomen",
        "thrown_away": "weggegooid",
        "overtaken": "ingehaald",
        "closed": "afgesloten",
    },
    MessageState: {
        "waiting": "wacht",
        "sent": "verstuurd",
        "failed": "mislukt",
        "withdrawn": "ingetrokken",
        "superseded": "vervangen",
    },
    MessageKind: {
        "deadline": "termijn",
        "digest": "weekoverzicht",
        "approval_asked": "goedkeuring-gevraagd",
        "returned": "teruggestuurd",
        "approved": "goedgekeurd",
        "moved": "andere-afdeling",
        "webhook_stopped": "webhook-gestopt",
        **desk.MESSAGES,
    },
    AgreementKind: {
        "covenant": "convenant",
        "data_delivery": "gegevensleveringsovereenkomst",
        "joint_controllers": "onderlinge-regeling",
        "processing": "verwerkersovereenkomst",
        "protocol": "protocol",
        "cooperation": "samenwerkingsovereenkomst",
        "wgs_partnership": "wgs-samenwerkingsverband",
        "framework": "raamovereenkomst",
        "regulation": "reglement",
        "other": "anders",
    },
    PartyKind: {
        "municipality": "gemeente",
        "housing_corporation": "woningcorporatie",
        "police": "politie",
        "public_prosecutor": "openbaar-ministerie",
        "energy": "energiebedrijf",
        "water": "drinkwaterbedrijf",
        "health_insurer": "zorgverzekeraar",
        "care": "zorg-en-welzijn",
        "education": "onderwijs",
        "government": "overheid",
        "joint_body": "samenwerkingsverband",
        "landlord": "verhuurder",
        "company": "bedrijf",
        "association": "vereniging",
        "public_health": "ggd",
        "safety_region": "veiligheidsregio",
        "probation": "reclassering",
        "hospitality": "horeca",
        "shop": "winkel",
        "other": "anders",
    },
    GdprRole: {
        "controller": "verwerkingsverantwoordelijke",
        "joint_controller": "gezamenlijk-verwerkingsverantwoordelijke",
        "processor": "verwerker",
        "third_party": "derde",
    },
    LawfulBasis: {
        "consent": "toestemming",
        "contract": "overeenkomst",
        "legal_obligation": "wettelijke-verplichting",
        "vital_interest": "vitaal-belang",
        "public_task": "taak-van-algemeen-belang",
        "legitimate_interest": "gerechtvaardigd-belang",
    },
    Sensitivity: {
        "ordinary": "gewoon",
        "sensitive": "gevoelig",
        "special": "bijzonder",
        "criminal": "strafrechtelijk",
        "national_number": "nationaal-nummer",
    },
    SignsAs: {"party": "partij", "seen": "voor-gezien"},
    LegalRegime: {LegalRegime.GDPR: "avg", LegalRegime.WPG: "wpg", LegalRegime.WJSG: "wjsg"},
    NumberKind: {
        NumberKind.BSN: "bsn",
        NumberKind.A_NUMBER: "a-nummer",
        NumberKind.EDUCATION: "onderwijsnummer",
        NumberKind.FOREIGNER: "v-nummer",
        NumberKind.CRIMINAL_JUSTICE: "strafrechtsketennummer",
        NumberKind.OTHER: "ander-nummer",
    },
    SpecialArticle: {
        article: "avg-artikel-" + article.partition("_")[0].replace("(2)", "-lid-2").replace("(", "-").strip(")")
        for article in SpecialArticle
    },
    Transfer: {
        "none": "geen",
        "adequacy": "adequaatheidsbesluit",
        "safeguards": "passende-waarborgen",
        "derogation": "uitzondering",
    },
    Automation: {"none": "nee", "supports": "helpt", "decides": "beslist"},
    Children: {"no": "nee", "also": "ook", "mainly": "vooral"},
    InformationDuty: {
        "told_beforehand": "vooraf",
        "told_within_a_month": "binnen-een-maand",
        "laid_down_by_law": "wet-regelt-het",
        "exempt": "uitzondering",
    },
    AdviceBy: {
        "protection_officer": "functionaris-gegevensbescherming",
        "ethics_committee": "ethische-commissie",
        "council": "gemeenteraad",
        "other": "anders",
    },
    AskedBy: {
        "council": "gemeenteraad",
        "executive": "college",
        "protection_officer": "functionaris-gegevensbescherming",
        "ethics_committee": "ethische-commissie",
        "court_of_audit": "rekenkamer",
        "ombudsman": "ombudsman",
        "supervisor": "autoriteit-persoonsgegevens",
        "party": "partij",
    },
    WooGround: {ground: "woo-" + ground.partition("_")[0].replace("(", "-").replace(")", "") for ground in WooGround},
    Frequency: {
        "once": "eenmalig",
        "on_request": "op-verzoek",
        "per_case": "per-zaak",
        "daily": "dagelijks",
        "weekly": "wekelijks",
        "monthly": "maandelijks",
        "yearly": "jaarlijks",
    },
    Channel: {
        "api": "koppeling",
        "secure_mail": "beveiligde-mail",
        "file_transfer": "bestandsuitwisseling",
        "portal": "portaal",
        "meeting": "overleg",
        "paper": "papier",
    },
    RetentionStart: {
        "receipt": "ontvangst",
        "case_closed": "zaak-afgesloten",
        "agreement_ended": "einde-afspraak",
    },
    DestructionMethod: {
        "destroyed": "vernietigd",
        "returned": "teruggegeven",
        "anonymised": "geanonimiseerd",
        "kept_by_law": "blijft-wettelijk-bewaard",
    },
    OnwardSharing: {
        "not_allowed": "niet-toegestaan",
        "named_only": "alleen-genoemde-partijen",
        "conditional": "onder-voorwaarden",
    },
    DpiaOutcome: {"done": "uitgevoerd", "not_needed": "niet-nodig"},
    EntryKind: {
        "published": "openbaar-geworden",
        "changed": "gewijzigd",
        "withdrawn": "niet-meer-openbaar",
        "counted": "aantal-niet-openbaar",
    },
    RuleFilter: {"meets": "ja", "not_yet": "nog-niet"},
    Late: {"review": "evaluatie-te-laat", "destruction": "vernietiging-niet-aangetoond"},
    Sorting: {
        "running": "lopend",
        "ends_on": "einddatum",
        "starts_on": "begindatum",
        "title": "titel",
        "department": "afdeling",
        "reference": "kenmerk",
        "updated_at": "bijgewerkt",
    },
}
"""The Dutch word for every code of every list that leaves the register."""

PARAMETERS: dict[str, str] = {
    "on_day": "peildatum",
    "sorting": "sorteer",
    "page": "pagina",
    "before": "voor",
    "language": "taal",
}
"""Query parameters that pick nothing: what they say, and their name in an address. That of a filter stands in its row,
and so does what one shape alone knows."""

FIELDS: dict[str, str] = {
    "content": "inhoud",
    "since": "niet_openbaar_sinds",
    "reason": "niet_openbaar_grond",
    "ground": "woo_grond",
    "is_undestroyed": "gegevens_niet_vernietigd",
    "from_on": "vanaf",
    "until_on": "tot_en_met",
    "resumed_on": "hervat_op",
    "cancelled_on": "ingetrokken_op",
    "number": "nummer",
    "planned_on": "gepland_op",
    "done_on": "gedaan_op",
    "dropped_on": "vervallen_op",
    "asked_by": "gevraagd_door",
    "asked_on": "gevraagd_op",
    "why": "waarom",
    "party": "partij",
    "data": "gegevens",
    "method": "wijze",
    "recorded_on": "vastgelegd_op",
    "corrects": "verbetering_van",
    "kept_data": "bewaarde_gegevens",
    "kept_law": "bewaard_door_wet",
    "kept_until": "bewaard_tot",
    "title": "titel",
    "published_on": "gepubliceerd_op",
    "reactions_until": "reageren_tot_en_met",
    "ended_on": "gestopt_op",
    "ending": "hoe_gestopt",
    "end_reason": "reden",
    "count": "aantal_reacties",
    "answer": "wat_ermee_is_gedaan",
    **desk.FIELDS,
}
"""Names in the JSON of what is no field of the catalogue and no fact of `derived`: the parts of what happened."""


class UnknownWord(ValueError):
    """A word that stands for nothing in its list."""


def slug(value: StrEnum | None) -> str:
    """The Dutch word for a code; empty for none."""
    return "" if value is None else SLUGS[type(value)][value.value]


def code(kind: type[Word], word: str) -> Word:
    """The code behind a Dutch word. Raises `UnknownWord`."""
    for value, known in SLUGS[kind].items():
        if known == word:
            return kind(value)
    raise UnknownWord(word)
