"""Rule 3: what is signed later cannot be approved before that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from agreements.domain import transitions
from agreements.domain.errors import Incomplete
from tests.people import HENK, PETRA, POLICY, TODAY, complete_content

YESTERDAY = TODAY - timedelta(days=1)


def test_what_is_signed_later_cannot_be_submitted_or_approved_before_that_day() -> None:
    parties = tuple(replace(party, signed_on=TODAY) for party in complete_content().parties)
    draft = transitions.register("AFS-2026-0001", complete_content(parties=parties), YESTERDAY, POLICY)

    with pytest.raises(Incomplete):
        transitions.submit(draft, PETRA.id, YESTERDAY, POLICY)
    waiting = transitions.submit(draft, PETRA.id, TODAY, POLICY)
    with pytest.raises(Incomplete):
        transitions.approve(waiting, HENK.id, YESTERDAY, POLICY)
    assert transitions.approve(waiting, HENK.id, TODAY, POLICY).in_force
