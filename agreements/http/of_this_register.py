"""Lets every request work with the register of its own site: there may be another one in the same process.

What anyone may ask reads as the public, in which the database refuses whatever is not public. Only an address that is
marked `InTheOffice` works with the whole register: whoever adds a page and thinks of nothing, makes a public one.
"""

from __future__ import annotations

from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from agreements.storage.database.engine import Engine, bound

OFFICE = "engine"
"""Where the app's state has the engine that reads and writes all of the register."""
PUBLIC = "public"
"""Where it has the one that reads what is public, for an address of the office that tells of that too."""


class OfThisRegister:
    """Around the whole site: binds its engine to the task of each request, and to what that starts."""

    def __init__(self, app: ASGIApp, engine: Engine) -> None:
        self._app = app
        self._engine = engine

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        with bound(self._engine):
            await self._app(scope, receive, send)


class InTheOffice(ASGIMiddleware):
    """Around an address, or a router, for people and machines of the office: it works with the whole register."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Pass the request on."""
        with bound(scope["litestar_app"].state[OFFICE]):
            await next_app(scope, receive, send)
