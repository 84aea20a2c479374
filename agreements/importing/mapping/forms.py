"""What people write differently in the name of a column while they mean the same."""

from __future__ import annotations

import re

from agreements.importing.values.words import clean, one_line, plain

LONGEST = 120
"""Characters of a name that are looked at; a longer one is a question or an explanation."""
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
BRACKETS = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?|<[^<>]*>?")
"""Such as (dd-mm-jjjj), (verplicht) or [ja/nee]."""
NUMBER_BEFORE, NUMBER_BEHIND = re.compile(r"[0-9]{1,3}[a-z]?|[a-z]"), re.compile(r"[0-9]{1,3}|[a-f]")
"""Such as "3a. Titel" and "Partij B"."""
FILLERS = frozenset({"de", "het", "een", "der", "den", "van", "the", "of", "an", "dd"})
UNITS = {"maanden": "maanden", "maand": "maanden", "mnd": "maanden", "jaren": "jaar", "jaar": "jaar", "jr": "jaar"}
UNITS |= {"weken": "weken", "week": "weken", "dagen": "dagen", "dag": "dagen"}
UNITS |= {"months": "maanden", "month": "maanden", "years": "jaar", "year": "jaar", "weeks": "weken", "days": "dagen"}
"""Dutch and English, with how the readers of lengths know them."""
ENDINGS = ("s", "en", "e")
DOUBLED = re.compile(r"(.)\1")
SHORTEST_STEM = 3


def shown(cell: str) -> str:
    """The name of a column as it is shown."""
    return one_line(clean(cell))


def words(name: str) -> tuple[str, ...]:
    """The words that count: without brackets, numbering and fillers; all of its words when nothing else is left."""
    some = HUMP.sub(" ", one_line(name[:LONGEST]))
    every = plain(some).split()
    bare = plain(BRACKETS.sub(" ", some).replace("t/m", "tot en met")).split() or every
    counting = [word for word in bare[:-1] if word not in FILLERS] + bare[-1:]
    while len(counting) > 1 and NUMBER_BEFORE.fullmatch(counting[0]):
        counting = counting[1:]
    while len(counting) > 1 and NUMBER_BEHIND.fullmatch(counting[-1]):
        counting = counting[:-1]
    return tuple(counting)


def stem(word: str) -> str:
    """One form for singular and plural: afspraak and afspraken, partij and partijen, party and parties."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word.removesuffix(ending)
    word = word[:-1] + "i" if word.endswith("y") else word
    return DOUBLED.sub(r"\1", word)


def letters(name: str) -> str:
    """The words as one, so that "Start datum", "start_datum" and "startDatum" are "startdatum"."""
    return stem("".join(words(name)))


def stems(name: str) -> tuple[str, ...]:
    """Each word in one form, in their order."""
    return tuple(stem(word) for word in words(name))


def unit_of(name: str) -> str:
    """The unit that a name gives for the bare numbers below it, such as "Looptijd (jaren)"; empty without one."""
    return next((UNITS[word] for word in reversed(plain(name[:LONGEST]).split()) if word in UNITS), "")
