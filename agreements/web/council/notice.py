"""A notice for the local paper: what the register tells of a period, ready to copy, and as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from litestar import Response
from pyroaring import BitMap

from agreements.domain.happenings import Happened
from agreements.domain.period import Period, month_before
from agreements.domain.wording import N_, Counted, plural
from agreements.http.address import BadQuery
from agreements.http.asked_at import today_of
from agreements.http.conditional import conditional, public_page, public_tag
from agreements.http.page import rendered
from agreements.http.routing import page_route
from agreements.http.site import Site, SiteRequest, path_of, site_of, texts_of
from agreements.publication.documents.forms import DOCUMENT_FORMS
from agreements.publication.documents.paper import Paper
from agreements.publication.papers import Notice, Noticed, PlanNoticed, notice_paper, plain_text
from agreements.storage.public_memory import lists
from agreements.storage.public_memory.between import Between, between
from agreements.storage.public_memory.index import Found
from agreements.texts import Texts
from agreements.web import plans
from agreements.web.council.narrowing import narrowing
from agreements.web.council.told_at import told_at
from agreements.web.documents import drawn
from agreements.web.public_records import asked_by, one_page
from agreements.web.query import Asked, address_of, is_filtered

PATH: Final = "/bekendmaking"
MOST_DAYS: Final = 366
MOST_NAMED: Final = 25
"""So many agreements of each kind are named; the others are counted, for a paper has no place."""
_FROM, _UNTIL = "van", "tot"
FORMS: Final = ("txt", *(form.name for form in DOCUMENT_FORMS))
_TXT: Final = "text/plain; charset=utf-8"
_KINDS: Final[tuple[Counted, ...]] = (
    plural("%(count)s new agreement", "%(count)s new agreements"),
    plural("%(count)s agreement was changed", "%(count)s agreements were changed"),
    plural("%(count)s agreement ended", "%(count)s agreements ended"),
)


class BadPeriod(BadQuery):
    """Not a stretch of days of which there is a notice."""

    sentence = N_("Choose a first and a last day, at most a year apart, and not after today.")


@page_route(PATH)
async def notice(request: SiteRequest) -> Response[bytes]:
    """The notice on a page, for the days that were asked for or else the month before this one."""
    asked, period = _asked(request)
    address = _address(PATH, asked, period, today_of(request))

    async def make() -> bytes:
        paper, found = await _paper(request, asked, period)
        today = today_of(request)
        context: dict[str, Any] = {
            "text": plain_text(paper),
            "period": period,
            "files": [(_address(f"{PATH}.{name}", asked, period, today), name.upper()) for name in FORMS],
            "narrowing": narrowing(asked, found.view, texts_of(request)),
        }
        return rendered(request, "notice.html", context, address)

    return await public_page(request, address, make)


@page_route([f"{PATH}.{name}" for name in FORMS])
async def notice_file(request: SiteRequest) -> Response[bytes]:
    """The same as a file: plain text, or a document."""
    asked, period = _asked(request)
    name = path_of(request).rpartition(".")[2]
    address = _address(f"{PATH}.{name}", asked, period, today_of(request))
    form = next((one for one in DOCUMENT_FORMS if one.name == name), None)

    async def make() -> bytes:
        paper, _ = await _paper(request, asked, period)
        return await drawn(paper, form) if form else plain_text(paper).encode()

    language = texts_of(request).language
    headers = {
        "Content-Disposition": f'attachment; filename="bekendmaking-{period.from_on}-{period.until_on}.{name}"',
        "Content-Language": language,
        "Vary": "Accept-Language",
    }
    tag = await public_tag(request, "notice", address, language)
    return await conditional(request, tag, form.media_type if form else _TXT, make, headers)


def _asked(request: SiteRequest) -> tuple[Asked, Period]:
    """What is asked, and of which days. Raises `BadQuery`."""
    asked, today = asked_by(request, (_FROM, _UNTIL)), today_of(request)
    last = min(asked.selection.on_day, today)
    usual = month_before(last)
    first, until = (asked.options.get(name) for name in (_FROM, _UNTIL))
    from_on = date.fromisoformat(first) if first else usual.from_on
    until_on = date.fromisoformat(until) if until else (last if first else usual.until_on)
    if not from_on <= until_on <= last or (until_on - from_on).days > MOST_DAYS:
        raise BadPeriod()
    return replace(asked, page=1), Period(from_on, until_on)


def _address(path: str, asked: Asked, period: Period, today: date) -> str:
    """The one address of all that ask the same: its days always stand in it."""
    base = address_of(path, asked, today)
    days = urlencode({_FROM: period.from_on.isoformat(), _UNTIL: period.until_on.isoformat()})
    return f"{base}{'&' if '?' in base else '?'}{days}"


async def _paper(request: SiteRequest, asked: Asked, period: Period) -> tuple[Paper, Found]:
    site, texts = site_of(request), texts_of(request)
    is_past = period.until_on < today_of(request)
    selection = replace(asked.selection, on_day=period.until_on, is_past=is_past)
    found, told = await lists.find(selection), await between(period, is_past=is_past)
    noticed = []
    for heading, those in zip(_KINDS, _happened(told), strict=True):
        picked = Found(found.view, {**found.conditions, "noticed": those})
        noticed.append(Noticed(heading, picked.count, await one_page(picked, selection, limit=MOST_NAMED, offset=0)))
    open_plans = await _plans_of(found, site, texts, period) if not is_filtered(selection) else []
    made = Notice(
        period=period,
        organisation=site.settings.organisation_name,
        base_url=site.settings.base_url,
        noticed=noticed,
        plans=open_plans[:MOST_NAMED],
        more_plans=len(open_plans[MOST_NAMED:]),
    )
    return notice_paper(made, await told_at(request, period.until_on), texts), found


def _happened(told: Between) -> tuple[BitMap, ...]:
    """In the order of `_KINDS`."""
    return told.new, told.happened[Happened.VERSION] - told.new, told.ended


async def _plans_of(found: Found, site: Site, texts: Texts, period: Period) -> list[PlanNoticed]:
    """To which one can still react after the period."""
    records = await plans.last(found.view.beside.plans.open, site)
    return [
        PlanNoticed(
            one.title or one.reference,
            texts("You can react up to and including %(day)s.", day=one.reactions_until),
            one.url,
        )
        for one in records
        if one.can_react_on(period.until_on)
    ]
