"""Situations in plain words, by which residents find the agreements that are about people like them. Pure.

An office says which groups of people and which themes belong to a situation, in the words of its own agreements. Those
of a new register stand here: they work with any office, for a group needs to be named by a part of its name only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final

from agreements.domain.letters import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A situation. `key` is its name in addresses and never changes."""

    key: str
    dutch: str
    """What somebody would say, such as “Ik huur een woning”."""
    english: str
    groups: tuple[str, ...] = ()
    """Groups of people, or words with which a word of their name begins: `huurder` is in “Huurders met schulden”."""
    themes: tuple[str, ...] = ()
    """Themes in full."""
    is_offered: bool = True
    """Whether residents can choose it; one that was stopped stays, so that its key is not given again."""


class Belonging:
    """What belongs to some situations. Their words are folded once: there may be as many names as agreements."""

    def __init__(self, situations: Iterable[Situation]) -> None:
        chosen = tuple(situations)
        self._words = tuple(f" {folded(word)}" for one in chosen for word in one.groups if word.strip())
        self._themes = frozenset(folded(theme) for one in chosen for theme in one.themes)

    def has_group(self, name: str) -> bool:
        """Whether a group of people belongs to one of them."""
        words = f" {folded(name)}"
        return any(word in words for word in self._words)

    def has_theme(self, name: str) -> bool:
        """Whether a theme does."""
        return folded(name) in self._themes


def of_keys(situations: Iterable[Situation], keys: Iterable[str]) -> tuple[Situation, ...]:
    """Those of these keys, in their own order."""
    asked = frozenset(keys)
    return tuple(one for one in situations if one.key in asked)


def to_json(situations: Iterable[Situation]) -> str:
    """The whole list, always written alike."""
    return json.dumps([asdict(one) for one in situations], ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> tuple[Situation, ...]:
    """What `to_json` wrote. Raises TypeError or ValueError for what it did not."""
    return tuple(
        Situation(**{**one, "groups": tuple(one["groups"]), "themes": tuple(one["themes"])}) for one in json.loads(text)
    )


SHIPPED: Final[tuple[Situation, ...]] = (
    Situation(
        key="huren",
        dutch="Ik huur een woning",
        english="I rent a home",
        groups=("huurder", "medebewoner", "personen die op dat adres"),
        themes=("wonen", "woonfraude"),
    ),
    Situation(
        key="schulden",
        dutch="Ik heb schulden of een betalingsachterstand",
        english="I have debts or I am behind with payments",
        groups=("huurachterstand", "achterstand", "schuld", "huurschuld", "waterschuld", "premieschuld", "wanbetaler"),
        themes=("schulden",),
    ),
    Situation(
        key="uitkering",
        dutch="Ik heb een uitkering",
        english="I get a benefit",
        groups=("uitkering", "bijstand", "bijstandsuitkering", "inkomensvoorziening", "aow"),
        themes=("werk en inkomen",),
    ),
    Situation(
        key="laag-inkomen",
        dutch="Ik heb weinig inkomen en krijg daar hulp bij",
        english="I have a low income and get help with that",
        groups=("kwijtschelding", "inwoners die kwijtschelding", "energietoeslag", "sociaal minimum", "minima"),
        themes=("meedoen", "armoede"),
    ),
    Situation(
        key="jeugdhulp",
        dutch="Mijn kind krijgt jeugdhulp",
        english="My child gets youth care",
        groups=("kinderen met een maatregel", "kinderen en jongeren", "ouders met gezag", "jeugdhulp"),
        themes=("jeugd", "jeugdhulp"),
    ),
    Situation(
        key="school",
        dutch="Mijn kind gaat naar school, of ik studeer",
        english="My child goes to school, or I study",
        groups=("leerling", "student", "ouders en verzorgers"),
        themes=("onderwijs",),
    ),
    Situation(
        key="zorg",
        dutch="Ik krijg zorg of ondersteuning",
        english="I get care or support",
        groups=("wmo", "clienten", "patienten", "mensen met meerdere ernstige problemen"),
        themes=("zorg", "gezondheid"),
    ),
    Situation(
        key="onveilig-thuis",
        dutch="Het is of was niet veilig bij mij thuis",
        english="It is or was not safe in my home",
        groups=("geweld", "huisverbod", "huisgenoten", "achterblijvende"),
        themes=("huiselijk geweld",),
    ),
    Situation(
        key="overlast",
        dutch="Ik heb last van buren, of buren hebben last van mij",
        english="Neighbours bother me, or I bother them",
        groups=("overlast", "buren", "omwonenden"),
        themes=("woonoverlast", "overlast"),
    ),
    Situation(
        key="woning-zoeken",
        dutch="Ik zoek een woning of verhuis",
        english="I look for a home or I move",
        groups=("woningzoekende", "urgentie", "gezinsleden die meeverhuizen"),
    ),
    Situation(
        key="dakloos",
        dutch="Ik heb geen eigen plek om te wonen",
        english="I have no place of my own to live",
        groups=("dakloze", "dakloos", "ontruiming"),
    ),
    Situation(
        key="inburgeren",
        dutch="Ik ben statushouder of moet inburgeren",
        english="I have a residence permit as a refugee, or must integrate",
        groups=("statushouder", "inburgering", "vergunninghouders die aan"),
    ),
    Situation(
        key="bedrijf",
        dutch="Ik heb een bedrijf, café of winkel",
        english="I have a business, café or shop",
        groups=("ondernemer", "uitbater", "organisator", "verhuurder", "particuliere verhuurder"),
        themes=("ondernemen",),
    ),
    Situation(
        key="politie",
        dutch="Ik heb te maken met politie of justitie",
        english="I have to do with the police or the courts",
        groups=("dader", "verdachte", "slachtoffer", "jongeren van", "ondermijning", "horecaontzegging"),
        themes=("veiligheid", "ondermijning", "zorg en veiligheid"),
    ),
    Situation(
        key="op-straat",
        dutch="Ik parkeer op straat of gebruik een afvalpas",
        english="I park in the street or use a waste card",
        groups=("parkeren", "afvalpas", "bestuurders"),
        themes=("parkeren", "afval"),
    ),
    Situation(
        key="ingeschreven",
        dutch="Ik sta ingeschreven in deze gemeente",
        english="I am registered in this municipality",
        groups=("inwoners van adressen", "inwoners van 18 jaar", "eigenaren en bewoners"),
        themes=("brp",),
    ),
)
"""What a new register starts with."""
