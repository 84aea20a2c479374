"""What the register says and does is what an independent model of the rules says, whatever people try, up to 2031."""

from __future__ import annotations

import sys

import pytest

from agreements.storage.database.engine import Engine
from tests.model.rules.steps import STEPS
from tests.model.run import Run
from tests.office import hire
from tests.people import BRAM, HENK, PETRA, SANNE

STATUSES = ("draft", "under_review", "upcoming", "active", "expired")
"""Those in which any thirty histories stay long enough to try everything; few rest, or live to be closed."""
ALL_PAIRS = {(status, step) for status in STATUSES for step in STEPS}
COMPARED = ("statuses", "offers", "deadlines", "alerts", "public answers", "events")
STORIES = 5
"""So many of those that differ are told."""


async def test_the_register_and_the_model_of_its_rules_agree(engine: Engine, request: pytest.FixtureRequest) -> None:
    await hire(PETRA, SANNE, HENK, BRAM)
    count, only = request.config.getoption("--histories"), request.config.getoption("--history")
    seed = request.config.getoption("--histories-seed")
    numbers = range(count) if only is None else [only]
    run = Run(seed, list(numbers))
    await run.live()

    sys.stdout.write(
        f"\n{engine.dialect} (seed {seed}): {len(run.histories)} histories, {dict(run.counted)},"
        f" {len(run.probed)} pairs of status and step; {len(run.failed)} differ\n"
    )
    if run.failed:
        stories = "\n\n".join(str(one) for one in run.failed[:STORIES])
        pytest.fail(f"{stories}\n{len(run.failed)} of {len(run.histories)} histories differ", pytrace=False)
    if only is None:
        assert min(run.counted[what] for what in COMPARED) > 0
        possible = {pair for history in run.histories for pair in history.possible}
        assert ALL_PAIRS - run.probed - possible == set(), "no history tried these, though they are impossible"
