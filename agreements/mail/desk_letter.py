"""The letters of the desk: to who asked a question, to colleagues, and to a party that has to correct data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.domain.desk.correction import Correction
from agreements.domain.desk.question import Question
from agreements.domain.messages import MessageKind
from agreements.mail.desk_words import WORDS, When
from agreements.mail.letter import Letter, WayOn, clean, shortened
from agreements.texts import Texts

_LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskOccasion:
    """What the mail is about. `is_first`: its reader was told nothing of it before."""

    kind: MessageKind
    question: Question
    correction: Correction | None
    today: date
    is_first: bool
    organisation: str
    link: str

    @property
    def due_on(self) -> date | None:
        """Last day of what is asked of the reader."""
        return self.correction.due_on if self.correction else self.question.due_on

    @property
    def when(self) -> When:
        """Which words fit."""
        if self.is_first:
            return When.FIRST
        return When.LATE if self.due_on and self.today > self.due_on else When.AGAIN


def desk_letter(occasion: DeskOccasion, texts: Texts) -> Letter:
    """Raises KeyError for a kind that is not of the desk."""
    words, places = WORDS[occasion.kind, occasion.when], _places(occasion, texts)
    return Letter(
        language=texts.language,
        subject=texts(words.subject, **places),
        sender=texts("Register of agreements %(organisation)s", organisation=places["organisation"]),
        urgency=words.urgency,
        badge=texts(words.badge),
        heading=texts(words.heading, **places),
        lead=texts(words.lead, **places),
        facts=_facts(occasion, texts),
        words=_words(occasion),
        steps_title=texts(words.steps_title),
        steps=tuple(WayOn(texts(title), texts(text)) for title, text in words.steps),
        button=texts(words.button),
        link=occasion.link,
        why=texts(words.why),
        closing=texts("The register sent this mail by itself. A reply does not reach anyone."),
    )


def _places(occasion: DeskOccasion, texts: Texts) -> dict[str, str]:
    task = occasion.correction
    return {
        "title": shortened(clean(occasion.question.title), _LONGEST_TITLE),
        "day": texts.day(occasion.due_on) if occasion.due_on else "",
        "organisation": clean(occasion.organisation),
        "party": shortened(clean(task.party), _LONGEST_TITLE) if task else "",
        "number": shortened(clean(task.number), _LONGEST_TITLE) if task else "",
    }


def _facts(occasion: DeskOccasion, texts: Texts) -> tuple[tuple[str, str], ...]:
    question, task = occasion.question, occasion.correction
    agreement = (texts("Agreement"), f"{_places(occasion, texts)['title']} ({question.reference})")
    if occasion.kind is MessageKind.QUESTION_CONFIRM:
        return (agreement, (texts("Sent on"), texts.day(question.asked_on)))
    if occasion.kind is MessageKind.QUESTION_ANSWERED:
        return (agreement, (texts("Number of your question"), str(question.id)))
    due = (texts("Answer by"), texts.day(occasion.due_on)) if occasion.due_on else (texts("Answer by"), "")
    if task is None:
        return (due, (texts("What it is"), texts.word(question.kind)), agreement)
    answered = ((texts("What the party says"), texts.word(task.outcome)),) if task.outcome else ()
    party = (texts("Party"), clean(task.party))
    return (*answered, due, (texts("Number of the file"), clean(task.number)), party, agreement)


def _words(occasion: DeskOccasion) -> tuple[str, ...]:
    """The answer, as it was written. Nothing else that people wrote goes by mail."""
    if occasion.kind is not MessageKind.QUESTION_ANSWERED:
        return ()
    return tuple(line for part in occasion.question.answer.splitlines() if (line := clean(part)))
