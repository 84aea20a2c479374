"""The letter about a deadline: what ends or must be done, when, with whom, and what the reader can do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.domain.deadlines import KINDS, KindOfDeadline
from agreements.domain.deadlines.advice import LATER
from agreements.domain.deadlines.row import Advice, Wording
from agreements.domain.decision_day import open_decide_by
from agreements.domain.lifecycle import data_left, passed_on
from agreements.domain.wording import Counted, plural
from agreements.mail.letter import (
    Letter,
    Occasion,
    Urgency,
    WayOn,
    Written,
    clean,
    parties_of,
    points_of,
    shortened,
    subject_title,
    title_of,
)
from agreements.mail.reasons import closing, others_line, sender_name, why_line
from agreements.texts import Texts

SOON_DAYS = 30
LONGEST_PARTY = 40
"""Characters of a name in a subject."""
_LEFT = plural("%(count)s day left", "%(count)s days left")
_TOO_LATE = plural("%(count)s day too late", "%(count)s days too late")


@dataclass(frozen=True, slots=True)
class _Telling:
    """An occasion with the words for it, and how many days are left (negative: too late)."""

    occasion: Occasion
    row: KindOfDeadline
    due_on: date
    texts: Texts

    @property
    def wording(self) -> Wording:
        return self.row.wording_for(self.row.wording, self.occasion.agreement, self.occasion.subject)

    @property
    def days_left(self) -> int:
        return (self.due_on - self.occasion.today).days

    @property
    def values(self) -> dict[str, object]:
        content = self.occasion.agreement.content
        return {
            "title": title_of(self.occasion.content),
            "day": self.due_on,
            "ends_on": self.occasion.agreement.last_day or self.due_on,
            "party": clean(self.occasion.subject),
            "department": clean(content.department),
            "starts_on": self._successor_starts_on,
        }

    @property
    def in_subject(self) -> dict[str, object]:
        """The same, short enough to keep the date in sight."""
        party = shortened(clean(self.occasion.subject), LONGEST_PARTY)
        return {**self.values, "title": subject_title(self.occasion.content), "party": party}

    @property
    def _successor_starts_on(self) -> date | str:
        follows = self.occasion.agreement.succession
        return (follows.starts_on if follows else None) or ""

    def counted(self, texts_for_count: Counted) -> str:
        """A text with the number of days left, or of days too late."""
        one, many = texts_for_count
        return self.texts.plural(one, many, abs(self.days_left), **self.in_subject)


def deadline_letter(occasion: Occasion, texts: Texts) -> Letter:
    """Raises ValueError when the occasion has no deadline."""
    if occasion.deadline_kind is None or occasion.due_on is None:
        raise ValueError("a letter about a deadline needs the deadline")
    telling = _Telling(occasion, KINDS[occasion.deadline_kind], occasion.due_on, texts)
    wording, is_late = telling.wording, telling.days_left < 0
    return Letter(
        language=texts.language,
        subject=_subject(telling),
        sender=sender_name(occasion.organisation, texts),
        urgency=_urgency(telling.days_left),
        badge=_badge(telling),
        heading=texts(_heading(telling), **telling.values),
        lead=texts(wording.lead_late if is_late else wording.lead_before, **telling.values),
        facts=_facts(telling),
        steps_title=_steps_title(telling),
        steps=_steps(telling, wording.steps_late if is_late else wording.steps_before),
        button=texts("Open the agreement in the register"),
        link=occasion.link,
        why=why_line(occasion, texts),
        others=others_line(occasion, texts),
        closing=closing(texts),
    )


def _subject(telling: _Telling) -> str:
    if telling.days_left > 0:
        return telling.counted(telling.wording.subject_before)
    if telling.days_left < 0:
        return telling.counted(telling.wording.subject_late)
    return telling.texts(telling.wording.subject_today, **telling.in_subject)


def _heading(telling: _Telling) -> str:
    if telling.days_left > 0:
        return telling.wording.heading_before
    return telling.wording.heading_late if telling.days_left < 0 else telling.wording.heading_today


def _urgency(days_left: int) -> Urgency:
    if days_left < 0:
        return Urgency.LATE
    return Urgency.SOON if days_left <= SOON_DAYS else Urgency.CALM


def _badge(telling: _Telling) -> str:
    if telling.days_left > 0:
        return telling.counted(_LEFT)
    if telling.days_left < 0:
        return telling.counted(_TOO_LATE)
    return telling.texts("Today")


def _facts(telling: _Telling) -> tuple[tuple[str, str], ...]:
    """What a head of department looks for first: the day, with whom, until when, and how to find it again."""
    agreement, texts = telling.occasion.agreement, telling.texts
    facts = [(texts(telling.wording.day_label), texts.day(telling.due_on))]
    if decide_on := _open_decision(telling):
        facts.append((texts("Decide by"), texts.day(decide_on)))
    if not telling.row.is_last_day and agreement.last_day:
        facts.append((texts("Last day of the agreement"), texts.day(agreement.last_day)))
    if only := _only_these_data(telling):
        facts.append((texts("Only these data"), Written(only)))
    facts.append((texts("Between"), Written(parties_of(agreement.content, texts))))
    if department := clean(agreement.content.department):
        facts.append((texts("Department"), Written(department)))
    facts.extend(points_of(telling.occasion, texts))
    facts.append((texts("Reference"), agreement.reference))
    return tuple(facts)


def _only_these_data(telling: _Telling) -> str:
    """What is to be destroyed by a party that goes on with its other data under the successor; else nothing."""
    agreement, party = telling.occasion.agreement, telling.occasion.subject
    if not telling.row.is_per_party or party not in {one.party for one in passed_on(agreement)}:
        return ""
    return clean(", ".join(kind.name for kind in data_left(agreement, party)))


def _steps_title(telling: _Telling) -> str:
    """For the end of the term the decision comes first; when that day has passed, as soon as possible."""
    texts = telling.texts
    if not telling.wording.asks_to_decide or telling.days_left < 0:
        return texts("What you can do now")
    if decide_on := _open_decision(telling):
        return texts("Decide by %(decide_on)s at the latest", decide_on=decide_on)
    return texts("Decide as soon as you can")


def _open_decision(telling: _Telling) -> date | None:
    """The day to decide by, when the letter is about the end and that day has not passed."""
    decide_on = open_decide_by(telling.occasion.agreement, telling.occasion.today)
    is_open = decide_on is not None and decide_on >= telling.occasion.today
    return decide_on if is_open and telling.row.is_last_day else None


def _steps(telling: _Telling, advice: Advice) -> tuple[WayOn, ...]:
    offered = (*advice, LATER) if telling.days_left > 0 and telling.row.can_be_postponed else advice
    return tuple(WayOn(telling.texts(title), telling.texts(text, **telling.values)) for title, text in offered)
