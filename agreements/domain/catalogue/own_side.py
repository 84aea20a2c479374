"""The rows of how a party does its own side: what the municipality asks of itself it asks of each partner."""

from __future__ import annotations

from agreements.domain.catalogue.checks import explains, says
from agreements.domain.catalogue.conditions import EACH_CONTROLLER, WHO_RECEIVES, WHO_TAKES_PART
from agreements.domain.catalogue.field import Demand, Field, FieldKind
from agreements.domain.catalogue.groups import Fold
from agreements.domain.wording import N_

OWN_SIDE: tuple[Field, ...] = (
    Field(
        name="own_retention",
        kind=FieldKind.TEXT,
        label=N_("How long this party keeps what it receives"),
        heading=N_("How long it keeps the data"),
        fold=Fold.OWN_SIDE,
        is_optional=True,
        demands=(
            Demand(
                N_("Say how long “%(party)s” keeps what it receives."),
                N_("GDPR art. 5(1)(e)"),
                explains("own_retention"),
                WHO_RECEIVES,
            ),
        ),
        is_public=True,
        dutch="eigen_bewaartermijn",
    ),
    Field(
        name="security",
        kind=FieldKind.TEXT,
        label=N_("How this party keeps the data safe"),
        heading=N_("How it keeps the data safe"),
        hint=N_("What everyone may know. Such as: BIO, only staff of the team, logging."),
        fold=Fold.OWN_SIDE,
        is_optional=True,
        demands=(
            Demand(
                N_("Say how “%(party)s” keeps the data safe."), N_("GDPR art. 32"), explains("security"), WHO_TAKES_PART
            ),
        ),
        is_public=True,
        dutch="beveiliging",
    ),
    Field(
        name="breach_contact",
        kind=FieldKind.LINE,
        label=N_("Whom the others warn about a data breach"),
        heading=N_("Desk for data breaches"),
        hint=N_("A desk or function. No person, no personal address."),
        fold=Fold.OWN_SIDE,
        is_optional=True,
        demands=(
            Demand(
                N_("Say whom the others warn at “%(party)s” about a data breach."),
                N_("GDPR art. 33"),
                says("breach_contact"),
                WHO_TAKES_PART,
            ),
        ),
        is_public=True,
        dutch="meldpunt_datalekken",
    ),
    Field(
        name="protection_officer",
        kind=FieldKind.LINE,
        label=N_("Its data protection officer"),
        heading=N_("Data protection officer"),
        hint=N_("How the officer is reached: a desk or function, never a name. Or: has none."),
        fold=Fold.OWN_SIDE,
        is_optional=True,
        demands=(
            Demand(
                N_("Say how the data protection officer of “%(party)s” is reached, or that it has none."),
                N_("GDPR art. 37"),
                says("protection_officer"),
                WHO_TAKES_PART,
            ),
        ),
        is_public=True,
        explained_at="fg",
        dutch="functionaris_gegevensbescherming",
    ),
    Field(
        name="desk",
        kind=FieldKind.LINE,
        label=N_("Where people can ask this party"),
        heading=N_("Where you can ask"),
        hint=N_("A desk or function. No person, no personal address."),
        fold=Fold.OWN_SIDE,
        is_optional=True,
        demands=(
            Demand(
                N_("Name the desk of “%(party)s” where people can ask."),
                N_("GDPR art. 12(2)"),
                says("desk"),
                EACH_CONTROLLER,
            ),
        ),
        is_public=True,
        dutch="loket",
    ),
)
