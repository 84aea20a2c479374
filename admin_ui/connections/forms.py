"""What is typed to make a key or a webhook."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from admin_ui.forms.content import Problem, problems_of
from admin_ui.forms.kinds import Control, Day, Line, MustBeDay, Picked
from admin_ui.forms.record import FormModel, shown
from admin_ui.forms.schema import fields_of
from admin_ui.forms.view import Drawing, FieldView, Option
from agreements.domain.wording import N_
from agreements.http.posted import Posted
from agreements.texts import Texts

Form = TypeVar("Form", bound=BaseModel)
Errors = Sequence[Mapping[str, str]]


class KeyForm(FormModel):
    """A key of a program."""

    name: Line = shown(N_("Which program uses it?"), N_("Name the program and who looks after it, such as a supplier."))
    department: Picked = shown(N_("For which department?"), N_("Without one the key is for all departments."))
    last_day: MustBeDay = shown(N_("Last day"), N_("A year from now at most. Such as 31-12-2026."))


class WebhookForm(FormModel):
    """An address that is told what happens."""

    address: Line = shown(
        N_("Address of the program"), N_("Begins with https://. Who looks after the program can tell you.")
    )


class AgainForm(FormModel):
    """From which day on a webhook is told again."""

    since: Day = shown(N_("From which day?"), N_("Empty: from where it stopped."))


def read(model: type[Form], posted: Posted) -> tuple[Form | None, list[Problem]]:
    """What was typed, or everything that is wrong with it."""
    try:
        return model.model_validate({spec.name: posted.get(spec.name, "") for spec in fields_of(model)}), []
    except ValidationError as error:
        return None, problems_of(error)


def in_words(problems: Sequence[Problem], texts: Texts) -> Errors:
    """The problems as a page shows them."""
    return [{"anchor": problem.anchor, "sentence": texts.refusal(problem.error)} for problem in problems]


def drawing_of(errors: Errors, texts: Texts) -> Drawing:
    """Draws the form with its errors."""
    return Drawing(texts, {error["anchor"]: [error["sentence"]] for error in errors})


def boxes(id: str, label: str, rows: Mapping[str, str], ticked: Collection[str], drawing: Drawing) -> FieldView:
    """A box for each of these rows (values with the message ids of their words)."""
    texts = drawing.texts
    return FieldView(
        id=id,
        label=texts(label),
        hint="",
        control=Control.DATA,
        optional=False,
        options=[Option(value, texts(words), value in ticked) for value, words in rows.items()],
        errors=drawing.errors.get(id, ()),
    )
