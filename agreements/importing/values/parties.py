"""Who takes part, out of one cell: each name with a guess at what kind of organisation it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agreements.dates import shortened
from agreements.domain.content import Party
from agreements.importing.codes import Code
from agreements.importing.messages import Message, note
from agreements.importing.values.party_split import OPEN_END, Name, names_of
from agreements.importing.values.party_words import guess_kind
from agreements.importing.values.placeholders import is_placeholder
from agreements.importing.values.words import READ_CHARACTERS, remembered, unique

GROUP = re.compile(
    r"\d+\s|deelnemende\b|aangesloten\b|andere\b|\w*gemeenten\b|(?:woning)?corporaties\b|particuliere verhuurders\b|"
    r"sociale diensten\b|wijkteams\b|.*\b(?:partners|partijen|instellingen)\b",
    re.IGNORECASE,
)
MOST_PARTIES = 100
BETWEEN_OURS = ";"
NOT_NAMED = re.compile(r"(?:zie|idem|als|conform)\b.*", re.IGNORECASE)
"""What points at another place instead of naming somebody."""


@dataclass(frozen=True, slots=True)
class PartyList:
    """The parties of a cell and what should be told about them."""

    parties: tuple[Party, ...] = ()
    messages: tuple[Message, ...] = ()


@remembered
def read_parties(cell: str, is_ours: bool = False) -> PartyList:
    """Take a cell apart into parties; in the register's own list (`is_ours`) only semicolons stand between them. A
    reference to an annex or another row gives no party, only a message."""
    if len(cell) > READ_CHARACTERS:
        return PartyList((), (note(Code.PARTIES_TOO_MANY, limit=MOST_PARTIES),))
    if _is_elsewhere(cell.strip()) or is_placeholder(cell):
        in_annex = "bijlage" in cell.casefold()
        return PartyList((), (note(Code.PARTIES_IN_ANNEX if in_annex else Code.PARTIES_ELSEWHERE),))
    read = [Name(part.strip()) for part in cell.split(BETWEEN_OURS)] if is_ours else names_of(cell)
    found = [name for name in read if name.words]
    names = unique([name.words for name in found if not _is_elsewhere(name.words)])
    if len(names) > MOST_PARTIES:
        return PartyList((), (note(Code.PARTIES_TOO_MANY, limit=MOST_PARTIES),))
    messages = [note(Code.PARTIES_OPEN)] if OPEN_END.search(cell) else []
    if any(is_group(name) for name in names):
        messages.append(note(Code.PARTIES_GROUPED))
    if any(_is_elsewhere(name.words) for name in found):
        messages.append(note(Code.PARTIES_ELSEWHERE))
    messages += [note(Code.PARTIES_UNSURE, words=shortened(name.words)) for name in found if not name.is_sure]
    return PartyList(tuple(Party(name=name, kind=guess_kind(name)) for name in names), tuple(messages))


def is_group(name: str) -> bool:
    """Whether a name stands for several parties, each of which must answer for its own side."""
    return bool(GROUP.match(name))


def _is_elsewhere(words: str) -> bool:
    return bool(NOT_NAMED.fullmatch(words)) or (words.casefold() != "x" and is_placeholder(words))
