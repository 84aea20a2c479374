"""The rows of what lies behind an agreement: documents, and what the source says in its own words."""

from __future__ import annotations

from agreements.domain.catalogue.field import Field, FieldKind
from agreements.domain.catalogue.groups import Fold, Page
from agreements.domain.wording import N_

LINK_HINT = N_("Starts with https://")

DOCUMENT: tuple[Field, ...] = (
    Field(
        name="title",
        page=Page.OWN,
        kind=FieldKind.LINE,
        label=N_("Title of the document"),
        is_public=True,
        dutch="titel",
    ),
    Field(
        name="url",
        page=Page.OWN,
        kind=FieldKind.LINK,
        label=N_("Web address"),
        hint=LINK_HINT,
        is_public=True,
        dutch="url",
    ),
    Field(
        name="is_public",
        page=Page.OWN,
        kind=FieldKind.TICK,
        label=N_("Residents may read this document"),
        is_public=True,
    ),
)

STATED: tuple[Field, ...] = (
    Field(
        name="term",
        kind=FieldKind.TEXT,
        label=N_("The term in the agreement's own words"),
        hint=N_("Such as: indefinite."),
        is_optional=True,
        is_public=True,
        dutch="looptijd",
    ),
    Field(
        name="starts_on",
        kind=FieldKind.LINE,
        label=N_("Start date in the source's own words"),
        fold=Fold.SOURCE,
        is_optional=True,
    ),
    Field(
        name="ends_on",
        kind=FieldKind.LINE,
        label=N_("End date in the source's own words"),
        fold=Fold.SOURCE,
        is_optional=True,
        is_public=True,
        dutch="einde",
    ),
    Field(
        name="retention",
        kind=FieldKind.TEXT,
        label=N_("Retention in the source's own words"),
        fold=Fold.SOURCE,
        is_optional=True,
    ),
    Field(
        name="parties",
        kind=FieldKind.TEXT,
        label=N_("Parties in the source's own words"),
        fold=Fold.SOURCE,
        is_optional=True,
    ),
    Field(
        name="signed_on",
        kind=FieldKind.LINE,
        label=N_("Signing in the source's own words"),
        fold=Fold.SOURCE,
        is_optional=True,
    ),
)
