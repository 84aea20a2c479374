"""Old agreements: reported many at a time, approved many at a time, those that lack least first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from litestar import Response, post

from admin_ui.shell.guards import posted_by, visitor_of
from admin_ui.shell.menu import MENU, InMenu
from admin_ui.shell.pages import go, page, texts_for
from admin_ui.work.report_list import nearest_to_whole
from agreements.domain.agreement import Agreement
from agreements.domain.errors import AgreementError
from agreements.domain.lifecycle import Status
from agreements.domain.reporting import MOST_AT_ONCE, NothingChosen, TooManyAtOnce
from agreements.domain.roles import Action
from agreements.domain.selection import RuleFilter, StatusFilter
from agreements.domain.viewing import reach_of, viewing_of
from agreements.domain.wording import N_
from agreements.http.posted import Posted
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.services.approve import approve
from agreements.services.departments import departments
from agreements.services.report_old import report_old
from agreements.storage.register_list import ListFilter
from agreements.storage.trouble import TROUBLE

DONE = {
    "gemeld": N_("Reported. The head of the department gets a message."),
    "goedgekeurd": N_("Approved. Everyone can read them now, with what they lack."),
}
_RUNNING = (StatusFilter.UPCOMING, StatusFilter.ACTIVE, StatusFilter.ENDS_SOON, StatusFilter.SUSPENDED)
Step = Callable[[str, int], Awaitable[Agreement]]


@page_route("/melden", opt={MENU: InMenu(N_("Old agreements"), 2)})
async def report_page(request: SiteRequest) -> Response[bytes]:
    """What can be reported, what waits, and what is public and still lacks something."""
    done = DONE.get(request.query_params.get("gelukt", ""))
    return await _page(request, texts_for(request)(done) if done else "")


@post("/melden", status_code=303)
async def report_many(request: SiteRequest) -> Response[bytes]:
    """Report what was ticked, each by itself."""
    actor, office, posted = visitor_of(request).actor, site_of(request).office(), await posted_by(request)

    async def step(reference: str, revision: int) -> Agreement:
        return await report_old(office, actor, reference, revision, posted.get("afdeling", ""))

    return await _taken(request, posted, step, "gemeld")


@post("/melden/goedkeuren", status_code=303)
async def approve_many(request: SiteRequest) -> Response[bytes]:
    """Approve what was ticked, each by itself."""
    actor, office, posted = visitor_of(request).actor, site_of(request).office(), await posted_by(request)

    async def step(reference: str, revision: int) -> Agreement:
        return await approve(office, actor, reference, revision)

    return await _taken(request, posted, step, "goedgekeurd")


async def _taken(request: SiteRequest, posted: Posted, step: Step, done: str) -> Response[bytes]:
    """Each in a transaction of its own: one that is refused stops no other."""
    texts, refused = texts_for(request), []
    chosen = _chosen(posted)
    for reference, revision in chosen:
        try:
            await step(reference, revision)
        except TROUBLE:
            raise
        except AgreementError as error:
            refused.append((reference, texts.refusal(error)))
    if not refused:
        return go("/beheer/melden", done)
    return await _page(request, texts(DONE[done]) if len(refused) < len(chosen) else "", refused)


def _chosen(posted: Posted) -> list[tuple[str, int]]:
    """The references with the revision that was seen. Raises `NothingChosen` or `TooManyAtOnce`."""
    ticked = list(dict.fromkeys(posted.all_of("afspraak")))
    if not ticked:
        raise NothingChosen()
    if len(ticked) > MOST_AT_ONCE:
        raise TooManyAtOnce(limit=MOST_AT_ONCE)
    parts = [value[:100].rpartition(":") for value in ticked]
    return [(reference, int(revision) if revision.isdecimal() else -1) for reference, _, revision in parts]


async def _page(request: SiteRequest, done: str, refused: Sequence[tuple[str, str]] = ()) -> Response[bytes]:
    actor, office = visitor_of(request).actor, site_of(request).office()
    may_report, may_approve = reach_of(actor, Action.SUBMIT), reach_of(actor, Action.APPROVE)
    context: dict[str, Any] = {
        "done": done,
        "refused": refused,
        "can_report": may_report.everywhere or bool(may_report.department),
        "can_approve": may_approve.everywhere or bool(may_approve.department),
        "departments": await departments(besides=actor.id),
    }
    for name, statuses in (
        ("drafts", (Status.DRAFT,)),
        ("submitted", (Status.UNDER_REVIEW,)),
        ("reported", _RUNNING),
    ):
        is_old = name != "drafts"
        picked = {"statuses": statuses, **({"rule": (RuleFilter.NOT_YET,)} if is_old else {})}
        chosen = ListFilter(viewing=viewing_of(actor), on_day=office.today, picked=picked)
        context[name] = await nearest_to_whole(chosen, office, reported_only=is_old)
    return page(request, "beheer/report.html", context, status=400 if refused else 200)
