"""Which agreements look like another one, and are not its predecessor or successor."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.domain.agreement import Agreement
from agreements.domain.held_term import is_exempt
from agreements.domain.likeness import TransitionalAgain, is_distinguished, looks_like
from agreements.storage import agreements
from agreements.storage.likeness import candidates

LONGEST_CHAIN = 50
"""Renewals to follow back and forth; a chain of as many would last a century."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Another agreement that looks the same."""

    agreement: Agreement
    was_transitional: bool
    is_answered: bool
    """Somebody said why the two are not the same."""


async def lookalikes(agreement: Agreement) -> list[Lookalike]:
    """Agreements that look like the proposal (else like what is in force), by reference.

    Not those of the same chain of renewals, and not what was thrown away or called off before it began.
    """
    found = [
        Lookalike(other, was_transitional, is_distinguished(agreement, other))
        for other, was_transitional in await candidates(agreement.reference, agreement.latest)
        if other.withdrawal is None
        and not other.is_called_off
        and looks_like(agreement.latest, other.content)
        and other.latest.predecessor != agreement.reference
    ]
    family = await _family(agreement) if found else frozenset()
    return [one for one in found if one.agreement.reference not in family]


async def check_transitional(agreement: Agreement) -> None:
    """Raises `TransitionalAgain` for a transitional agreement when another one that looks the same was that already."""
    if not is_exempt(agreement.latest):
        return
    for one in await lookalikes(agreement):
        if one.was_transitional:
            raise TransitionalAgain(reference=one.agreement.reference)


async def _family(agreement: Agreement) -> frozenset[str]:
    """The agreements before and after it in one chain of renewals."""
    found: set[str] = set()
    for name, is_back in ((agreement.latest.predecessor, True), (agreement.successor, False)):
        for _ in range(LONGEST_CHAIN):
            record = await agreements.find(name) if name and name not in found else None
            if record is None:
                break
            found.add(record.agreement.reference)
            name = record.agreement.latest.predecessor if is_back else record.agreement.successor
    return frozenset(found)
