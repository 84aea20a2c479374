"""The application made quickly: Litestar reads the routes once in a run, which takes it a tenth of a second.

Each test gets a copy, with a state and a life of its own; `create_app` puts the rest together as it always does.
"""

from __future__ import annotations

import copy
from typing import Any

import pytest
from litestar import Litestar
from litestar.events import SimpleEventEmitter

_read: dict[str, Litestar] = {}


def read_routes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on in this test, `create_app` takes a copy of the first application with the same routes."""
    monkeypatch.setattr("agreements.app.Litestar", _copied)


def _copied(*, state: Any, lifespan: list[Any], middleware: list[Any], **options: Any) -> Litestar:
    key = repr(([vars(layer) for layer in middleware], options))
    if key not in _read:
        _read[key] = Litestar(state=state, lifespan=lifespan, middleware=middleware, **options)
    app = copy.copy(_read[key])
    app.state = state
    app._lifespan_managers = list(lifespan)
    app.event_emitter = SimpleEventEmitter(listeners=[])
    return app
