"""One log line per request: method, route, status, milliseconds, user, network. Never a whole address of a page: some
hold a secret token. Every answer tells its request id, so that a reader's complaint can be found in the log.
"""

from __future__ import annotations

import logging
import secrets
import time

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from agreements.http.visitor import Visitors, network_in_log
from agreements.logs import FIELDS, REQUEST_ID

logger = logging.getLogger("agreements.access")

HEADER = b"x-request-id"


class AccessLog:
    """Around the whole site, for Litestar runs no middleware for addresses that it does not know.

    Logs the template of the route (`/afspraken/{kenmerk}`), so that nothing a visitor typed gets into the log.
    """

    def __init__(self, app: ASGIApp, visitors: Visitors) -> None:
        self._app = app
        self._visitors = visitors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give the request an id, and note the status on the way out."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 0
        request_id = secrets.token_hex(8)
        given = REQUEST_ID.set(request_id)

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (HEADER, request_id.encode())]
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            self._note(scope, status, (time.perf_counter() - started) * 1000)
            REQUEST_ID.reset(given)

    def _note(self, scope: Scope, status: int, milliseconds: float) -> None:
        fields = {
            "method": scope.get("method", "-"),
            "route": scope.get("path_template", "-"),
            "status": status,
            "milliseconds": round(milliseconds, 1),
            "user": _user(scope),
            "network": network_in_log(self._visitors.address(scope)),
        }
        line = "%(method)s %(route)s %(status)d %(milliseconds).1f ms user=%(user)s from=%(network)s"
        if logger.isEnabledFor(logging.INFO):  # `logger.info` would look through the stack for who calls it
            more = {FIELDS: fields}
            logger.handle(logger.makeRecord(logger.name, logging.INFO, __file__, 0, line, (fields,), None, extra=more))


def _user(scope: Scope) -> str:
    """The account id of who is signed in (beheer puts its visitor in the scope); a dash for anybody else."""
    account = getattr(scope.get("user"), "account", None)
    return str(account.id) if account is not None else "-"
