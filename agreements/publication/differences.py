"""What changed between two versions, field by field, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from agreements.domain.content import Content, DataCategory, Document, Flow, Party, Retention, StatedWords
from agreements.domain.wording import N_
from agreements.texts import Texts

LABELS: dict[str, str] = {
    "title": N_("Title"),
    "summary": N_("In short"),
    "kind": N_("Kind of agreement"),
    "theme": N_("Theme"),
    "department": N_("Department"),
    "contact_point": N_("Where you can ask"),
    "parties": N_("Parties"),
    "data": N_("Kinds of data"),
    "flows": N_("Who gives which data to whom"),
    "data_subjects": N_("People whom the data are about"),
    "purpose": N_("Purpose"),
    "public_task": N_("Public task"),
    "expected_benefit": N_("Expected benefit"),
    "necessity": N_("Why this is necessary"),
    "less_intrusive": N_("Less intrusive way considered"),
    "rights_at_stake": N_("Rights at stake"),
    "unintended_effects": N_("Unintended effects"),
    "special_exception": N_("Exception for special data"),
    "dpia": N_("Impact assessment (DPIA)"),
    "dpia_reference": N_("About the impact assessment"),
    "automated_decisions": N_("Decisions by computers"),
    "costs": N_("Costs"),
    "starts_on": N_("Start date"),
    "ends_on": N_("End date"),
    "is_transitional": N_("Transitional agreement"),
    "stated": N_("Term in its own words"),
    "notice_months": N_("Notice period in months"),
    "review_dates": N_("Planned reviews"),
    "destruction": N_("How the data are destroyed"),
    "onward_sharing": N_("Onward sharing"),
    "onward_recipients": N_("Who else may receive the data"),
    "outside_eea": N_("Outside the European Economic Area"),
    "security_measures": N_("Security"),
    "incident_duty": N_("Data breaches"),
    "rights_handling": N_("Your rights"),
    "documents": N_("Documents"),
    "processing_register_url": N_("Record of processing activities"),
    "algorithm_register_url": N_("Algorithm register"),
    "sensor_register_url": N_("Sensor register"),
    "predecessor": N_("Follows"),
}
"""The name of every public field, in the order in which people read them."""

_RETENTION_UNITS = (
    ("months", N_("%(count)s month"), N_("%(count)s months")),
    ("days", N_("%(count)s day"), N_("%(count)s days")),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what it said, and what it says. A list shows only the items that differ."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def differences(before: Content, after: Content, texts: Texts) -> tuple[Difference, ...]:
    """Every field that changed, with its name in the reader's language."""
    found = []
    for name, label in LABELS.items():
        old, new = _lines(getattr(before, name), texts), _lines(getattr(after, name), texts)
        if old != new:
            gone, came = [line for line in old if line not in new], [line for line in new if line not in old]
            reordered = not gone and not came
            found.append(Difference(texts(label), tuple(old if reordered else gone), tuple(new if reordered else came)))
    return tuple(found)


def retention_text(retention: Retention | None, texts: Texts) -> str:
    """Such as `6 months from the closing of the case`."""
    if retention is None:
        return ""
    parts = [texts.plural(one, many, n) for field, one, many in _RETENTION_UNITS if (n := getattr(retention, field))]
    period = texts(" and ").join(parts)
    if not period:
        return texts("not kept after: %(event)s", event=retention.starts_at)
    return texts("%(period)s, counted from: %(event)s", period=period, event=retention.starts_at)


def _lines(value: object, texts: Texts) -> list[str]:
    if isinstance(value, tuple):
        return [_said(one, texts) for one in value]
    said = _said(value, texts)
    return [said] if said else []


def _said(value: object, texts: Texts) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return texts("yes") if value else texts("no")
    if isinstance(value, StrEnum):
        return texts.word(value)
    if isinstance(value, date):
        return texts.day(value)
    if isinstance(value, Retention):
        return retention_text(value, texts)
    if isinstance(value, tuple):
        return ", ".join(_said(one, texts) for one in value)
    if isinstance(value, Party | DataCategory | Flow | Document | StatedWords):
        return _together([getattr(value, field.name) for field in fields(value) if field.name != "is_public"], texts)
    return str(value)


def _together(values: Sequence[object], texts: Texts) -> str:
    return " · ".join(said for value in values if (said := _said(value, texts)))
