"""The rows of how a party signs, joins and leaves."""

from __future__ import annotations

from agreements.domain.catalogue.checks import says, takes_part_in_order
from agreements.domain.catalogue.field import DAY_HINT, OWN_RULE, Demand, Field, FieldKind
from agreements.domain.catalogue.groups import Fold
from agreements.domain.vocabulary import SignsAs
from agreements.domain.wording import N_

SIGNING: tuple[Field, ...] = (
    Field(
        name="signs_as",
        kind=FieldKind.CHOICE,
        label=N_("How it signs"),
        heading=N_("Signs as"),
        words=SignsAs,
        default=SignsAs.PARTY,
        fold=Fold.SIGNING,
        is_optional=True,
        is_public=True,
        dutch="ondertekent_als",
    ),
    Field(
        name="signing_function",
        kind=FieldKind.LINE,
        label=N_("Function that signed"),
        hint=N_("Such as: mayor. Not the name of a person."),
        fold=Fold.SIGNING,
        is_optional=True,
        demands=(Demand(N_("Name the function that signed for “%(party)s”."), OWN_RULE, says("signing_function")),),
        is_public=True,
        dutch="ondertekend_door",
    ),
    Field(
        name="mandate",
        kind=FieldKind.LINE,
        label=N_("Power to sign"),
        hint=N_("Such as: Gemeentewet, article 171, or a mandate."),
        fold=Fold.SIGNING,
        is_optional=True,
        is_public=True,
        dutch="mandaat",
    ),
    Field(
        name="decided_on",
        kind=FieldKind.DAY,
        label=N_("Decided on"),
        heading=N_("Decision to take part"),
        hint=DAY_HINT,
        fold=Fold.SIGNING,
        is_optional=True,
        is_public=True,
        dutch="besluit_op",
    ),
    Field(
        name="decision_reference",
        kind=FieldKind.LINE,
        label=N_("Reference of that decision"),
        heading=N_("Reference of the decision"),
        fold=Fold.SIGNING,
        is_optional=True,
        is_public=True,
        dutch="besluit_kenmerk",
    ),
    Field(
        name="joined_on",
        kind=FieldKind.DAY,
        label=N_("Joined on"),
        heading=N_("Takes part from"),
        hint=N_("Only if this was after the start."),
        fold=Fold.SIGNING,
        is_optional=True,
        is_public=True,
        dutch="toegetreden_op",
    ),
    Field(
        name="left_on",
        kind=FieldKind.DAY,
        label=N_("Takes part until"),
        heading=N_("Took part until"),
        hint=N_("The last day, only if this was before the end."),
        fold=Fold.SIGNING,
        is_optional=True,
        demands=(
            Demand(N_("“%(party)s” cannot leave before it joined."), OWN_RULE, takes_part_in_order, is_basic=True),
        ),
        is_public=True,
        dutch="uitgetreden_op",
    ),
)
