"""A process that serves is searched for garbage without what it read at its start."""

from __future__ import annotations

import gc

import pytest
from litestar import Litestar

from agreements import startup


@pytest.mark.parametrize(
    ("make", "made_by"), [("serving_app", "create_app"), ("serving_public_app", "create_public_app")]
)
async def test_what_was_there_when_the_app_had_started_is_not_searched_for_garbage_any_more(
    monkeypatch: pytest.MonkeyPatch, make: str, made_by: str
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(f"agreements.app.{made_by}", lambda: Litestar(on_startup=[lambda: steps.append("read")]))
    monkeypatch.setattr(startup, "prepare_process", lambda: None)
    monkeypatch.setattr(gc, "freeze", lambda: steps.append("frozen"))

    async with getattr(startup, make)().lifespan():
        assert steps == ["read", "frozen"]
