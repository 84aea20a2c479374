"""The rows of the members of a side that stands for many, and of further bases of a party."""

from __future__ import annotations

from agreements.domain.catalogue.field import Field, FieldKind
from agreements.domain.catalogue.groups import Page
from agreements.domain.vocabulary import LawfulBasis
from agreements.domain.wording import N_

MEMBER: tuple[Field, ...] = (
    Field(
        name="name",
        page=Page.OWN,
        kind=FieldKind.LINE,
        label=N_("Name of the member"),
        hint=N_("Such as: the municipality of Voorbeeldstad."),
        is_public=True,
        dutch="naam",
    ),
    Field(
        name="party",
        page=Page.OWN,
        kind=FieldKind.PARTY,
        label=N_("Belongs to the side"),
        is_public=True,
        dutch="partij",
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
        name="joined_on",
        kind=FieldKind.DAY,
        label=N_("Joined on"),
        heading=N_("Takes part from"),
        hint=N_("Only if this was after the start."),
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
        is_optional=True,
        is_public=True,
        dutch="uitgetreden_op",
    ),
    Field(
        name="accession",
        kind=FieldKind.LINE,
        label=N_("How it joined"),
        hint=N_("Such as: declaration of accession, with its date."),
        is_optional=True,
        is_public=True,
        dutch="toetreding",
    ),
)

FURTHER_BASIS: tuple[Field, ...] = (
    Field(
        name="party", page=Page.OWN, kind=FieldKind.PARTY, label=N_("Of which party"), is_public=True, dutch="partij"
    ),
    Field(
        name="lawful_basis",
        page=Page.OWN,
        kind=FieldKind.CHOICE,
        label=N_("Lawful basis"),
        heading=N_("Legal basis"),
        hint=N_("GDPR article 6."),
        words=LawfulBasis,
        is_public=True,
        dutch="grondslag",
    ),
    Field(
        name="legal_ground",
        page=Page.OWN,
        kind=FieldKind.LINE,
        label=N_("Law and article"),
        hint=N_(
            "What the lawful basis is founded on, such as: Wet gemeentelijke schuldhulpverlening, article 3(1)(b)."
        ),
        is_public=True,
        dutch="wettelijke_basis",
    ),
)
