"""Every address of beheer. All of them need a session and a form token, except those marked `OPEN`."""

from __future__ import annotations

from litestar import Response, Router
from litestar.types import ControllerRouterHandler

from admin_ui.agreement import detail_page, edit_pages, step_pages
from admin_ui.alerts import message_pages
from admin_ui.jobs import job_pages
from admin_ui.preferences import calendar_pages, preference_pages
from admin_ui.shell.assets import style_sheet
from admin_ui.shell.guards import require_session, require_token
from admin_ui.shell.middleware import SignedIn
from admin_ui.shell.refusals import EXCEPTION_HANDLERS, refusal_page
from admin_ui.sign_in import access_pages, sign_in_pages
from admin_ui.work import list_pages
from agreements.http.routing import page_route
from agreements.http.site import SiteRequest


@page_route("/{rest:path}")
async def unknown_page(request: SiteRequest) -> Response[bytes]:
    """Anything else under /beheer: people who are not signed in cannot tell what exists."""
    return refusal_page(request, 404, "")


BEHEER = Router(
    path="/beheer",
    route_handlers=[
        sign_in_pages.sign_in_page,
        sign_in_pages.sign_in_with_password,
        sign_in_pages.first_visit_page,
        sign_in_pages.first_visit,
        sign_in_pages.sign_out,
        list_pages.start_page,
        list_pages.list_page,
        edit_pages.new_page,
        edit_pages.register_new,
        edit_pages.edit_page,
        edit_pages.save,
        detail_page.detail_page,
        step_pages.step_page,
        step_pages.take_step,
        calendar_pages.calendar_page,
        calendar_pages.make_calendar,
        calendar_pages.revoke_calendar,
        preference_pages.preferences_page,
        preference_pages.choose_preferences,
        access_pages.access_page,
        access_pages.change_password,
        access_pages.end_sessions,
        message_pages.messages_page,
        message_pages.decisions_page,
        message_pages.mail_page,
        message_pages.try_again,
        job_pages.jobs_page,
        unknown_page,
    ],
    middleware=[SignedIn()],
    guards=[require_session, require_token],
    exception_handlers=EXCEPTION_HANDLERS,
)

ADMIN_HANDLERS: list[ControllerRouterHandler] = [style_sheet, BEHEER]
"""Sessions sit on this router alone, so that public pages never see a cookie."""
