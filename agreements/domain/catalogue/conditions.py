"""When something is asked: by kind of agreement, by the role of a party, by the law it works under, by kinds of data.

The words stand on the page of demands; each goes on after "asked".
"""

from __future__ import annotations

from collections.abc import Callable

from agreements.domain.catalogue.field import Condition
from agreements.domain.content import Content, Party, receiving_parties
from agreements.domain.vocabulary import (
    AgreementKind,
    Automation,
    Children,
    DpiaOutcome,
    GdprRole,
    LawfulBasis,
    LegalRegime,
    OnwardSharing,
    PartyKind,
    Sensitivity,
    SignsAs,
    Transfer,
)
from agreements.domain.wording import N_

CONTROLLERS = frozenset({GdprRole.CONTROLLER, GdprRole.JOINT_CONTROLLER})
AUTHORITIES = frozenset(
    {
        PartyKind.MUNICIPALITY,
        PartyKind.POLICE,
        PartyKind.PUBLIC_PROSECUTOR,
        PartyKind.GOVERNMENT,
        PartyKind.JOINT_BODY,
        PartyKind.PUBLIC_HEALTH,
        PartyKind.SAFETY_REGION,
    }
)
"""Parties that are public authorities by their kind."""
DELICATE = frozenset(Sensitivity) - {Sensitivity.ORDINARY}
"""What the supervisor's list of assessments calls special or of a sensitive nature."""


def has_data(*kinds: Sensitivity) -> Callable[[Content], bool]:
    """A test whether data of one of these kinds are shared."""
    return lambda content: any(category.sensitivity in kinds for category in content.data)


def is_kind(*kinds: AgreementKind) -> Callable[[Content], bool]:
    """A test whether the agreement is of one of these kinds."""
    return lambda content: content.kind in kinds


# Of the whole agreement
A_PROCESSING_AGREEMENT = Condition(N_("of a processing agreement"), is_kind(AgreementKind.PROCESSING))
OF_JOINT_CONTROLLERS = Condition(
    N_("where parties are joint controllers"),
    lambda c: (
        c.kind is AgreementKind.JOINT_CONTROLLERS
        or any(party.gdpr_role is GdprRole.JOINT_CONTROLLER for party in c.parties)
    ),
)
A_WGS_PARTNERSHIP = Condition(N_("of a partnership under the WGS"), is_kind(AgreementKind.WGS_PARTNERSHIP))
A_FRAMEWORK = Condition(N_("of a framework that others join"), is_kind(AgreementKind.FRAMEWORK))
A_DELIVERY = Condition(
    N_("of an agreement or protocol about delivering data"),
    is_kind(AgreementKind.DATA_DELIVERY, AgreementKind.PROTOCOL),
)
SPECIAL_OR_CRIMINAL = Condition(
    N_("where special or criminal data are shared"), has_data(Sensitivity.SPECIAL, Sensitivity.CRIMINAL)
)
NATIONAL_NUMBERS = Condition(N_("where a national number is shared"), has_data(Sensitivity.NATIONAL_NUMBER))
DELICATE_DATA = Condition(
    N_("where data are shared that are special, criminal, sensitive or a national number"), has_data(*DELICATE)
)
A_DPIA = Condition(N_("where an impact assessment (DPIA) was made"), lambda c: c.dpia is DpiaOutcome.DONE)
A_COMPUTER = Condition(
    N_("where a computer decides or helps"), lambda c: c.automation in {Automation.SUPPORTS, Automation.DECIDES}
)
ABOUT_CHILDREN = Condition(
    N_("where data are about children"), lambda c: c.children in {Children.ALSO, Children.MAINLY}
)
OUTSIDE_EUROPE = Condition(
    N_("where data leave the European Economic Area"), lambda c: c.transfer not in {None, Transfer.NONE}
)
PASSED_ON = Condition(
    N_("where data may be passed on"),
    lambda c: c.onward_sharing in {OnwardSharing.NAMED_ONLY, OnwardSharing.CONDITIONAL},
)
PASSED_ON_CONDITIONALLY = Condition(
    N_("where data may be passed on under conditions"), lambda c: c.onward_sharing is OnwardSharing.CONDITIONAL
)
A_PERMIT = Condition(
    N_("where the data protection authority gave a permit"),
    lambda c: bool(c.permit_reference or c.permit_on or c.permit_holder),
)
A_MUNICIPALITY = Condition(
    N_("where a municipality takes part"), lambda c: any(p.kind is PartyKind.MUNICIPALITY for p in c.parties)
)
NOT_PUBLIC = Condition(N_("of an agreement that not everyone may read"), lambda c: not c.is_public)
TRANSITIONAL = Condition(N_("of a transitional or reported agreement"), lambda c: c.is_transitional or c.is_reported)


