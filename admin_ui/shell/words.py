"""An agreement in words, by the labels of its form: for the detail page, and for what changed between two versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from admin_ui.forms.content import typed_from_content
from admin_ui.forms.kinds import Control
from admin_ui.forms.record import RecordForm
from admin_ui.forms.typed import Typed
from admin_ui.forms.view import Drawing, FieldView, FoldView, GroupView, SectionView
from agreements.dates import parse_full_date
from agreements.domain.content import Content
from agreements.domain.errors import AgreementError
from agreements.domain.wording import N_
from agreements.texts import Texts


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with what it says: one text, or a list of rows (each a list of label and text)."""

    id: str
    label: str
    text: str = ""
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return not self.text and not self.rows

    def lines(self) -> tuple[str, ...]:
        """The text, or one line for each row."""
        if self.rows:
            return tuple(" · ".join(text for _, text in row) for row in self.rows)
        return (self.text,) if self.text else ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the record."""

    id: str
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two versions do not share; of lists only the rows that differ."""

    name: str
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def in_words(content: Content, texts: Texts) -> list[Chapter]:
    """The whole record, empty fields included."""
    return [_chapter(section, texts) for section in Drawing(texts).record(typed_from_content(content))]


def differences(before: Content, after: Content, texts: Texts) -> list[Difference]:
    """Every field that says something else, in the order of the form."""
    return differences_typed(typed_from_content(before), typed_from_content(after), texts)


def differences_typed(before: Typed, after: Typed, texts: Texts) -> list[Difference]:
    """The same for what stands in two forms, even when it cannot be read."""
    found = []
    for old, new in zip(_facts(before, texts), _facts(after, texts), strict=True):
        if old.lines() != new.lines():
            gone = tuple(line for line in old.lines() if line not in new.lines())
            came = tuple(line for line in new.lines() if line not in old.lines())
            is_reordered = not gone and not came
            found.append(
                Difference(
                    old.id, old.label, old.lines() if is_reordered else gone, new.lines() if is_reordered else came
                )
            )
    return found


def _facts(typed: Typed, texts: Texts) -> list[Fact]:
    return [fact for section in Drawing(texts).record(typed) for fact in _chapter(section, texts).facts]


def _chapter(section: SectionView, texts: Texts) -> Chapter:
    facts: list[Fact] = []
    for item in section.items:
        if isinstance(item, GroupView):
            facts.append(_group(item, texts))
        else:
            fields = item.fields if isinstance(item, FoldView) else [item]
            facts += [Fact(view.id, view.label, _said(view, texts)) for view in fields]
    return Chapter(section.id, section.title, tuple(facts))


def _group(group: GroupView, texts: Texts) -> Fact:
    rows = (_row(row.controls, texts) for row in group.rows)
    return Fact(group.id, group.label, rows=tuple(row for row in rows if row))


def _row(fields: Sequence[FieldView], texts: Texts) -> tuple[tuple[str, str], ...]:
    said = ((view.label, _said(view, texts)) for view in fields)
    return tuple((label, text) for label, text in said if text)


def _said(view: FieldView, texts: Texts) -> str:
    if view.control is Control.TICK:
        return texts(N_("yes")) if view.value else texts(N_("no"))
    if view.options:
        return ", ".join(option.name for option in view.options if option.is_chosen and option.value)
    return _day(view.value, texts) if view.control is Control.DAY and view.value else view.value


def _day(typed: str, texts: Texts) -> str:
    """A date in full; what is no date stays as typed."""
    try:
        return texts.day(parse_full_date(typed))
    except AgreementError:
        return typed


def field_label(name: str, texts: Texts) -> str:
    """The label of a field of the record; the name itself when the form does not have it."""
    info = RecordForm.model_fields.get(name)
    return texts(info.title) if info and info.title else name
