"""The rows of the group "who"."""

from __future__ import annotations

from agreements.domain.catalogue.checks import (
    all_different,
    authorities_rely_on_law,
    has_controller,
    has_joint_controllers,
    has_municipality,
    has_processor,
    has_whole_bases,
    names_members,
    takes_part_in_order,
)
from agreements.domain.catalogue.conditions import A_PROCESSING_AGREEMENT, OF_JOINT_CONTROLLERS
from agreements.domain.catalogue.field import OWN_RULE, Demand, Field, FieldKind
from agreements.domain.catalogue.groups import Page, Section
from agreements.domain.catalogue.party import PARTY
from agreements.domain.catalogue.sides import FURTHER_BASIS, MEMBER
from agreements.domain.content import FurtherBasis, Member, Party
from agreements.domain.wording import N_

WHO: tuple[Field, ...] = (
    Field(
        name="parties",
        kind=FieldKind.ROWS,
        label=N_("Parties"),
        meaning=N_("The organisations that take part, each with its role and legal basis."),
        short=N_("parties"),
        section=Section.WHO,
        page=Page.OWN,
        parts=PARTY,
        made_of=Party,
        one=N_("Party"),
        first_rows=2,
        demands=(
            Demand(N_("Name at least two parties."), N_("GDPR art. 5(2), 26 and 28"), lambda c: len(c.parties) >= 2),
            Demand(
                N_("Give every party a name of its own."),
                N_("GDPR art. 5(2)"),
                lambda c: all_different(party.name for party in c.parties),
                is_basic=True,
            ),
            Demand(
                N_("Name the municipality as a party, or the body in which municipalities work together."),
                OWN_RULE,
                has_municipality,
            ),
            Demand(
                N_("Say which party decides about the data: name at least one controller."),
                N_("GDPR art. 4(7) and 26"),
                has_controller,
            ),
            Demand(
                N_("Name at least two parties that decide together."),
                N_("GDPR art. 26(1)"),
                has_joint_controllers,
                OF_JOINT_CONTROLLERS,
            ),
            Demand(
                N_("Name the processor: the party that handles the data for another."),
                N_("GDPR art. 28(3)"),
                has_processor,
                A_PROCESSING_AGREEMENT,
            ),
        ),
        is_public=True,
        is_searched=True,
        dutch="partijen",
        column=7,
        headers="partners; betrokken partijen; deelnemers; deelnemende partijen; convenantpartners; partij; "
        "organisaties; betrokken organisaties; deelnemende organisaties; convenantpartijen; wederpartij; "
        "contractant; tegenpartij; ketenpartners; samenwerkingspartners; leverancier; afnemer; ontvanger; "
        "verstrekker; met wie; met welke partijen; participants; organisations; partner organisaties; "
        "counterparty; instantie; instelling; betrokken instanties; verwerker; verwerkingsverantwoordelijke",
    ),
    Field(
        name="members",
        kind=FieldKind.ROWS,
        label=N_("Members of a side"),
        heading=N_("Members"),
        meaning=N_(
            "The organisations for which one party stands, such as the municipalities of a region, "
            "with the dates on which they joined and left."
        ),
        hint=N_(
            "Only when one party stands for many, such as all municipalities of a region. "
            "That party answers once for all of them."
        ),
        section=Section.WHO,
        parts=MEMBER,
        made_of=Member,
        one=N_("Member"),
        is_optional=True,
        demands=(
            Demand(
                N_("Give each member a name, and choose to which party it belongs."),
                OWN_RULE,
                names_members,
                is_basic=True,
            ),
            Demand(
                N_("A member cannot leave before it joined."),
                OWN_RULE,
                lambda c: all(takes_part_in_order(one) for one in c.members),
                is_basic=True,
            ),
        ),
        is_public=True,
        is_searched=True,
        dutch="leden",
    ),
    Field(
        name="further_bases",
        kind=FieldKind.ROWS,
        label=N_("Further legal bases"),
        meaning=N_("Other lawful bases of a party, beside its first."),
        hint=N_("Only when a party relies on more than one."),
        section=Section.WHO,
        parts=FURTHER_BASIS,
        made_of=FurtherBasis,
        one=N_("Legal basis"),
        is_optional=True,
        demands=(
            Demand(
                N_("Say of each further basis of which party it is, and on which law it rests."),
                N_("GDPR art. 6(1) and 6(3)"),
                has_whole_bases,
            ),
            Demand(
                N_("An authority cannot rely on a legitimate interest for its tasks."),
                N_("GDPR art. 6(1), last sentence"),
                authorities_rely_on_law,
            ),
        ),
        is_public=True,
        dutch="verdere_grondslagen",
    ),
)
