"""The doors: sign in, first visit, sign out. The only pages of beheer for people who are not signed in yet."""

from __future__ import annotations

from litestar import Response, post
from litestar.params import FromPath

from admin_ui.shell.guards import OPEN, posted_by, visitor_of
from admin_ui.shell.pages import go, page, texts_for
from admin_ui.shell.refusals import SIGN_IN, status_for, waiting_time
from admin_ui.sign_in import sign_in
from admin_ui.sign_in.cookies import browser_of, device_cookie, no_session, session_cookie
from admin_ui.sign_in.passwords import MIN_CHARACTERS
from agreements.domain.errors import AgreementError
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest, site_of
from agreements.services import sessions
from agreements.services.tidy_sign_in import LONGEST_IDLE, LONGEST_SESSION

CLEAR = {"Clear-Site-Data": '"cache", "storage"'}
"""At sign-out (ASVS 5.0 14.3.1). Without "cookies": that would also sign people out of other sites of the office."""


@page_route("/inloggen", opt={OPEN: True})
async def sign_in_page(request: SiteRequest) -> Response[bytes]:
    """The sign-in form; whoever is signed in already goes on."""
    wish = sign_in.local_path(request.query_params.get("next", ""))
    if request.scope.get("user") is not None:
        return go(wish)
    return _sign_in_form(request, wish, "", None)


@post("/inloggen", opt={OPEN: True}, status_code=303)
async def sign_in_with_password(request: SiteRequest) -> Response[bytes]:
    """A new session, or the form again with what is wrong."""
    site, fields = site_of(request), await posted_by(request)
    wish, email = sign_in.local_path(fields.get("next", "")), fields.get("email", "")
    try:
        token = await sign_in.with_password(
            site.office(), site.secret, browser_of(request), email, fields.get("password", "")
        )
    except AgreementError as error:
        return _sign_in_form(request, wish, email, error)
    return go(wish, cookies=[session_cookie(request, token), device_cookie(request, email)])


@page_route("/welkom/{token:str}", opt={OPEN: True})
async def first_visit_page(request: SiteRequest, token: FromPath[str]) -> Response[bytes]:
    """Whose link this is, with its form. Looking does not use it up: mail scanners open links too."""
    return await _first_visit_form(request, token, None)


@post("/welkom/{token:str}", opt={OPEN: True}, status_code=303)
async def first_visit(request: SiteRequest, token: FromPath[str]) -> Response[bytes]:
    """Set a password, use up the link, and go in."""
    site, fields = site_of(request), await posted_by(request)
    try:
        session, email = await sign_in.with_link(
            site.office(),
            site.secret,
            browser_of(request),
            site.settings.organisation_name,
            token,
            fields.get("password", ""),
            fields.get("repeated", ""),
        )
    except AgreementError as error:
        return await _first_visit_form(request, token, error)
    return go(sign_in.HOME, "welkom", cookies=[session_cookie(request, session), device_cookie(request, email)])


@post("/uitloggen", status_code=303)
async def sign_out(request: SiteRequest) -> Response[bytes]:
    """End the session and take the cookie back."""
    visitor = visitor_of(request)
    await sessions.sign_out(site_of(request).office(), visitor.actor, visitor.session_hash)
    return go(SIGN_IN, "uitgelogd", headers=CLEAR, cookies=[no_session(request)])


def _sign_in_form(request: SiteRequest, wish: str, email: str, error: AgreementError | None) -> Response[bytes]:
    context = {
        "next": wish,
        "email": email,
        "signed_out": request.query_params.get("gelukt") == "uitgelogd",
        "has_lapsed": bool(browser_of(request).session) and request.scope.get("user") is None,
        **durations(),
    }
    return _form(request, "beheer/sign_in.html", context, error)


async def _first_visit_form(request: SiteRequest, link: str, error: AgreementError | None) -> Response[bytes]:
    """The form, or for a link that opens nothing how to get another one."""
    owner = await sign_in.link_owner(site_of(request).office(), link)
    if owner is None:
        return _form(request, "beheer/link_dead.html", {}, error, status=404)
    return _form(request, "beheer/welcome.html", {"characters": MIN_CHARACTERS, "owner": owner}, error)


def durations() -> dict[str, int]:
    """How long a session lasts, for people (WCAG 2.2.1)."""
    return {
        "idle_minutes": int(LONGEST_IDLE.total_seconds()) // 60,
        "session_hours": int(LONGEST_SESSION.total_seconds()) // 3600,
    }


def _form(
    request: SiteRequest,
    template: str,
    context: dict[str, object],
    error: AgreementError | None,
    status: int = 200,
) -> Response[bytes]:
    status = status_for(error) if error else status
    sentence = texts_for(request).refusal(error) if error else ""
    problem = {"sentence": sentence, "field": error.field if error else None}
    return page(request, template, {**context, "problem": problem}, status=status, headers=waiting_time(error))
