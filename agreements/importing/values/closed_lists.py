"""Words for the values of closed lists: the register's codes, its Dutch words, and what else lists call them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from agreements.domain.catalogue import FIELDS
from agreements.domain.dutch import slug
from agreements.domain.vocabulary import AgreementKind, LawfulBasis, PartyKind, Sensitivity
from agreements.importing.values.words import plain

SYNONYMS: dict[str, dict[str, str]] = {
    "kind": {
        AgreementKind.PROCESSING: "vwo; dpa; data processing agreement; verwerkerscontract",
        AgreementKind.JOINT_CONTROLLERS: "regeling gezamenlijk verantwoordelijken; joint controller agreement",
        AgreementKind.DATA_DELIVERY: "glo; gegevenslevering; leveringsovereenkomst; data sharing agreement; dsa",
        AgreementKind.COVENANT: "samenwerkingsconvenant; convenanten; memorandum of understanding; mou",
        AgreementKind.PROTOCOL: "gegevensprotocol; privacyprotocol",
        AgreementKind.COOPERATION: "samenwerking; samenwerkingscontract; cooperation agreement",
        AgreementKind.WGS_PARTNERSHIP: "wgs; samenwerkingsverband wgs; wgs samenwerking",
        AgreementKind.FRAMEWORK: "raamcontract; raamconvenant; mantelovereenkomst; framework agreement",
        AgreementKind.REGULATION: "reglementen; verordening",
        AgreementKind.OTHER: "overige; overig; contract; agreement; andere",
    },
    "onward_sharing": {
        "not_allowed": "nee; geen; niet; mag niet; verboden; geen doorverstrekking; no; none",
        "named_only": "alleen aan genoemde partijen; alleen genoemd; genoemde partijen; only to named parties",
        "conditional": "met toestemming; alleen met toestemming; na toestemming; voorwaardelijk; under conditions",
    },
    "children": {
        "no": "geen; geen kinderen; no",
        "also": "ook kinderen; deels; mede; yes; ja",
        "mainly": "vooral kinderen; voornamelijk; alleen kinderen; uitsluitend kinderen",
    },
    "dpia": {
        "done": "ja; gedaan; gereed; klaar; afgerond; aanwezig; yes",
        "not_needed": "niet vereist; niet verplicht; not required",
    },
    "automation": {
        "none": "geen; geen automatische besluiten; no",
        "supports": "ondersteunt; ondersteunend; helpt bij besluiten",
        "decides": "volledig automatisch; automatisch besluit; fully automated",
    },
    "transfer": {
        "none": "nee; geen doorgifte; binnen eer; binnen de eer; binnen eu; binnen de eu; no",
        "adequacy": "adequaat; adequaat land; adequacy decision",
        "safeguards": "scc; modelcontract; modelcontracten; modelbepalingen; standard contractual clauses",
        "derogation": "afwijking",
    },
    "information_duty": {
        "told_beforehand": "van tevoren; vooraf geinformeerd; beforehand",
        "told_within_a_month": "binnen 1 maand; within a month",
        "laid_down_by_law": "wettelijk geregeld; bij wet geregeld; wet",
        "exempt": "vrijgesteld; vrijstelling",
    },
    "party_kind": {
        PartyKind.MUNICIPALITY: "gemeente",
        PartyKind.HOUSING_CORPORATION: "woningcorporatie",
        PartyKind.POLICE: "politie",
        PartyKind.PUBLIC_PROSECUTOR: "openbaar ministerie",
        PartyKind.ENERGY: "netbeheerder; energiebedrijf",
        PartyKind.WATER: "drinkwaterbedrijf",
        PartyKind.HEALTH_INSURER: "zorgverzekeraar",
        PartyKind.CARE: "zorgaanbieder; jeugdbescherming/jeugdzorg; welzijn/maatschappelijk werk; Veilig Thuis; "
        "schuldhulpverlening",
        PartyKind.EDUCATION: "onderwijs",
        PartyKind.GOVERNMENT: "toezichthouder; uitvoeringsorganisatie; belastingdienst/opsporing; provincie; "
        "rijksoverheid; Raad voor de Kinderbescherming; DJI/penitentiaire inrichting",
        PartyKind.JOINT_BODY: "gemeenschappelijke regeling; omgevingsdienst; veiligheidshuis",
        PartyKind.LANDLORD: "particuliere verhuurder",
        PartyKind.COMPANY: "verzekeraar; beveiligingsbedrijf",
        PartyKind.PUBLIC_HEALTH: "GGD",
        PartyKind.SAFETY_REGION: "veiligheidsregio",
        PartyKind.PROBATION: "reclassering",
        PartyKind.HOSPITALITY: "horeca/ondernemers; horeca",
        PartyKind.SHOP: "winkel; winkeliers; winkels",
        PartyKind.ASSOCIATION: "koepelorganisatie; expertisecentrum; sport/bvo",
    },
    "legal_basis": {
        LawfulBasis.CONSENT: "toestemming van betrokkene; toestemming betrokkenen",
        LawfulBasis.CONTRACT: "uitvoering overeenkomst; uitvoering van een overeenkomst",
        LawfulBasis.LEGAL_OBLIGATION: "wettelijke plicht; wettelijk; wettelijke taak of plicht",
        LawfulBasis.VITAL_INTEREST: "vitale belangen; bescherming vitale belangen",
        LawfulBasis.PUBLIC_TASK: "algemeen belang; publieke taak; publiekrechtelijke taak; openbaar gezag; "
        "public interest",
        LawfulBasis.LEGITIMATE_INTEREST: "gerechtvaardigde belangen",
    },
    "protection": {
        Sensitivity.ORDINARY: "normaal; gewone persoonsgegevens",
        Sensitivity.SPECIAL: "bijzonder persoonsgegeven; bijzondere persoonsgegevens; bijzondere gegevens",
        Sensitivity.CRIMINAL: "strafrechtelijk persoonsgegeven; strafrechtelijke gegevens",
        Sensitivity.NATIONAL_NUMBER: "nationaal identificatienummer; bsn",
    },
}
"""What lists call the values of a field, Dutch and English, beside the register's own words."""
LISTS: dict[str, type[StrEnum]] = {
    **{row.name: row.words for row in FIELDS if row.words},
    "party_kind": PartyKind,
    "legal_basis": LawfulBasis,
    "protection": Sensitivity,
}
"""The values that a column with words of a closed list can have, by what it is about."""
ARTICLE_6 = re.compile(r"\b6 (?:lid )?1 (?:(?:aanhef en )?(?:sub |onder |letter ))?(?P<point>[a-f])\b")
"""A point of GDPR art. 6(1), in plain letters."""


def value_of(field: str, words: str) -> StrEnum | None:
    """The value of a closed list that words stand for, or None: somebody has to choose. Raises KeyError for what is
    not one of `LISTS`."""
    return _known(field).get(plain(words))


def basis_in(words: str) -> LawfulBasis | None:
    """The point of GDPR art. 6(1) that a text names as an article."""
    article = ARTICLE_6.search(plain(words))
    return tuple(LawfulBasis)["abcdef".index(article["point"])] if article else None


def said_sensitivity(name: str) -> tuple[str, Sensitivity | None]:
    """The name of a kind of data without its protection between brackets, and that: "inkomen (gevoelig)"."""
    bare, bracket, said = name.removesuffix(")").rpartition(" (")
    protection = value_of("protection", said) if bracket and name.endswith(")") else None
    return (bare, Sensitivity(protection)) if protection else (name, None)


@lru_cache(maxsize=len(LISTS))
def _known(field: str) -> Mapping[str, StrEnum]:
    values = tuple(LISTS[field])
    others = {
        plain(word): value for value in values for word in SYNONYMS.get(field, {}).get(value, "").split(";") if word
    }
    return others | {plain(slug(value)): value for value in values} | {plain(value): value for value in values}
