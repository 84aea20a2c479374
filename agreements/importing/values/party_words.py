"""Words in the name of a party that tell what kind of organisation it is, the most telling first.

A word stands for a whole word; `*` for any letters before or after it, `^` for the beginning of the name.
"""

from __future__ import annotations

import re

from agreements.domain.vocabulary import PartyKind

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
    (PartyKind.POLICE, "*politie*, korpschef, kmar, koninklijke marechaussee"),
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


def _pattern(words: str) -> re.Pattern[str]:
    """One expression for a list of words, to be searched in a name without capitals, accents and signs."""
    forms = (rf"\b{word.strip().replace('*', chr(92) + 'w*')}\b" for word in words.split(","))
    return re.compile("|".join(form.replace(r"\b^", r"^") for form in forms))


PATTERNS: tuple[tuple[PartyKind, re.Pattern[str]], ...] = tuple((kind, _pattern(words)) for kind, words in WORDS)
