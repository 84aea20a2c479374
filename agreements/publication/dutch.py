"""The one translation between the register's English codes and the Dutch of addresses and files.

Pages and mails take their words from the message catalogues; here stand only the words that machines read:
values and names of query parameters, column names, field names. They never change once published.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from agreements.domain.lifecycle import Status
from agreements.domain.messages import MessageKind, MessageState
from agreements.domain.selection import Sorting, StatusFilter
from agreements.domain.vocabulary import (
    AgreementKind,
    Channel,
    DestructionMethod,
    DpiaOutcome,
    Frequency,
    GdprRole,
    LawfulBasis,
    OnwardSharing,
    PartyKind,
    RetentionStart,
    Sensitivity,
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
    Status: {**_PUBLIC_STATUSES, "draft": "concept", "under_review": "ter-accordering", "withdrawn": "weggegooid"},
    StatusFilter: {**_PUBLIC_STATUSES, "ends_soon": "loopt-af"},
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
    },
    AgreementKind: {
        "covenant": "convenant",
        "data_delivery": "gegevensleveringsovereenkomst",
        "joint_controllers": "onderlinge-regeling",
        "processing": "verwerkersovereenkomst",
        "protocol": "protocol",
        "cooperation": "samenwerkingsovereenkomst",
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
    DestructionMethod: {"destroyed": "vernietigd", "returned": "teruggegeven", "anonymised": "geanonimiseerd"},
    OnwardSharing: {"not_allowed": "niet-toegestaan", "named_only": "alleen-genoemde-partijen"},
    DpiaOutcome: {"done": "uitgevoerd", "not_needed": "niet-nodig"},
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
    "words": "q",
    "statuses": "status",
    "departments": "afdeling",
    "partners": "partner",
    "partner_kinds": "partnersoort",
    "themes": "thema",
    "kinds": "soort",
    "ends_from": "eindigtVan",
    "ends_until": "eindigtTot",
    "on_day": "peildatum",
    "sorting": "sorteer",
    "page": "pagina",
    "language": "taal",
    "delimiter": "scheiding",
}
"""Query parameters: the field they fill, and their name in an address."""

CSV_COLUMNS: dict[str, str] = {
    "reference": "kenmerk",
    "version": "versie",
    "title": "titel",
    "kind": "soort",
    "status": "status",
    "department": "afdeling",
    "parties": "partijen",
    "purpose": "doel",
    "lawful_bases": "grondslag",
    "data": "gegevenssoorten",
    "data_subjects": "betrokkenen",
    "retention": "bewaartermijn",
    "destruction": "vernietiging",
    "onward_sharing": "doorverstrekking",
    "starts_on": "begindatum",
    "ends_on": "einddatum",
    "next_review_on": "evaluatiedatum",
    "decide_by": "opzeggen_voor",
    "is_transitional": "overgangsafspraak",
    "predecessor": "voorganger",
    "successor": "opvolger",
    "url": "url",
    "updated_at": "bijgewerkt_op",
    "theme": "thema",
    "summary": "samenvatting",
    "contact_point": "contactpunt",
    "last_day": "laatste_dag",
    "all_reviews": "alle_evaluaties",
    "undestroyed": "nog_niet_vernietigd_bij",
    "passed_on": "loopt_door_onder_opvolger",
}
"""Columns of the CSV in their order; the first 23 are the contract, new ones come behind."""

FIELDS: dict[str, str] = {
    **{name: CSV_COLUMNS[name] for name in ("reference", "version", "title", "kind", "status", "department", "theme")},
    **{name: CSV_COLUMNS[name] for name in ("parties", "purpose", "data_subjects", "destruction", "onward_sharing")},
    **{name: CSV_COLUMNS[name] for name in ("starts_on", "ends_on", "decide_by", "is_transitional", "predecessor")},
    "since": "niet_openbaar_sinds",
    "reason": "niet_openbaar_grond",
    "is_undestroyed": "gegevens_niet_vernietigd",
    "succeeded_on": "opvolger_vastgesteld_op",
    "successor_starts_on": "opvolger_begint_op",
    **{name: CSV_COLUMNS[name] for name in ("successor", "url", "updated_at", "summary", "contact_point", "last_day")},
    "undestroyed": CSV_COLUMNS["undestroyed"],
    "content": "inhoud",
    "changes": "aantal_wijzigingen",
    "approved_on": "goedgekeurd_op",
    "closed_on": "afgesloten_op",
    "terminated_on": "opgezegd_per",
    "termination_decided_on": "opgezegd_op",
    "is_called_off": "nooit_begonnen",
    "suspensions": "opschortingen",
    "from_on": "vanaf",
    "until_on": "tot_en_met",
    "resumed_on": "hervat_op",
    "cancelled_on": "ingetrokken_op",
    "reviews": "evaluaties",
    "number": "nummer",
    "planned_on": "gepland_op",
    "done_on": "gedaan_op",
    "missed_reviews": "evaluaties_te_laat",
    "dropped_reviews": "vervallen_evaluaties",
    "dropped_on": "vervallen_op",
    "destructions": "vernietigingen",
    "party": "partij",
    "method": "wijze",
    "recorded_on": "vastgelegd_op",
    "corrects": "verbetering_van",
    "undestroyed_data": "nog_te_vernietigen",
    "passed_on": "loopt_door",
    "data": "gegevens",
    "flows": "stromen",
    "name": "naam",
    "gdpr_role": "avg_rol",
    "identifier": "identificatie",
    "lawful_basis": "grondslag",
    "legal_ground": "wettelijke_basis",
    "responsible_function": "verantwoordelijke_functie",
    "signed_on": "ondertekend_op",
    "sensitivity": "bescherming",
    "necessity": "noodzaak",
    "source": "bron",
    "retention": "bewaartermijn",
    "months": "maanden",
    "days": "dagen",
    "starts_at": "vanaf_moment",
    "provider": "verstrekker",
    "recipient": "ontvanger",
    "frequency": "hoe_vaak",
    "channel": "manier",
    "public_task": "publieke_taak",
    "expected_benefit": "verwacht_effect",
    "less_intrusive": "minst_ingrijpende_manier",
    "rights_at_stake": "rechten_in_het_geding",
    "unintended_effects": "onbedoelde_gevolgen",
    "special_exception": "uitzondering_bijzondere_gegevens",
    "dpia": "dpia",
    "dpia_reference": "dpia_verwijzing",
    "automated_decisions": "geautomatiseerde_besluiten",
    "costs": "kosten",
    "stated": "eigen_woorden",
    "term": "looptijd",
    "notice_months": "opzegtermijn_maanden",
    "review_dates": "evaluatiedata",
    "onward_recipients": "doorverstrekking_aan",
    "outside_eea": "buiten_eer",
    "security_measures": "beveiligingsmaatregelen",
    "incident_duty": "datalekken",
    "rights_handling": "rechten_van_betrokkenen",
    "documents": "documenten",
    "processing_register_url": "verwerkingsregister_url",
    "algorithm_register_url": "algoritmeregister_url",
    "sensor_register_url": "sensorregister_url",
}
"""Field names in the JSON."""


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
