"""What the council and a local paper take along: the yearly report and the notice of a period, on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import wrap
from typing import Final

from agreements.domain.period import Period
from agreements.domain.wording import N_, Counted, plural
from agreements.publication.documents.paper import Block, Facts, Grid, Heading, Paper, Paragraph, texts_of_block
from agreements.publication.in_list import InList
from agreements.publication.yearly import Division, Part, YearlyReport
from agreements.texts import Texts

_PAGE_OF: Final = N_("Page %(page)s of %(pages)s")
_WIDTH: Final = 76
"""Of a line of plain text, in signs: what mail programs and editors show whole."""
_MORE: Final = plural("And %(count)s more.", "And %(count)s more.")


def yearly_paper(report: YearlyReport, told_at: datetime, texts: Texts) -> Paper:
    """The report on paper. `told_at`: since when the register tells the last of it."""
    title = texts("Yearly report %(year)s", year=report.number)
    said = N_("These are the figures as everyone could see them on %(day)s.")
    blocks: list[Block] = [Heading(1, title), Paragraph(texts(said, day=report.day))]
    for part in report.parts:
        blocks += [Heading(2, part.heading), Paragraph(part.conclusion), _grid_of_part(report, part, texts)]
    for division in report.divisions:
        blocks += [Heading(2, division.heading), Paragraph(division.conclusion), _grid_of_names(division)]
        if division.left_out:
            blocks.append(Paragraph(texts.plural(*_MORE, division.left_out)))
    return _paper(title, report.organisation, told_at, blocks, texts)


def _grid_of_part(report: YearlyReport, part: Part, texts: Texts) -> Grid:
    before = report.compared_with
    head = (texts("Figure"), str(report.number), *((str(before),) if before else ()))
    rows = [(line.label, str(line.number), *((str(line.before),) if before else ())) for line in part.lines]
    return Grid(head, tuple(rows))


def _grid_of_names(division: Division) -> Grid:
    rows = tuple((row.name, *(str(line.number) for line in row.lines)) for row in division.rows)
    return Grid((division.by, *division.columns), rows)


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something that happened to agreements: how many, and the first of them."""

    heading: Counted
    number: int
    lines: Sequence[InList]


@dataclass(frozen=True, slots=True)
class PlanNoticed:
    """A plan to react to: its title, the last day to do so in words, and its address."""

    title: str
    until: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What the register tells of a period, for a local paper."""

    period: Period
    organisation: str
    base_url: str
    noticed: Sequence[Noticed]
    plans: Sequence[PlanNoticed]
    more_plans: int = 0


def notice_paper(notice: Notice, told_at: datetime, texts: Texts) -> Paper:
    """The notice: what is new, changed and ended, what can be reacted to, where to read it and where to ask."""
    title = texts("Agreements about sharing data")
    period = texts("%(first)s up to and including %(last)s", first=notice.period.from_on, last=notice.period.until_on)
    blocks: list[Block] = [Heading(1, title), Paragraph(f"{notice.organisation}, {period}"), *_told(notice, texts)]
    return _paper(title, notice.organisation, told_at, blocks, texts)


def _told(notice: Notice, texts: Texts) -> Iterator[Block]:
    yield Paragraph(
        texts(
            "%(organisation)s sometimes shares data about residents with others. There are agreements about that.",
            organisation=notice.organisation,
        )
    )
    some = [one for one in notice.noticed if one.number]
    if not some and not notice.plans:
        yield Paragraph(texts("Nothing changed in this time."))
    for one in some:
        yield Heading(2, texts.plural(*one.heading, one.number))
        yield from (Paragraph(_line(line, notice.base_url, texts)) for line in one.lines)
        if one.number > len(one.lines):
            yield Paragraph(texts.plural(*_MORE, one.number - len(one.lines)))
    if notice.plans:
        yield Heading(2, texts("You can react to this"))
        yield from (Paragraph(f"{plan.title}\n{plan.until}\n{plan.url}") for plan in notice.plans)
        if notice.more_plans:
            yield Paragraph(texts.plural(*_MORE, notice.more_plans))
    yield Heading(2, texts("Read more and ask"))
    yield Paragraph(texts("You can read all agreements at %(url)s.", url=notice.base_url))
    yield Paragraph(texts("Each agreement names a desk. You can ask your question there."))


def _line(line: InList, base_url: str, texts: Texts) -> str:
    partners = f" ({line.partners})" if line.partners else ""
    until = texts("The last day is %(day)s.", day=line.last_day)
    return f"{line.title}{partners}\n{until}\n{base_url}/afspraken/{line.reference}"


def plain_text(paper: Paper) -> str:
    """The paper for a mail or a text field: headings with a line below them, and lines that are not too long."""
    return "\n\n".join(_plain(block) for block in paper.blocks) + "\n"


def _plain(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{text}\n{('=' if level == 1 else '-') * len(text)}"
        case Paragraph(text):
            lines = (wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False) for line in text.splitlines())
            return "\n".join("\n".join(some) for some in lines)
        case Facts() | Grid():
            return "\n".join(texts_of_block(block))


def _paper(title: str, organisation: str, told_at: datetime, blocks: Sequence[Block], texts: Texts) -> Paper:
    return Paper(
        title=title,
        reference=title,
        page_of=texts(_PAGE_OF),
        author=organisation,
        language=texts.language,
        told_at=told_at,
        blocks=tuple(blocks),
    )
