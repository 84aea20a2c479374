"""The history of the sample register: what was done, by whom and when, oldest first over all agreements. Pure.

Every agreement is registered, signed, submitted and approved (`reaches` says how far it came; an old one is reported
with what is known of it, and approved; `plan`: it was published as a plan first); what came after is its `history`,
one line per event:

| `do` | what happened | fields it uses |
|---|---|---|
| `amend` | changed, signed anew, submitted and, unless `approved` is false, approved | `changes` |
| `review` | a review was recorded; `planned` is the number of the planned one it answers | the three answers |
| `suspend`, `resume` | the exchange rests (from `starts`, until `ends` if given), and goes on | `reason` |
| `terminate` | ended early, with `ends` as its last day | `reason` |
| `decide` | the owner decided about the end | `decision` |
| `renew` | a successor was drafted, completed, submitted and approved as above | `years`, `reviews`, `changes` |
| `destroy` | a receiving party confirmed that the data are gone | `party`, `method`, `function` |
| `close` | all is done | |

Everything happens on working days before the day of loading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from agreements.domain.agreement import Destruction
from agreements.domain.content import Content
from agreements.domain.plan import Reactions
from agreements.domain.vocabulary import Role
from agreements.sample.contents import changed, content_of, with_term
from agreements.sample.moments import Anchors, anchors, office_hour, resolve, working_day
from agreements.sample.notation import AgreementSpec, Department, Event, Municipality
from agreements.sample.steps import (
    Act,
    Amend,
    Approve,
    Close,
    ConfirmDestruction,
    Decide,
    PublishPlan,
    RecordReview,
    Register,
    Renew,
    Report,
    Resume,
    SampleStep,
    SendBack,
    Submit,
    Suspend,
    Terminate,
)

OFFICER = "officer"
_SIGNED, _COMPLETED, _SUBMITTED, _JUDGED = (timedelta(days=days) for days in (28, 32, 36, 45))
_PUBLISHED, _ANSWERED = timedelta(days=39), timedelta(days=70)
"""After the registration of a first version; later versions take less time (`_new_version`)."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """One agreement on its way: what it says by now, where, and the day behind each anchor."""

    spec: AgreementSpec
    department: Department
    municipality: Municipality
    known: Anchors

    @property
    def head(self) -> str:
        """Key of the user who heads the department."""
        heads = (key for key, user in self.municipality.users.items() if user.role is Role.DEPARTMENT_HEAD)
        return next(key for key in heads if self.municipality.users[key].department == self.department.department)

    def content(self, signed_on: date | None) -> Content:
        return content_of(self.spec, self.department, self.municipality.partners, self.known, signed_on)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A step of which only the day is known."""

    on: date
    by: str
    key: str
    act: Act


def plan(municipality: Municipality, today: date, in_force_since: date) -> tuple[SampleStep, ...]:
    """All steps that lead to the sample register as it stands on `today`, oldest first."""
    known = anchors(today, in_force_since)
    specs = [(department, spec) for department in municipality.departments for spec in department.agreements]
    steps = [
        step
        for number, (department, spec) in enumerate(specs)
        for step in _timed(_story(_Scene(spec, department, municipality, with_term(spec, known)), number), number)
    ]
    return tuple(sorted(steps, key=lambda step: step.at))


def _timed(entries: Iterable[_Entry], number: int) -> Iterator[SampleStep]:
    """Give each entry its hour; the number of the agreement keeps two agreements from the same minute."""
    turns: Counter[date] = Counter()
    for entry in entries:
        day = working_day(entry.on)
        at = office_hour(day, turns[day]) + timedelta(seconds=37 * number)
        turns[day] += 1
        yield SampleStep(at, entry.by, entry.key, entry.act)


def _story(scene: _Scene, number: int) -> Iterator[_Entry]:
    yield from _beginning(scene, _registered_on(scene, number))
    for event in scene.spec.history:
        yield from _EVENTS[event.do](scene, event, resolve(event.on, scene.known))
        if event.do == "amend":
            scene = replace(scene, spec=changed(scene.spec, event.changes))


def _registered_on(scene: _Scene, number: int) -> date:
    """Where the sample does not say: two to three months before the start, not all on the same day."""
    moment = scene.spec.registered or f"start-{60 + number * 5 % 28}d"
    return working_day(resolve(moment, scene.known))


