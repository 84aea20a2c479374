"""`docs/handleiding/eisen.md`, made from the demands of the catalogue: `make pages` writes it, a test compares.

In Dutch: it is read by whoever judges whether the register asks the right things.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from agreements.domain.catalogue import BY_NAME, OWNERS, Condition, Demand
from agreements.domain.catalogue.field import ALWAYS
from agreements.domain.completeness import DEMANDS, NO_PERSONAL_ADDRESS, PARTY_DEMANDS, SIGNED_LATER
from agreements.domain.content import Party
from agreements.texts import Texts

PAGE = Path(__file__).parents[1] / "docs" / "handleiding" / "eisen.md"
HEAD = """# Wat een afspraak moet zeggen

Gemaakt uit de code met `make pages`. Verander deze bladzijde niet met de hand: de eisen staan bij de velden in
`agreements/domain/catalogue`, met de wet die ze stelt.

Een concept mag onvolledig zijn. Een afspraak die wordt goedgekeurd niet. Staat er een ster (\\*) bij, dan geldt de eis
ook voor een gemelde oude afspraak. De andere eisen staan dan op de openbare bladzijde, als wat nog ontbreekt. "De eigen
regel van de gemeente" betekent dat geen wet dit zo vraagt, maar het register wel.
"""
COLUMNS = ("wat", "veld", "bron")
SPEAK = Texts("nl")
_OF_PARTY = {row.name: row for row in OWNERS[Party]}


def page() -> str:
    """The whole page: what is asked of the agreement, then what is asked of each party, by when it is asked."""
    lines = [HEAD, "## Van de hele afspraak", ""]
    lines += _groups(DEMANDS)
    lines += ["## Van elke partij", "", "Elke partij antwoordt voor haar eigen kant.", ""]
    lines += _groups(PARTY_DEMANDS)
    lines += ["## Van elke tekst die iedereen kan lezen", ""]
    lines += [f"- {SPEAK(NO_PERSONAL_ADDRESS)} (AVG artikel 5, lid 1, onder c) \\*"]
    lines += [f"- {_of_each(SPEAK(SIGNED_LATER))} \\*", ""]
    return "\n".join(lines)


def _groups(demands: Iterable[Demand]) -> Iterator[str]:
    told: dict[Condition, list[Demand]] = {ALWAYS: []}
    for demand in demands:
        told.setdefault(demand.when, []).append(demand)
    for condition, asked in told.items():
        if asked:
            words = SPEAK(condition.words)
            yield from (f"### {words[0].upper()}{words[1:]}", "", _line(*COLUMNS), "|---|---|---|")
            yield from (_row(demand) for demand in asked)
            yield ""


def _row(demand: Demand) -> str:
    said = _of_each(SPEAK(demand.sentence)) + (" \\*" if demand.is_basic else "")
    row = BY_NAME[demand.field] if demand in DEMANDS else _OF_PARTY[demand.field]
    return _line(said, SPEAK(row.brief), SPEAK(demand.source))


def _of_each(sentence: str) -> str:
    return sentence.replace("“%(party)s”", "“…”")


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
