"""How the work grows with its input: a ratio within one run, so that no machine is too slow for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Input = TypeVar("Input")
TIMES = 8
"""How much larger the second input is. In step with it the work becomes 8 times as much, by its square 64."""
TOLERATED = 20
"""Between the two, far from both, for other work on the machine."""
TRIES = 2


def growth(work: Callable[[Input], object], small: Input, large: Input) -> float:
    """How many times as much of the processor the large input takes, in the best of a few tries."""
    return min(_cost(work, large) for _ in range(TRIES)) / min(_cost(work, small) for _ in range(TRIES))


def _cost(work: Callable[[Input], object], given: Input) -> float:
    before = time.thread_time()
    work(given)
    return time.thread_time() - before
