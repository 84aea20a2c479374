"""An approved version as a policy by ODRL 2.2, in the way of the Dutch profile (ODRL-AP-NL, a working version of the
programme Federatief Datastelsel). Experimental: names may change with the profile. This module alone knows them.

Each flow is a permission, under the purpose and within the term. What may not be passed on is a prohibition, and what
has to be destroyed a duty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from agreements.domain.content import DataCategory, Flow, Party
from agreements.domain.vocabulary import GdprRole, OnwardSharing
from agreements.publication.cells import period_text
from agreements.publication.linked.graph import Facts, Node, Said, To
from agreements.publication.published import Published

PROFILE: Final = "https://standaarden.overheid.nl/odrl-ap-nl/"
_ROLES: Final[Mapping[GdprRole, str]] = {
    GdprRole.CONTROLLER: "dpv:DataController",
    GdprRole.JOINT_CONTROLLER: "dpv:JointDataControllers",
    GdprRole.PROCESSOR: "dpv:DataProcessor",
    GdprRole.THIRD_PARTY: "dpv:ThirdParty",
}
"""The words of the Data Privacy Vocabulary."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A version, where it stands, and who publishes it."""

    version: Published
    base_url: str
    publisher: str
    """Its address."""

    @property
    def address(self) -> str:
        """Of the version: it resolves, to a page that people can read."""
        return f"{self.base_url}/afspraken/{self.version.reference}/versies/{self.version.version}"

    def at(self, name: str, number: int) -> str:
        """Of a part of it."""
        return f"{self.address}#{name}-{number}"


def policy(about: Policy) -> list[Node]:
    """The version, its parties, its kinds of data and its rules."""
    content = about.version.content
    rules = [*_permissions(about), *_prohibitions(about), *_duties(about)]
    facts: Facts = [
        ("odrl:uid", To(about.address)),
        ("odrl:profile", To(PROFILE)),
        ("dct:title", Said(content.title, "nl")),
        ("dct:identifier", about.version.reference),
        ("dct:isVersionOf", To(f"{about.base_url}/afspraken/{about.version.reference}")),
        ("dct:issued", about.version.approved_on),
        ("dct:publisher", To(about.publisher)),
        *((name, To(rule.address)) for name, rule in rules),
    ]
    parties = [_party(about, number, party) for number, party in enumerate(content.parties, 1)]
    data = [_asset(about, number, kind) for number, kind in enumerate(content.data, 1)]
    beside = [*_purpose(about), *_term(about), *_destroying(about)]
    return [Node(about.address, ["odrl:Agreement"], facts), *parties, *data, *(rule for _, rule in rules), *beside]


def _party(about: Policy, number: int, party: Party) -> Node:
    facts: Facts = [
        ("foaf:name", Said(party.name, "nl")),
        *([("dct:identifier", party.identifier)] if party.identifier else []),
        *([("dct:type", To(_ROLES[party.gdpr_role]))] if party.gdpr_role else []),
    ]
    return Node(_address_of_party(about, party.name), ["odrl:Party"], facts)


def _address_of_party(about: Policy, name: str) -> str:
    """By TOOI where the agreement says it, so that it is the same party in other registers."""
    for number, party in enumerate(about.version.content.parties, 1):
        if party.name == name:
            return party.identifier if party.identifier.startswith("https://") else about.at("partij", number)
    raise ValueError("a flow names a party that the agreement does not have")


def _asset(about: Policy, number: int, kind: DataCategory) -> Node:
    facts: Facts = [("dct:title", Said(kind.name, "nl"))]
    return Node(about.at("gegevens", number), ["odrl:Asset"], facts)


def _assets(about: Policy, flow: Flow) -> Facts:
    """A flow that names no data is about all of them."""
    return [
        ("odrl:target", To(about.at("gegevens", number)))
        for number, kind in enumerate(about.version.content.data, 1)
        if not flow.data or kind.name in flow.data
    ]


def _permissions(about: Policy) -> Iterator[tuple[str, Node]]:
    content = about.version.content
    for number, flow in enumerate(content.flows, 1):
        facts: Facts = [
            ("odrl:assigner", To(_address_of_party(about, flow.provider))),
            ("odrl:assignee", To(_address_of_party(about, flow.recipient))),
            *_assets(about, flow),
            ("odrl:action", To(about.at("gebruik", 1))),
            *(("odrl:constraint", To(one.address)) for one in _term(about)),
        ]
        yield "odrl:permission", Node(about.at("toestemming", number), ["odrl:Permission"], facts)


def _prohibitions(about: Policy) -> Iterator[tuple[str, Node]]:
    """Without an exception that the agreement names, nobody may pass the data on."""
    content = about.version.content
    if content.onward_sharing is OnwardSharing.NOT_ALLOWED:
        facts: Facts = [
            *(("odrl:target", To(about.at("gegevens", number))) for number in range(1, len(content.data) + 1)),
            *(("odrl:assignee", To(one)) for one in _recipients(about)),
            ("odrl:action", To("odrl:distribute")),
        ]
        yield "odrl:prohibition", Node(about.at("verbod", 1), ["odrl:Prohibition"], facts)


def _duties(about: Policy) -> Iterator[tuple[str, Node]]:
    for number, kind in enumerate(about.version.content.data, 1):
        if kind.retention:
            facts: Facts = [
                ("odrl:target", To(about.at("gegevens", number))),
                *(("odrl:assignee", To(one)) for one in _recipients(about)),
                ("odrl:action", To("odrl:delete")),
                ("odrl:constraint", To(about.at("bewaartermijn", number))),
            ]
            yield "odrl:obligation", Node(about.at("vernietigen", number), ["odrl:Duty"], facts)


def _recipients(about: Policy) -> list[str]:
    return list(dict.fromkeys(_address_of_party(about, flow.recipient) for flow in about.version.content.flows))


def _purpose(about: Policy) -> Iterator[Node]:
    """The action of each permission: using the data, for the purpose alone."""
    bound = about.at("doel", 1)
    facts: Facts = [("rdf:value", To("odrl:use")), ("odrl:refinement", To(bound))]
    yield Node(about.at("gebruik", 1), ["odrl:Action"], facts)
    yield _constraint(
        bound, "odrl:purpose", "odrl:eq", ("odrl:rightOperand", Said(about.version.content.purpose, "nl"))
    )


def _term(about: Policy) -> Iterator[Node]:
    content = about.version.content
    if content.starts_on:
        yield _constraint(about.at("looptijd", 1), "odrl:dateTime", "odrl:gteq", _day(content.starts_on))
    if content.ends_on:
        last = _day(content.ends_on + timedelta(days=1))
        yield _constraint(about.at("looptijd", 2), "odrl:dateTime", "odrl:lt", last)


def _destroying(about: Policy) -> Iterator[Node]:
    for number, kind in enumerate(about.version.content.data, 1):
        if kind.retention:
            after = ("odrl:rightOperand", Said(period_text(kind.retention), kind="xsd:duration"))
            address = about.at("bewaartermijn", number)
            yield _constraint(address, "odrl:elapsedTime", "odrl:eq", after)


def _constraint(address: str, left: str, operator: str, right: tuple[str, Said | date]) -> Node:
    facts: Facts = [("odrl:leftOperand", To(left)), ("odrl:operator", To(operator)), right]
    return Node(address, ["odrl:Constraint"], facts)


def _day(day: date) -> tuple[str, date]:
    return "odrl:rightOperand", day
