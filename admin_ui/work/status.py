"""The status of an agreement as people see it: with `ends soon`, which is no status of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.domain import lifecycle
from agreements.domain.agreement import Agreement
from agreements.domain.lifecycle import Status
from agreements.domain.selection import StatusFilter
from agreements.texts import Texts


@dataclass(frozen=True, slots=True)
class ShownStatus:
    """A status: its code for the style sheet, its name for people."""

    value: str
    name: str


def shown_status(agreement: Agreement, day: date, texts: Texts) -> ShownStatus:
    """The status on a day; what is published as a plan says until when people can react."""
    code = status_code(agreement, day)
    name = status_name(code, texts)
    if plan := agreement.open_plan:
        name = texts("%(status)s · plan until %(day)s", status=name, day=plan.reactions_until)
    return ShownStatus(code, name)


def status_code(agreement: Agreement, day: date) -> str:
    """The status on a day, as the filter knows it."""
    if lifecycle.ends_soon(agreement, day):
        return StatusFilter.ENDS_SOON.value
    return lifecycle.status_on(agreement, day).value


def status_name(code: str, texts: Texts) -> str:
    """The name of a status in the reader's language."""
    is_soon = code == StatusFilter.ENDS_SOON.value
    return texts.word(StatusFilter.ENDS_SOON if is_soon else Status(code))
