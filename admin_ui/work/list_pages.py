"""Where work starts: what waits for you, and everything in the register that you may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from litestar import Response
from litestar.exceptions import NotFoundException

from admin_ui.shell.guards import visitor_of
from admin_ui.shell.menu import MENU, InMenu
from admin_ui.shell.pages import page, texts_for
from admin_ui.work.questions import waiting_questions
from admin_ui.work.status import shown_status
from admin_ui.work.worklist import answer_to, piles
from agreements.domain.agreement import Agreement
from agreements.domain.decision_day import open_decide_by
from agreements.domain.due_dates import decide_by
from agreements.domain.dutch import PARAMETERS, slug
from agreements.domain.filters import Filter, FilterKind, filters_at_work
from agreements.domain.selection import Value
from agreements.domain.viewing import Viewing, viewing_of
from agreements.domain.wording import N_
from agreements.http.address import choice_in, page_in, pairs_of, picked_in, values_of
from agreements.http.paging import pages_near
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, query_of, site_of
from agreements.storage import register_list
from agreements.storage.register_list import ListFilter
from agreements.texts import LANGUAGES, Texts

PAGE_SIZE = 50
MINE = {"mijn": ("ja",)}
"""The parameter for the agreements of which one is owner or deputy oneself, and its value."""


@page_route("/", opt={MENU: InMenu(N_("My work"), 1)})
async def start_page(request: SiteRequest) -> Response[bytes]:
    """What waits for the person who signed in."""
    actor, office = visitor_of(request).actor, site_of(request).office()
    context = {
        "piles": await piles(actor, office),
        "answer_to": lambda task: answer_to(task.deadline, task.agreement, actor, office.today),
        "asked": await waiting_questions(actor),
        "today": office.today,
        "is_new": request.query_params.get("gelukt") == "welkom",
        "total": await register_list.count(ListFilter(viewing=viewing_of(actor), on_day=office.today)),
    }
    return page(request, "beheer/start.html", context)


def _decide_by(agreement: Agreement, today: date) -> date | None:
    """Of a draft what it would be."""
    return open_decide_by(agreement, today) if agreement.in_force else decide_by(agreement.content)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to see in the list."""

    picked: Mapping[str, tuple[Value, ...]]
    mine: bool
    page: int
    language: str

    def address(self, page: int) -> str:
        """That of another page of the same."""
        beside = {"mijn": "ja" if self.mine else "", PARAMETERS["page"]: page, PARAMETERS["language"]: self.language}
        pairs = pairs_of(self.picked, filters_at_work())
        return "?" + urlencode([*pairs, *((name, value) for name, value in beside.items() if value)])


@dataclass(frozen=True, slots=True)
class FilterField:
    """A field of the form above the list: a box for words or a day, or a list to choose one of."""

    name: str
    label: str
    kind: FilterKind
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    """Of a list each value, and as people read it."""


@page_route("/afspraken", opt={MENU: InMenu(N_("Agreements"), 2, with_pages_below=True)})
async def list_page(request: SiteRequest) -> Response[bytes]:
    """Everything this person may see, drafts included, filtered."""
    visitor, office, texts = visitor_of(request), site_of(request).office(), texts_for(request)
    wish, viewing = _wish(request), viewing_of(visitor.actor)
    steward = visitor.account.id if wish.mine else ""
    chosen = ListFilter(viewing=viewing, on_day=office.today, picked=wish.picked, steward=steward)
    count = await register_list.count(chosen)
    pages = max(1, -(-count // PAGE_SIZE))
    if wish.page > pages:
        raise NotFoundException()
    records = await register_list.found(chosen, limit=PAGE_SIZE, offset=(wish.page - 1) * PAGE_SIZE)
    shown = [record.agreement for record in records]
    context = {
        "rows": [(a, shown_status(a, office.today, texts), _decide_by(a, office.today)) for a in shown],
        "count": count,
        "wish": wish,
        "pages": [(number, wish.address(number)) for number in pages_near(wish.page, pages)],
        "fields": [await _field(row, wish.picked.get(row.name, ()), viewing, texts) for row in filters_at_work()],
    }
    return page(request, "beheer/list.html", context)


def _wish(request: SiteRequest) -> Wish:
    """What the address asks, read as on the public site; there is one value of each filter. Raises `BadQuery`."""
    rows, name = filters_at_work(), PARAMETERS["language"]
    known = [*(row.parameter for row in rows), *MINE, PARAMETERS["page"], name]
    values = values_of(request.query_params, query_of(request), known)
    return Wish(
        picked=picked_in(values, rows),
        mine=bool(choice_in(values, "mijn", MINE["mijn"])),
        page=page_in(values),
        language=choice_in(values, name, LANGUAGES),
    )


async def _field(row: Filter, chosen: tuple[Value, ...], viewing: Viewing, texts: Texts) -> FilterField:
    """What is chosen stands in the list also when nothing has it."""
    value = "".join(text for _, text in pairs_of({row.name: chosen}, [row]))
    choices = [(slug(code), texts.word(code)) for code in row.codes]
    if row.kind is FilterKind.NAMES:
        found = await register_list.names(row, viewing)
        choices = [(name, name) for name in sorted({*found, value} - {""})]
    if row.is_day and chosen:
        value = f"{chosen[0]:%d-%m-%Y}"
    return FilterField(row.parameter, texts(row.label), row.kind, value, tuple(choices))
