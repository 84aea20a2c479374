"""The names in a cell of parties: divided where that is sure, else kept as they stand and marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agreements.domain.vocabulary import PartyKind
from agreements.importing.values.party_words import ONE_NAME, guess_kind
from agreements.importing.values.words import one_line, remembered

STRONG = re.compile(r"[;\n|]")
WEAK = re.compile(r",(?![^()]{0,200}\))|\s[/+]\s|(?<=\w{3})/(?=\w{3})(?![^()]{0,200}\))")
AND = re.compile(r" (?:en|alsmede|en/of) (?![^()]{0,200}\))", re.IGNORECASE)
BESIDE = re.compile(r" (?:&|[-–—]) ")
"""What divides organisations, and as often stands within one name."""
LEADING_AND = re.compile(r"^(?:en|alsmede|en/of) ", re.IGNORECASE)
BULLET = re.compile(r"^(?:[-*•–]|[0-9]{1,2}[.)]|[a-z]\))\s+")
NUMBERED = re.compile(r"\s(?=[2-9][.)]\s)")
"""Before the further numbers of a list that is numbered on one line."""
POSTCODE = re.compile(r"\b[1-9][0-9]{3} ?[A-Z]{2}\b")
OPEN_END = re.compile(
    r"\b(?:e\.?v\.?a|e\.?a|o\.?a|etc)\b\.?|\b(?:en|e\.) andere[n]?\b|\.\.\.|…|\(en partners\)", re.IGNORECASE
)
"""What says that there are more parties than those that are named."""
PART_PLAYED = re.compile(
    r"\((?:(?:convenant|keten)?partner|deelnemer|trekker|penvoerder|(?:mede)?ondertekenaar)?\)", re.IGNORECASE
)
"""What a list says between brackets of anybody who signs: no part of the name."""
JOINED_TO_PREVIOUS = re.compile(
    r"(?:regionale )?eenheid\b|district\b|afdeling\b|basisteam\b|b\.?v\.?$|n\.?v\.?$|namens\b|mede namens\b",
    re.IGNORECASE,
)
MUNICIPALITIES = re.compile(r"(?:[Dd]e )?[Gg]emeenten (?=['’]?[A-Z])")
PLACE = re.compile(r"['’]?[A-Z][\w'’-]*(?: [\w'’-]+){0,4}")
NO_PLACE = re.compile(r"(?i:stichting|vereniging|co[oö]peratie|dienst|regio|bureau)\b|[A-Z]{2}")
LAST_STOP = re.compile(r"(?<![A-Z])(?<!\.[a-z])\.$")
"""A full stop at the end, unless it belongs to a form such as B.V. or b.v."""
HIDDEN = str.maketrans({" ": "\x00", ",": "\x01"})
SHOWN = str.maketrans({"\x00": " ", "\x01": ","})
"""Signs for spaces and commas within one name, which no cell has: what divides others does not see them."""


@dataclass(frozen=True, slots=True)
class Name:
    """A piece of the cell; one that is not sure may be several names."""

    words: str
    is_sure: bool = True


def names_of(cell: str) -> list[Name]:
    """The names, in their order. Semicolons, bars and line breaks divide; commas, slashes and plus signs do where
    there are none of these, or where each piece is an organisation by its words; "en" between two of those."""
    hidden = ONE_NAME.sub(lambda match: match.group().translate(HIDDEN), OPEN_END.sub("", cell))
    whole = NUMBERED.sub("\n", hidden) if hidden.startswith(("1. ", "1) ")) else hidden
    parts = [BULLET.sub("", part.strip()) for part in STRONG.split(whole)]
    is_divided = len(parts) > 1
    return [name for part in parts for name in _names_in_part(part, is_divided)]


@remembered
def _names_in_part(part: str, is_divided: bool) -> tuple[Name, ...]:
    return tuple(Name(_tidy(name.words), name.is_sure) for name in _divided(part, is_divided))


def _divided(part: str, is_divided: bool) -> list[Name]:
    if POSTCODE.search(part):
        return [Name(part, is_sure=False)]
    places, rest = _municipalities([piece for piece in map(str.strip, WEAK.split(part)) if piece])
    pieces = _joined(rest)
    if is_divided and len(places) + len(pieces) > 1 and not all(map(_is_known, pieces)):
        return [Name(part, is_sure=False)]
    return [Name(f"gemeente {place}") for place in places] + [name for piece in pieces for name in _at_and(piece)]


def _municipalities(pieces: list[str]) -> tuple[list[str], list[str]]:
    """The places in "gemeenten Weert, Nederweert en Leudal, politie", up to the one behind "en", and the pieces behind
    that; no places without an "en", or when some name may be no place."""
    lead = MUNICIPALITIES.match(pieces[0]) if pieces else None
    if lead is None:
        return [], pieces
    sides = [AND.split(piece) for piece in (pieces[0][lead.end() :], *pieces[1:])]
    last = next((place for place, names in enumerate(sides) if len(names) > 1), 0)
    named = [names for names in sides[: last + 1] if all(map(_is_place, names))]
    places = [place for names in named for place in names]
    return (places, pieces[last + 1 :]) if len(named) == last + 1 and len(places) > 1 else ([], pieces)


def _is_place(words: str) -> bool:
    return bool(PLACE.fullmatch(words)) and not NO_PLACE.match(words) and not _is_known(words)


def _joined(pieces: list[str]) -> list[str]:
    """With what is a part of the name before it, such as a unit of the police, put back."""
    joined: list[str] = []
    for piece in pieces:
        if joined and JOINED_TO_PREVIOUS.match(piece):
            joined[-1] = f"{joined[-1]}, {piece}"
        else:
            joined.append(piece)
    return joined


def _at_and(piece: str) -> list[Name]:
    """Divided at each "en", "&" or dash with organisations on all its sides; words without capitals are one name."""
    sides = AND.split(piece)
    if len(sides) == 1:
        beside = BESIDE.split(piece)
        return [Name(side) for side in beside] if len(beside) > 1 and all(map(_is_known, beside)) else [Name(piece)]
    if all(map(_is_known, sides)) and not any(side.endswith("-") for side in sides):
        return [Name(side) for side in sides]
    is_lower = not any(map(_is_known, sides)) and all(side[:1].islower() for side in sides[1:])
    is_one = is_lower or any(side.endswith("-") for side in sides)
    return [Name(piece, is_sure=is_one)]


def _is_known(words: str) -> bool:
    return guess_kind(words.translate(SHOWN)) is not PartyKind.OTHER


def _tidy(name: str) -> str:
    bare = PART_PLAYED.sub("", one_line(name.translate(SHOWN)))
    bare = LEADING_AND.sub("", bare.strip(" ,:+/&"))
    return LAST_STOP.sub("", bare.strip(" ,:+/&"))
