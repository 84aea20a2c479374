"""Which laws a ground names. Pure; of words that people write in a line, so the answer is as good as the line.

“Participatiewet, artikelen 7 en 64; Wet SUWI, artikel 9” names two. An article, a paragraph or an explanation is not
part of the name: residents ask what is shared under a law, not under its ninth article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

LONGEST_NAME: Final = 200
"""A longer one is a story, and could not stand in an address."""
_NEXT: Final = re.compile(r";|, (?:en|met) (?:de |het )?(?=[A-Z])")
"""Where the next law begins."""
_PLACE: Final = re.compile(r"[,:]? \b(?:artikel|artikelen|art\.|hoofdstuk|boek|lid)\b|[(]|, ", re.IGNORECASE)
"""Where the name ends: what follows says where in the law it stands, or explains it."""
_BEFORE: Final = re.compile(r"(?:artikel(?:en)?|art\.) [0-9a-z.:, ]{1,40}?(?:van )?(?:de |het )?(?=[A-Z])")
"""“artikel 172 Gemeentewet”: the place before the name."""
_IS_A_LAW: Final = re.compile(
    r"wet\b|wetboek|besluit|regeling|verordening|verdrag|\b(?:U?AVG|APV|BW|Wabb|Wgs|Wjsg|Wmo|Wpg)\b", re.IGNORECASE
)


def laws_in(ground: str) -> tuple[str, ...]:
    """The names of the laws, each once, in the order of the text. What has no name of a law in it gives none."""
    return tuple(dict.fromkeys(_names(ground)))


def _names(ground: str) -> Iterator[str]:
    for part in _NEXT.split(" ".join(ground.split())):
        named = _BEFORE.sub("", part.strip(), count=1)
        name = _PLACE.split(named, maxsplit=1)[0].strip(" .,;:")
        if name and len(name) <= LONGEST_NAME and _IS_A_LAW.search(name):
            yield name[:1].upper() + name[1:]
