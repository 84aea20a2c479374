"""What the API knows of an operation: the columns of the table in `routes`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from agreements.domain.scopes import Scope
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
    tells: str
    """The schema of what it answers with, or of each of a list (`schemas.SCHEMAS`)."""
    listed: str = ""
    """The name under which a list has these; empty for what is no list."""
    is_counted: bool = True
    """Whether a list says how many there are on all its pages."""
    method: str = "get"
    parameters: tuple[Parameter, ...] = ()
    refuses: tuple[int, ...] = ()
    """Statuses of refusals, beside those that every operation may answer with."""
    scope: Scope | None = None
    """What a key must hold to do this; None: anyone may, without a key."""
    takes: str = ""
    """The schema of what is sent along; empty: nothing is."""
    asks: tuple[str, ...] = ()
    """Headers that must be sent along."""
    answers: int = 200
    """The status when all went well."""
