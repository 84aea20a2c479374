"""Receiving parties confirm that the data are gone (rule 8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain.agreement import (
    Agreement,
    Destruction,
)
from agreements.domain.completeness import has_personal_address
from agreements.domain.content import receiving_parties
from agreements.domain.ending_errors import AddressInKept, KeptIncomplete, KeptUntilPassed, NothingKept
from agreements.domain.errors import (
    AlreadyConfirmed,
    DutyPassedOn,
    FunctionMissing,
    NothingToCorrect,
    UnknownParty,
    WrongStatus,
)
from agreements.domain.lifecycle import (
    Status,
    all_receivers,
    first_day,
    goes_on_entirely,
    gone_from,
    has_confirmed,
    kept_by_law,
    status_on,
)
from agreements.domain.preconditions import require_between
from agreements.domain.roles import Action
from agreements.domain.step_rules import STEP_RULES
from agreements.domain.vocabulary import DestructionMethod


def confirm_destruction(agreement: Agreement, destruction: Destruction, today: date) -> Agreement:
    """A receiving party says that the exchange stopped and the data are gone, on a day after that exchange.

    Only once the agreement has ended; a party that left it earlier can do so at once, and one of which a law keeps data
    also once it is closed. Nothing is replaced: a second confirmation says that it is a correction and why, unless it
    tells what became of data once the law keeps them no longer. It counts from then on.
    """
    if destruction.party not in all_receivers(agreement):
        raise UnknownParty(party=destruction.party)
    if agreement.succession and goes_on_entirely(agreement, destruction.party):
        raise DutyPassedOn(party=destruction.party, successor=agreement.succession.reference)
    if destruction.party not in who_can_confirm(agreement, today):
        raise WrongStatus(status=status_on(agreement, today))
    if not destruction.confirmed_by_function.strip():
        raise FunctionMissing(party=destruction.party)
    _check_correction(agreement, destruction)
    _check_kept(destruction, today)
    require_between(destruction.done_on, gone_from(agreement, destruction.party) or first_day(agreement), today)
    added = replace(
        destruction,
        recorded_on=today,
        correction=destruction.correction.strip(),
        kept_data=destruction.kept_data.strip(),
        kept_law=destruction.kept_law.strip(),
    )
    return replace(agreement, destructions=(*agreement.destructions, added))


def who_can_confirm(agreement: Agreement, today: date) -> tuple[str, ...]:
    """The parties from which a confirmation, or a correction of one, can be recorded today."""
    status = status_on(agreement, today)
    if agreement.in_force is None:
        return ()
    if status is Status.CLOSED:
        return tuple(party for party in all_receivers(agreement) if kept_by_law(agreement, party))
    owing = [party for party in all_receivers(agreement) if not goes_on_entirely(agreement, party)]
    if status in STEP_RULES[Action.CONFIRM_DESTRUCTION].statuses:
        return tuple(owing)
    return tuple(party for party in owing if party not in receiving_parties(agreement.content))


def check_somebody_can_confirm(agreement: Agreement, today: date) -> None:
    """Raises `WrongStatus` when there is nobody from whom a confirmation can be recorded today."""
    if not who_can_confirm(agreement, today):
        raise WrongStatus(status=status_on(agreement, today))


def _check_correction(agreement: Agreement, destruction: Destruction) -> None:
    party, is_correction = destruction.party, bool(destruction.correction.strip())
    if is_correction and party not in {done.party for done in agreement.destructions}:
        raise NothingToCorrect(party=party)
    if has_confirmed(agreement, party) and not is_correction and not _goes_after_all(agreement, destruction):
        raise AlreadyConfirmed(party=party)


def _goes_after_all(agreement: Agreement, destruction: Destruction) -> bool:
    """What the law kept went when that ended: nothing of what was said before was wrong."""
    kept = kept_by_law(agreement, destruction.party)
    return bool(kept and kept.kept_until and destruction.done_on >= kept.kept_until)


def _check_kept(destruction: Destruction, today: date) -> None:
    said = (destruction.kept_data.strip(), destruction.kept_law.strip(), destruction.kept_until)
    if destruction.method is not DestructionMethod.KEPT_BY_LAW:
        if any(said):
            raise NothingKept()
        return
    if not all(said) or destruction.kept_until is None:
        raise KeptIncomplete()
    if destruction.kept_until <= today:
        raise KeptUntilPassed(today=today)
    if any(map(has_personal_address, (destruction.kept_data, destruction.kept_law))):
        raise AddressInKept()
