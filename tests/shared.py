"""Fixtures that several shelves share. Each subject has a module of its own; a shelf takes what it needs.

Not in `tests/conftest.py`, for then the shelves that need no database load all of the product first. An import that
breaks a rule of the house would end there, and the test of that rule would never run.
"""

from __future__ import annotations

import os
from types import ModuleType

import pytest

from tests import engines, office
from tests.postgres_server import in_memory

DATABASE: tuple[ModuleType, ...] = (engines, office)


def share(config: pytest.Config, modules: tuple[ModuleType, ...] = DATABASE) -> None:
    """Make the fixtures of these modules known, once in a run. For `pytest_configure` of a shelf."""
    for folder in in_memory():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", folder)  # noqa: TID251 - the folder that pytest makes `tmp_path` in
    for module in modules:
        if not config.pluginmanager.is_registered(module):
            config.pluginmanager.register(module, module.__name__)
