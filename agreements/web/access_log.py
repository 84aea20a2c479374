"""One log line per request: method, route, status, milliseconds. Never a whole address: some hold a secret token."""

from __future__ import annotations

import logging
import time

from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger("agreements.access")


class AccessLog(ASGIMiddleware):
    """Logs the template of the route (`/afspraken/{kenmerk}`), so that nothing a visitor typed gets into the log."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Note the status on the way out."""
        started, status = time.perf_counter(), 0

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await next_app(scope, receive, send_and_note)
        finally:
            route = scope.get("path_template", "-")
            milliseconds = (time.perf_counter() - started) * 1000
            logger.info("%s %s %d %.1f ms", scope.get("method", "-"), route, status, milliseconds)
