"""Many different agreements for a register of size: some thousand go through every rule, the others are like one of
them under another name. Deterministic for a day, so that every run and every contestant has the same.
"""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from agreements import content_json
from agreements.domain import transitions
from agreements.domain.agreement import Agreement
from agreements.domain.content import Content
from agreements.domain.letters import folded
from agreements.domain.lifecycle import parties_to_confirm
from agreements.domain.term import TermPolicy
from agreements.publication.document import Document, to_json
from agreements.publication.published import published
from tests.people import CORPORATION, HENK, PETRA, REFERENCE, STARTS_ON, destruction, review
from tests.whole_agreements import WHOLE

WHOLE_ONES: Final = 2_000
"""So many go through every rule."""
WITH_HISTORY: Final = 8
"""One in so many has each of its steps in the ledger; of the others what they came to stands there as one entry."""
COMMON_WORD: Final = "samenloop"
"""Every second agreement is found by it."""
_TITLE: Final = "TITEL VAN DEZE AFSPRAAK"
_DAY = re.compile(r'"(\d{4}-\d\d-\d\d)"')
DEPARTMENTS = (
    *("Wonen", "Zorg", "Jeugd", "Onderwijs", "Werk en Inkomen", "Veiligheid", "Burgerzaken", "Belastingen", "Ruimte"),
    *("Verkeer", "Sport", "Cultuur", "Economie", "Milieu", "Handhaving", "Vergunningen", "Wijkbeheer", "Archief"),
)
_THEMES = (
    *(
        "schulden",
        "jeugdhulp",
        "ondermijning",
        "leerplicht",
        "adresfraude",
        "dementie",
        "energiearmoede",
        "inburgering",
    ),
    *("woonoverlast", "nazorg ex-gedetineerden", "zorgfraude", "evenementen"),
)
_WORDS = (
    *("Vroeg eropaf", "Samen sterk", "Aanpak", "Signalering", "Meldpunt", "Regie", "Convenant", "Ketenafspraak"),
    *("Huisbezoek", "Preventie", "Toeleiding", "Nazorg"),
)
_PLACES = tuple(
    f"{name}{end}" for name in ("Oost", "West", "Noord", "Zuid") for end in ("hoek", "veld", "dijk", "kade")
)
_PARTNERS = tuple(
    f"{kind} {name}"
    for kind in ("Woonstichting", "Stichting", "Coöperatie", "Vereniging", "Bureau")
    for name in ("De Linde", "De Es", "De Beuk", "Het Anker", "De Brug", "De Kei", "Het Baken", "De Sluis")
)
_KINDS = tuple(content for name, content in WHOLE.items() if name not in {"not public", "transitional"})


@dataclass(frozen=True, slots=True)
class Step:
    """What the public memory was told of one agreement on a day."""

    known_on: date
    record: str


@dataclass(frozen=True, slots=True)
class Whole:
    """An agreement that went through every rule, with each of its steps that residents saw."""

    agreement: Agreement
    steps: tuple[Step, ...]
    columns: Mapping[str, object]
    """Of its version, as the register stores them."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One of the crowd: another one under its own name."""

    like: Whole
    reference: str
    title: str

    has_history: bool

    @property
    def steps(self) -> tuple[Step, ...]:
        """Those that stand in the ledger."""
        return self.like.steps if self.has_history else self.like.steps[-1:]

    def renamed(self, text: str) -> str:
        """A JSON text about the other one, about this one."""
        return text.replace(REFERENCE, self.reference).replace(_TITLE, self.title)

    def folded(self, text: str) -> str:
        """The same of a text to search in."""
        return text.replace(folded(REFERENCE), folded(self.reference)).replace(folded(_TITLE), folded(self.title))


def is_named(text: str) -> bool:
    """Whether a text about one that others are like is another one about each of them."""
    return REFERENCE in text or _TITLE in text


