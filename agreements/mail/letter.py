"""What a mail says, before it takes a shape: the text part and the HTML part are made of the same letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from babel.lists import format_list

from agreements.domain.agreement import Agreement
from agreements.domain.content import Content
from agreements.domain.deadlines import DeadlineKind
from agreements.domain.messages import MessageKind
from agreements.domain.reporting import shown_lacks
from agreements.domain.vocabulary import Role
from agreements.domain.wording import plural
from agreements.publication.ical import KeyDate
from agreements.texts import Texts

_POINTS = plural("%(count)s point; the link leads to it", "%(count)s points; the link leads to them")
_MOST_PARTIES = 4
_LONGEST_TITLE_IN_SUBJECT = 90
_LONGEST_PIECE = 300
_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}
_DIRECTION_MARKS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Urgency(StrEnum):
    """How the mail looks. The words say the same: colour alone tells nobody anything (WCAG 1.4.1)."""

    CALM = "calm"
    SOON = "soon"
    LATE = "late"


class Written(str):
    """What somebody wrote in the register, in Dutch: in a mail in another language it is marked so (WCAG 3.1.2)."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class WayOn:
    """Something the reader can do: two or three words, and a sentence on what it means."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """What every mail has, in one language: the frame around what it is about (`templates/frame.html`)."""

    language: str
    subject: str
    sender: str
    urgency: Urgency
    badge: str
    heading: str
    lead: str
    button: str
    link: str
    why: str
    others: str = ""
    closing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Framed):
    """A mail about one thing: the facts, and what the reader can do."""

    facts: tuple[tuple[str, str], ...]
    words: tuple[str, ...] = ()
    """Paragraphs that a colleague wrote to the reader."""
    steps_title: str
    steps: tuple[WayOn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What the mail is about, and to whom. Holds no names or addresses of persons."""

    kind: MessageKind
    agreement: Agreement
    today: date
    """The day the mail counts from: the day it was planned for, or the day it leaves when that is later."""
    organisation: str
    base_url: str
    deadline_kind: DeadlineKind | None = None
    subject: str = ""
    due_on: date | None = None
    reason: str = ""
    audience: str = ""
    is_fallback: bool = False
    is_owner: bool = False
    others: tuple[str, ...] = ()
    """Functions of the others who are told the same."""
    event: KeyDate | None = None
    """The deadline as the reader's own calendar shows it."""

    @property
    def content(self) -> Content:
        """What the mail is about: about approval it is what was proposed, else what is in force."""
        proposal = self.agreement.proposal
        return proposal.content if proposal and self._is_about_proposal else self.agreement.content

    @property
    def _is_about_proposal(self) -> bool:
        return self.agreement.proposal is not None and self.kind is not MessageKind.DEADLINE

    @property
    def link(self) -> str:
        """The one address in the mail: of an agreement that lacks points, where they stand.

        Opening it changes nothing. Who lost an agreement cannot open it any more.
        """
        if self.kind is MessageKind.MOVED:
            return f"{self.base_url}/beheer"
        place = ("#ontbreekt-concept" if self._is_about_proposal else "#ontbreekt") if self.points else ""
        return f"{self.base_url}/beheer/afspraken/{self.agreement.reference}{place}"

    @property
    def points(self) -> int:
        """How many points a reported old agreement lacks; none of any other."""
        return len(shown_lacks(self.content)) if self.content.is_reported else 0


def points_of(occasion: Occasion, texts: Texts) -> tuple[tuple[str, str], ...]:
    """How many points a reported old agreement lacks, as a fact; the link of the mail leads to the list."""
    if not occasion.points:
        return ()
    said = texts.plural(*_POINTS, occasion.points)
    return ((texts("Still missing"), said),)


def clean(text: str) -> str:
    """One line without control characters and direction marks, so that no text can pose as another header or line."""
    spaced = "".join(" " if unicodedata.category(c) in _UNPRINTABLE else c for c in text if c not in _DIRECTION_MARKS)
    return " ".join(spaced.split())


def shortened(text: str, length: int) -> str:
    """At most `length` characters, cut at a word where there is one."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def title_of(content: Content) -> str:
    """The title as a mail shows it."""
    return shortened(clean(content.title), _LONGEST_PIECE)


def subject_title(content: Content) -> str:
    """The title as a subject shows it: short enough to keep the date in sight."""
    return shortened(clean(content.title), _LONGEST_TITLE_IN_SUBJECT)


def parties_of(content: Content, texts: Texts) -> str:
    """Between whom, in a sentence; long lists are cut, and say so."""
    names = [shortened(clean(party.name), _LONGEST_PIECE) for party in content.parties]
    if len(names) > _MOST_PARTIES + 1:
        rest = len(names) - _MOST_PARTIES
        names = [*names[:_MOST_PARTIES], texts.plural("%(count)s more", "%(count)s more", rest)]
    return listed(names, texts)


def listed(words: Sequence[str], texts: Texts) -> str:
    """“a, b and c” in the reader's language."""
    return format_list(list(words), locale=texts.language)


def function_name(role: Role, function_title: str, department: str, texts: Texts) -> str:
    """How a colleague is named: by function, with the department where the function does not say it."""
    name = clean(function_title) or texts.word(role)
    if department and department.casefold() not in name.casefold():
        return f"{name} ({clean(department)})"
    return name
