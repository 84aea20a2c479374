"""The form as the page draws it: for each field its value, its options, what is wrong and what still lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from admin_ui.forms.content import ELSEWHERE
from admin_ui.forms.kinds import Control
from admin_ui.forms.record import MOST_ROWS, ROW_MODELS, RecordForm
from admin_ui.forms.schema import FieldSpec, control_of, fields_of
from admin_ui.forms.typed import Row, Typed
from agreements.domain.catalogue import FOLDS, SECTIONS, Fold
from agreements.domain.wording import N_
from agreements.texts import Texts

Sentences = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice."""

    value: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One control. `id` is also its name in the form, and what links to it point at."""

    id: str
    label: str
    hint: str
    control: Control
    optional: bool
    value: str = ""
    usual: str = ""
    """What stands there as long as nobody chose."""
    options: Sequence[Option] = ()
    errors: Sequence[str] = ()
    lacks: Sequence[str] = ()
    has_focus: bool = False

    @property
    def kind(self) -> str:
        """Which part of the template draws it."""
        return "field"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row of a field that repeats."""

    id: str
    number: int
    heading: str
    fields: Sequence[FieldView | FoldView]
    lacks: Sequence[str] = ()

    @property
    def controls(self) -> list[FieldView]:
        """Every control of it, those in folds too."""
        return [view for item in self.fields for view in (item.fields if isinstance(item, FoldView) else [item])]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """A field that repeats, with its rows."""

    id: str
    label: str
    hint: str
    one: str
    rows: Sequence[RowView]
    can_grow: bool
    errors: Sequence[str] = ()
    lacks: Sequence[str] = ()
    has_focus: bool = False
    kind: str = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldView:
    """Fields that stay folded until there is something in them."""

    id: str
    title: str
    fields: list[FieldView] = field(default_factory=list)
    kind: str = "fold"

    @property
    def is_open(self) -> bool:
        """Whether there is something to see."""
        return any(view.value not in {"", view.usual} or view.errors or view.lacks for view in self.fields)


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of the form."""

    id: str
    title: str
    intro: str
    items: list[FieldView | GroupView | FoldView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws forms in one language. `errors` and `lacks` hold sentences by the id of a control or row."""

    texts: Texts
    errors: Sentences = field(default_factory=dict)
    lacks: Sentences = field(default_factory=dict)
    focus: str = ""
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What can be chosen for fields of which the register knows the values; without it they are read only."""

    def record(self, typed: Typed) -> list[SectionView]:
        """The whole agreement."""
        sections = {
            id.value: SectionView(id.value, self.texts(title), self.texts(intro))
            for id, (title, intro) in SECTIONS.items()
        }
        folds: dict[str, FoldView] = {}
        for spec in fields_of(RecordForm):
            items = sections[spec.section].items
            if spec.name in ROW_MODELS:
                items.append(self._group(spec, typed))
                continue
            value = typed.values[spec.name]
            drawn = self.field(spec, spec.name, value, self._known(spec.name, value))
            if not spec.fold:
                items.append(drawn)
                continue
            if spec.fold not in folds:
                folds[spec.fold] = FoldView(id=spec.fold, title=self.texts(FOLDS[Fold(spec.fold)]))
                items.append(folds[spec.fold])
            folds[spec.fold].fields.append(drawn)
        return list(sections.values())

    def fields(self, model: type[BaseModel], values: Mapping[str, str]) -> list[FieldView]:
        """A small form without rows."""
        return [self.field(spec, spec.name, values.get(spec.name, "")) for spec in fields_of(model)]

    def field(self, spec: FieldSpec, id: str, value: str, options: Sequence[Option] = ()) -> FieldView:
        """One control."""
        return FieldView(
            id=id,
            label=self.texts(spec.label),
            hint=self.texts(spec.hint) if spec.hint else "",
            control=spec.control,
            optional=spec.optional,
            value=value,
            usual=spec.default.value if spec.default else "",
            options=options or self._words(spec, value),
            errors=self.errors.get(id, ()),
            lacks=self.lacks.get(id, ()),
            has_focus=id == self.focus,
        )

    def _group(self, spec: FieldSpec, typed: Typed) -> GroupView:
        rows = typed.rows[spec.name]
        return GroupView(
            id=spec.name,
            label=self.texts(spec.label),
            hint=self.texts(spec.hint) if spec.hint else "",
            one=self.texts(spec.one),
            rows=[self._row(spec, number, row, typed) for number, row in enumerate(rows)],
            can_grow=len(rows) < MOST_ROWS,
            errors=self.errors.get(spec.name, ()),
            lacks=self.lacks.get(spec.name, ()),
            has_focus=self.focus == spec.name,
        )

    def _row(self, spec: FieldSpec, number: int, row: Row, typed: Typed) -> RowView:
        id = f"{spec.name}-{number}"
        model = ROW_MODELS[spec.name]
        return RowView(
            id=id,
            number=number,
            heading=self._heading(spec, number, row),
            fields=self._row_fields(model, id, row, typed),
            lacks=self.lacks.get(id, ()),
        )

    def _row_fields(self, model: type[BaseModel], id: str, row: Row, typed: Typed) -> list[FieldView | FoldView]:
        """The controls of a row; those of one fold together, where the first of them stands."""
        found: list[FieldView | FoldView] = []
        folds: dict[str, FoldView] = {}
        for name in model.model_fields:
            drawn, fold = self._row_field(model, name, f"{id}-{name}", row, typed), control_of(model, name).fold
            if not fold:
                found.append(drawn)
                continue
            if fold not in folds:
                folds[fold] = FoldView(id=f"{id}-{fold}", title=self.texts(FOLDS[Fold(fold)]))
                found.append(folds[fold])
            folds[fold].fields.append(drawn)
        return found

    def _row_field(self, model: type[BaseModel], name: str, id: str, row: Row, typed: Typed) -> FieldView:
        spec, value = control_of(model, name), row[name]
        if spec.control in {Control.PARTY, Control.DATA}:
            group = "parties" if spec.control is Control.PARTY else "data"
            chosen = value if isinstance(value, list) else [value]
            return self.field(spec, id, "", self._rows_to_choose(group, chosen, typed))
        return self.field(spec, id, value if isinstance(value, str) else "")

    def _rows_to_choose(self, group: str, chosen: Sequence[str], typed: Typed) -> list[Option]:
        """The parties or kinds of data of this form by number; and names from elsewhere that a flow still has."""
        spec = control_of(RecordForm, group)
        rows = [
            Option(str(number), str(row["name"]).strip() or self._nameless(spec, number), str(number) in chosen)
            for number, row in enumerate(typed.rows[group])
        ]
        strangers = [choice for choice in chosen if choice.startswith(ELSEWHERE)]
        sentence = N_("%(name)s (not in this agreement)")
        return rows + [
            Option(choice, self.texts(sentence, name=choice.removeprefix(ELSEWHERE)), True) for choice in strangers
        ]

    def _known(self, name: str, value: str) -> list[Option]:
        """What can be chosen; a value from elsewhere stays until somebody chooses another."""
        if name not in self.choices:
            return []
        known = self.choices[name]
        options = [Option("", self.texts(N_("Choose")), not value), *(Option(one, one, one == value) for one in known)]
        if value and value not in known:
            options.append(Option(value, self.texts(N_("%(name)s (not in the list)"), name=value), True))
        return options

    def _heading(self, spec: FieldSpec, number: int, row: Row) -> str:
        heading = f"{self.texts(spec.one)} {number + 1}"
        name = row.get("name") or row.get("title") or ""
        return f"{heading}: {name}" if isinstance(name, str) and name.strip() and len(row) > 1 else heading

    def _nameless(self, spec: FieldSpec, number: int) -> str:
        return self.texts(N_("%(what)s %(number)s (no name yet)"), what=self.texts(spec.one), number=number + 1)

    def _words(self, spec: FieldSpec, value: str) -> list[Option]:
        if spec.words is None:
            return []
        chosen = value or (spec.default.value if spec.default else "")
        options = [Option(word.value, self.texts.word(word), word.value == chosen) for word in spec.words]
        return options if spec.default else [Option("", self.texts(N_("Choose")), not chosen), *options]
