"""Lets every request work with the register of its own site: there may be another one in the same process."""

from __future__ import annotations

from litestar.types import ASGIApp, Receive, Scope, Send

from agreements.storage.database.engine import Engine, bound


class OfThisRegister:
    """Around the whole site: binds its engine to the task of each request, and to what that starts."""

    def __init__(self, app: ASGIApp, engine: Engine) -> None:
        self._app = app
        self._engine = engine

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        with bound(self._engine):
            await self._app(scope, receive, send)
