"""`docs/steps.md`, made from the tables that the program itself goes by: `make pages` writes it, a test compares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from agreements.domain import step_rules
from agreements.domain.agreement import DecisionKind
from agreements.domain.deadlines import KINDS, settled_by
from agreements.domain.ladder import Audience
from agreements.domain.lifecycle import Status
from agreements.domain.roles import MAY, OF_OWN_DEPARTMENT, Action
from agreements.domain.step_rules import STEP_RULES, StepRule

PAGE = Path(__file__).parents[1] / "docs" / "steps.md"

HEAD = """# Steps, statuses and deadlines

Made from the tables in `agreements/domain` (`step_rules`, `roles`, `deadlines`) by `make pages`; do not edit it by
hand.
A step that a status does not allow is refused with a sentence, and beheer does not offer it.
"""
_MEANINGS: Mapping[Status, str] = {
    Status.DRAFT: "registered, never approved",
    Status.UNDER_REVIEW: "submitted, never approved",
    Status.UPCOMING: "approved; its first day is still to come",
    Status.ACTIVE: "it holds",
    Status.SUSPENDED: "it holds, and the exchange rests",
    Status.TERMINATED: "its early last day has passed",
    Status.EXPIRED: "its last day has passed",
    Status.CLOSED: "everything about it is done",
}
_OTHERS = {"withdrawn": "thrown away before it was ever approved"}


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_statuses(), *_steps(), *_consequences(), *_ladder()])


def _words(value: object) -> str:
    return str(value).replace("_", " ")


def _statuses() -> Iterator[str]:
    """What each status means, and which steps it allows."""
    yield from ("## Statuses", "", "| status | is | allows |", "|---|---|---|")
    for status in Status:
        meaning = _MEANINGS.get(status) or _OTHERS[status.value]
        allowed = [_words(action) for action, rule in STEP_RULES.items() if status in rule.statuses]
        yield f"| {_words(status)} | {meaning} | {', '.join(allowed) or 'nothing'} |"
    yield ""


def _steps() -> Iterator[str]:
    """One row per step."""
    yield from ("## Steps", "", "| step | who | when | settles | withdraws | public |", "|---|---|---|---|---|---|")
    yield from (_row(action, rule, _who(action)) for action, rule in STEP_RULES.items())
    yield from (
        "",
        "Who acts for the own department only: " + ", ".join(sorted(map(_words, OF_OWN_DEPARTMENT))) + ".",
        "",
    )


def _row(action: Action, rule: StepRule, who: str) -> str:
    open_in = (
        "any status"
        if rule.statuses == frozenset(Status)
        else ", ".join(_words(s) for s in Status if s in rule.statuses)
    )
    when = f"{open_in}; {rule.condition}" if rule.condition else open_in
    settles = ", ".join(_words(kind) for kind in settled_by(action)) or "–"
    public = "yes" if rule.is_public else "no"
    return f"| {_words(action)} | {who} | {when} | {settles} | {rule.withdraws or '–'} | {public} |"


def _who(action: Action) -> str:
    return ", ".join(sorted(_words(role) for role in MAY[action]))


def _consequences() -> Iterator[str]:
    """What a step on one agreement does to another."""
    head = ("| event | when | settles | withdraws |", "|---|---|---|---|")
    yield from ("## What a step does to the agreement before", "", *head)
    for action, rule in step_rules.CONSEQUENCES.items():
        settles = ", ".join(_words(kind) for kind in settled_by(action)) or "–"
        yield f"| {_words(action)} | {rule.condition} | {settles} | {rule.withdraws or '–'} |"
    yield ""


def _ladder() -> Iterator[str]:
    """Who is told how many days before each kind of deadline."""
    yield from (
        "## Deadlines",
        "",
        "Days before the deadline on which somebody is told; `weekly` is after it, while it is open.",
        "",
    )
    yield from ("| deadline | days | who |", "|---|---|---|")
    for kind, ladder in ((kind, row.ladder) for kind, row in KINDS.items()):
        for days, audience in ladder.rungs:
            yield f"| {_words(kind)} | {days} | {_people(audience)} |"
        if ladder.overdue:
            yield f"| {_words(kind)} | weekly | {_people(ladder.overdue)} |"
    kinds = ", ".join(_words(kind) for kind in DecisionKind)
    yield from ("", f"For one end one decision stands ({kinds}); a later one withdraws the earlier.", "")


def _people(audience: tuple[Audience, ...]) -> str:
    return ", ".join(_words(one) for one in audience)
