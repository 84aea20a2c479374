"""What every shelf shares: how often the memory of a run is searched for garbage. Imports nothing of the product."""

from __future__ import annotations

import gc

OBJECTS_BETWEEN = 20_000
"""A test makes some thousands of objects in circles: they may wait for those of a few others. Python's own is 700."""


def pytest_collection_finish() -> None:
    """What was read so far, modules and tests, lives as long as the run: searching it each time is in vain."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN, 10, 10)
