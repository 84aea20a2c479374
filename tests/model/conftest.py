"""How many histories, and which: short by default, long with `make histories`."""

from __future__ import annotations

import pytest

from tests.shared import share

SHORT = 30


def pytest_configure(config: pytest.Config) -> None:
    """Databases and the office."""
    share(config)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--histories`, `--history` and `--histories-seed`."""
    group = parser.getgroup("model")
    group.addoption("--histories", type=int, default=SHORT, help="histories on each database")
    group.addoption("--history", type=int, default=None, help="only the history with this number")
    group.addoption("--histories-seed", type=int, default=20261123, help="chooses what happens in them")
