"""An agreement as the register knew it on a past day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agreements.domain.agreement import Agreement, Suspension
from agreements.domain.termination import Termination


def as_known_on(agreement: Agreement, day: date) -> Agreement:
    """Without what was done or recorded after `day`: so the public memory is filled with the time before it was."""
    is_followed = agreement.succession is not None and agreement.succession.approved_on <= day
    rests = (rest for rest in agreement.suspensions if rest.decided_on is None or rest.decided_on <= day)
    return replace(
        agreement,
        successor=agreement.successor if is_followed else None,
        succession=agreement.succession if is_followed else None,
        suspensions=tuple(_rest_as_known_on(rest, day) for rest in rests),
        review_plan=tuple(
            one for one in agreement.review_plan if one.request is None or one.request.recorded_on <= day
        ),
        reactions=tuple(one for one in agreement.reactions if one.recorded_on is None or one.recorded_on <= day),
        termination=_termination_on(agreement, day),
        former_receivers=tuple(one for one in agreement.former_receivers if one.left_on is None or one.left_on <= day),
        reviews=tuple(review for review in agreement.reviews if review.done_on <= day),
        destructions=tuple(done for done in agreement.destructions if done.known_on <= day),
        closed_on=agreement.closed_on if agreement.closed_on and agreement.closed_on <= day else None,
    )


def _termination_on(agreement: Agreement, day: date) -> Termination | None:
    """The early end that stood then; one that was taken back since too."""
    taken_back = (one.termination for one in agreement.withdrawn_terminations if day < one.withdrawn_on)
    stood = (one for one in (agreement.termination, *taken_back) if one and one.decided_on <= day)
    return max(stood, key=lambda one: one.decided_on, default=None)


def _rest_as_known_on(rest: Suspension, day: date) -> Suspension:
    return replace(
        rest,
        changes=tuple(change for change in rest.changes if change.decided_on <= day),
        resumed_on=rest.resumed_on if rest.resumed_on and rest.resumed_on <= day else None,
        cancelled_on=rest.cancelled_on if rest.cancelled_on and rest.cancelled_on <= day else None,
    )
