"""Receiving parties confirm that the data are gone (rule 8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain.agreement import (
    Agreement,
    Destruction,
)
from agreements.domain.content import receiving_parties
from agreements.domain.errors import (
    FunctionMissing,
    UnknownParty,
)
from agreements.domain.lifecycle import all_receivers
from agreements.domain.preconditions import (
    first_day,
    require_between,
)
from agreements.domain.roles import Action
from agreements.domain.step_rules import check_allowed


def confirm_destruction(agreement: Agreement, destruction: Destruction, today: date) -> Agreement:
    """A receiving party says that the exchange stopped and the data are gone.

    Only once the agreement has ended; a party that left it earlier can do so at once.
    """
    if destruction.party not in all_receivers(agreement):
        raise UnknownParty(party=destruction.party)
    if destruction.party in receiving_parties(agreement.content):
        check_allowed(agreement, Action.CONFIRM_DESTRUCTION, today)
    if not destruction.confirmed_by_function.strip():
        raise FunctionMissing(party=destruction.party)
    require_between(destruction.done_on, first_day(agreement), today)
    others = tuple(d for d in agreement.destructions if d.party != destruction.party)
    return replace(agreement, destructions=(*others, destruction))
