"""Headers on every answer, also on errors and on what is not found."""

from __future__ import annotations

from litestar.datastructures import MutableScopeHeaders
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_HSTS = "max-age=31536000; includeSubDomains"


def security_headers(*, is_https: bool) -> dict[str, str]:
    """The headers of every answer. Litestar runs no middleware for addresses it does not know, so
    `agreements.http.errors` adds them to those itself.
    """
    return _ALWAYS | ({"Strict-Transport-Security": _HSTS} if is_https else {})


class SecurityHeaders(ASGIMiddleware):
    """No script, nothing from elsewhere, no framing (ASVS 5.0 chapter 3.4). HSTS where the site is on HTTPS."""

    def __init__(self, *, is_https: bool) -> None:
        self._headers = security_headers(is_https=is_https)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Add what the handler did not set itself."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableScopeHeaders.from_message(message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await next_app(scope, receive, send_with_headers)