# Of each party
def _takes_part(party: Party, _: Content) -> bool:
    return party.signs_as is SignsAs.PARTY


def _controls(party: Party, content: Content) -> bool:
    return _takes_part(party, content) and party.gdpr_role in CONTROLLERS


def _works_under(*regimes: LegalRegime | None) -> Callable[[Party, Content], bool]:
    return lambda party, content: _controls(party, content) and party.regime in regimes


def _provides(party: Party, content: Content) -> bool:
    return any(flow.provider == party.name for flow in content.flows)


def _relies_on(*bases: LawfulBasis) -> Callable[[Party, Content], bool]:
    under_gdpr = _works_under(LegalRegime.GDPR, None)
    return lambda party, content: under_gdpr(party, content) and party.lawful_basis in bases


WHO_TAKES_PART = Condition(N_("of each party that takes part"), _takes_part)
EACH_CONTROLLER = Condition(N_("of each controller"), _controls)
UNDER_THE_GDPR = Condition(N_("of each controller that works under the GDPR"), _works_under(LegalRegime.GDPR, None))
AN_AUTHORITY = Condition(
    N_("of each authority that is a controller"), lambda party, c: _controls(party, c) and party.kind in AUTHORITIES
)
ON_A_LAW = Condition(
    N_("of each controller that relies on a public task or a legal duty"),
    _relies_on(LawfulBasis.PUBLIC_TASK, LawfulBasis.LEGAL_OBLIGATION),
)
ON_AN_INTEREST = Condition(
    N_("of each controller that relies on a legitimate interest"), _relies_on(LawfulBasis.LEGITIMATE_INTEREST)
)
ON_ANOTHER_BASIS = Condition(
    N_("of each controller that relies on consent, a contract or a vital interest"),
    _relies_on(LawfulBasis.CONSENT, LawfulBasis.CONTRACT, LawfulBasis.VITAL_INTEREST),
)
UNDER_POLICE_OR_JUDICIAL_LAW = Condition(
    N_("of each controller that works under the Wpg or the Wjsg"), _works_under(LegalRegime.WPG, LegalRegime.WJSG)
)
GIVES_POLICE_DATA = Condition(
    N_("of each party that gives data under the Wpg"),
    lambda party, c: _works_under(LegalRegime.WPG)(party, c) and _provides(party, c),
)
GIVES_JUDICIAL_DATA = Condition(
    N_("of each party that gives data under the Wjsg"),
    lambda party, c: _works_under(LegalRegime.WJSG)(party, c) and _provides(party, c),
)
WHO_RECEIVES = Condition(
    N_("of each party that receives data"),
    lambda party, c: _takes_part(party, c) and party.name in receiving_parties(c),
)
BY_ART_28 = Condition(
    N_("of each party to a processing agreement"),
    lambda party, c: _takes_part(party, c) and c.kind is AgreementKind.PROCESSING,
)
BY_OWN_RULE = Condition(
    N_("of each party to another kind of agreement"), lambda party, c: c.kind is not AgreementKind.PROCESSING
)
