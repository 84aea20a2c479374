"""Every operation of the API, a row each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from litestar.handlers import HTTPRouteHandler

from agreements.domain.wording import N_
from agreements.http.routing import page_route
from agreements.web.api import agreements
from agreements.web.api.edition import ROOT
from agreements.web.api.parameters import Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A row. Texts are message ids."""

    path: str
    """Below `ROOT`, as the framework reads it."""
    name: str
    """Its name in clients that are made from the document. It never changes."""
    summary: str
    handler: Callable[..., Any]
    parameters: tuple[Parameter, ...] = ()


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        path="/afspraken",
        name="lijstAfspraken",
        summary=N_("Agreements, a page at a time"),
        handler=agreements.list_agreements,
        parameters=agreements.ASKED_OF_A_LIST,
    ),
    Operation(
        path="/afspraken/{reference:str}",
        name="leesAfspraak",
        summary=N_("One agreement"),
        handler=agreements.one_agreement,
        parameters=agreements.ASKED_OF_ONE,
    ),
)


def api_handlers() -> list[HTTPRouteHandler]:
    """The handlers of all operations: they read, by GET and HEAD."""
    return [page_route(ROOT + one.path)(one.handler) for one in OPERATIONS]