def crowd(count: int, anchor: date) -> Iterator[Copy]:
    """So many agreements, as they are shortly before `anchor`."""
    for number in range(count):
        like = whole_one(number % WHOLE_ONES, anchor)
        year = like.agreement.registered_on.year
        rng = random.Random(number)
        what, place = rng.choice(_WORDS), rng.choice(_PLACES)
        about = f" en {COMMON_WORD} in" if number % 2 else " rond"
        title = f"{what} {like.agreement.content.theme.lower()}{about} {place} {number // len(_PLACES)}"
        yield Copy(like, f"AFS-{year}-{number + 1:04d}", title, number % WITH_HISTORY == 0)


@functools.cache
def whole_one(number: int, anchor: date) -> Whole:
    """The one with this number, through its whole life up to `anchor`."""
    rng = random.Random(number)
    starts_on = anchor + timedelta(days=rng.randint(-1400, 150))
    starts_on = starts_on.replace(day=min(starts_on.day, 28))
    approved_on = min(starts_on - timedelta(days=30), anchor - timedelta(days=2))
    agreement = _approved(_content(number, starts_on, rng), approved_on, anchor)
    steps = [_step(agreement, approved_on)]
    for later, day in _later(agreement, anchor, rng):
        agreement = later
        steps.append(_step(later, day))
    version = content_json.version_columns(REFERENCE, agreement.content)
    return Whole(agreement, tuple(steps), version)


def _step(agreement: Agreement, day: date) -> Step:
    return Step(day, to_json(Document(published=published(agreement))))


def _content(number: int, starts_on: date, rng: random.Random) -> Content:
    """One of every kind, moved to other days and other parties."""
    moved = starts_on - STARTS_ON

    def on_another_day(found: re.Match[str]) -> str:
        return f'"{date.fromisoformat(found[1]) + moved}"'

    text = content_json.content_to_json(_KINDS[number % len(_KINDS)])
    text = _DAY.sub(on_another_day, text.replace(CORPORATION, rng.choice(_PARTNERS)))
    years = rng.choice((1, 2, 2, 3))
    changes: dict[str, Any] = {
        "title": _TITLE,
        "theme": rng.choice(_THEMES),
        "department": rng.choice(DEPARTMENTS),
        "starts_on": starts_on,
        "ends_on": _years_later(starts_on, years) - timedelta(days=1),
        "review_dates": (starts_on + timedelta(days=200),),
    }
    return replace(content_json.content_from_json(text), **changes)


def _years_later(day: date, years: int) -> date:
    return day.replace(year=day.year + years)


def _approved(content: Content, day: date, anchor: date) -> Agreement:
    policy = TermPolicy(in_force_since=anchor - timedelta(days=2000))
    made = transitions.register(REFERENCE, content, day - timedelta(days=30), policy)
    submitted = transitions.submit(made, PETRA.id, day - timedelta(days=7), policy)
    return transitions.approve(submitted, HENK.id, day, policy)


def _later(agreement: Agreement, anchor: date, rng: random.Random) -> Iterator[tuple[Agreement, date]]:
    """What most of them live through: a review on time, an early end, a rest, destruction and the close."""
    planned_on, ends_on = agreement.content.review_dates[0], agreement.content.ends_on or anchor
    if planned_on < anchor and rng.random() < 0.95:
        agreement = transitions.record_review(agreement, review(done_on=planned_on, planned_on=planned_on), planned_on)
        yield agreement, planned_on
    starts_on = agreement.content.starts_on or anchor
    if starts_on < anchor < ends_on and rng.random() < 0.08:
        day = max(starts_on, planned_on if planned_on < anchor else starts_on) + timedelta(days=1)
        reason = "Het doel is bereikt"
        if rng.random() < 0.3 and day < anchor:
            yield transitions.suspend(agreement, day, None, reason, day), day
        elif day < anchor:
            yield transitions.terminate(agreement, day, reason, HENK.id, day), day
        return
    day = ends_on + timedelta(days=30)
    if day < anchor and rng.random() < 0.97:
        for name in parties_to_confirm(agreement):
            agreement = transitions.confirm_destruction(agreement, destruction(name, done_on=day), day)
        yield transitions.close(agreement, day), day
