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

_NAMED = frozenset({"parties", "data"})
_PART_LABELS: dict[str, str] = {
    "kind": N_("Kind of organisation"),
    "gdpr_role": N_("Role under the GDPR"),
    "identifier": N_("Identifier"),
    "purpose": N_("What it wants to reach"),
    "lawful_basis": N_("Legal basis"),
    "legal_ground": N_("Law and article"),
    "responsible_function": N_("Answerable function"),
    "signed_on": N_("Signed on"),
    "sensitivity": N_("Protection"),
    "necessity": N_("Why these are needed"),
    "source": N_("Source"),
    "retention": N_("Kept for"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what it said, and what it says. A list shows only the items that differ."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def differences(before: Content, after: Content, texts: Texts) -> tuple[Difference, ...]:
    """Every field that changed, with its name in the reader's language; parties and data are compared by name."""
    found: list[Difference] = []
    for name, label in LABELS.items():
        old, new = getattr(before, name), getattr(after, name)
        if name in _NAMED:
            found += _named_differences(texts(label), old, new, texts)
        else:
            found += _difference(texts(label), _lines(old, texts), _lines(new, texts))
    return tuple(found)


def _named_differences(
    label: str, before: Sequence[Party | DataCategory], after: Sequence[Party | DataCategory], texts: Texts
) -> list[Difference]:
    """Which ones came or went; and of those that stayed, field by field what changed."""
    old, new = {item.name: item for item in before}, {item.name: item for item in after}
    found = _difference(label, list(old), list(new))
    for name in (name for name in new if name in old):
        for field in fields(new[name]):
            if field.name != "name":
                lines = [_lines(getattr(item[name], field.name), texts) for item in (old, new)]
                found += _difference(f"{name}: {texts(_PART_LABELS[field.name])}", *lines)
    return found


def _difference(label: str, old: list[str], new: list[str]) -> list[Difference]:
    """Nothing when it is the same. Items in both are left out, unless only their order changed."""
    if old == new:
        return []
    gone, came = [line for line in old if line not in new], [line for line in new if line not in old]
    if not gone and not came:
        gone, came = old, new
    return [Difference(label, tuple(gone), tuple(came))]


def retention_text(retention: Retention | None, texts: Texts) -> str:
    """Such as `6 months from the closing of the case`."""
    if retention is None:
        return ""
    parts = [texts.plural("%(count)s month", "%(count)s months", retention.months)] if retention.months else []
    parts += [texts.plural("%(count)s day", "%(count)s days", retention.days)] if retention.days else []
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
    if isinstance(value, Flow | Document | StatedWords):
        return _together([getattr(value, field.name) for field in fields(value) if field.name != "is_public"], texts)
    return str(value)


def _together(values: Sequence[object], texts: Texts) -> str:
    return " · ".join(said for value in values if (said := _said(value, texts)))
