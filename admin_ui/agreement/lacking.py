"""What an agreement still lacks before it can be submitted, each with the law that asks it and the way to the field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from admin_ui.forms.record import ROW_MODELS, control_name
from agreements.domain.catalogue import BY_NAME, FieldKind
from agreements.domain.completeness import completeness
from agreements.domain.content import Content
from agreements.domain.errors import Lack
from agreements.domain.reporting import in_order_of_form
from agreements.domain.term import TermPolicy
from agreements.texts import Texts


@dataclass(frozen=True, slots=True)
class ShownLack:
    """One thing that lacks. `anchor` is the id of the field or row in the form."""

    anchor: str
    sentence: str
    source: str


def lacking(content: Content, registered_on: date, policy: TermPolicy, today: date, texts: Texts) -> list[ShownLack]:
    """Everything in the way of approval on `today`, in words."""
    return shown(in_order_of_form(completeness(content, registered_on, policy, today)), content, texts)


def shown(lacks: Iterable[Lack], content: Content, texts: Texts) -> list[ShownLack]:
    """Some lacks of a content, in words."""
    return [ShownLack(_anchor(lack, content), _sentence(lack, texts), texts(lack.source)) for lack in lacks]


def by_anchor(lacks: Iterable[ShownLack]) -> dict[str, list[str]]:
    """Sentences to show beside the field."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for lack in lacks:
        found[lack.anchor].append(lack.sentence)
    return dict(found)


def _sentence(lack: Lack, texts: Texts) -> str:
    return texts.refusal(lack.error) if lack.error else texts(lack.sentence, party=lack.subject or "…")


def _anchor(lack: Lack, content: Content) -> str:
    row = BY_NAME.get(lack.field)
    if row and row.kind is FieldKind.PART:
        return control_name(row, row.parts[0])
    if lack.subject and lack.field in ROW_MODELS:
        names = [getattr(row, "name", getattr(row, "title", "")) for row in getattr(content, lack.field)]
        if lack.subject in names:
            return f"{lack.field}-{names.index(lack.subject)}"
    return lack.field
