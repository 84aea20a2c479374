"""Around every page of beheer: find out who asks and whether alerts are late; keep the answer out of every cache."""

from __future__ import annotations

from litestar.connection import ASGIConnection
from litestar.datastructures import MutableScopeHeaders
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from admin_ui.shell import liveness_banner
from admin_ui.sign_in import sessions
from admin_ui.sign_in.sessions import cookie_name
from agreements.http.site import Site


class SignedIn(ASGIMiddleware):
    """Puts the visitor in the scope as `user` (None for anonymous). Only beheer has this: public pages know no cookie.

    Nothing is stored for people who are not signed in, and an id that we did not give out counts for nothing.
    """

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Look up the session and whether the alerts go out, then go on."""
        connection = ASGIConnection[object, object, object, object](scope)  # type: ignore[type-var]
        site: Site = connection.app.state["site"]
        token = connection.cookies.get(cookie_name(is_https=site.settings.is_https), "")
        now = site.read_moment().now
        scope["user"] = visitor = await sessions.visitor(token, now) if token else None
        scope["state"][liveness_banner.STATE] = await liveness_banner.late_liveness(visitor, now)
        await next_app(scope, receive, _without_caching(send))


def _without_caching(send: Send) -> Send:
    async def send_uncached(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableScopeHeaders.from_message(message)["Cache-Control"] = "no-store"
        await send(message)

    return send_uncached
