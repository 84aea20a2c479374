"""What the pages of the form share: reading it, adding and removing rows, and what the draft still lacks."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from admin_ui.agreement.lacking import ShownLack, lacking
from admin_ui.forms.content import Problem, content_from_typed
from admin_ui.forms.record import MOST_ROWS, ROW_MODELS, RecordForm
from admin_ui.forms.typed import Typed, row_added, row_removed
from agreements.domain.agreement import Agreement
from agreements.domain.catalogue import FIELDS
from agreements.domain.content import Content
from agreements.domain.errors import NotFound, RuleBroken
from agreements.domain.wording import N_
from agreements.http.posted import Posted
from agreements.services.departments import departments, no_head
from agreements.services.office import Office
from agreements.storage import agreements
from agreements.texts import Texts

Problems = Sequence[Problem]
ADD, REMOVE = "erbij", "weg"
FOUR_EYES = N_("rule of this register: whoever submits does not approve")
_KEY = re.compile(r"[0-9a-f]{32}")
FIRST_ROWS = {row.name: row.first_rows for row in FIELDS if row.first_rows}
"""Rows that the form always shows, empty if need be, so that people see what is asked."""


@dataclass(frozen=True, slots=True)
class RowsChanged:
    """The form with a row more or less, and the id of the control that gets the focus."""

    typed: Typed
    focus: str
    removed: int | None = None
    """The number of the row that went, from 0."""


def rows_changed(posted: Posted, typed: Typed) -> RowsChanged | None:
    """Carry out the button that was pressed, when it was one of those beside the rows."""
    action, _, rest = posted.get("actie", "").partition(":")
    group, _, number = rest.partition(":")
    if group not in ROW_MODELS:
        return None
    rows = typed.rows[group]
    if action == ADD and len(rows) < MOST_ROWS:
        first = next(iter(ROW_MODELS[group].model_fields))
        return RowsChanged(row_added(typed, group), f"{group}-{len(rows)}-{first}")
    if action == REMOVE and number in {str(i) for i in range(len(rows))}:
        return RowsChanged(row_removed(typed, group, int(number)), group, int(number))
    return RowsChanged(typed, group)


def with_first_rows(typed: Typed) -> Typed:
    """With empty rows where there are fewer than the form shows at least."""
    for group, least in FIRST_ROWS.items():
        for _ in range(least - len(typed.rows[group])):
            typed = row_added(typed, group)
    return typed


async def read(typed: Typed) -> tuple[Content | None, Problems]:
    """The agreement that was typed, or what is wrong; an agreement that it follows must be in the register."""
    content, problems = content_from_typed(typed)
    if content and content.predecessor and await agreements.find(content.predecessor) is None:
        return content, [Problem("predecessor", NotFound(reference=content.predecessor))]
    return content, problems


def new_key() -> str:
    """The key of a form of a new agreement (128 random bits)."""
    return secrets.token_hex(16)


def key_in(posted: Posted) -> str:
    """The key of the form that was sent; empty when it has none of ours."""
    key = posted.get("form", "")
    return key if _KEY.fullmatch(key) else ""


def refused(error: RuleBroken) -> Problems:
    """A rule that the dates break, at its field."""
    field = error.field or "ends_on"
    return [Problem(field if field in RecordForm.model_fields else "", error)]


async def lacks_of(agreement: Agreement, office: Office, texts: Texts) -> list[ShownLack]:
    """What the draft lacks; a department where nobody can approve it is one of these things."""
    draft = agreement.latest
    found = lacking(draft, agreement.registered_on, office.policy, office.today, texts)
    error = no_head(draft.department, await departments()) if draft.department else None
    return [*found, ShownLack("department", texts.refusal(error), texts(FOUR_EYES))] if error else found
