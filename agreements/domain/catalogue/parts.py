"""The rows of what an agreement consists of: parties, kinds of data and flows."""

from __future__ import annotations

from agreements.domain.catalogue.field import DAY_HINT, Field, FieldKind
from agreements.domain.catalogue.groups import Page
from agreements.domain.content import LONGEST_RETENTION_DAYS, LONGEST_RETENTION_MONTHS
from agreements.domain.vocabulary import (
    AdviceBy,
    Channel,
    Frequency,
    NumberKind,
    RetentionStart,
    Sensitivity,
    SpecialArticle,
)
from agreements.domain.wording import N_

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
    Field(
        name="number_kind",
        kind=FieldKind.CHOICE,
        label=N_("Which national number"),
        heading=N_("Which number"),
        hint=N_("Only for a national number."),
        words=NumberKind,
        is_optional=True,
        is_public=True,
        dutch="soort_nummer",
    ),
    Field(
        name="number_ground",
        kind=FieldKind.LINE,
        label=N_("Law that allows using this number"),
        heading=N_("Law that allows using it"),
        hint=N_("Only for a national number. Such as: Wabb, article 10."),
        is_optional=True,
        is_public=True,
        dutch="grondslag_nummer",
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

SPECIAL_EXCEPTION: tuple[Field, ...] = (
    Field(
        name="article",
        page=Page.OWN,
        kind=FieldKind.CHOICE,
        label=N_("Article of the GDPR"),
        words=SpecialArticle,
        is_public=True,
        dutch="avg_artikel",
    ),
    Field(
        name="national_article",
        page=Page.OWN,
        kind=FieldKind.LINE,
        label=N_("Dutch law and article"),
        hint=N_("Such as: UAVG, article 30, paragraph 3, under a."),
        is_public=True,
        dutch="nationaal_artikel",
    ),
)

ADVICE: tuple[Field, ...] = (
    Field(
        name="by",
        page=Page.OWN,
        kind=FieldKind.CHOICE,
        label=N_("Who advised"),
        words=AdviceBy,
        default=AdviceBy.PROTECTION_OFFICER,
        is_public=True,
        dutch="door",
    ),
    Field(
        name="given_on",
        page=Page.OWN,
        kind=FieldKind.DAY,
        label=N_("Advised on"),
        hint=DAY_HINT,
        is_public=True,
        dutch="op",
    ),
    Field(
        name="outcome",
        page=Page.OWN,
        kind=FieldKind.TEXT,
        label=N_("What the advice was"),
        hint=N_("And what was done with it."),
        is_public=True,
        dutch="uitkomst",
    ),
    Field(
        name="is_public", page=Page.OWN, kind=FieldKind.TICK, label=N_("Residents may read this advice"), is_public=True
    ),
)
