"""A visible change of the register in words: what an entry of the public memory tells beside the one before.

What may be told follows from what is public at the moment that is asked about, not at that of the entry: of an
agreement that is not public any more, earlier entries tell only that they are there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from agreements.domain.memory import Entry, EntryKind
from agreements.domain.wording import N_
from agreements.publication.counts import counts_from_json
from agreements.publication.differences import Difference, differences, line_difference
from agreements.publication.document import Document, WithheldLine
from agreements.publication.what_happened import happened
from agreements.texts import Texts


class ChangeKind(StrEnum):
    """What an entry is to who reads it at the moment that is asked about."""

    NEW = "new"
    """An agreement can be read for the first time, or a plan of one."""
    AGAIN = "again"
    """It is public again."""
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    UNTOLD = "untold"
    """It is about an agreement that is not public now: nothing is told but that it is there."""
    COUNTED = "counted"
    """How many agreements are not public changed."""


_IN_SHORT = {
    ChangeKind.NEW: N_("new in the register"),
    ChangeKind.AGAIN: N_("public again"),
    ChangeKind.CHANGED: N_("changed"),
    ChangeKind.WITHDRAWN: N_("no longer public"),
    ChangeKind.UNTOLD: N_("a change of what is not public now"),
    ChangeKind.COUNTED: N_("another number of agreements is not public"),
}
_NEW_PLAN = N_("new plan")
LONGEST_GIST: Final = 200
"""What is longer stands on the page of the change alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An entry in the words of one language. `reference` is empty where it is about no agreement, `title` and `theme`
    where they may not be told."""

    seq: int
    reference: str
    kind: ChangeKind
    known_at: datetime
    known_on: date
    title: str
    theme: str
    in_short: str
    differences: tuple[Difference, ...] = ()
    """By field. Of a new one there is nothing to compare with; of one that has none only that changed which follows
    from other facts, such as from which day something counts as late."""
    told_until: datetime
    """Of what is told no more: since when its agreement is not public."""
    is_open: bool = False
    """Whether the agreement itself can be read."""
    version: int = 0
    """The version that held from this entry on, where that can be read."""

    @property
    def about(self) -> str:
        """The agreement by the name that may be told."""
        return self.title or self.reference

    @property
    def gist(self) -> str:
        """What became of the one field that changed; empty where more changed, or it takes many words."""
        told = [f"{one.label}: {'; '.join(one.after)}" for one in self.differences if one.after]
        return told[0] if len(self.differences) == len(told) == 1 and len(told[0]) <= LONGEST_GIST else ""

    @property
    def in_words(self) -> str:
        """The whole in one line."""
        return f"{self.about}: {self.in_short}" if self.about else self.in_short[:1].upper() + self.in_short[1:]


@dataclass(frozen=True, slots=True)
class Beside:
    """An entry with the one before of the same agreement, and what is told of that agreement at the moment asked
    about, and since when. A count has no documents."""

    entry: Entry
    document: Document | None
    before: Document | None
    now: Document | None
    now_since: datetime
    count_before: str = ""
    """The record of the count before; empty where there is none."""


def change_of(beside: Beside, texts: Texts) -> Change:
    """What an entry tells. Raises pydantic's ValidationError when a count was damaged."""
    kind = _kind(beside)
    found = tuple(_differences(beside, kind, texts))
    title, theme = _named(beside.now)
    is_open = beside.now is not None and beside.now.published is not None
    return Change(
        seq=beside.entry.seq,
        reference=beside.entry.reference,
        kind=kind,
        known_at=beside.entry.known_at,
        known_on=beside.entry.known_on,
        title=title,
        theme=theme,
        in_short=_in_short(beside, kind, texts),
        differences=found,
        told_until=beside.now_since,
        is_open=is_open,
        version=beside.document.published.version if is_open and beside.document and beside.document.published else 0,
    )


def _kind(beside: Beside) -> ChangeKind:
    document, before, now = beside.document, beside.before, beside.now
    if beside.entry.kind is EntryKind.COUNTED:
        return ChangeKind.COUNTED
    if document is None or now is None or (now.withheld and not document.withheld):
        return ChangeKind.UNTOLD
    if document.withheld:
        return ChangeKind.CHANGED if before and before.withheld else ChangeKind.WITHDRAWN
    if before is None or (document.published and not before.published and not before.withheld):
        return ChangeKind.NEW
    return ChangeKind.AGAIN if before.withheld else ChangeKind.CHANGED


def _named(now: Document | None) -> tuple[str, str]:
    """Title and theme, as far as they are public now; of a plan that ended the line that stays."""
    if now is None or now.withheld:
        return "", ""
    if now.published:
        return now.published.content.title, now.published.content.theme
    last = now.plans[-1]
    return last.title, last.content.theme if last.content else ""


def _in_short(beside: Beside, kind: ChangeKind, texts: Texts) -> str:
    document, before = beside.document, beside.before
    if kind is ChangeKind.NEW and document and document.published is None:
        return texts(_NEW_PLAN)
    if kind is ChangeKind.CHANGED and document and before:
        for row, old, new in happened(before, document, texts):
            if set(new) - set(old):
                return texts(row.came)
    return texts(_IN_SHORT[kind])


def _differences(beside: Beside, kind: ChangeKind, texts: Texts) -> Iterable[Difference]:
    if kind is ChangeKind.COUNTED:
        return _counted(beside, texts)
    document, before = beside.document or Document(), beside.before or Document()
    if kind in {ChangeKind.UNTOLD, ChangeKind.NEW, ChangeKind.AGAIN}:
        return ()
    if document.withheld:
        return _withheld(before.withheld, document.withheld, texts)
    found = [one for row, old, new in happened(before, document, texts) for one in _lines(row.label, old, new, texts)]
    if before.published and document.published:
        found += differences(before.published.content, document.published.content, texts)
    return found


def _lines(label: str, old: list[str], new: list[str], texts: Texts) -> list[Difference]:
    return line_difference(texts(label), old, new)


def _withheld(before: WithheldLine | None, after: WithheldLine, texts: Texts) -> Iterable[Difference]:
    """Of the line that stays: reason, ground, and whether data were destroyed."""

    def told(line: WithheldLine | None) -> dict[str, list[str]]:
        found = (
            [line.reason, texts.word(line.ground), texts("yes") if line.is_undestroyed else ""] if line else [""] * 3
        )
        labels = (N_("Reason"), N_("Ground in the law"), N_("Data not yet destroyed"))
        return {label: [text] if text else [] for label, text in zip(labels, found, strict=True)}

    old, new = told(before), told(after)
    return [one for label in new for one in _lines(label, old[label], new[label], texts)]


def _counted(beside: Beside, texts: Texts) -> Iterable[Difference]:
    """The numbers of each ground."""

    def told(record: str) -> dict[str, str]:
        counts = counts_from_json(record) if record else ()
        return {_ground(one.ground, texts): texts.number(one.number) for one in counts}

    old, new = told(beside.count_before), told(beside.entry.record)
    labels = dict.fromkeys((*old, *new))
    return [one for label in labels for one in line_difference(label, [old.get(label, "0")], [new.get(label, "0")])]


def _ground(ground: StrEnum | None, texts: Texts) -> str:
    return texts.word(ground) if ground else texts("ground not recorded")
