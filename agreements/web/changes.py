"""What changed in the register: a list, the newest first, and each change at an address that lasts.

The number of a change is that of its entry in the public memory, which never changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from litestar import Response
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from agreements.domain.filters import FILTERS
from agreements.domain.selection import Selection
from agreements.http.address import LAST_CHANGE
from agreements.http.asked_at import state_of, today_of
from agreements.http.conditional import public_page
from agreements.http.page import rendered
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of, texts_of
from agreements.publication import atom
from agreements.publication.change import Change
from agreements.storage.public_memory.index import Found
from agreements.web import told_changes
from agreements.web.chips import chips
from agreements.web.public_records import told_of
from agreements.web.query import Asked, address_of, is_filtered
from agreements.web.told_changes import SomeChanges, asked_changes, of_one_asked

PATH = "/wijzigingen"
PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Choices:
    """A list to choose one name from: the parameter, its words, what was chosen and what there is."""

    parameter: str
    label: str
    chosen: str
    names: Sequence[str]


@page_route(PATH)
async def changes(request: SiteRequest) -> Response[bytes]:
    """What changed, of the whole register or of what somebody picks."""
    asked = asked_changes(request)
    address = address_of(PATH, asked, today_of(request))

    async def make() -> bytes:
        texts = texts_of(request)
        some = await told_changes.of_selection(asked.selection, asked.before, PER_PAGE, texts)
        context = {
            **_list_context(request, PATH, asked, some),
            "feed": address_of(atom.ROW.path, replace(asked, before=0), today_of(request)),
            "chips": chips(PATH, asked, texts, today_of(request)),
            "choices": [_choices(name, Found(some.view, {}), asked.selection) for name in ("themes", "departments")],
            "is_filtered": is_filtered(asked.selection),
        }
        return rendered(request, "changes.html", context, address)

    return await public_page(request, address, make, (await state_of(request)).counted)


@page_route("/afspraken/{reference:str}/wijzigingen")
async def changes_of_one(request: SiteRequest, reference: FromPath[str]) -> Response[bytes]:
    """What changed about one agreement."""
    asked, path = of_one_asked(asked_changes(request)), f"/afspraken/{reference}{PATH}"
    address = address_of(path, asked, today_of(request))

    async def make() -> bytes:
        told = await told_of(reference, asked.selection)
        some = await told_changes.of_one(told.reference, asked.selection, asked.before, PER_PAGE, texts_of(request))
        context = {
            **_list_context(request, path, asked, some),
            "reference": told.reference,
            "feed": f"/afspraken/{reference}.{atom.ROW.name}",
        }
        return rendered(request, "changes_of_one.html", context, address)

    return await public_page(request, address, make)


@page_route(PATH + "/{number:int}")
async def change(request: SiteRequest, number: FromPath[int]) -> Response[bytes]:
    """One change, field by field."""
    asked = replace(of_one_asked(asked_changes(request)), before=0)
    address = address_of(f"{PATH}/{number}", asked, today_of(request))

    async def make() -> bytes:
        if not 0 < number < LAST_CHANGE:
            raise NotFoundException()
        found = await told_changes.this_one(number, asked.selection, texts_of(request))
        if found is None:
            raise NotFoundException()
        zone = site_of(request).settings.zone
        context = {
            "change": found,
            "at": texts_of(request).instant(found.known_at, zone),
            "day": asked.selection.on_day,
            "is_past": asked.selection.is_past,
        }
        return rendered(request, "change.html", context, address)

    return await public_page(request, address, make)


def _list_context(request: SiteRequest, path: str, asked: Asked, some: SomeChanges) -> dict[str, Any]:
    today = today_of(request)
    older = address_of(path, replace(asked, before=some.older), today) if some.older else ""
    newest = address_of(path, replace(asked, before=0), today) if asked.before else ""
    return {
        "days": by_day(some.told),
        "older": older,
        "newest": newest,
        "selection": asked.selection,
        "today": today,
        "path": path,
    }


def by_day(told: Sequence[Change]) -> list[tuple[date, list[Change]]]:
    """Changes under the day since which they are known. A day can come twice: where a clock was put back."""
    return [(day, list(those)) for day, those in groupby(told, key=lambda one: one.known_on)]


def _choices(name: str, found: Found, selection: Selection) -> Choices:
    row = FILTERS[name]
    chosen = [str(value) for value in selection.of(name)]
    names = sorted({*found.counts(row), *chosen} - {""}, key=str.casefold)
    return Choices(row.parameter, row.label, chosen[0] if len(chosen) == 1 else "", names)
