"""Rule 4: which status an agreement has on a day. Nothing is flipped at midnight: every status follows from the record.

The register can therefore answer for any past or future day.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from agreements.domain.agreement import Agreement, Decision, Destruction, ProposalStatus
from agreements.domain.content import DataCategory, data_received_by, receiving_parties
from agreements.domain.following import Covered
from agreements.domain.review_plan import open_reviews
from agreements.domain.term import ONE_DAY, last_day_of
from agreements.domain.vocabulary import DestructionMethod

ENDS_SOON_DAYS = 90


class Status(StrEnum):
    """Draft, under review and withdrawn are stored; the others follow from the day asked about."""

    DRAFT = "draft"
    UNDER_REVIEW = "under_review"
    UPCOMING = "upcoming"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    EXPIRED = "expired"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


ENDED = frozenset({Status.TERMINATED, Status.EXPIRED})
RUNNING = frozenset({Status.ACTIVE, Status.SUSPENDED})


def status_on(agreement: Agreement, day: date) -> Status:
    """The status on `day`; the first line that fits counts."""
    if agreement.withdrawal:
        return Status.WITHDRAWN
    if agreement.in_force is None:
        under_review = agreement.proposal and agreement.proposal.status is ProposalStatus.UNDER_REVIEW
        return Status.UNDER_REVIEW if under_review else Status.DRAFT
    if agreement.closed_on and agreement.closed_on <= day:
        return Status.CLOSED
    if agreement.termination and agreement.termination.ends_on < day:
        return Status.TERMINATED
    term = agreement.in_force.term
    if term.ends_on < day:
        return Status.EXPIRED
    if day < term.starts_on:
        return Status.UPCOMING
    return Status.SUSPENDED if is_suspended_on(agreement, day) else Status.ACTIVE


def goes_on(agreement: Agreement) -> bool:
    """Another agreement follows without a gap: it is approved and begins the day after the last day of this one."""
    last_day, next_one = agreement.last_day, agreement.succession
    return bool(last_day and next_one and next_one.starts_on == last_day + ONE_DAY)


def end_needs_nothing(agreement: Agreement) -> bool:
    """Nothing is left to decide or to stop at the end: it is closed, followed, never began, or was over before."""
    return agreement.closed_on is not None or goes_on(agreement) or agreement.is_called_off or agreement.already_ended


def standing_decision(agreement: Agreement) -> Decision | None:
    """What was decided last about the end of the term as it stands now, and not taken back since (rule 13)."""
    ends_on = agreement.in_force.term.ends_on if agreement.in_force else None
    made = [one for one in agreement.decisions if one.ends_on == ends_on and one.withdrawn_on is None]
    return made[-1] if made else None


def is_suspended_on(agreement: Agreement, day: date) -> bool:
    """Whether the exchange rests on `day`."""
    return any(s.holds_on(day) for s in agreement.suspensions)


def ends_soon(agreement: Agreement, day: date) -> bool:
    """Active, and its last day is within 90 days."""
    if status_on(agreement, day) is not Status.ACTIVE or agreement.last_day is None:
        return False
    return agreement.last_day - day <= timedelta(days=ENDS_SOON_DAYS)


def over_before_approval(agreement: Agreement, today: date) -> date | None:
    """The last day of a first version that is over before it is approved; None for any other."""
    ends_on = None if agreement.in_force else agreement.latest.ends_on
    ended_early_on = agreement.termination.ends_on if agreement.termination else None
    last_day = last_day_of(ends_on, ended_early_on) if ends_on else None
    return last_day if last_day and last_day < today else None


def missed_reviews(agreement: Agreement, day: date) -> tuple[date, ...]:
    """Planned review dates that have passed without a recorded review, while the agreement held."""
    last_day = agreement.last_day
    if agreement.in_force is None or last_day is None or agreement.already_ended:
        return ()
    if status_on(agreement, day) is Status.CLOSED:
        return ()
    planned = (one.planned_on for one in open_reviews(agreement))
    return tuple(planned_on for planned_on in planned if planned_on < day and planned_on <= last_day)


def is_undestroyed(agreement: Agreement, day: date) -> bool:
    """Ended, while not every receiving party has confirmed that its data are gone (rule 8)."""
    return status_on(agreement, day) in ENDED and bool(parties_to_confirm(agreement))


def parties_to_confirm(agreement: Agreement) -> tuple[str, ...]:
    """Parties that receive data, or once did, and have not confirmed destruction or return.

    Not those that go on with all of their data under the successor.
    """
    return tuple(
        party
        for party in all_receivers(agreement)
        if not has_confirmed(agreement, party) and not goes_on_entirely(agreement, party)
    )


def data_left(agreement: Agreement, party: str) -> tuple[DataCategory, ...]:
    """What a receiving party must destroy: all it receives, but for what it goes on with under the successor."""
    going_on = _going_on(agreement, party)
    return tuple(kind for kind in data_received_by(agreement.content, party) if _plain(kind.name) not in going_on)


def goes_on_entirely(agreement: Agreement, party: str) -> bool:
    """Whether a party goes on with everything it receives, so that nothing has to be destroyed at this end (rule 8)."""
    return bool(data_received_by(agreement.content, party)) and not data_left(agreement, party)


def passed_on(agreement: Agreement) -> tuple[Covered, ...]:
    """The kinds of data of each receiving party whose destruction is a matter of the successor."""
    found = []
    for party in receiving_parties(agreement.content):
        left = data_left(agreement, party)
        names = tuple(kind.name for kind in data_received_by(agreement.content, party) if kind not in left)
        if names:
            found.append(Covered(party=party, data=names))
    return tuple(found)


def _going_on(agreement: Agreement, party: str) -> set[str]:
    """The kinds of data that the successor covers, if it follows without a gap."""
    if agreement.succession is None or not goes_on(agreement):
        return set()
    of_party = (one.data for one in agreement.succession.covers if _plain(one.party) == _plain(party))
    return {_plain(name) for names in of_party for name in names}


def _plain(name: str) -> str:
    return name.strip().casefold()


def has_confirmed(agreement: Agreement, party: str) -> bool:
    """Whether the last confirmation of `party` is about the end of its exchange, and not about an earlier one."""
    return _last_confirmation(agreement, party) is not None


def kept_by_law(agreement: Agreement, party: str) -> Destruction | None:
    """The confirmation by which a law keeps data of `party` after the end; None when it keeps nothing any more."""
    last = _last_confirmation(agreement, party)
    return last if last and last.method is DestructionMethod.KEPT_BY_LAW else None


def _last_confirmation(agreement: Agreement, party: str) -> Destruction | None:
    last = next((done for done in reversed(agreement.destructions) if done.party == party), None)
    earliest = gone_from(agreement, party)
    return last if last and earliest and last.done_on >= earliest else None


def gone_from(agreement: Agreement, party: str) -> date | None:
    """The first day on which the data of a receiving party can be gone: when the exchange with it has ended.

    That is the day after the last one, or the day on which it left the agreement. None for a draft.
    """
    if party in receiving_parties(agreement.content):
        return agreement.last_day + ONE_DAY if agreement.last_day else None
    left_on = next((former.left_on for former in agreement.former_receivers if former.party == party), None)
    return left_on or first_day(agreement)


def first_day(agreement: Agreement) -> date:
    """The first day on which anything can have happened: older agreements began before they were registered."""
    starts_on = agreement.content.starts_on or agreement.registered_on
    return min(starts_on, agreement.registered_on)


def all_receivers(agreement: Agreement) -> tuple[str, ...]:
    """Receiving parties of the version in force, then those of earlier versions that no longer receive.

    Nobody, of an agreement that was called off before it began.
    """
    if agreement.is_called_off:
        return ()
    now = receiving_parties(agreement.content)
    return (*now, *(former.party for former in agreement.former_receivers if former.party not in now))
