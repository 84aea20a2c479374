"""Where work starts: what waits for you, and everything in the register that you may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from litestar import Response
from litestar.exceptions import NotFoundException

from admin_ui.shell.guards import visitor_of
from admin_ui.shell.pages import page, texts_for
from admin_ui.work.status import FILTERS, shown_status, status_name
from admin_ui.work.worklist import answer_to, piles
from agreements.domain.agreement import Agreement
from agreements.domain.decision_day import open_decide_by
from agreements.domain.due_dates import decide_by
from agreements.domain.viewing import viewing_of
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.storage import register_list
from agreements.storage.register_list import ListFilter

PAGE_SIZE = 50


@page_route("/")
async def start_page(request: SiteRequest) -> Response[bytes]:
    """What waits for the person who signed in."""
    actor, office = visitor_of(request).actor, site_of(request).office()
    context = {
        "piles": await piles(actor, office),
        "answer_to": lambda task: answer_to(task.deadline, task.agreement, actor, office.today),
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

    words: str
    status: str
    department: str
    mine: bool
    page: int


@page_route("/afspraken")
async def list_page(request: SiteRequest) -> Response[bytes]:
    """Everything this person may see, drafts included, filtered."""
    visitor, office, texts = visitor_of(request), site_of(request).office(), texts_for(request)
    wish, viewing = _wish(request), viewing_of(visitor.actor)
    chosen = ListFilter(
        viewing=viewing,
        on_day=office.today,
        words=wish.words,
        status=FILTERS.get(wish.status, ""),
        department=wish.department,
        steward=visitor.account.id if wish.mine else "",
    )
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
        "pages": _pages(wish, pages),
        "statuses": [(slug, status_name(code, texts)) for slug, code in FILTERS.items()],
        "departments": await register_list.departments(viewing),
    }
    return page(request, "beheer/list.html", context)


def _wish(request: SiteRequest) -> Wish:
    """Unknown values count as no filter; a page that does not exist is not found."""
    asked = request.query_params
    status = asked.get("status", "")
    number = asked.get("pagina", "1")
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 6 and int(number)):
        raise NotFoundException()
    return Wish(
        words=_without_nul(asked.get("q", "")).strip()[:100],
        status=status if status in FILTERS else "",
        department=_without_nul(asked.get("afdeling", "")),
        mine=asked.get("mijn") == "ja",
        page=int(number),
    )


def _without_nul(text: str) -> str:
    """PostgreSQL takes no NUL, not even to look for."""
    return text.replace("\x00", "")


def _pages(wish: Wish, pages: int) -> Sequence[tuple[int, str]]:
    """Number and address of each page."""
    asked = {"q": wish.words, "status": wish.status, "afdeling": wish.department, "mijn": "ja" if wish.mine else ""}
    kept = {name: value for name, value in asked.items() if value}
    return (
        [(number, "?" + urlencode({**kept, "pagina": number})) for number in range(1, pages + 1)] if pages > 1 else []
    )
