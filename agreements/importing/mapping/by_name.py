"""A column known by its name: literally, in another form, by its parts, with a slip, or by the word that it begins or
ends with. What is only alike is never called sure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from agreements.importing.mapping import forms
from agreements.importing.tables.columns import MEANING, TARGETS, Column
from agreements.importing.tables.header import Why
from agreements.importing.values.slips import variants
from agreements.importing.values.words import plain, remembered

OF_THE_AGREEMENT = frozenset(
    {
        "convenant", "contract", "overeenkomst", "afspraak", "samenwerking", "samenwerkingsovereenkomst", "covenant",
        "verwerkersovereenkomst", "regeling", "gegevensdeling", "gegevensuitwisseling", "gegevenslevering", "agreement",
    }
)  # fmt: skip
"""Words that say no more than that a column is about the agreement."""
NOT_ALIKE = frozenset(
    {
        "contactpersoon", "telefoon", "telefoonnummer", "mail", "email", "mailadres", "emailadres", "functie", "adres",
        "handtekening", "contact", "persoon", "nummer", "nr", "code", "id", "versie", "laatst", "laatste", "vorige",
        "wijziging", "gewijzigd", "aangemaakt", "ontvangen", "eigenaar", "beheerder", "adviseur", "manager",
    }
)  # fmt: skip
"""Who is named with one of these is most often a person, a number or a history: a name with it is known literally, or
not at all."""
UNTIL = frozenset({"tot", "until", "to"})
"""With one of these a name leaves open whether its day still counts."""
SHORTEST_ALIKE, LONGEST_SLIP = 4, 40


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means, why, and the known name that it is like."""

    meaning: str
    why: Why
    known: str


def by_name(name: str) -> Match | None:
    """What a column of this name is about; None when its name does not tell."""
    return surely(name) or _alike(name)


@remembered
def surely(name: str) -> Match | None:
    """The same without what is only alike: what a row of column names is known by."""
    bare = plain(name[: 2 * forms.LONGEST])
    if bare in MEANING:
        return Match(MEANING[bare], _why(bare), bare)
    for way, known in _OTHER_FORMS:
        if (found := known.get(way(name))) is not None:
            why = _why(found)
            return Match(MEANING[found], why if why is Why.UNTIL else Why.OTHER_FORM, found)
    return None


def _why(known: str) -> Why:
    """How sure a name is that stands on the list."""
    if MEANING[known] == Column.ENDS_ON and UNTIL & set(known.split()) and "met" not in known.split():
        return Why.UNTIL
    return Why.OWN_NAME if TARGETS[MEANING[known]].names[0] == known else Why.KNOWN_NAME


def _alike(name: str) -> Match | None:
    said = forms.words(name)
    if NOT_ALIKE & set(said):
        return None
    found = _with_a_slip(forms.letters(name)) or _beginning_or_ending(forms.stems(name))
    return Match(MEANING[found], Why.NEARLY, found) if found else None


def _with_a_slip(letters: str) -> str | None:
    """The known name that is one letter too many, too few, other or turned round away."""
    if len(letters) > LONGEST_SLIP:
        return None
    return next((found for variant in variants(letters) if (found := _SLIPS.get(variant))), None)


def _beginning_or_ending(stems: tuple[str, ...]) -> str | None:
    """The longest known name with which it begins; else, with which it ends."""
    parts = [stems[:length] for length in range(len(stems) - 1, 0, -1)]
    parts += [stems[-length:] for length in range(len(stems) - 1, 0, -1)]
    return next((_STEMS[part] for part in parts if len("".join(part)) >= SHORTEST_ALIKE and part in _STEMS), None)


def _parts(name: str) -> str:
    """The words in no order, without those that say only that it is about the agreement."""
    said = {forms.stem(word) for word in forms.words(name) if word not in OF_THE_AGREEMENT}
    return " ".join(sorted(said))


def _core(name: str) -> str:
    """Without what only says that it is about the agreement, where that is written as one word with the rest."""
    bare = "".join(forms.words(name))
    before = next((word for word in _LONGEST_FIRST if bare.startswith(word)), "")
    after = next((word for word in _LONGEST_FIRST if bare.endswith(word)), "")
    return forms.stem(bare.removeprefix(before) if before else bare.removesuffix(after))


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Known names by something of them; what two meanings have in common tells nothing."""
    found: dict[str, str] = {}
    unclear = set[str]()
    for key, known in pairs:
        if MEANING[found.setdefault(key, known)] != MEANING[known]:
            unclear.add(key)
    return {key: known for key, known in found.items() if key and key not in unclear}


_LONGEST_FIRST = sorted(OF_THE_AGREEMENT, key=len, reverse=True)
_LETTERS: Mapping[str, str] = _unambiguous((forms.letters(name), name) for name in MEANING)
_PARTS: Mapping[str, str] = _unambiguous((_parts(name), name) for name in MEANING)
_OTHER_FORMS: Sequence[tuple[Callable[[str], str], Mapping[str, str]]] = (
    (forms.letters, _LETTERS),
    (_parts, _PARTS),
    (_core, _LETTERS),
)
_SLIPS: Mapping[str, str] = _unambiguous((variant, name) for key, name in _LETTERS.items() for variant in variants(key))
_STEMS: Mapping[tuple[str, ...], str] = {
    forms.stems(name): name for name in _LETTERS.values() if set(name.split()) - OF_THE_AGREEMENT
}
"""Without those that only say that it is an agreement: “Contract …” begins the name of any column."""
