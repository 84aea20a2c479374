"""How beheer answers: a page in the reader's language with what every page needs, or a way on after a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from litestar import MediaType, Response
from litestar.datastructures import Cookie

from admin_ui.shell import csrf, liveness_banner
from admin_ui.shell.guards import OPEN
from admin_ui.shell.menu import menu_for
from admin_ui.sign_in.sessions import Visitor
from agreements.http.kept_language import asked_language, keep_language
from agreements.http.site import SiteRequest, query_of, site_of
from agreements.texts import Texts, choose_language


def texts_for(request: SiteRequest) -> Texts:
    """`?taal=` first; then what the account says; for others what the browser asks."""
    visitor: Visitor | None = request.scope.get("user")
    asked = request.query_params.get("taal")
    if visitor and asked is None:
        return Texts(choose_language(visitor.account.language))
    return Texts(choose_language(asked, request.headers.get("accept-language", "")))


def page(
    request: SiteRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response[bytes]:
    """The template as an answer."""
    texts = texts_for(request)
    visitor: Visitor | None = request.scope.get("user")
    shared = {
        "visitor": visitor,
        "csrf_token": token_for(request),
        "alarm": liveness_banner.sentence(request, texts),
        "menu": menu_for(request, visitor) if visitor else [],
        "today": site_of(request).read_moment().today,
        "zone": site_of(request).settings.zone,
    }
    html = site_of(request).renderer.render(template, texts, {**shared, **context})
    if visitor is None:  # of who signed in the account knows the language
        html = keep_language(html, asked_language(query_of(request)))
    language = {"Content-Language": texts.language}
    return Response(
        html.encode(), status_code=status, media_type=MediaType.HTML, headers={**language, **(headers or {})}
    )


def token_for(request: SiteRequest) -> str:
    """The token for the forms on this page."""
    site = site_of(request)
    visitor: Visitor | None = request.scope.get("user")
    is_open = "route_handler" in request.scope and bool(request.route_handler.opt.get(OPEN))
    if visitor is None or is_open:
        return csrf.form_token(site.secret, site.read_moment().now)
    return csrf.session_token(site.secret, visitor.session_hash)


def go(
    path: str, message: str = "", *, headers: Mapping[str, str] | None = None, cookies: Sequence[Cookie] = ()
) -> Response[bytes]:
    """Send the browser on after a form (303, RFC 9110 15.4.4), so that reloading does not send it again.

    `message` is the code of a confirmation that the next page shows.
    """
    address = f"{path}?{urlencode({'gelukt': message})}" if message else path
    return Response(
        b"",
        status_code=303,
        media_type=MediaType.HTML,
        headers={"Location": address, **(headers or {})},
        cookies=list(cookies),
    )
