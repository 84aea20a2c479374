"""The page of somebody's own password and open sessions."""

from __future__ import annotations

from litestar import Response, post

from admin_ui.shell.guards import posted_by, visitor_of
from admin_ui.shell.pages import go, page, texts_for
from admin_ui.shell.refusals import SIGN_IN, status_for, waiting_time
from admin_ui.sign_in import own_access
from admin_ui.sign_in.cookies import browser_of, no_session, session_cookie
from admin_ui.sign_in.passwords import MIN_CHARACTERS
from admin_ui.sign_in.sign_in_pages import CLEAR, durations
from agreements.domain.errors import AgreementError
from agreements.domain.wording import N_
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.services import sessions

ADDRESS = "/beheer/voorkeuren/toegang"
OTHERS, EVERYWHERE = "andere", "overal"
_DONE = {
    "wachtwoord": N_("Your new password applies from now on. You are signed out everywhere else."),
    "beeindigd": N_("Done. That session has ended."),
}


@page_route("/voorkeuren/toegang")
async def access_page(request: SiteRequest) -> Response[bytes]:
    """Where one is signed in, and the form for another password."""
    return await _page(request, None)


@post("/voorkeuren/toegang/wachtwoord", status_code=303)
async def change_password(request: SiteRequest) -> Response[bytes]:
    """Another password, or the page again with what is wrong."""
    site, visitor, fields = site_of(request), visitor_of(request), await posted_by(request)
    typed = [fields.get(name, "") for name in ("old", "password", "repeated")]
    try:
        token = await own_access.change_password(
            site.office(), site.secret, visitor, browser_of(request).kind, site.settings.organisation_name, *typed
        )
    except AgreementError as error:
        return await _page(request, error)
    return go(ADDRESS, "wachtwoord", cookies=[session_cookie(request, token)])


@post("/voorkeuren/toegang/sessies", status_code=303)
async def end_sessions(request: SiteRequest) -> Response[bytes]:
    """End one session, all others, or all."""
    site, visitor, which = site_of(request), visitor_of(request), (await posted_by(request)).get("sessie", "")
    if which == EVERYWHERE:
        await sessions.sign_out_everywhere(site.office(), visitor.actor)
        return go(SIGN_IN, "uitgelogd", headers=CLEAR, cookies=[no_session(request)])
    if which == OTHERS:
        await own_access.end_others(site.office(), visitor)
    else:
        await own_access.end_session(site.office(), site.secret, visitor, which)
    return go(ADDRESS, "beeindigd")


async def _page(request: SiteRequest, error: AgreementError | None) -> Response[bytes]:
    site, texts, code = site_of(request), texts_for(request), request.query_params.get("gelukt", "")
    context = {
        "sessions": await own_access.own_sessions(site.office(), site.secret, visitor_of(request)),
        "characters": MIN_CHARACTERS,
        "done": texts(_DONE[code]) if code in _DONE and not error else "",
        "problem": {"sentence": texts.refusal(error) if error else "", "field": error.field if error else None},
        **durations(),
    }
    status = status_for(error) if error else 200
    return page(request, "beheer/access.html", context, status=status, headers=waiting_time(error))
