"""What anyone may see of what happened to an agreement: when it rested, and what became of the data.

Reasons stay inside, and who confirmed what in which function (rule 11).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.domain.agreement import Agreement
from agreements.domain.lifecycle import data_left, passed_on
from agreements.domain.vocabulary import DestructionMethod


@dataclass(frozen=True, slots=True)
class PublicSuspension:
    """The exchange rests on these days; `until_on` None: until it is resumed.

    It stays to be seen when it was resumed earlier, or cancelled before it began.
    """

    from_on: date
    until_on: date | None
    resumed_on: date | None
    cancelled_on: date | None


@dataclass(frozen=True, slots=True)
class PublicDestruction:
    """A receiving party confirmed that its data are gone, or what a law keeps. Of one party the last one counts."""

    party: str
    method: DestructionMethod
    done_on: date
    recorded_on: date
    corrects: date | None
    """When the earlier confirmation that it corrects was recorded."""
    kept_data: str = ""
    kept_law: str = ""
    kept_until: date | None = None


@dataclass(frozen=True, slots=True)
class PublicShare:
    """A receiving party and some of the kinds of data that it received."""

    party: str
    data: tuple[str, ...]


def suspensions(agreement: Agreement) -> tuple[PublicSuspension, ...]:
    """Every suspension that was ever decided."""
    return tuple(
        PublicSuspension(rest.from_on, rest.planned_until, rest.resumed_on, rest.cancelled_on)
        for rest in agreement.suspensions
    )


def going_on(agreement: Agreement) -> tuple[PublicShare, ...]:
    """What each party goes on with under the successor."""
    return tuple(PublicShare(one.party, one.data) for one in passed_on(agreement))


def partly_left(agreement: Agreement, waiting: tuple[str, ...]) -> tuple[PublicShare, ...]:
    """What those that wait and go on with other data must still destroy."""
    others = {one.party for one in passed_on(agreement)}
    return tuple(
        PublicShare(party, tuple(kind.name for kind in data_left(agreement, party)))
        for party in waiting
        if party in others
    )


def destructions(agreement: Agreement) -> tuple[PublicDestruction, ...]:
    """Every confirmation, corrected ones too."""
    known: dict[str, date] = {}
    found = []
    for done in agreement.destructions:
        corrects = known.get(done.party) if done.correction else None
        kept = (done.kept_data, done.kept_law, done.kept_until)
        found.append(PublicDestruction(done.party, done.method, done.done_on, done.known_on, corrects, *kept))
        known[done.party] = done.known_on
    return tuple(found)
