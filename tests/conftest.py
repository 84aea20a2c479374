"""Fixtures for all tests. Each subject has a module of its own, named here."""

from __future__ import annotations

pytest_plugins = ["tests.engines", "tests.office"]
