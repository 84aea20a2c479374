"""Words in the name of a party that tell what kind of organisation it is, the most telling first, and known names.

A word stands for a whole word; `*` for any letters before or after it, `^` for the beginning of the name.
"""

from __future__ import annotations

import re

from agreements.domain.vocabulary import PartyKind
from agreements.importing.values.words import plain, remembered

KNOWN: dict[PartyKind, str] = {
    PartyKind.HEALTH_INSURER: "CZ, VGZ, Menzis, Zilveren Kruis, Achmea, DSW, ONVZ, Zorg en Zekerheid, FBTO, "
    "Interpolis, Univé, OHRA, Salland, a.s.r., Aevitae, EUcare",
    PartyKind.ENERGY: "TenneT, Gasunie, Greenchoice, Budget Energie, Vandebron, Energiedirect, Oxxio, Engie, "
    "Coteq Netbeheer, Rendo Netwerken, Pure Energie",
    PartyKind.WATER: "WMD, WMD Drinkwater, Waterleiding Maatschappij Limburg, Waterleidingmaatschappij Drenthe",
    PartyKind.HOUSING_CORPORATION: "Ymere, Eigen Haard, Rochdale, De Alliantie, Stadgenoot, De Key, Havensteder, "
    "Staedion, Vivare, Portaal, Mitros, Bo-Ex, Parteon, Accolade, Elkien, Lefier, Nijestee, Casade, Tiwos, "
    "WonenBreburg, Trudo, Wooninc, Woonbedrijf, Woonpunt, ZOwonen, Wonen Limburg, Domijn, Talis, Vidomes, Welbions, "
    "Mooiland, Vestia, Hef Wonen, Woonwaarts, Woonforte, Pré Wonen, Elan Wonen, Ons Doel, Dunavie, Woonzorg Nederland",
    PartyKind.COMPANY: "ING, Rabobank, ABN AMRO, ASN, SNS, de Volksbank, Triodos, bunq, Knab, PostNL, KPN, Vodafone, "
    "Ziggo, Odido",
    PartyKind.GOVERNMENT: "CAK, CBS, Sociale Verzekeringsbank, Justis, Halt, RIVM, Inlichtingenbureau, Logius, "
    "Centraal Bureau voor de Statistiek",
    PartyKind.CARE: "VluchtelingenWerk, VluchtelingenWerk Nederland, Humanitas, Altrecht, Parnassia, Jellinek",
}
"""Well-known organisations whose name says nothing about their kind."""
KNOWN_NAMES = {plain(name): kind for kind, names in KNOWN.items() for name in names.split(",")}
FORM = re.compile(r"^(?:stichting|woningstichting|cooperatie|de) | (?:b ?v|n ?v|u ?a)$")
"""What may stand around a known name, in plain letters."""

