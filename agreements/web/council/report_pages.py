"""The yearly report as page and spreadsheet, which years there are, and what is behind each number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from litestar import Response
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from pyroaring import BitMap

from agreements.domain.wording import N_
from agreements.http.asked_at import state_of, today_of
from agreements.http.conditional import conditional, public_page, public_tag
from agreements.http.page import rendered
from agreements.http.paging import pages_near
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of, texts_of
from agreements.publication.documents.forms import DOCUMENT_FORMS
from agreements.publication.papers import yearly_paper
from agreements.publication.spreadsheets.cells import Cell, Look, text_cell
from agreements.publication.spreadsheets.form import Rows
from agreements.publication.spreadsheets.ods import MEDIA_TYPE
from agreements.publication.yearly import YearlyReport, yearly_ods
from agreements.storage.public_memory.index import Found
from agreements.web import plans
from agreements.web.council.figures import FIGURES, Behind, Figure
from agreements.web.council.narrowing import narrowing
from agreements.web.council.report import PATH, Beside, For, people_who_reacted, report_of, said_of
from agreements.web.council.told_at import told_at
from agreements.web.council.year import Year, year_of, years
from agreements.web.counts import counts_by_ground
from agreements.web.desk.counts import figures_of
from agreements.web.documents import drawn
from agreements.web.exports import chosen_in_words
from agreements.web.public_records import asked_by, gone_by, one_page
from agreements.web.query import Asked, address_of

PER_PAGE: Final = 25
_YEAR: Final = re.compile(r"([1-9]\d{3})(?:\.([a-z]{1,5}))?", re.ASCII)
_FILES: Final = (("ods", N_("Download for LibreOffice (ODS)")), *((one.name, one.link) for one in DOCUMENT_FORMS))
_FIGURES: Final[Mapping[str, Figure]] = {one.slug: one for one in FIGURES}


@page_route(PATH)
async def reports(request: SiteRequest) -> Response[bytes]:
    """The years that there is a report of, the last one first."""
    asked, today = asked_by(request), today_of(request)
    address = address_of(PATH, asked, today)

    async def make() -> bytes:
        found = [
            (number, address_of(f"{PATH}/{number}", replace(asked, page=1), today), number == today.year)
            for number in reversed(await years(asked.selection, today))
        ]
        context = {"years": found, "selection": asked.selection, "today": today}
        return rendered(request, "reports.html", context, address)

    return await public_page(request, address, make)


@page_route(PATH + "/{name:str}")
async def report(request: SiteRequest, name: FromPath[str]) -> Response[bytes]:
    """The report of a year, or with `.ods` or the name of a form of documents behind it as such a file."""
    asked, (number, ending) = asked_by(request), _year_in(name)
    address = address_of(f"{PATH}/{name}", replace(asked, page=1), today_of(request))
    at = await state_of(request)
    if not ending:

        async def make() -> bytes:
            return rendered(request, "report.html", await _context(request, asked, number), address)

        return await public_page(request, address, make, at.counted, at.asked)

    return await _file(request, asked, number, ending, address)


async def _file(request: SiteRequest, asked: Asked, number: int, ending: str, address: str) -> Response[bytes]:
    texts = texts_of(request)
    form = next((one for one in DOCUMENT_FORMS if one.name == ending), None)

    async def make() -> bytes:
        made = (await _made(request, asked, number)).report
        if form is None:
            return yearly_ods(made, await _about(request, made), texts)
        return await drawn(yearly_paper(made, await told_at(request, made.day), texts), form)

    at = await state_of(request)
    tag = await public_tag(request, "report", address, texts.language, at.counted, at.asked)
    headers = {
        "Content-Disposition": f'attachment; filename="jaarverslag-{number}.{ending}"',
        "Content-Language": texts.language,
        "Vary": "Accept-Language",
    }
    return await conditional(request, tag, form.media_type if form else MEDIA_TYPE, make, headers)


@page_route(PATH + "/{number:int}/{slug:str}")
async def behind(request: SiteRequest, number: FromPath[int], slug: FromPath[str]) -> Response[bytes]:
    """What is behind a number of the report, by pages."""
    asked, figure = asked_by(request), _FIGURES.get(slug)
    if figure is None:
        raise NotFoundException()
    address = address_of(f"{PATH}/{number}/{slug}", asked, today_of(request))

    async def make() -> bytes:
        year = await _year(request, asked, number)
        context = await _list_context(request, asked, year, figure, address)
        return rendered(request, "report_list.html", context, address)

    return await public_page(request, address, make)


def _year_in(name: str) -> tuple[int, str]:
    found = _YEAR.fullmatch(name)
    if found is None or (found[2] and found[2] not in dict(_FILES)):
        raise NotFoundException()
    return int(found[1]), found[2] or ""


async def _year(request: SiteRequest, asked: Asked, number: int) -> Year:
    year = await year_of(number, asked.selection, today_of(request))
    if year is None:
        raise NotFoundException()
    return year


@dataclass(frozen=True, slots=True)
class _Made:
    year: Year
    report: YearlyReport


async def _made(request: SiteRequest, asked: Asked, number: int) -> _Made:
    year = await _year(request, asked, number)
    before = await year_of(number - 1, asked.selection, today_of(request))
    beside = await _beside(year, before) if year.is_whole else None
    organisation = site_of(request).settings.organisation_name
    reader = For(asked, today_of(request), organisation, texts_of(request))
    return _Made(year, report_of(year, before, beside, reader))


async def _beside(year: Year, before: Year | None) -> Beside:
    earlier = await figures_of(before.number, before.day) if before else None
    return Beside(await people_who_reacted(year), await figures_of(year.number, year.day), earlier)


async def _context(request: SiteRequest, asked: Asked, number: int) -> dict[str, Any]:
    made, today = await _made(request, asked, number), today_of(request)
    return {
        "report": made.report,
        "is_whole": made.year.is_whole,
        "most": max((line.number for part in made.report.parts for line in part.lines), default=0),
        "not_public": await counts_by_ground(made.year.selection) if made.year.is_whole else (),
        "is_overview": False,
        "narrowing": narrowing(asked, made.year.found.view, texts_of(request)),
        "files": [
            (address_of(f"{PATH}/{number}.{name}", replace(asked, page=1), today), words) for name, words in _FILES
        ],
        "all_years": PATH,
    }


async def _list_context(request: SiteRequest, asked: Asked, year: Year, figure: Figure, address: str) -> dict[str, Any]:
    those, site = figure.of(year), site_of(request)
    pages = max(1, -(-len(those) // PER_PAGE))
    if asked.page > pages:
        raise NotFoundException()
    some, today, path = _page_of(those, asked.page), today_of(request), address.partition("?")[0]
    near = pages_near(asked.page, pages)
    found: dict[str, Any] = {"records": [], "withheld": [], "plans": []}
    match figure.behind:
        case Behind.AGREEMENTS:
            picked = Found(year.found.view, {**year.found.conditions, figure.slug: those})
            offset = (asked.page - 1) * PER_PAGE
            found["records"] = await one_page(picked, year.selection, limit=PER_PAGE, offset=offset)
        case Behind.LINES:
            found["withheld"] = [one.line for one in await gone_by(some, site)]
        case Behind.PLANS:
            found["plans"] = await plans.last(some, site)
    return {
        **found,
        "figure": figure,
        "said": said_of(figure, len(those), texts_of(request)),
        "year": year,
        "page": asked.page,
        "page_links": [(one, address_of(path, replace(asked, page=one), today) if one else "") for one in near],
        "up": address_of(f"{PATH}/{year.number}", replace(asked, page=1), today),
    }


def _page_of(those: BitMap, page: int) -> list[int]:
    return list(those[(page - 1) * PER_PAGE : page * PER_PAGE])


async def _about(request: SiteRequest, report: YearlyReport) -> Rows:
    """The sheet that says what the file is."""
    texts, settings = texts_of(request), site_of(request).settings
    chosen = chosen_in_words(asked_by(request).selection, texts)
    told: list[tuple[str, Cell]] = [
        (texts("Register of"), text_cell(report.organisation)),
        (texts("Address of the register"), text_cell(settings.base_url)),
        (texts("As on"), Cell(Look.DAY, report.day.isoformat())),
        (texts("Number of the last change"), Cell(Look.NUMBER, str((await state_of(request)).seq))),
        *((texts("Selection"), text_cell(words)) for words in chosen or [texts("all public agreements")]),
    ]
    return [(Cell(Look.HEADING, label), cell) for label, cell in told]
