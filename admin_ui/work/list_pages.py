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
from admin_ui.work.status import FILTERS, shown_status, status_code, status_name
from admin_ui.work.worklist import answer_to, at_work, piles, visible
from agreements.content_json import search_text
from agreements.domain.agreement import Agreement
from agreements.domain.decision_day import open_decide_by
from agreements.domain.due_dates import decide_by
from agreements.domain.letters import folded
from agreements.domain.lifecycle import Status
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.storage import search

PAGE_SIZE = 50
MOST_SHOWN = 25
"""Of one pile on the start page; the rest is in the list."""


@page_route("/")
async def start_page(request: SiteRequest) -> Response[bytes]:
    """What waits for the person who signed in."""
    actor, office, texts = visitor_of(request).actor, site_of(request).office(), texts_for(request)
    records = await search.all_records()
    waiting = piles([record.agreement for record in records], actor, office)
    context = {
        "piles": waiting,
        "most": MOST_SHOWN,
        "answer_to": lambda task: answer_to(task.deadline, task.agreement, actor, office.today),
        "is_new": request.query_params.get("gelukt") == "welkom",
        "total": len(at_work(visible([record.agreement for record in records], actor))),
        "texts_status": lambda agreement: shown_status(agreement, office.today, texts),
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
    wish = _wish(request)
    seen = visible([record.agreement for record in await search.all_records()], visitor.actor)
    found = [a for a in seen if _fits(a, wish, status_code(a, office.today), visitor.account.id)]
    pages = max(1, -(-len(found) // PAGE_SIZE))
    if wish.page > pages:
        raise NotFoundException()
    shown = found[(wish.page - 1) * PAGE_SIZE : wish.page * PAGE_SIZE]
    context = {
        "rows": [(a, shown_status(a, office.today, texts), _decide_by(a, office.today)) for a in shown],
        "count": len(found),
        "wish": wish,
        "pages": _pages(wish, pages),
        "statuses": [(slug, status_name(code, texts)) for slug, code in FILTERS.items()],
        "departments": sorted({a.content.department for a in seen if a.content.department}),
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
        words=asked.get("q", "").strip()[:100],
        status=status if status in FILTERS else "",
        department=asked.get("afdeling", ""),
        mine=asked.get("mijn") == "ja",
        page=int(number),
    )


def _fits(agreement: Agreement, wish: Wish, status: str, account_id: str) -> bool:
    """Drafts that were thrown away are found by who looks for them."""
    wanted = FILTERS.get(wish.status, status)
    is_status = wanted == status or (wanted == "active" and status == "ends_soon")
    stewards = {agreement.stewardship.owner_id, agreement.stewardship.deputy_id}
    is_mine = not wish.mine or account_id in stewards
    is_department = wish.department in {"", agreement.content.department}
    is_work = status != Status.WITHDRAWN or bool(wish.status or wish.words)
    return is_work and is_status and is_mine and is_department and _has_words(agreement, wish.words)


def _has_words(agreement: Agreement, wish: str) -> bool:
    text = search_text(agreement.reference, agreement.content) if wish else ""
    return all(word in text for word in folded(wish).split())


def _pages(wish: Wish, pages: int) -> Sequence[tuple[int, str]]:
    """Number and address of each page."""
    asked = {"q": wish.words, "status": wish.status, "afdeling": wish.department, "mijn": "ja" if wish.mine else ""}
    kept = {name: value for name, value in asked.items() if value}
    return (
        [(number, "?" + urlencode({**kept, "pagina": number})) for number in range(1, pages + 1)] if pages > 1 else []
    )
