"""Ten real agreements, recorded as truthfully as their published descriptions allow, and where each fact went.

What a description leaves open stays open here: these are old agreements with what is known of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from agreements.domain.content import (
    Content,
    DataCategory,
    Document,
    Flow,
    FurtherBasis,
    Member,
    Party,
    StatedWords,
)
from agreements.domain.vocabulary import (
    AgreementKind,
    Children,
    Frequency,
    GdprRole,
    InformationDuty,
    LegalRegime,
    OnwardSharing,
    PartyKind,
    Sensitivity,
    SignsAs,
)
from agreements.importing.values import choices
from tests.import_lists import DATA

RECORDS: dict[str, dict[str, Any]] = {
    one["id"]: one for one in json.loads((DATA / "convenanten.json").read_text(encoding="utf-8"))
}

ABOUT_THE_DESCRIPTION = frozenset({"id", "record_class", "source_kind", "table_of_contents_read", "clause_status"})
"""What a record says of itself: how it was read. No fact of the agreement."""


def _said(reference: str, **known: Any) -> Content:
    """The facts that have one place, and `known` those that ask for judgement."""
    said = RECORDS[reference]
    parties = tuple(
        Party(name=one["name"], kind=choices.party_kind(one["kind"]) or PartyKind.OTHER) for one in said["parties"]
    )
    addresses = [said["source_url"], *(said["other_urls"] or [])]
    published = f"Bron ({said['date_published']})" if said["date_published"] else "Bron"
    plain = Content(
        title=said["title"],
        theme=said["theme"],
        kind=choices.agreement_kind(said["kind"]),
        area=", ".join(filter(None, (said["municipality_or_lead"], said["scope"]))),
        purpose=said["purpose"],
        parties=parties,
        data_subjects=tuple(said["data_subjects"] or ()),
        data=tuple(DataCategory(name=name) for name in said["data_categories"] or ()),
        publication_reference=said["publication_ref"] or "",
        documents=tuple(
            Document(title=published, url=address.partition(" ")[0], is_public=True) for address in addresses
        ),
        internal_notes="\n".join(filter(None, (said["evidence"], said["notes"]))),
        is_reported=True,
    )
    return replace(plain, **known)


def _with(content: Content, **by_name: dict[str, Any]) -> Content:
    """With something more of the party whose name begins so."""
    return replace(
        content,
        parties=tuple(
            replace(one, **next((what for name, what in by_name.items() if one.name.casefold().startswith(name)), {}))
            for one in content.parties
        ),
    )


C001 = _with(
    _said("C001"),
    gemeente={"legal_ground": RECORDS["C001"]["legal_basis"]},
    politie={"regime": LegalRegime.WPG},
)
C012 = replace(
    _said(
        "C012",
        starts_on=date(2017, 3, 1),
        onward_sharing=OnwardSharing.CONDITIONAL,
        onward_conditions=RECORDS["C012"]["onward_sharing"],
        onward_recipients="Algemeen Maatschappelijk Werk",
        information_duty=InformationDuty.TOLD_BEFOREHAND,
        information_how="Huurders worden vooraf geïnformeerd.",
        children=Children.ALSO,
        children_care="Huishoudens met minderjarige kinderen krijgen voorrang.",
        flows=tuple(
            Flow(provider=name, recipient="gemeente Weert", frequency=Frequency.MONTHLY)
            for name in ("Wonen Limburg", "Woningstichting Sint Joseph")
        ),
    ),
    parties=tuple(replace(one, signed_on=date(2017, 2, 13)) for one in _said("C012").parties),
)
_DRUGS = _said("C017")
C017 = replace(
    _DRUGS,
    parties=(
        *_DRUGS.parties,
        Party(
            name="Openbaar Ministerie",
            kind=PartyKind.PUBLIC_PROSECUTOR,
            signs_as=SignsAs.SEEN,
            regime=LegalRegime.WJSG,
            regime_decision="Verstrekking door het OM vereist per geval een toets.",
        ),
    ),
    stated=StatedWords(ends_on="2030", term="2025-2030 (titel)"),
)
_ZVH = _said("C028")
_SENSITIVE = {"zorgen": Sensitivity.SPECIAL}
_GRONINGEN = _ZVH.parties[0].name
C028 = _with(
    replace(
        _ZVH,
        starts_on=date(2021, 12, 8),
        adopted_on=date(2021, 2, 10),
        members=tuple(
            Member(party=_GRONINGEN, name=name) for name in _GRONINGEN.partition("(")[2].rstrip(")").split(", ")
        ),
        data=tuple(replace(one, sensitivity=_SENSITIVE.get(one.name, one.sensitivity)) for one in _ZVH.data),
        special_exception=RECORDS["C028"]["special_categories_detail"],
        onward_sharing=OnwardSharing.CONDITIONAL,
        onward_conditions=RECORDS["C028"]["onward_sharing"],
        stated=StatedWords(
            starts_on="met terugwerkende kracht t/m 13-09-2021", ends_on="geen datum uitwerkingtreding in CVDR"
        ),
    ),
    **{"10 groninger": {"signing_function": "burgemeester", "mandate": RECORDS["C028"]["legal_basis"]}},
)
_RADICAL = _said("C040")
C040 = replace(
    _RADICAL,
    members=(
        Member(
            party="deelnemende gemeenten (via toetredingsverklaring)",
            name="gemeenten die toetreden",
            accession="aparte toetredingsverklaring (bijlage)",
        ),
    ),
    change_procedure="De partijenlijst wijzigt zonder nieuw convenant.",
)
_LAWS = ("Wbp", "Wmo 2015", "Jeugdwet", "WGBO", "Wet BRP", "Wpg en Besluit politiegegevens (in aanmerking genomen)")
C042 = _with(
    _said(
        "C042",
        further_bases=tuple(FurtherBasis(party="gemeente Apeldoorn", legal_ground=law) for law in _LAWS[1:]),
    ),
    gemeente={"legal_ground": _LAWS[0]},
    politie={"regime": LegalRegime.WPG},
)
C048 = replace(
    _said(
        "C048",
        earlier_agreement=RECORDS["C048"]["predecessor"],
        children=Children.MAINLY,
        stated=StatedWords(
            starts_on="2011-06",
            term="2 jaar (P2Y); mogelijkheid voor stilzwijgende verlenging per jaar",
            signed_on="2011-06-09",
        ),
    ),
    parties=tuple(
        replace(one, signed_on=date(2011, 6, 9), mandate="onder voorbehoud van mandatering")
        for one in _said("C048").parties
    ),
)
C058 = _with(
    _said("C058"), gemeente={"legal_ground": RECORDS["C058"]["legal_basis"]}, politie={"regime": LegalRegime.WPG}
)
C068 = _with(
    _said("C068", kind=AgreementKind.PROCESSING, main_contract="deelname aan het informatieknooppunt zorgfraude"),
    gemeente={"gdpr_role": GdprRole.CONTROLLER},
    vng={"gdpr_role": GdprRole.PROCESSOR},
)
_OVERSIGHT = RECORDS["C071"]
C071 = _with(
    replace(
        _said(
            "C071",
            onward_sharing=OnwardSharing.CONDITIONAL,
            onward_conditions=_OVERSIGHT["onward_sharing"],
            confidentiality="Vertrouwelijk voor zover dit uit de aard van de informatie voortvloeit (art. 10 lid 4)",
            notice_months=6,
            evaluation_criteria=f"{_OVERSIGHT['review_clause']} (P1Y)",
            stated=StatedWords(
                starts_on=_OVERSIGHT["start_date_text"],
                term=f"{_OVERSIGHT['duration']} (P3Y). {_OVERSIGHT['renewal']}. {_OVERSIGHT['notice_clause']}",
                signed_on="2005-07-12",
            ),
        ),
        parties=tuple(
            replace(one, signed_on=date(2005, 7, 12), legal_ground=_OVERSIGHT["legal_basis"])
            for one in _said("C071").parties
        ),
    ),
    college={"signing_function": "voorzitter CBP"},
    onafhankelijke={"signing_function": "voorzitter OPTA"},
)

TEN: dict[str, Content] = {
    "C001": C001, "C012": C012, "C017": C017, "C028": C028, "C040": C040,
    "C042": C042, "C048": C048, "C058": C058, "C068": C068, "C071": C071,
}  # fmt: skip

TAKEN_BY: dict[str, Callable[[Content], object]] = {
    "title": lambda c: c.title,
    "theme": lambda c: c.theme,
    "scope": lambda c: c.area,
    "municipality_or_lead": lambda c: c.area,
    "purpose": lambda c: c.purpose,
    "parties": lambda c: [one.name for one in c.parties],
    "legal_basis": lambda c: [
        *(one.legal_ground for one in c.parties),
        *(one.mandate for one in c.parties),
        *(one.legal_ground for one in c.further_bases),
    ],
    "data_subjects": lambda c: c.data_subjects,
    "data_categories": lambda c: [one.name for one in c.data],
    "special_categories_detail": lambda c: c.special_exception,
    "onward_sharing": lambda c: c.onward_conditions,
    "start_date": lambda c: [c.starts_on, c.stated.starts_on],
    "start_date_text": lambda c: c.stated.starts_on,
    "end_date": lambda c: c.stated.ends_on,
    "duration": lambda c: c.stated.term,
    "duration_iso8601": lambda c: c.stated.term,
    "title_years": lambda c: c.stated.term,
    "renewal": lambda c: c.stated.term,
    "review_clause": lambda c: c.evaluation_criteria,
    "review_interval_iso8601": lambda c: c.evaluation_criteria,
    "notice_clause": lambda c: c.stated.term,
    "notice_period_iso8601": lambda c: f"P{c.notice_months}M",
    "signatory_functions": lambda c: [one.signing_function for one in c.parties],
    "date_adopted": lambda c: c.adopted_on,
    "date_signed": lambda c: [one.signed_on for one in c.parties],
    "date_published": lambda c: [one.title for one in c.documents],
    "publication_ref": lambda c: c.publication_reference,
    "predecessor": lambda c: c.earlier_agreement,
    "status": lambda c: c.stated.ends_on,
    "source_url": lambda c: [one.url for one in c.documents],
    "other_urls": lambda c: [one.url for one in c.documents],
    "evidence": lambda c: c.internal_notes,
    "notes": lambda c: c.internal_notes,
}
"""Which field took each fact that is told in words."""

JUDGED: dict[str, Callable[[Content, Any], bool]] = {
    "kind": lambda c, said: c.kind is choices.agreement_kind(said),
    "special_categories": lambda c, said: any(one.sensitivity is Sensitivity.SPECIAL for one in c.data),
    "tacit_renewal": lambda c, said: said is True and "verleng" in c.stated.term,
    "end_date_basis": lambda c, said: said == "title_years" and "titel" in c.stated.term and c.ends_on is None,
}
"""The facts that a code or the absence of a date tells."""
