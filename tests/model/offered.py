"""What beheer offers is what the model says is possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from admin_ui.agreement.steps import offers
from agreements.domain.agreement import Agreement
from tests.model.hands import PEOPLE, TAKEN
from tests.model.rules.facts import Case, World
from tests.model.rules.ways import possible
from tests.office import office_on

BEYOND_THE_RECORD = frozenset({"submit", "approve", "withdraw_termination", "renew"})
"""Offered on what the record alone tells; the agreement before, or another person, may stand in the way."""

WHO = ("petra", "henk")


def differences(world: World, case: Case, agreement: Agreement, today: date, counted: Counter[str]) -> Iterator[str]:
    """Steps that are offered in vain, and steps that are possible and not offered."""
    for who in WHO:
        open_ones = [offer for offer in offers(agreement, PEOPLE[who], office_on(today)) if offer.refusal is None]
        offered = {offer.step.action.value for offer in open_ones} & TAKEN
        right = possible(world, case, who, today) & TAKEN
        counted["offers"] += len(offered | right)
        if in_vain := sorted(offered - right - BEYOND_THE_RECORD):
            yield f"offers {who} in vain: {', '.join(in_vain)}"
        if missing := sorted(right - offered):
            yield f"does not offer {who}: {', '.join(missing)}"
