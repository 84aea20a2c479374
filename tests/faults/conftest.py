"""How long the fault suite goes on: short by default, long with `make faults`."""

from __future__ import annotations

import pytest

from tests.shared import share

SHORT_KILLS, SHORT_ALERTS, SHORT_YEARS, SHORT_EDITS, SHORT_LISTS = 25, 300, 3, 50, 60


def pytest_configure(config: pytest.Config) -> None:
    """Databases and the office."""
    share(config)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--kills`, `--alerts`, `--years`, `--edits`, `--lists` and `--seed`."""
    group = parser.getgroup("faults")
    group.addoption("--kills", type=int, default=SHORT_KILLS, help="processes to kill on each database")
    group.addoption("--alerts", type=int, default=SHORT_ALERTS, help="alerts that four processes share")
    group.addoption("--years", type=int, default=SHORT_YEARS, help="years to live through, from 2026 on")
    group.addoption("--edits", type=int, default=SHORT_EDITS, help="single changes by hand in each database")
    group.addoption("--lists", type=int, default=SHORT_LISTS, help="mutated lists to read")
    group.addoption(
        "--seed", type=int, default=20261123, help="chooses the instants of the kills, and what happens in the years"
    )


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How many processes to kill."""
    return int(request.config.getoption("--kills"))


@pytest.fixture
def due_alerts(request: pytest.FixtureRequest) -> int:
    """How many alerts four processes share."""
    return int(request.config.getoption("--alerts"))


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """Where the random numbers start."""
    return int(request.config.getoption("--seed"))


@pytest.fixture
def year_count(request: pytest.FixtureRequest) -> int:
    """How many years to live through."""
    return int(request.config.getoption("--years"))


@pytest.fixture
def edits(request: pytest.FixtureRequest) -> int:
    """How many single changes by hand."""
    return int(request.config.getoption("--edits"))


@pytest.fixture
def lists(request: pytest.FixtureRequest) -> int:
    """How many mutated lists to read."""
    return int(request.config.getoption("--lists"))
