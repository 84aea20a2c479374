"""The yearly report put together: the figures of a year beside those of the year before, in the reader's language."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pyroaring import BitMap

from agreements.domain.desk.figures import Figures
from agreements.domain.filters import FILTERS
from agreements.domain.happenings import Happened
from agreements.domain.memory import ChainedEntry
from agreements.domain.period import Period
from agreements.domain.period import year as whole_year
from agreements.domain.wording import N_, plural
from agreements.publication.document import from_json
from agreements.publication.yearly import Division, Line, NamedRow, Part, YearlyReport
from agreements.storage.public_memory import entries
from agreements.texts import Texts
from agreements.web.council.figures import FIGURES, Behind, Figure, Section
from agreements.web.council.year import Year, by_name
from agreements.web.public_records import chunks
from agreements.web.query import Asked, address_of

PATH: Final = "/jaarverslag"
_MOST_NAMES: Final = 25
"""So many departments or themes have a row; the others are counted."""
_DIVISIONS: Final = (("departments", N_("For each department")), ("themes", N_("For each theme")))
_LARGEST: Final = N_("Most running agreements: %(name)s.")
_ASKED: Final = plural("%(count)s question or report came in.", "%(count)s questions or reports came in.")
_LATE: Final = plural("The answer to %(count)s of them is late.", "The answer to %(count)s of them is late.")
_REACTED: Final = plural("%(count)s person reacted.", "%(count)s people reacted.")


@dataclass(frozen=True, slots=True)
class For:
    """For whom a report is made: what they asked on which day, and in which language."""

    asked: Asked
    today: date
    organisation: str
    texts: Texts


@dataclass(frozen=True, slots=True)
class Beside:
    """What is told beside agreements, of the whole register alone: how many people reacted to plans, and what became of
    questions in this year and the one before."""

    reactions: int
    questions: Figures
    questions_before: Figures | None


def report_of(year: Year, before: Year | None, beside: Beside | None, reader: For) -> YearlyReport:
    """The report. `before` is the whole year before."""
    made = _Making(year, before, reader)
    parts = [made.part(section, beside.reactions if beside else 0) for section in made.sections()]
    if beside:
        parts.append(_about_questions(beside, reader.texts))
    return YearlyReport(
        number=year.number,
        day=year.day,
        is_running=year.is_running,
        compared_with=before.number if before else None,
        organisation=reader.organisation,
        parts=tuple(parts),
        divisions=tuple(made.divisions()),
    )


def _about_questions(beside: Beside, texts: Texts) -> Part:
    asked, before = beside.questions, beside.questions_before
    lines = (
        (N_("Questions of residents"), asked.questions, before.questions if before else None),
        (N_("Reports that something is not right"), asked.reports, before.reports if before else None),
        (N_("Answered, or closed without an answer"), asked.ready, before.ready if before else None),
        (N_("Answered too late, or not yet"), asked.late, before.late if before else None),
    )
    said = f"{texts.plural(*_ASKED, asked.total)} {texts.plural(*_LATE, asked.late)}"
    told = tuple(Line(texts(label), number, earlier, "") for label, number, earlier in lines)
    return Part(texts(N_("Questions and reports")), said, told)


async def people_who_reacted(year: Year) -> int:
    """To the plans whose reactions were answered in this year. Reads those records."""
    period, those = Period(whole_year(year.number).from_on, year.day), year.happened(Happened.REACTED)
    total = 0
    for some in chunks(list(those & year.found.chosen)):
        found = await entries.by_number(some)
        total += await asyncio.to_thread(_reacted, found, period)
    return total


def _reacted(found: Sequence[ChainedEntry], period: Period) -> int:
    shown = [from_json(one.record).published for one in found]
    reactions = [one for published in shown if published for one in published.reactions]
    return sum(one.count for one in reactions if one.recorded_on and one.recorded_on in period)


class _Making:
    def __init__(self, year: Year, before: Year | None, reader: For) -> None:
        self._year = year
        self._before = before
        self._reader = reader
        self._texts = reader.texts

    def sections(self) -> list[Section]:
        """Those that have something to say: of plans there is no part for a part of the register."""
        return [one for one in Section if one is not Section.PLANS or self._year.is_whole]

    def part(self, section: Section, reactions: int) -> Part:
        texts, figures = self._texts, [one for one in FIGURES if one.section is section]
        shown = [one for one in figures if one.behind is Behind.AGREEMENTS or self._year.is_whole]
        counted = {one.slug: len(one.of(self._year)) for one in shown}
        said = [texts.plural(*one.said, counted[one.slug]) for one in shown if one.is_in_conclusion]
        if section is Section.PLANS and reactions:
            said.append(texts.plural(*_REACTED, reactions))
        return Part(texts(section.value), " ".join(said), tuple(self._line(one, counted[one.slug]) for one in shown))

    def _line(self, figure: Figure, number: int) -> Line:
        before = len(figure.of(self._before)) if self._before else None
        return Line(self._texts(figure.label), number, before, self._address(figure) if number else "")

    def _address(self, figure: Figure, **picked: str) -> str:
        asked = self._reader.asked
        selection = asked.selection.picking(**{name: (value,) for name, value in picked.items()})
        path = f"{PATH}/{self._year.number}/{figure.slug}"
        return address_of(path, replace(asked, selection=selection, page=1), self._reader.today)

    def divisions(self) -> Iterator[Division]:
        """The same for each department and theme, those with most running agreements first."""
        columns = [one for one in FIGURES if one.is_by_name]
        for filter_name, heading in _DIVISIONS:
            names = by_name(self._year, filter_name)
            running = self._year.running()
            ordered = sorted(names, key=lambda name: -len(names[name] & running))
            rows = [self._row(filter_name, name, names[name], columns) for name in ordered[:_MOST_NAMES]]
            if rows:
                yield Division(
                    by=self._texts(FILTERS[filter_name].label),
                    heading=self._texts(heading),
                    conclusion=self._texts(_LARGEST, name=_capital(ordered[0])),
                    columns=tuple(self._texts(one.label) for one in columns),
                    rows=tuple(rows),
                    left_out=len(ordered) - len(rows),
                )

    def _row(self, filter_name: str, name: str, those: BitMap, columns: list[Figure]) -> NamedRow:
        lines = []
        for figure in columns:
            number = len(figure.of(self._year) & those)
            address = self._address(figure, **{filter_name: name}) if number else ""
            lines.append(Line(self._texts(figure.label), number, None, address))
        return NamedRow(_capital(name), tuple(lines))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def said_of(figure: Figure, number: int, texts: Texts) -> str:
    """A figure in a sentence."""
    return texts.plural(*figure.said, number)
