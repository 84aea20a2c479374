"""What comes of a step that was taken, also for the agreements before and behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.model.rules.days import DAY
from tests.model.rules.facts import Case, Gone, Left, Planned, Rest, Terms, World
from tests.model.rules.plan import answered_by, replan
from tests.model.rules.standing import left_behind
from tests.model.rules.steps import Try, planned, resting


def take(world: World, one: Try) -> None:
    """The step was taken."""
    _EFFECTS[one.step](world, world[one.about], one)


def registered(world: World, one: Try) -> None:
    """A new draft."""
    assert one.terms is not None
    world[one.about] = Case(one.about, one.today, proposal=one.terms)


def _amend(world: World, case: Case, one: Try) -> None:
    before = world.get((case.proposal.predecessor if case.proposal else None) or "")
    case.proposal = one.terms
    assert one.terms is not None
    if not case.is_approved and before is not None and before.name != one.terms.predecessor:
        release(before, case)


def _submit(world: World, case: Case, one: Try) -> None:
    case.submitted_by, case.is_over_already = one.who, case.is_over_already or (one.flag and not case.is_approved)


def _back(world: World, case: Case, one: Try) -> None:
    case.submitted_by = None
    case.is_over_already = case.is_over_already and case.is_approved


def _approve(world: World, case: Case, one: Try) -> None:
    after = case.proposal
    assert after is not None
    if case.is_approved and one.today >= case.terms.starts_on:
        for party, due_on in left_behind(case.terms, after, one.today).items():
            case.left[party] = Left(one.today, due_on)
    for party in after.takers:
        case.left.pop(party, None)
    case.is_over_already = case.is_over_already and after.ends_on < one.today
    case.versions.append(after)
    case.proposal = case.submitted_by = None
    replan(case, after.reviews, one.today)
    if after.predecessor is not None:
        follows(world[after.predecessor], case)


def _withdraw(world: World, case: Case, one: Try) -> None:
    thrown, case.submitted_by = case.proposal, None
    assert thrown is not None
    if case.is_approved:
        case.proposal = None
        return
    case.is_withdrawn = True
    before = world.get(thrown.predecessor or "")
    if before is not None:
        release(before, case)


def follows(before: Case, successor: Case) -> None:
    """An approved successor takes the place of a decision to let the end come."""
    before.successor = successor.name
    if before.terminated_on is None:
        before.decision, before.decided_for = "renew", before.terms.ends_on


def release(before: Case, successor: Case) -> None:
    """The one before is free again: it has no successor, and what was decided about it no longer stands."""
    if before.successor == successor.name:
        before.successor = None
        if before.is_renewed:
            before.decision, before.decided_for = "", None


def drop_draft(world: World, case: Case) -> None:
    """A later decision about the end withdraws the renewal that was only a draft."""
    named = world.get(case.successor or "")
    if named is not None and not named.is_approved:
        named.is_withdrawn, named.submitted_by, case.successor = True, None, None


def _suspend(world: World, case: Case, one: Try) -> None:
    assert one.day is not None
    case.rests.append(Rest(one.day, one.until))


def _resume(world: World, case: Case, one: Try) -> None:
    for rest in resting(case, one.today):
        rest.resumed_on = one.today


def _extend(world: World, case: Case, one: Try) -> None:
    for rest in resting(case, one.today):
        rest.until_on = one.until


def _cancel(world: World, case: Case, one: Try) -> None:
    for rest in planned(case, one.today):
        if rest.from_on == one.day:
            rest.is_cancelled = True


def _terminate(world: World, case: Case, one: Try) -> None:
    drop_draft(world, case)
    case.terminated_on, case.decision, case.decided_for = one.day, "terminate", case.terms.ends_on
    before = world.get(case.terms.predecessor or "")
    if before is not None and case.is_called_off:
        release(before, case)


def _withdraw_termination(world: World, case: Case, one: Try) -> None:
    was_called_off = case.is_called_off
    case.terminated_on, case.decision, case.decided_for = None, "", None
    before = world.get(case.terms.predecessor or "")
    if before is not None and was_called_off:
        follows(before, case)


def _review(world: World, case: Case, one: Try) -> None:
    assert one.day is not None
    case.reviewed_on.append(one.day)
    answered = answered_by(case, one.until) if one.until else None
    if answered is not None:
        answered.done_on = one.day


def _ask(world: World, case: Case, one: Try) -> None:
    assert one.day is not None
    case.plan[max(case.plan, default=0) + 1] = Planned(one.day, is_asked=True)


def _decide(world: World, case: Case, one: Try) -> None:
    drop_draft(world, case)
    case.decision, case.decided_for = "lapse", case.terms.ends_on


def renewal_of(case: Case, review_needed: bool, one: Try) -> Terms:
    """What the draft of a renewal says; its end is still open, which the model writes as its own start."""
    return replace(
        case.terms,
        starts_on=case.last_day + DAY,
        ends_on=case.last_day + DAY,
        reviews=(),
        predecessor=case.name,
        is_transitional=False,
        flaw="not signed anew",
    )


def _renew(world: World, case: Case, one: Try) -> None:
    """`other` is the letter of the new draft."""
    if one.flag:
        case.reviewed_on.append(one.today)
    case.decision, case.decided_for, case.successor = "renew", case.terms.ends_on, one.other
    world[one.other] = Case(one.other, one.today, proposal=renewal_of(case, one.flag, one))


def _confirm(world: World, case: Case, one: Try) -> None:
    assert one.day is not None
    case.gone.append(Gone(one.party, one.day))


def _close(world: World, case: Case, one: Try) -> None:
    drop_draft(world, case)
    case.closed_on, case.submitted_by, case.proposal = one.today, None, None


def _assign(world: World, case: Case, one: Try) -> None:
    case.owner, case.deputy = one.party or None, one.other or None


_EFFECTS: dict[str, Callable[[World, Case, Try], None]] = {
    "amend": _amend,
    "submit": _submit,
    "recall": _back,
    "return": _back,
    "approve": _approve,
    "withdraw": _withdraw,
    "suspend": _suspend,
    "resume": _resume,
    "extend_suspension": _extend,
    "cancel_suspension": _cancel,
    "terminate": _terminate,
    "withdraw_termination": _withdraw_termination,
    "review": _review,
    "ask_review": _ask,
    "decide": _decide,
    "renew": _renew,
    "confirm_destruction": _confirm,
    "close": _close,
    "assign": _assign,
}
