"""From the notation to the content of an agreement, given the day behind each anchor. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from agreements.domain.content import Content, DataCategory, Flow, Party
from agreements.domain.term import ONE_DAY, add_years
from agreements.sample.moments import Anchors, resolve
from agreements.sample.notation import (
    AgreementSpec,
    Changes,
    DataSpec,
    Department,
    FlowSpec,
    Partner,
    PartySpec,
)

_DESK = {"contact_point": "@contact"}
"""Where residents can ask, unless an agreement says otherwise."""


def changed(spec: AgreementSpec, changes: Changes) -> AgreementSpec:
    """The agreement with its changes."""
    built = {"parties": changes.parties, "data": changes.data, "flows": changes.flows}
    new: dict[str, Any] = {name: value for name, value in built.items() if value is not None}
    return replace(spec, says={**spec.says, **changes.says}, **new)


def with_term(spec: AgreementSpec, known: Anchors) -> dict[str, date]:
    """The anchors with first and last day of the agreement, which a draft may not have yet."""
    both = dict(known)
    if spec.starts:
        both["start"] = resolve(spec.starts, known)
        both["end"] = resolve(spec.ends, both) if spec.ends else add_years(both["start"], spec.years) - ONE_DAY
    return both


def content_of(
    spec: AgreementSpec, department: Department, partners: dict[str, Partner], known: Anchors, signed_on: date | None
) -> Content:
    """What the agreement says, signed by every party on `signed_on` (None: not yet). `known` has its term."""
    same: dict[str, Any] = {name: _phrase(value, department) for name, value in {**_DESK, **spec.says}.items()}
    return Content(
        **same,
        department=department.department,
        parties=tuple(_party(party, partners[party.party], department, signed_on) for party in spec.parties),
        data=tuple(_category(data) for data in spec.data),
        flows=tuple(_flow(flow, spec, partners) for flow in spec.flows),
        starts_on=known.get("start"),
        ends_on=known.get("end"),
        review_dates=tuple(resolve(review, known) for review in spec.reviews),
    )


def _phrase(value: object, department: Department) -> object:
    if isinstance(value, str) and value.startswith("@"):
        return department.phrases[value[1:]]
    return value


def _party(spec: PartySpec, partner: Partner, department: Department, signed_on: date | None) -> Party:
    return Party(
        name=partner.name,
        kind=partner.kind,
        gdpr_role=spec.role,
        purpose=spec.purpose,
        lawful_basis=spec.basis,
        legal_ground=spec.ground,
        responsible_function=partner.function or department.function,
        signed_on=signed_on,
    )


def _category(spec: DataSpec) -> DataCategory:
    return DataCategory(
        name=spec.name,
        sensitivity=spec.sensitivity,
        necessity=spec.necessity,
        source=spec.source,
        retention=spec.keep,
    )


def _flow(spec: FlowSpec, agreement: AgreementSpec, partners: dict[str, Partner]) -> Flow:
    provider, recipient = spec.way.split(" > ")
    return Flow(
        provider=partners[provider].name,
        recipient=partners[recipient].name,
        data=spec.data or tuple(category.name for category in agreement.data),
        frequency=spec.frequency,
        channel=spec.channel,
    )
