"""What all addresses of the API have in common, also those that do not exist: headers, no slash at the end, and a limit
to how much is asked.

It stands around the site, for the framework takes slashes off before anything of ours sees them, and says nothing of
its own of an address that it does not know.
"""

from __future__ import annotations

from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from agreements.domain.guessing import network_of
from agreements.http.allowance import Allowance
from agreements.http.conditional import STAND
from agreements.http.problem import is_for_programs, send_problem
from agreements.http.visitor import Visitors
from agreements.settings import Settings
from agreements.web.api.edition import VERSION

_READS = "GET, HEAD, OPTIONS"
_ALWAYS = {
    "API-Version": VERSION,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": ", ".join(
        ("API-Version", "Content-Language", "ETag", "Link", "RateLimit", "RateLimit-Policy", "Retry-After", STAND)
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""A page of any site may read what anyone may have, and all that is said beside it. No cookie comes along."""
_OF_OPTIONS = {
    "Access-Control-Allow-Methods": _READS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
"""What a browser asks before a page of another site asks."""


class ApiDoor:
    """Around the site: passes on what is not for the API as it comes."""

    def __init__(self, app: ASGIApp, settings: Settings, visitors: Visitors) -> None:
        self._app = app
        self._is_https = settings.is_https
        self._allowance = Allowance(settings.api_per_minute)
        self._visitors = visitors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse who asks too much, and an address with a slash at its end (/core/no-trailing-slash). Every answer gets
        its headers."""
        if scope["type"] != ScopeType.HTTP or not is_for_programs(scope):
            await self._app(scope, receive, send)
            return
        left = self._allowance.ask(network_of(self._visitors.address(scope)))
        more = _ALWAYS | left.headers() | (_OF_OPTIONS if scope["method"] == "OPTIONS" else {})

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableScopeHeaders.from_message(message)
                for name, value in more.items():
                    headers.setdefault(name, value)
            await send(message)

        if left.wait or scope["path"].endswith("/"):
            await send_problem(scope, send_with_headers, 429 if left.wait else 404, is_https=self._is_https)
        else:
            await self._app(scope, receive, send_with_headers)
