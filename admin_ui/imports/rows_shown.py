"""The rows of a list as people look at them: which ones, and what is told of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from agreements.dates import PartialDate
from agreements.domain.catalogue import BY_NAME
from agreements.domain.wording import N_
from agreements.importing.import_row import Difference, ImportRow, Outcome
from agreements.services.imports.runs import Counts
from agreements.storage.imports.rows import ALL_ROWS, Chosen
from agreements.texts import Texts

SHOW, AFTER = "toon", "na"


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to look at the rows: the word in the address, what people read, and which rows."""

    word: str
    label: str
    rows: Chosen


OUTCOMES: dict[Outcome, tuple[str, str]] = {
    Outcome.DRAFT: ("nieuw", N_("new")),
    Outcome.CHANGED: ("gewijzigd", N_("changed")),
    Outcome.UNCHANGED: ("ongewijzigd", N_("unchanged")),
    Outcome.SKIPPED: ("overgeslagen", N_("skipped")),
    Outcome.REFUSED: ("geweigerd", N_("refused")),
}
"""What becomes of a row: the word in the address, and what people read."""
UNSURE = Choice("onzeker", N_("to be looked at"), Chosen(unsure=True))
STAYED = Choice("gebleven", N_("stayed, as somebody changed it"), Chosen(stayed=True))
CHOICES: tuple[Choice, ...] = (
    Choice("", N_("all rows"), ALL_ROWS),
    *(Choice(word, label, Chosen(outcomes=(outcome.value,))) for outcome, (word, label) in OUTCOMES.items()),
    UNSURE,
    STAYED,
)


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A choice as a link."""

    address: str
    label: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as people look at it."""

    number: int
    title: str
    reference: str
    outcome: str
    outcome_word: str
    starts: str
    ends: str
    is_skipped: bool
    """It is no agreement; what is told of it is why."""
    doubts: tuple[str, ...]
    facts: tuple[str, ...]
    differences: tuple[tuple[str, Difference], ...]


def chosen_in(asked: Mapping[str, str]) -> Choice:
    """What somebody wants to see; an unknown word counts as none."""
    return next((choice for choice in CHOICES if choice.word == asked.get(SHOW, "")), CHOICES[0])


def choices_shown(address: str, counts: Counts, chosen: Choice, texts: Texts, *, is_undone: bool) -> list[ChoiceView]:
    """A link for each choice that gives rows, and for the one that is chosen."""
    numbers: dict[str, int] = {"": sum(counts.by_outcome.values()), UNSURE.word: counts.unsure}
    numbers |= {word: counts.by_outcome.get(outcome.value, 0) for outcome, (word, _) in OUTCOMES.items()}
    return [
        ChoiceView(address_of(address, one), texts(one.label), numbers.get(one.word), one is chosen)
        for one in CHOICES
        if one is chosen or numbers.get(one.word) or (one is STAYED and is_undone)
    ]


def address_of(address: str, choice: Choice, after: int | None = None) -> str:
    """Where rows are looked at in this way, from behind a row of the list."""
    asked = {SHOW: choice.word, AFTER: str(after or "")}
    given = urlencode({name: value for name, value in asked.items() if value})
    return f"{address}?{given}" if given else address


def row_shown(row: ImportRow, texts: Texts) -> RowView:
    """One row; what somebody must look at first."""
    word, label = OUTCOMES[row.outcome]
    doubts = [message for message in row.messages if message.code.value.is_doubt]
    facts = [message for message in row.messages if not message.code.value.is_doubt]
    return RowView(
        number=row.row,
        title=row.title,
        reference=row.reference,
        outcome=texts(label),
        outcome_word=word,
        starts=_day(row.start, texts),
        ends=_day(row.end, texts),
        is_skipped=row.outcome is Outcome.SKIPPED,
        doubts=tuple(message.said(texts) for message in doubts),
        facts=tuple(message.said(texts) for message in facts),
        differences=tuple((texts(BY_NAME[one.field].label), one) for one in row.differences),
    )


def _day(partial: PartialDate | None, texts: Texts) -> str:
    """A whole day in words; what is less than that as it is known."""
    day = partial.as_date() if partial else None
    return texts.day(day) if day else str(partial or "")
