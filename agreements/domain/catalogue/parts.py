"""The rows of what an agreement consists of: parties, kinds of data and flows."""

from __future__ import annotations

from agreements.domain.catalogue.checks import has, says
from agreements.domain.catalogue.field import Demand, Field, FieldKind
from agreements.domain.catalogue.groups import Page
from agreements.domain.content import LONGEST_RETENTION_DAYS, LONGEST_RETENTION_MONTHS
from agreements.domain.vocabulary import (
    Channel,
    Frequency,
    GdprRole,
    LawfulBasis,
    PartyKind,
    RetentionStart,
    Sensitivity,
)
from agreements.domain.wording import N_

DAY_HINT = N_("For example 31-12-2026")

PARTY: tuple[Field, ...] = (
    Field(
        name="name",
        page=Page.OWN,
        kind=FieldKind.LINE,
        label=N_("Name of the organisation"),
        is_public=True,
        dutch="naam",
    ),
    Field(
        name="kind",
        kind=FieldKind.CHOICE,
        label=N_("Kind of organisation"),
        words=PartyKind,
        default=PartyKind.OTHER,
        is_public=True,
        dutch="soort",
    ),
    Field(
        name="gdpr_role",
        kind=FieldKind.CHOICE,
        label=N_("Role under the GDPR"),
        words=GdprRole,
        demands=(
            Demand(N_("Say which role “%(party)s” has under the GDPR."), N_("GDPR art. 26 and 28"), has("gdpr_role")),
        ),
        is_public=True,
        dutch="avg_rol",
    ),
    Field(
        name="purpose",
        kind=FieldKind.TEXT,
        label=N_("Own purpose"),
        heading=N_("What it wants to reach"),
        hint=N_("What this party itself wants to reach with the data."),
        demands=(Demand(N_("Describe the purpose of “%(party)s”."), N_("GDPR art. 5(1)(b)"), says("purpose")),),
        is_public=True,
        dutch="doel",
    ),
    Field(
        name="lawful_basis",
        kind=FieldKind.CHOICE,
        label=N_("Lawful basis"),
        heading=N_("Legal basis"),
        hint=N_("GDPR article 6."),
        words=LawfulBasis,
        demands=(Demand(N_("Choose the lawful basis of “%(party)s”."), N_("GDPR art. 6(1)"), has("lawful_basis")),),
        is_public=True,
        explained_at="grondslag",
        dutch="grondslag",
    ),
    Field(
        name="legal_ground",
        kind=FieldKind.LINE,
        label=N_("Law and article"),
        hint=N_("What the lawful basis rests on, such as Wgs, article 4a."),
        demands=(
            Demand(
                N_("Name the law and article that “%(party)s” relies on."), N_("GDPR art. 6(3)"), says("legal_ground")
            ),
        ),
        is_public=True,
        beside="lawful_basis",
        dutch="wettelijke_basis",
    ),
    Field(
        name="responsible_function",
        kind=FieldKind.LINE,
        label=N_("Function that answers for it"),
        heading=N_("Answerable function"),
        hint=N_("Such as: director of housing. Not the name of a person."),
        demands=(
            Demand(
                N_("Name the function that answers for “%(party)s”."),
                N_("GDPR art. 5(2)"),
                says("responsible_function"),
            ),
        ),
        is_public=True,
        dutch="verantwoordelijke_functie",
    ),
    Field(
        name="identifier",
        kind=FieldKind.LINE,
        label=N_("Number"),
        heading=N_("Identifier"),
        hint=N_("TOOI address, OIN or KVK number."),
        is_optional=True,
        is_public=True,
        dutch="identificatie",
    ),
    Field(
        name="signed_on",
        kind=FieldKind.DAY,
        label=N_("Signed on"),
        hint=DAY_HINT,
        demands=(
            Demand(N_("Give the date on which “%(party)s” signed."), N_("GDPR art. 26(1) and 28(3)"), has("signed_on")),
        ),
        is_public=True,
        dutch="ondertekend_op",
    ),
)

RETENTION: tuple[Field, ...] = (
    Field(
        name="months",
        kind=FieldKind.NUMBER,
        label=N_("Retention period in months"),
        hint=N_("36 months is three years."),
        most=LONGEST_RETENTION_MONTHS,
        is_public=True,
        dutch="maanden",
    ),
    Field(
        name="days",
        kind=FieldKind.NUMBER,
        label=N_("and days"),
        most=LONGEST_RETENTION_DAYS,
        is_optional=True,
        is_public=True,
        dutch="dagen",
    ),
    Field(
        name="starts_at",
        kind=FieldKind.CHOICE,
        label=N_("counted from"),
        words=RetentionStart,
        default=RetentionStart.AGREEMENT_ENDED,
        is_public=True,
        dutch="vanaf_moment",
    ),
)

DATA_CATEGORY: tuple[Field, ...] = (
    Field(
        name="name",
        page=Page.OWN,
        kind=FieldKind.LINE,
        label=N_("Kind of data"),
        hint=N_("Such as: name and address."),
        is_public=True,
        dutch="naam",
    ),
    Field(
        name="sensitivity",
        page=Page.OWN,
        kind=FieldKind.CHOICE,
        label=N_("How sensitive"),
        heading=N_("Protection"),
        words=Sensitivity,
        default=Sensitivity.ORDINARY,
        is_public=True,
        dutch="bescherming",
    ),
    Field(
        name="necessity",
        page=Page.OWN,
        kind=FieldKind.TEXT,
        label=N_("Why these data are needed"),
        heading=N_("Why these are needed"),
        is_public=True,
        dutch="noodzaak",
    ),
    Field(
        name="source",
        page=Page.OWN,
        kind=FieldKind.LINE,
        label=N_("Source"),
        hint=N_("The register they come from, such as the BRP."),
        is_optional=True,
        is_public=True,
        dutch="bron",
    ),
    Field(
        name="retention",
        page=Page.OWN,
        kind=FieldKind.PERIOD,
        label=N_("Kept for"),
        parts=RETENTION,
        is_public=True,
        dutch="bewaartermijn",
    ),
)

FLOW: tuple[Field, ...] = (
    Field(
        name="provider", page=Page.OWN, kind=FieldKind.PARTY, label=N_("Who gives"), is_public=True, dutch="verstrekker"
    ),
    Field(
        name="recipient",
        page=Page.OWN,
        kind=FieldKind.PARTY,
        label=N_("Who receives"),
        is_public=True,
        dutch="ontvanger",
    ),
    Field(
        name="data",
        page=Page.OWN,
        kind=FieldKind.DATA,
        label=N_("Which data"),
        hint=N_("Tick each kind of data that goes this way."),
        is_public=True,
        dutch="gegevens",
    ),
    Field(
        name="frequency",
        page=Page.OWN,
        kind=FieldKind.CHOICE,
        label=N_("How often"),
        words=Frequency,
        is_optional=True,
        is_public=True,
        dutch="hoe_vaak",
    ),
    Field(
        name="channel",
        page=Page.OWN,
        kind=FieldKind.CHOICE,
        label=N_("By what means"),
        words=Channel,
        is_optional=True,
        is_public=True,
        dutch="manier",
    ),
)
