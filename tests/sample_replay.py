"""The sample register without a database: its history replayed on the domain's own rules."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from agreements.domain import transitions
from agreements.domain.agreement import Agreement, Review
from agreements.domain.reporting import reported_content
from agreements.domain.term import TermPolicy
from agreements.sample import steps
from agreements.sample.history import plan
from agreements.sample.notation import read_municipality
from agreements.sample.steps import SampleStep

POLICY = TermPolicy(in_force_since=date(2026, 1, 1))
MUNICIPALITY = read_municipality()


def sample_steps(today: date) -> tuple[SampleStep, ...]:
    """The plan for a day of loading."""
    return plan(MUNICIPALITY, today, POLICY.in_force_since)


@lru_cache(maxsize=16)
def replayed(today: date) -> dict[str, Agreement]:
    """Every agreement of the sample as it stands on the day of loading, by its key; the key is its reference too."""
    agreements: dict[str, Agreement] = {}
    for step in sample_steps(today):
        day = step.at.date()
        if isinstance(step.act, steps.Register):
            agreements[step.key] = transitions.register(step.key, step.act.content, day, POLICY)
        elif isinstance(step.act, steps.Renew):
            before, name = agreements[step.key], step.act.successor
            agreements[step.key], agreements[name] = transitions.renew(before, name, step.by, day, POLICY)
        else:
            agreements[step.key] = _after(agreements[step.key], step, day)
    return agreements


def _after(agreement: Agreement, step: SampleStep, day: date) -> Agreement:
    match step.act:
        case steps.Amend(content):
            return transitions.amend(agreement, content, day, POLICY)
        case steps.Report():
            content = reported_content(agreement)
            return transitions.submit(transitions.amend(agreement, content, day, POLICY), step.by, day, POLICY)
        case steps.Submit():
            return transitions.submit(agreement, step.by, day, POLICY)
        case steps.PublishPlan():
            return transitions.publish_plan(agreement, step.by, None, day)
        case steps.Approve(reactions):
            return transitions.approve(agreement, step.by, day, POLICY, reactions)
        case steps.SendBack(reason):
            return transitions.send_back(agreement, reason, day)
        case steps.Suspend(from_on, until_on, reason):
            return transitions.suspend(agreement, from_on, until_on, reason, day)
        case steps.Terminate(ends_on, reason):
            return transitions.terminate(agreement, ends_on, reason, step.by, day)
        case steps.Resume():
            return transitions.resume(agreement, day)
        case steps.RecordReview():
            return transitions.record_review(agreement, _review(step.act, step.by, day), day)
        case steps.Decide(kind):
            return transitions.decide(agreement, kind, step.by, day)
        case steps.ConfirmDestruction(destruction):
            return transitions.confirm_destruction(agreement, destruction, day)
        case steps.Close():
            return transitions.close(agreement, day)
    raise TypeError(f"the sample does not use {type(step.act).__name__}")


def _review(act: steps.RecordReview, by: str, day: date) -> Review:
    return Review(
        done_on=day,
        planned_on=act.planned_on,
        purpose_reached=act.purpose_reached,
        still_proportionate=act.still_proportionate,
        incidents=act.incidents,
        by=by,
    )
