"""From the notation to the content of an agreement, given the day behind each anchor. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from agreements.domain.content import Advice, Content, DataCategory, Flow, FurtherBasis, Member, Party
from agreements.domain.term import ONE_DAY, add_years
from agreements.domain.vocabulary import DpiaOutcome
from agreements.sample.moments import Anchors, resolve
from agreements.sample.notation import MOMENTS, AgreementSpec, Changes, Department, Said
from agreements.sample.parts import DataSpec, FlowSpec, Partner, PartySpec

_OF_A_DPIA = frozenset({"dpia_on", "dpia_review_on"})


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
    if spec.ends:
        both["end"] = resolve(spec.ends, both)
    elif spec.starts and spec.years:
        both["end"] = add_years(both["start"], spec.years) - ONE_DAY
    return both


def content_of(
    spec: AgreementSpec, department: Department, partners: dict[str, Partner], known: Anchors, signed_on: date | None
) -> Content:
    """What the agreement says, signed by every party on `signed_on` (None: not yet). `known` has its term."""
    return Content(
        **_same(spec, department, known),
        department=department.department,
        parties=tuple(
            _old_party(party, partners[party.party])
            if _is_old(spec)
            else _party(party, spec, partners[party.party], department, known, signed_on)
            for party in spec.parties
        ),
        members=_members(spec, partners, known),
        further_bases=tuple(
            FurtherBasis(party=partners[one.party].name, lawful_basis=one.basis, legal_ground=one.ground)
            for one in spec.further_bases
        ),
        data=tuple(_category(data) for data in spec.data),
        flows=tuple(_flow(flow, spec, partners) for flow in spec.flows),
        advices=_advices(spec, known),
        starts_on=known.get("start"),
        ends_on=known.get("end"),
        review_dates=tuple(resolve(review, known) for review in spec.reviews),
    )


def _same(spec: AgreementSpec, department: Department, known: Anchors) -> dict[str, Any]:
    """The fields that mean the same as in the record: what the agreement says, else what its department always says."""
    said: Said = spec.says if _is_old(spec) else {**department.always, **spec.says}
    if said.get("dpia") is not DpiaOutcome.DONE:
        said = {name: value for name, value in said.items() if name not in _OF_A_DPIA}
    return {
        name: resolve(value, known) if name in MOMENTS else _phrase(value, department) for name, value in said.items()
    }


def _phrase(value: object, department: Department) -> object:
    if isinstance(value, str) and value.startswith("@"):
        return department.phrases[value[1:]]
    return value


def _day(moment: str, known: Anchors) -> date | None:
    return resolve(moment, known) if moment else None


def _is_old(spec: AgreementSpec) -> bool:
    """Whether nothing is known of it but what it says itself."""
    return spec.reaches == "reported"


def _old_party(spec: PartySpec, partner: Partner) -> Party:
    return Party(
        name=partner.name,
        kind=partner.kind,
        gdpr_role=spec.role,
        purpose=spec.purpose,
        lawful_basis=spec.basis,
        legal_ground=spec.ground,
    )


def _party(
    spec: PartySpec,
    agreement: AgreementSpec,
    partner: Partner,
    department: Department,
    known: Anchors,
    signed_on: date | None,
) -> Party:
    function = partner.function or department.function
    receives = any(flow.way.endswith(f" > {spec.party}") for flow in agreement.flows)
    return Party(
        name=partner.name,
        kind=partner.kind,
        gdpr_role=spec.role,
        purpose=spec.purpose,
        lawful_basis=spec.basis,
        legal_ground=spec.ground,
        responsible_function=function,
        signed_on=signed_on,
        signing_function=(partner.signing_function or function) if signed_on else "",
        mandate=partner.mandate if signed_on else "",
        regime=(spec.regime or partner.regime) if spec.role else None,
        regime_decision=spec.decision,
        joined_on=_day(spec.joined, known),
        own_retention=(spec.own_retention or partner.own_retention) if receives else "",
        security=partner.security,
        breach_contact=partner.breach_contact,
        protection_officer=partner.protection_officer,
        desk=partner.desk,
    )


def _members(spec: AgreementSpec, partners: dict[str, Partner], known: Anchors) -> tuple[Member, ...]:
    return tuple(
        Member(
            party=partners[one.party].name,
            name=one.name,
            joined_on=_day(one.joined, known),
            left_on=_day(one.left, known),
            accession=one.accession,
        )
        for one in spec.members
    )


def _advices(spec: AgreementSpec, known: Anchors) -> tuple[Advice, ...]:
    return tuple(
        Advice(by=one.by, given_on=resolve(one.on, known), outcome=one.outcome, is_public=one.is_public)
        for one in spec.advices
    )


def _category(spec: DataSpec) -> DataCategory:
    return DataCategory(
        name=spec.name,
        sensitivity=spec.sensitivity,
        necessity=spec.necessity,
        source=spec.source,
        retention=spec.keep,
        number_kind=spec.number,
        number_ground=spec.number_ground,
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
