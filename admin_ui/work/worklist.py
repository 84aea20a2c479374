"""What waits for somebody: a few of each kind, and how many there are. Nothing else of the register is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from admin_ui.agreement.steps import path_to
from agreements.domain.agreement import Agreement
from agreements.domain.deadlines import KINDS, Deadline
from agreements.domain.record import Record
from agreements.domain.reporting import points_lacking
from agreements.domain.roles import Action, Actor, may
from agreements.domain.viewing import reach_of, viewing_of
from agreements.domain.wording import N_
from agreements.services.office import Office
from agreements.storage import agreements, waiting
from agreements.storage.waiting import Heap

MOST_SHOWN = 25
"""Of one pile on the start page; the rest is in the list."""


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
    """Tasks of one kind: the first ones, and the number of them all."""

    id: str
    title: str
    tasks: list[Task]
    count: int
    is_urgent: bool = False


async def piles(actor: Actor, office: Office) -> list[Pile]:
    """What waits, the most urgent first; empty piles are left out."""
    seen, today = viewing_of(actor), office.today
    if seen.is_nothing:
        return []
    judge, writer = reach_of(actor, Action.APPROVE), reach_of(actor, Action.AMEND)
    to_judge = await waiting.to_judge(seen, judge, actor.id, MOST_SHOWN)
    late = await waiting.late(seen, today, MOST_SHOWN)
    sent_back = await waiting.drafts(seen, writer, MOST_SHOWN, sent_back=True)
    soon = await waiting.soon(seen, today, MOST_SHOWN)
    drafts = await waiting.drafts(seen, writer, MOST_SHOWN, sent_back=False)
    submitted = await waiting.to_wait_for(seen, judge, actor.id, MOST_SHOWN)
    heaps = (to_judge, late, sent_back, soon, drafts, submitted)
    records = await agreements.load_ids(sorted({one.agreement_id for heap in heaps for one in heap.first}))

    def pile(code: str, title: str, heap: Heap, *, step: str = "", is_urgent: bool = False) -> Pile:
        return Pile(code, title, _tasks(heap, records, step, office), heap.count, is_urgent)

    found = (
        pile("goedkeuren", N_("Waiting for your approval"), to_judge, step="goedkeuren", is_urgent=True),
        pile("te-laat", N_("Too late"), late, is_urgent=True),
        pile("teruggestuurd", N_("Sent back to you"), sent_back, step="bewerken"),
        pile("binnenkort", N_("To decide or do within 90 days"), soon),
        pile("concepten", N_("Drafts"), drafts, step="bewerken"),
        pile("ingediend", N_("Submitted, waiting for a colleague"), submitted),
    )
    return [one for one in found if one.count]


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


def _tasks(heap: Heap, records: Mapping[int, Record], step: str, office: Office) -> list[Task]:
    """Of a draft to work on also how much it lacks."""
    found = []
    for one in heap.first:
        if one.agreement_id in records:
            agreement = records[one.agreement_id].agreement
            found.append(
                Task(
                    agreement,
                    one.deadline,
                    points_lacking(agreement, office.policy, office.today) if step == "bewerken" else 0,
                    step,
                )
            )
    return found