def _beginning(scene: _Scene, registered_on: date) -> Iterator[_Entry]:
    spec = scene.spec
    yield _Entry(registered_on, OFFICER, spec.key, Register(scene.content(None), spec.lead_days))
    if spec.reaches == "draft":
        return
    if spec.reaches == "reported":
        yield _Entry(registered_on + _SIGNED, OFFICER, spec.key, Report())
        yield _Entry(registered_on + _SUBMITTED, scene.head, spec.key, Approve())
        return
    content = scene.content(working_day(registered_on + _SIGNED))
    yield _Entry(registered_on + _COMPLETED, OFFICER, spec.key, Amend(content))
    yield _Entry(registered_on + _SUBMITTED, OFFICER, spec.key, Submit())
    if spec.plan:
        yield _Entry(registered_on + _PUBLISHED, scene.head, spec.key, PublishPlan())
    if spec.reaches == "returned":
        yield _Entry(registered_on + _JUDGED, scene.head, spec.key, SendBack(spec.returned_reason))
    elif spec.reaches == "approved":
        yield _approved(scene, registered_on)


def _approved(scene: _Scene, registered_on: date) -> _Entry:
    """After a plan once people could react, with the answer."""
    plan = scene.spec.plan
    if plan is None:
        return _Entry(registered_on + _JUDGED, scene.head, scene.spec.key, Approve())
    act = Approve(Reactions(count=plan.reactions, answer=plan.answer))
    return _Entry(registered_on + _ANSWERED, scene.head, scene.spec.key, act)


def _amend(scene: _Scene, event: Event, on: date) -> Iterator[_Entry]:
    new = replace(scene, spec=changed(scene.spec, event.changes))
    return _new_version(new, new.content(working_day(on) - timedelta(days=1)), on, event.approved)


def _renew(scene: _Scene, event: Event, on: date) -> Iterator[_Entry]:
    key = scene.spec.key
    yield _Entry(on, OFFICER, key, Renew(f"{key}-opvolger"))
    spec = changed(scene.spec, event.changes)
    says = {**spec.says, "is_transitional": False}
    spec = replace(spec, key=f"{key}-opvolger", says=says, ends="", reviews=event.reviews, history=())
    spec = replace(spec, starts="end+1d", years=event.years)
    new = replace(scene, spec=spec, known=with_term(spec, scene.known))
    completed_on = on + timedelta(days=12)
    content = replace(new.content(working_day(completed_on) - timedelta(days=1)), predecessor=key)
    yield from _new_version(new, content, completed_on, event.approved)


def _new_version(scene: _Scene, content: Content, on: date, approved: bool) -> Iterator[_Entry]:
    key = scene.spec.key
    yield _Entry(on, OFFICER, key, Amend(content))
    yield _Entry(on + timedelta(days=2), OFFICER, key, Submit())
    if approved:
        yield _Entry(on + timedelta(days=9), scene.head, key, Approve())


def _review(scene: _Scene, event: Event, on: date) -> Iterator[_Entry]:
    planned_on = resolve(scene.spec.reviews[event.planned - 1], scene.known) if event.planned else None
    act = RecordReview(planned_on, event.purpose_reached, event.still_proportionate, event.incidents)
    yield _Entry(on, scene.head, scene.spec.key, act)


def _suspend(scene: _Scene, event: Event, on: date) -> Iterator[_Entry]:
    until_on = resolve(event.ends, scene.known) if event.ends else None
    act = Suspend(resolve(event.starts, scene.known), until_on, event.reason)
    yield _Entry(on, scene.head, scene.spec.key, act)


def _resume(scene: _Scene, event: Event, on: date) -> Iterator[_Entry]:
    yield _Entry(on, scene.head, scene.spec.key, Resume())


def _terminate(scene: _Scene, event: Event, on: date) -> Iterator[_Entry]:
    act = Terminate(resolve(event.ends, scene.known), event.reason)
    yield _Entry(on, scene.head, scene.spec.key, act)


def _decide(scene: _Scene, event: Event, on: date) -> Iterator[_Entry]:
    if event.decision is None:
        raise ValueError(f"{scene.spec.key}: say what was decided")
    yield _Entry(on, scene.head, scene.spec.key, Decide(event.decision))


def _destroy(scene: _Scene, event: Event, on: date) -> Iterator[_Entry]:
    destruction = Destruction(
        party=scene.municipality.partners[event.party].name,
        method=event.method,
        done_on=working_day(on) - timedelta(days=1),
        confirmed_by_function=event.function,
        kept_data=event.kept_data,
        kept_law=event.kept_law,
        kept_until=resolve(event.kept_until, scene.known) if event.kept_until else None,
    )
    yield _Entry(on, OFFICER, scene.spec.key, ConfirmDestruction(destruction))


def _close(scene: _Scene, event: Event, on: date) -> Iterator[_Entry]:
    yield _Entry(on, OFFICER, scene.spec.key, Close())


_EVENTS: dict[str, Callable[[_Scene, Event, date], Iterator[_Entry]]] = {
    "amend": _amend,
    "close": _close,
    "decide": _decide,
    "destroy": _destroy,
    "renew": _renew,
    "resume": _resume,
    "review": _review,
    "suspend": _suspend,
    "terminate": _terminate,
}
