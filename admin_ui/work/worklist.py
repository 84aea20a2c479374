"""What waits for somebody: pure, from the records they may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from admin_ui.agreement.steps import path_to
from agreements.domain.agreement import Agreement, ProposalStatus
from agreements.domain.completeness import completeness
from agreements.domain.deadlines import KINDS, Deadline, open_tasks
from agreements.domain.roles import Action, Actor, department_of, may, may_read
from agreements.domain.wording import N_
from agreements.services.office import Office


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do with an agreement. `deadline` is there when it has a day."""

    agreement: Agreement
    deadline: Deadline | None = None
    lacks: int = 0
    step: str = ""
    """Address of the step to take, below the agreement's own."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The words of a button, and where it leads: below the agreement's own address, or there."""

    button: str
    path: str


@dataclass(frozen=True, slots=True)
class Pile:
    """Tasks of one kind."""

    id: str
    title: str
    tasks: list[Task]
    is_urgent: bool = False


def visible(agreements: Iterable[Agreement], actor: Actor) -> list[Agreement]:
    """What this person may see: everything, or only their own department's and what they registered themselves."""
    return [a for a in agreements if may_read(actor, a)]


def at_work(agreements: Iterable[Agreement]) -> list[Agreement]:
    """Without the drafts that were thrown away."""
    return [a for a in agreements if a.withdrawal is None]


def piles(agreements: Iterable[Agreement], actor: Actor, office: Office) -> list[Pile]:
    """What waits, the most urgent first; empty piles are left out."""
    seen = at_work(visible(agreements, actor))
    open_ones = sorted(
        ((a, d) for a in seen for d in open_tasks(a, office.today)),
        key=lambda pair: (pair[1].due_on, pair[0].reference),
    )
    found = [
        Pile("goedkeuren", N_("Waiting for your approval"), _to_approve(seen, actor), is_urgent=True),
        Pile("te-laat", N_("Too late"), _due(open_ones, lambda d: d.due_on < office.today), is_urgent=True),
        Pile("teruggestuurd", N_("Sent back to you"), _drafts(seen, actor, office, sent_back=True)),
        Pile(
            "binnenkort",
            N_("To decide or do within 90 days"),
            _due(open_ones, lambda d: office.today <= d.due_on <= office.today + _soon(d)),
        ),
        Pile("concepten", N_("Drafts"), _drafts(seen, actor, office, sent_back=False)),
        Pile("ingediend", N_("Submitted, waiting for a colleague"), _submitted(seen, actor)),
    ]
    return [pile for pile in found if pile.tasks]


def answer_to(deadline: Deadline, agreement: Agreement, actor: Actor, today: date) -> Answer | None:
    """The step that settles a deadline, when this person may take it now. Where there are several, the agreement's own
    page asks which.
    """
    row = KINDS[deadline.kind]
    if not row.ways:
        return None
    action = row.answer(agreement) if row.answer else row.ways[0].action
    if not row.can_be_answered(deadline, agreement, today) or not may(actor, action, agreement.content.department):
        return None
    if len(row.ways) > 1:
        return Answer(N_("Decide"), "")
    return Answer(row.ways[0].button, f"/{path_to(row.ways[0], deadline)}")


def _to_approve(seen: list[Agreement], actor: Actor) -> list[Task]:
    return [
        Task(a, step="goedkeuren")
        for a in seen
        if a.proposal
        and a.proposal.status is ProposalStatus.UNDER_REVIEW
        and a.proposal.submitted_by != actor.id
        and may(actor, Action.APPROVE, department_of(a, Action.APPROVE))
    ]


def _submitted(seen: list[Agreement], actor: Actor) -> list[Task]:
    approvable = {task.agreement.reference for task in _to_approve(seen, actor)}
    return [
        Task(a)
        for a in seen
        if a.proposal and a.proposal.status is ProposalStatus.UNDER_REVIEW and a.reference not in approvable
    ]


def _drafts(seen: list[Agreement], actor: Actor, office: Office, *, sent_back: bool) -> list[Task]:
    return [
        Task(
            a,
            lacks=len(completeness(a.proposal.content, a.registered_on, office.policy, office.today)),
            step="bewerken",
        )
        for a in seen
        if a.proposal
        and a.proposal.status is ProposalStatus.DRAFT
        and bool(a.proposal.returned_reason) is sent_back
        and may(actor, Action.AMEND, a.content.department)
    ]


def _soon(deadline: Deadline) -> timedelta:
    return timedelta(days=KINDS[deadline.kind].soon_days)


def _due(pairs: list[tuple[Agreement, Deadline]], is_meant: Callable[[Deadline], bool]) -> list[Task]:
    return [Task(agreement, deadline) for agreement, deadline in pairs if is_meant(deadline)]
