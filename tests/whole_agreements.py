"""An agreement of every kind, and for every circumstance that the law asks more of, that lacks nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from agreements.domain.content import Content, Flow, FurtherBasis, Member, Retention, SpecialException, StatedWords
from agreements.domain.vocabulary import (
    AgreementKind,
    Automation,
    Channel,
    Children,
    Frequency,
    GdprRole,
    LawfulBasis,
    LegalRegime,
    NumberKind,
    OnwardSharing,
    PartyKind,
    Sensitivity,
    SpecialArticle,
    Transfer,
    WooGround,
)
from tests.people import (
    ADDRESS,
    ARREARS,
    CORPORATION,
    FLOWS,
    MUNICIPALITY,
    complete_content,
    data_category,
    party,
)

POLICE, PROSECUTOR, SOFTWARE_HOUSE = "Politie, eenheid Noord", "Openbaar Ministerie, parket Noord", "Wolkenhuis BV"
HEALTH = data_category("Gezondheid", sensitivity=Sensitivity.SPECIAL)
OFFENCES = data_category("Meldingen bij de politie", sensitivity=Sensitivity.CRIMINAL)
BSN = data_category(
    "Burgerservicenummer",
    sensitivity=Sensitivity.NATIONAL_NUMBER,
    number_kind=NumberKind.BSN,
    number_ground="Wabb, artikel 10",
)
TOGETHER: dict[str, Any] = {
    "informing_party": MUNICIPALITY,
    "answering_party": MUNICIPALITY,
    "arrangement_essence": "De gemeente vertelt het u en beantwoordt uw verzoek. De corporatie levert de gegevens.",
}
JOINTLY = tuple(replace(p, gdpr_role=GdprRole.JOINT_CONTROLLER) for p in complete_content().parties)


def about(kind: Any, **changes: Any) -> Content:
    """An agreement in which the corporation gives one kind of data to the municipality."""
    flow = Flow(provider=CORPORATION, recipient=MUNICIPALITY, data=(kind.name,))
    return complete_content(data=(kind,), flows=(flow,), **changes)


def with_police(name: str, regime: LegalRegime, kind: PartyKind) -> Content:
    """An agreement in which somebody with a law of its own gives what it knows about offences."""
    other = party(
        name,
        kind=kind,
        regime=regime,
        lawful_basis=None,
        legal_ground="Wpg, artikel 20" if regime is LegalRegime.WPG else "Wjsg, artikel 8a",
        regime_decision="Besluit van de korpschef en het bevoegd gezag: veiligheid in de wijk",
    )
    return complete_content(
        parties=(complete_content().parties[0], other),
        data=(OFFENCES,),
        flows=(Flow(provider=name, recipient=MUNICIPALITY, data=(OFFENCES.name,)),),
        exceptions=(SpecialException(article=SpecialArticle.CRIMINAL, national_article="UAVG, artikel 33, lid 1"),),
    )


def processing() -> Content:
    """The municipality has its letters sent by a company."""
    house = party(
        SOFTWARE_HOUSE,
        kind=PartyKind.COMPANY,
        gdpr_role=GdprRole.PROCESSOR,
        regime=None,
        purpose="",
        lawful_basis=None,
        legal_ground="",
        desk="",
    )
    return complete_content(
        kind=AgreementKind.PROCESSING,
        parties=(complete_content().parties[0], house),
        flows=(Flow(provider=MUNICIPALITY, recipient=SOFTWARE_HOUSE, data=(ARREARS.name, ADDRESS.name)),),
        instructions="Alleen brieven maken en versturen in opdracht van de gemeente",
        confidentiality="Medewerkers tekenen voor geheimhouding",
        sub_processors="Geen. Nieuwe meldt de verwerker een maand vooraf",
        assistance="Binnen twee werkdagen, ook bij een datalek",
        audit="Elk jaar een rapport, en de gemeente mag komen kijken",
        data_return="Teruggeven of vernietigen, de gemeente kiest",
    )


CRIMINAL_EXCEPTION = SpecialException(article=SpecialArticle.CRIMINAL, national_article="UAVG, artikel 33, lid 1")
HEALTH_EXCEPTION = SpecialException(article=SpecialArticle.CARE, national_article="UAVG, artikel 30, lid 3, onder a")
TRANSITIONAL: dict[str, Any] = {
    "is_transitional": True,
    "starts_on": date(2019, 6, 1),
    "ends_on": date(2026, 10, 31),
    "review_dates": (date(2026, 6, 1),),
    "stated": StatedWords(term="voor onbepaalde tijd"),
}

WHOLE: dict[str, Content] = {
    "a covenant": complete_content(),
    "a cooperation": complete_content(kind=AgreementKind.COOPERATION),
    "a regulation": complete_content(kind=AgreementKind.REGULATION),
    "another kind": complete_content(kind=AgreementKind.OTHER),
    "joint controllers": complete_content(kind=AgreementKind.JOINT_CONTROLLERS, parties=JOINTLY, **TOGETHER),
    "a processing agreement": processing(),
    "a delivery": complete_content(
        kind=AgreementKind.DATA_DELIVERY,
        flows=tuple(replace(flow, frequency=Frequency.WEEKLY, channel=Channel.API) for flow in FLOWS),
    ),
    "a protocol": complete_content(
        kind=AgreementKind.PROTOCOL,
        flows=tuple(replace(flow, frequency=Frequency.ONCE, channel=Channel.PORTAL) for flow in FLOWS),
    ),
    "a WGS partnership": complete_content(kind=AgreementKind.WGS_PARTNERSHIP, legal_form="Zorg- en Veiligheidshuis"),
    "a framework": complete_content(
        kind=AgreementKind.FRAMEWORK,
        change_procedure="Toetreden met een verklaring aan de stuurgroep, uittreden na drie maanden",
        members=(Member(party=CORPORATION, name="Woonstichting De Es", joined_on=date(2026, 4, 1)),),
    ),
    "police": with_police(POLICE, LegalRegime.WPG, PartyKind.POLICE),
    "the prosecutor": with_police(PROSECUTOR, LegalRegime.WJSG, PartyKind.PUBLIC_PROSECUTOR),
    "special data": about(HEALTH, exceptions=(HEALTH_EXCEPTION,)),
    "criminal data": about(
        OFFENCES,
        exceptions=(CRIMINAL_EXCEPTION,),
        permit_reference="z2026-0001",
        permit_on=date(2025, 6, 1),
        permit_holder="Woonstichting De Linde, ook voor De Es",
    ),
    "a national number": about(BSN),
    "a computer": complete_content(
        automation=Automation.SUPPORTS,
        automated_decisions="De computer zet achterstanden op volgorde",
        human_oversight="Een medewerker kijkt elk signaal na",
    ),
    "children": complete_content(children=Children.ALSO, children_care="Een gezin met kinderen wordt eerst gebeld"),
    "outside Europe": complete_content(transfer=Transfer.ADEQUACY, outside_eea="Verenigd Koninkrijk"),
    "passed on": complete_content(
        onward_sharing=OnwardSharing.CONDITIONAL,
        onward_recipients="De schuldhulpverlener",
        onward_conditions="Alleen na toestemming van de huurder",
    ),
    "a further basis": complete_content(
        further_bases=(
            FurtherBasis(
                party=CORPORATION, lawful_basis=LawfulBasis.LEGITIMATE_INTEREST, legal_ground="Huurschuld beperken"
            ),
        )
    ),
    "kept for long": about(
        replace(ARREARS, retention=Retention(months=300)),
        kept_by_law="De gemeente bewaart het dossier door de Archiefwet dertig jaar",
    ),
    "not public": complete_content(
        is_public=False, not_public_ground=WooGround.CRIMINAL_INVESTIGATION, not_public_reason="Opsporing"
    ),
    "transitional": complete_content(**TRANSITIONAL),
}
"""Each by what is special about it."""
