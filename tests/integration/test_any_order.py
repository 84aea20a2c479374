"""Whatever people and the register do, in whatever order and however often: the history stays whole.

Some hundred steps up to 2031, chosen at random from a seed that the name of the test holds; a refusal is a step too.
"""

from __future__ import annotations

import inspect
import pkgutil
import random
from datetime import timedelta

import pytest

from agreements import services
from agreements.domain.errors import AgreementError
from agreements.services.verify_history import verify_history
from agreements.storage.database.engine import Engine
from tests import walk as walk_module
from tests import walk_desk, walk_people, walk_programs
from tests.walk import LAST_DAY, Walk

STEPS, LOOK_EVERY = 160, 40

WITHOUT_A_STEP = {
    "change": "the road that all steps take",
    "content_digest": "computes",
    "departments": "reads who heads what",
    "office": "a value",
    "histories": "reads",
    "mend": "brings the register of an earlier release up to date: see tests/acceptance/test_mend.py",
    "likeness": "part of submitting: see tests/integration/test_likeness.py",
    "move": "copies a register: see tests/acceptance/test_move.py",
    "note_delivery": "part of delivering, which is a step of the walk",
    "notices": "part of the steps that cause them",
    "plan_alerts": "part of sweeping, which is a step of the walk",
    "planning": "computes what the sweep writes",
    "publish": "part of every step",
    "make_pieces": "makes anew what files hold: see tests/integration/test_kept_pieces.py",
    "rebuild": "makes anew what lists read: see tests/integration/test_public_agreement.py",
    "put_back": "puts a copy in the place of a register: see tests/acceptance/test_backup.py",
    "reading": "reads",
    "recipients": "computes who is told",
    "refusals": "part of what is refused: the walk is refused often",
    "remember": "tells what no step told: see tests/integration/test_public_memory.py",
    "stewards": "part of naming an owner: see tests/integration/test_stewards.py",
    "subscriptions": "mails about what is public, without an event: see tests/acceptance/test_subscriptions.py",
    "succession": "part of approving",
    "told_changes": "reads",
    "take_archive": "reads everything, and notes that it was taken: see tests/acceptance/test_archive.py",
    "throttle": "counts wrong attempts, without an event",
    "verify_history": "what looks",
    "verifying": "what looks",
    "written_mail": "reads",
}
"""Modules of the services that are no step by themselves, and why."""


@pytest.mark.parametrize("seed", [1, 2])
async def test_any_order_of_steps_leaves_the_history_whole(staffed: Engine, seed: int) -> None:
    walk = Walk(random.Random(seed))
    steps, weights = zip(*walk.steps(), strict=True)
    taken: list[str] = []
    for number in range(1, STEPS + 1):
        (step,) = walk.chosen.choices(steps, weights)
        try:
            await step()
            taken.append(step.__name__)
        except AgreementError as refusal:
            taken.append(f"{step.__name__} refused: {type(refusal).__name__}")
        walk.day = min(walk.day + timedelta(days=walk.chosen.choice([0, 0, 1, 7, 40])), LAST_DAY)
        if number % LOOK_EVERY == 0:
            try:
                await verify_history()
            except AgreementError as error:
                pytest.fail(f"{error} after {taken[-LOOK_EVERY:]}")

    done = {name for name in taken if "refused" not in name}
    assert len(done) > 15, "the walk is refused nearly everything"


def test_every_service_has_a_step_in_the_walk() -> None:
    source = "".join(inspect.getsource(one) for one in (walk_module, walk_desk, walk_people, walk_programs))
    modules = {module.name for module in pkgutil.iter_modules(services.__path__)}
    walked = {name for name in modules if f"agreements.services.{name} import" in source or f"{name}." in source}

    assert modules - walked - set(WITHOUT_A_STEP) == set(), "give these services a step in the walk"
    assert set(WITHOUT_A_STEP) <= modules
