"""Who gets in: every address of beheer asks for a session, every form for its token, unless it is marked open; a page
that needs a right says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import State, UploadFile
from litestar.exceptions import InternalServerException
from litestar.handlers import BaseRouteHandler

from admin_ui.shell import csrf
from admin_ui.shell.access import allowed
from admin_ui.shell.aside import aside
from admin_ui.sign_in.sessions import Visitor
from agreements.domain.roles import Action, require
from agreements.http.origin import is_same_origin
from agreements.http.posted import BadForm, Posted, parse_posted
from agreements.http.site import Site, SiteRequest, site_of

OPEN = "open_to_all"
"""Key in a handler's `opt`: this page is for people who are not signed in yet."""

NEEDS = "needs_right"
"""Key in a handler's `opt`: the `Action` that somebody must be allowed to open the page, with the agreement that it is
about, else with some agreement or other. A form asks its service instead, so that a refusal leaves a trace."""

TAKES_A_FILE = "takes_a_file"
"""Key in a handler's `opt`: its form holds a file (`file_by`). Nothing of it is read of whoever is not signed in."""

ABOUT = "kenmerk"
"""The part of an address that names the agreement that a page is about."""


SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FORM_TYPE, FILE_FORM_TYPE = "application/x-www-form-urlencoded", "multipart/form-data"
MAX_OPEN_BYTES = 16_000
"""A form that anyone may send holds an address, two passwords of at most a kilobyte, and the way back."""
MAX_LAPSED_BYTES = 250_000
"""What somebody typed whose session ended meanwhile is kept, up to some hundred pages. Reading it costs a stranger's
request no more than that of a large page."""


_SENT, _FILE = "form that was sent", "file that was sent"


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file in a form: what the browser calls it, and its bytes."""

    name: str
    data: bytes


class SignInNeeded(Exception):
    """Somebody who is not signed in asks for a page of beheer."""


class FormNotOurs(Exception):
    """A form comes from elsewhere, or was opened too long ago. Nothing was done with it."""

    def __init__(self, kept: Posted) -> None:
        self.kept = kept
        """What was typed, to offer it again; empty when the form came from another site."""
        super().__init__("the form has no valid token")


async def require_session(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Raises `SignInNeeded`. Sending a form without a session is left to `require_token`, which keeps the input."""
    is_safe = connection.scope.get("method") in SAFE_METHODS
    if is_safe and not handler.opt.get(OPEN) and connection.scope.get("user") is None:
        raise SignInNeeded()


async def require_token(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Raises `FormNotOurs` for an unsafe request without the right token or from another site."""
    if connection.scope.get("method") in SAFE_METHODS or not isinstance(connection, Request):
        return
    site = site_of(connection)
    is_own = is_same_origin(connection.headers, site.settings.base_url)
    is_open, visitor = bool(handler.opt.get(OPEN)), connection.scope.get("user")
    if handler.opt.get(TAKES_A_FILE) and (visitor is None or not is_own):
        raise FormNotOurs(Posted([]))
    most = MAX_OPEN_BYTES if is_open else MAX_LAPSED_BYTES
    if (is_open or visitor is None) and len(await connection.body()) > most:
        raise BadForm()
    posted = await _sent_by(connection)
    given = posted.get(csrf.FIELD, "")
    if not is_own or not _is_right(site, visitor, is_open, given):
        is_kept = is_own and not is_open
        raise FormNotOurs(await aside(posted.cleaned) if is_kept else Posted([]))


async def require_right(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Raises `NotAllowed` for somebody without the right that the page needs; `NotFound` when it is about an agreement
    that they may not see."""
    action: Action | None = handler.opt.get(NEEDS)
    visitor: Visitor | None = connection.scope.get("user")
    if action is None or visitor is None:
        return
    reference: str | None = connection.path_params.get(ABOUT)
    if reference is None:
        require(visitor.actor, action)
    else:
        await allowed(visitor.actor, action, reference)


def _is_right(site: Site, visitor: Visitor | None, is_open: bool, given: str) -> bool:
    if is_open:
        return csrf.is_form_token(site.secret, site.read_moment().now, given)
    return visitor is not None and csrf.is_session_token(site.secret, visitor.session_hash, given)


async def posted_by(request: Request[Any, Any, State]) -> Posted:
    """The form of a request, its values cleaned. Raises `BadForm` for any other kind of body."""
    return await aside((await _sent_by(request)).cleaned)


async def _sent_by(request: Request[Any, Any, State]) -> Posted:
    """The fields as they came: read once, and beside the event loop, for a large form takes a while."""
    kept = request.scope["state"]
    if _SENT not in kept:
        kept[_SENT] = await _read_form(request)
    sent: Posted = kept[_SENT]
    return sent


async def _read_form(request: Request[Any, Any, State]) -> Posted:
    kind = request.content_type[0]
    if kind == FILE_FORM_TYPE and request.route_handler.opt.get(TAKES_A_FILE):
        return await _read_file_form(request)
    if kind != FORM_TYPE:
        raise BadForm()
    return await aside(parse_posted, await request.body())


async def _read_file_form(request: Request[Any, Any, State]) -> Posted:
    """The fields; the first file is kept beside them. Whoever leaves halfway, or writes in letters that nobody knows,
    sent no form."""
    try:
        form = await request.form()
    except (InternalServerException, LookupError, ValueError) as error:
        raise BadForm() from error
    sent = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
    files = [SentFile(one.filename, await one.read()) for one in sent[:1]]
    for one in sent:
        await one.close()
    request.scope["state"][_FILE] = files[0] if files else None
    return Posted([(name, value) for name, value in form.multi_items() if isinstance(value, str)])


async def file_by(request: SiteRequest) -> SentFile | None:
    """The file in a form; None when nobody chose one."""
    await _sent_by(request)
    file: SentFile | None = request.scope["state"].get(_FILE)
    return file


def visitor_of(request: SiteRequest) -> Visitor:
    """Who is signed in; `require_session` and `require_token` see to it that there is somebody."""
    visitor: Visitor | None = request.scope.get("user")
    if visitor is None:
        raise SignInNeeded()
    return visitor
