"""Storage, services and scheduler on each database."""

from __future__ import annotations

import pytest

from tests.shared import share


def pytest_configure(config: pytest.Config) -> None:
    """Databases and the office."""
    share(config)
