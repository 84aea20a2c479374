"""Who takes part, out of one cell: names taken apart, and a guess at what kind of organisation each is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agreements.domain.content import Party
from agreements.domain.vocabulary import PartyKind
from agreements.importing.codes import Code
from agreements.importing.messages import Message, note
from agreements.importing.values.party_words import PATTERNS
from agreements.importing.values.words import READ_CHARACTERS, one_line, plain, unique

STRONG = re.compile(r"[;\n|]")
WEAK = re.compile(r",(?![^()]{0,200}\))|\s[/+]\s|(?<=\w{3})/(?=\w{3})(?![^()]{0,200}\))")
BULLET = re.compile(r"^(?:[-*•–]|[0-9]{1,2}[.)])\s+")
OPEN_END = re.compile(r"\b(?:e\.?v\.?a|e\.?a|o\.?a|etc)\b\.?|\b(?:en|e\.) andere[n]?\b|\.\.\.|…", re.IGNORECASE)
JOINED_TO_PREVIOUS = re.compile(
    r"(?:regionale )?eenheid\b|district\b|afdeling\b|basisteam\b|b\.?v\.?$|n\.?v\.?$|namens\b|mede namens\b",
    re.IGNORECASE,
)
GROUP = re.compile(
    r"\d+\s|deelnemende\b|aangesloten\b|andere\b|\w*gemeenten\b|(?:woning)?corporaties\b|particuliere verhuurders\b|"
    r"sociale diensten\b|wijkteams\b|.*\b(?:partners|partijen|instellingen)\b",
    re.IGNORECASE,
)
LAST_STOP = re.compile(r"(?<![A-Z])\.$")
"""A full stop at the end, unless it belongs to a form such as B.V."""
MOST_PARTIES = 100
NOT_NAMED = re.compile(r"(?:zie|idem|als|conform)\b.*|\?+|n\.?v\.?t\.?|onbekend|-+|\"", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PartyList:
    """The parties of a cell and what should be told about them."""

    parties: tuple[Party, ...] = ()
    messages: tuple[Message, ...] = ()


def read_parties(cell: str) -> PartyList:
    """Take a cell apart into parties. A reference to an annex or another row gives no parties, only a message."""
    if len(cell) > READ_CHARACTERS:
        return PartyList((), (note(Code.PARTIES_TOO_MANY, limit=MOST_PARTIES),))
    if NOT_NAMED.fullmatch(cell.strip()):
        in_annex = "bijlage" in cell.casefold()
        return PartyList((), (note(Code.PARTIES_IN_ANNEX if in_annex else Code.PARTIES_ELSEWHERE),))
    names = unique([_tidy(name) for name in _split(cell)])
    if len(names) > MOST_PARTIES:
        return PartyList((), (note(Code.PARTIES_TOO_MANY, limit=MOST_PARTIES),))
    messages = [note(Code.PARTIES_OPEN)] if OPEN_END.search(cell) else []
    if any(is_group(name) for name in names):
        messages.append(note(Code.PARTIES_GROUPED))
    return PartyList(tuple(Party(name=name, kind=guess_kind(name)) for name in names), tuple(messages))


def guess_kind(name: str) -> PartyKind:
    """The kind of organisation that the words of a name suggest; the officer corrects it in the draft."""
    words = plain(name)
    return next((kind for kind, pattern in PATTERNS if pattern.search(words)), PartyKind.OTHER)


def is_group(name: str) -> bool:
    """Whether a name stands for several parties, each of which must answer for its own side."""
    return bool(GROUP.match(name))


def _split(cell: str) -> list[str]:
    """Semicolons and line breaks divide; only where there are none, so do commas, slashes and plus signs."""
    if STRONG.search(cell):
        return STRONG.split(cell)
    parts: list[str] = []
    for part in WEAK.split(cell):
        if parts and JOINED_TO_PREVIOUS.match(part.strip()):
            parts[-1] = f"{parts[-1]}, {part.strip()}"
        else:
            parts.extend(_split_at_and(part))
    return parts


def _split_at_and(part: str) -> list[str]:
    """Divide at "en" only between two organisations: "gemeente en politie", but not "Werk en Inkomen"."""
    left, joint, right = part.strip().rpartition(" en ")
    if joint and PartyKind.OTHER not in (guess_kind(left), guess_kind(right)) and not left.endswith("-"):
        return [left, right]
    return [part]


def _tidy(name: str) -> str:
    bare = OPEN_END.sub("", BULLET.sub("", one_line(name)))
    return LAST_STOP.sub("", bare.strip(" ,:+/&"))
