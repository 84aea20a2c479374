"""Words for the values of closed lists: the register's codes, its Dutch words, and what else lists call them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from agreements.domain.catalogue import BY_NAME
from agreements.domain.dutch import slug
from agreements.domain.vocabulary import AgreementKind, Sensitivity
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
}
"""What lists call the values of a field, Dutch and English, beside the register's own words."""
SENSITIVITY_SAID: dict[str, Sensitivity] = {
    **{plain(word): word for word in Sensitivity},
    **{plain(slug(word)): word for word in Sensitivity},
    "normaal": Sensitivity.ORDINARY,
    "bijzonder persoonsgegeven": Sensitivity.SPECIAL,
    "bijzondere persoonsgegevens": Sensitivity.SPECIAL,
    "strafrechtelijk persoonsgegeven": Sensitivity.CRIMINAL,
    "nationaal identificatienummer": Sensitivity.NATIONAL_NUMBER,
}
"""What a list writes between brackets behind a kind of data, such as “inkomen (gevoelig)”."""


def value_of(field: str, words: str) -> StrEnum | None:
    """The value of a closed list that words stand for, or None: somebody has to choose. Raises KeyError for a field
    that the catalogue does not have."""
    return _known(field).get(plain(words))


def said_sensitivity(name: str) -> tuple[str, Sensitivity | None]:
    """The name of a kind of data without its protection between brackets, and that protection."""
    bare, bracket, said = name.removesuffix(")").rpartition(" (")
    protection = SENSITIVITY_SAID.get(plain(said)) if bracket and name.endswith(")") else None
    return (bare, protection) if protection else (name, None)


@lru_cache(maxsize=len(BY_NAME))
def _known(field: str) -> Mapping[str, StrEnum]:
    values = tuple(BY_NAME[field].words or ())
    others = {
        plain(word): value for value in values for word in SYNONYMS.get(field, {}).get(value, "").split(";") if word
    }
    return others | {plain(slug(value)): value for value in values} | {plain(value): value for value in values}