WORDS: tuple[tuple[PartyKind, str], ...] = (
    (
        PartyKind.JOINT_BODY,
        "zorg en veiligheidshuis, veiligheidshuis, veiligheidsregio, vrbzo, omgevingsdienst, odzob, ^gr, riec, rud, "
        "bsob, senzer, dienst dommelvallei, gemeenschappelijke regeling, samenwerkingsverband, "
        "regionaal informatie en expertisecentrum, dg j, sociale dienst, sociale diensten, belastingsamenwerking",
    ),
    (
        PartyKind.ASSOCIATION,
        "vng, nvvk, vewin, energie nederland, aedes, khn, ccv, koepel*, *vereniging*, brancheorganisatie*, divosa",
    ),
    (
        PartyKind.PUBLIC_PROSECUTOR,
        "^om, openbaar ministerie, officier van justitie, hoofdofficier van justitie, arrondissementsparket, parket",
    ),
    (PartyKind.POLICE, "*politie*, ^regionale eenheid, korpschef, kmar, koninklijke marechaussee"),
    (
        PartyKind.MUNICIPALITY,
        "*gemeente, *gemeenten, burgemeester, burgemeesters, college van b w, college van b en w, "
        "college van burgemeester en wethouders",
    ),
    (
        PartyKind.HOUSING_CORPORATION,
        "*corporatie, *corporaties, woningstichting*, woningbouw*, woonstichting*, *wonen, woonbron, patrimonium*",
    ),
    (PartyKind.LANDLORD, "*verhuurder, *verhuurders"),
    (PartyKind.HEALTH_INSURER, "zorgverzekeraar, zorgverzekeraars"),
    (
        PartyKind.WATER,
        "*waterbedrijf, *waterbedrijven, brabant water, vitens, dunea, evides, pwn, wml, waternet, oasen",
    ),
    (
        PartyKind.ENERGY,
        "liander, alliander, stedin, enexis, enduris, coteq, rendo, westland infra, netbeheerder, netbeheerders, "
        "energiebedrijf, energiebedrijven, energiemaatschappij*, energieleverancier, energieleveranciers, eneco, "
        "essent, vattenfall, nuon",
    ),
    (
        PartyKind.GOVERNMENT,
        "uwv, svb, ^ind, *belastingdienst*, douane, fiod, ^duo, rvdk, raad voor de kinderbescherming, dji, "
        "*reclassering*, ministerie*, minister, *inspectie*, nza, cbp, opta, acm, nma, afm, dnb, autoriteit*, "
        "*autoriteit, college bescherming persoonsgegevens, provincie*, nvwa, rvo, coa, cjib, ciz, *waterschap, "
        "*waterschappen, ^rijk*, rdw, kadaster",
    ),
    (PartyKind.EDUCATION, "*onderwijs*, *school, *scholen, schoolbestuur, schoolbesturen, roc, universiteit*"),
    (
        PartyKind.CARE,
        "ggd*, ggz*, *zorg*, jeugdhulp*, jeugdbescherming, welzijn*, amw, *maatschappelijk werk, wijkteam, wijkteams, "
        "veilig thuis, huisarts*, bjz, *verslavings*, leger des heils, ziekenhuis*, juvans, ^mee",
    ),
    (
        PartyKind.COMPANY,
        "winkelier, winkeliers, *ondernemer, *ondernemers, *ondernemingen, *horeca*, b v, bv, n v, nv, *bank, banken, "
        "*bedrijf, *bedrijven, detailhandel",
    ),
)


NAMES_WITH_AND = (
    "Aa en Maas, Vallei en Veluwe, Amstel Gooi en Vecht, Rijn en IJssel, Schieland en de Krimpenerwaard, "
    "Gooi en Vechtstreek, Peel en Maas, Son en Breugel, Kaag en Braassem, Gilze en Rijen, Mook en Middelaar, "
    "Nuenen Gerwen en Nederwetten, West Maas en Waal, Maas en Waal"
)
"""Water boards, regions and municipalities with "en" in their name; a comma may stand between their words."""
ONE_NAME = re.compile(
    r"\b(?:werk|zorg-?|jeugd|wonen|sport|kunst|recht|justitie|infrastructuur|burgemeesters?|informatie-?|"
    r"toezicht|handhaving|openbare orde|sociale zaken|binnenlandse zaken|economische zaken|welzijn|milieu|"
    r"volksgezondheid, welzijn|onderwijs, cultuur|landbouw, natuur|(?:wonen, )?zorg, welzijn|wonen, zorg|onderzoek|"
    r"advies-?|vergunningverlening, toezicht|immigratie-?|dienst)"
    r" en (?:inkomen|veiligheid|veiligheidshuis|gezin|zorg|welzijn|bewegen|cultuur|waterstaat|wethouders|"
    r"expertise\w*|handhaving|toezicht|werkgelegenheid|koninkrijksrelaties|klimaat|sport|wetenschap|visserij|"
    r"voedselkwaliteit|zekerheid|ondersteuning|meldpunt\w*|statistiek|naturalisatiedienst|bijstand)\b|"
    + "|".join(rf"\b{name.strip().replace(' ', ',? ')}\b" for name in NAMES_WITH_AND.split(",")),
    re.IGNORECASE,
)
""""En" within one name, such as Werk en Inkomen, and the ministries that have a comma as well."""


def _pattern(words: str) -> re.Pattern[str]:
    """One expression for a list of words, to be searched in a name without capitals, accents and signs."""
    forms = (rf"\b{word.strip().replace('*', chr(92) + 'w*')}\b" for word in words.split(","))
    return re.compile("|".join(form.replace(r"\b^", r"^") for form in forms))


PATTERNS: tuple[tuple[PartyKind, re.Pattern[str]], ...] = tuple((kind, _pattern(words)) for kind, words in WORDS)


@remembered
def guess_kind(name: str) -> PartyKind:
    """The kind of organisation that a name is known for or that its words suggest; the officer corrects it."""
    words = plain(name)
    known = KNOWN_NAMES.get(words) or KNOWN_NAMES.get(FORM.sub("", words))
    return known or next((kind for kind, pattern in PATTERNS if pattern.search(words)), PartyKind.OTHER)
