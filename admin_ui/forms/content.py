"""Content <-> form: the only module that knows both. What `record` names as the domain does needs no line here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ValidationError

from admin_ui.forms.kinds import YES, Refused
from admin_ui.forms.record import ROW_MODELS, DataForm, FlowForm, RecordForm
from admin_ui.forms.typed import Row, Typed, is_blank, single_fields
from agreements.domain.content import Content, DataCategory, Document, Flow, Party, Retention, StatedWords
from agreements.domain.errors import AgreementError

STATED = "stated_"
ELSEWHERE = "="
"""Before the name of a party or kind of data that a flow names but the agreement does not have."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field: the id of its control in the page, and the refusal."""

    anchor: str
    error: AgreementError


def content_from_typed(typed: Typed) -> tuple[Content | None, list[Problem]]:
    """The agreement that was typed, or everything that is wrong with it."""
    try:
        form = RecordForm.model_validate(typed.raw())
    except ValidationError as error:
        return None, problems_of(error)
    return _content(form, typed), []


def problems_of(error: ValidationError) -> list[Problem]:
    """One problem per field. Raises the pydantic error itself when a reader did not refuse in our own words."""
    found = []
    for detail in error.errors():
        refused = detail.get("ctx", {}).get("error")
        if not isinstance(refused, Refused):
            raise error
        found.append(Problem("-".join(map(str, detail["loc"])), refused.error))
    return found


def typed_from_content(content: Content) -> Typed:
    """The form filled in with an agreement."""
    values = {
        name: _written(
            getattr(content.stated, name.removeprefix(STATED)) if name.startswith(STATED) else getattr(content, name)
        )
        for name in single_fields()
    }
    parties, data = [p.name for p in content.parties], [d.name for d in content.data]
    rows: dict[str, list[Row]] = {
        "parties": [_row("parties", party) for party in content.parties],
        "data": [_data_row(category) for category in content.data],
        "data_subjects": [{"name": group} for group in content.data_subjects],
        "flows": [_flow_row(flow, parties, data) for flow in content.flows],
        "review_dates": [{"on": _written(day)} for day in content.review_dates],
        "documents": [_row("documents", document) for document in content.documents],
    }
    return Typed(values, rows)


def _content(form: RecordForm, typed: Typed) -> Content:
    """Rows in which nothing was typed are left out; flows still find the parties and data that they chose."""
    stated, own = {}, {}
    for name in single_fields():
        value = getattr(form, name)
        if name.startswith(STATED):
            stated[name.removeprefix(STATED)] = value
        else:
            own[name] = value
    return Content(
        **own,
        stated=StatedWords(**stated),
        parties=tuple(Party(**dict(row)) for row in _filled(form, typed, "parties")),
        data=tuple(_category(row) for row in _filled(form, typed, "data") if isinstance(row, DataForm)),
        data_subjects=tuple(dict(row)["name"] for row in _filled(form, typed, "data_subjects")),
        flows=tuple(_flow(row, form) for row in _filled(form, typed, "flows") if isinstance(row, FlowForm)),
        review_dates=tuple(dict(row)["on"] for row in _filled(form, typed, "review_dates") if dict(row)["on"]),
        documents=tuple(Document(**dict(row)) for row in _filled(form, typed, "documents")),
    )


def _filled(form: RecordForm, typed: Typed, group: str) -> list[BaseModel]:
    rows: Sequence[BaseModel] = getattr(form, group)
    return [
        row for row, raw in zip(rows, typed.rows[group], strict=True) if not is_blank(_plain(raw), ROW_MODELS[group])
    ]


def _plain(row: Row) -> dict[str, object]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in row.items()}


def _category(row: DataForm) -> DataCategory:
    retention = None
    if row.retention_months is not None or row.retention_days is not None:
        retention = Retention(
            months=row.retention_months or 0, days=row.retention_days or 0, starts_at=row.retention_starts_at
        )
    return DataCategory(
        name=row.name, sensitivity=row.sensitivity, necessity=row.necessity, source=row.source, retention=retention
    )


def _flow(row: FlowForm, form: RecordForm) -> Flow:
    parties, data = [p.name for p in form.parties], [d.name for d in form.data]
    named = (_chosen(choice, data) for choice in row.data)
    return Flow(
        provider=_chosen(row.provider, parties),
        recipient=_chosen(row.recipient, parties),
        data=tuple(dict.fromkeys(name for name in named if name)),
        frequency=row.frequency,
        channel=row.channel,
    )


def _chosen(choice: str, names: Sequence[str]) -> str:
    """The name that a number stands for; a name from elsewhere stays as it is, anything else is nothing."""
    if choice.startswith(ELSEWHERE):
        return " ".join(choice.removeprefix(ELSEWHERE).split())
    is_number = choice.isascii() and choice.isdigit() and len(choice) <= len("999")
    return names[int(choice)] if is_number and int(choice) < len(names) else ""


def _flow_row(flow: Flow, parties: Sequence[str], data: Sequence[str]) -> Row:
    row = _row("flows", flow)
    row["provider"], row["recipient"] = _choice(flow.provider, parties), _choice(flow.recipient, parties)
    row["data"] = [_choice(name, data) for name in flow.data]
    return row


def _choice(name: str, names: Sequence[str]) -> str:
    if not name:
        return ""
    return str(names.index(name)) if name in names else ELSEWHERE + name


def _data_row(category: DataCategory) -> Row:
    row = {name: _written(getattr(category, name)) for name in ("name", "sensitivity", "necessity", "source")}
    kept = category.retention
    starts_at = _written(kept.starts_at) if kept else ""
    months = _written(kept.months) if kept and (kept.months or not kept.days) else ""
    days = _written(kept.days) if kept and kept.days else ""
    return {**row, "retention_months": months, "retention_days": days, "retention_starts_at": starts_at}


def _row(group: str, thing: object) -> Row:
    return {name: _written(getattr(thing, name)) for name in ROW_MODELS[group].model_fields}


def _written(value: object) -> str:
    """A value as people type it."""
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year}"
    return str(value.value) if isinstance(value, StrEnum) else "" if value is None else str(value)
