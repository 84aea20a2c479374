"""The rows about where an agreement comes from: who adopted it, where it was published, what it follows."""

from __future__ import annotations

from agreements.domain.catalogue.field import DAY_HINT, Field, FieldKind
from agreements.domain.catalogue.groups import Fold, Page, Section
from agreements.domain.wording import N_

ORIGIN: tuple[Field, ...] = (
    Field(
        name="own_number",
        kind=FieldKind.LINE,
        label=N_("Number in your own files"),
        meaning=N_("Under which number the office itself files the agreement. Never public."),
        hint=N_("Such as the number of the case or the contract. Never public."),
        section=Section.ANSWERS,
        fold=Fold.ORIGIN,
        is_optional=True,
        is_searched=True,
        headers="kenmerk; registratienummer; convenantnummer; contractnummer; zaaknummer; referentie; "
        "referentienummer; dossiernummer; documentnummer; zaaknr; contractnr; convenantnr; registratienr; dossiernr; "
        "archiefnummer; archiefnr; nr; nummer; intern kenmerk; ons kenmerk; case number",
    ),
    Field(
        name="adopted_on",
        kind=FieldKind.DAY,
        label=N_("Adopted on"),
        meaning=N_("The day on which the agreement was adopted, which need not be its first day."),
        hint=DAY_HINT,
        section=Section.ANSWERS,
        page=Page.SAFE,
        fold=Fold.ORIGIN,
        is_optional=True,
        is_public=True,
        dutch="vastgesteld_door_bestuur_op",
        headers="vastgesteld op; datum vaststelling; vaststellingsdatum; datum besluit; besluitdatum; "
        "datum collegebesluit; datum college",
    ),
    Field(
        name="adopted_by",
        kind=FieldKind.LINE,
        label=N_("Adopted by"),
        meaning=N_("Who adopted it, with the reference of the decision."),
        hint=N_("Such as: the executive, with the reference of the decision."),
        section=Section.ANSWERS,
        page=Page.SAFE,
        fold=Fold.ORIGIN,
        is_optional=True,
        is_public=True,
        dutch="vastgesteld_door",
    ),
    Field(
        name="publication_reference",
        kind=FieldKind.LINE,
        label=N_("Reference of the official publication"),
        heading=N_("Official publication"),
        meaning=N_("Where the agreement was officially published."),
        hint=N_("Such as: gmb-2022-485650 or Stcrt. 2021, 45719."),
        section=Section.ANSWERS,
        page=Page.SAFE,
        fold=Fold.ORIGIN,
        is_optional=True,
        is_public=True,
        is_searched=True,
        dutch="bekendmaking",
        headers="gemeenteblad; publicatienummer; publicatie",
    ),
    Field(
        name="framework",
        kind=FieldKind.LINE,
        label=N_("Framework agreement"),
        meaning=N_("The wider agreement that this one carries out."),
        hint=N_("The wider agreement that this one carries out: its reference or its name."),
        section=Section.ANSWERS,
        page=Page.SAFE,
        fold=Fold.ORIGIN,
        is_optional=True,
        is_public=True,
        dutch="raamafspraak",
    ),
    Field(
        name="earlier_agreement",
        kind=FieldKind.LINE,
        label=N_("Follows an agreement that is not in the register"),
        heading=N_("Follows"),
        meaning=N_("An older agreement that this one follows and that is not in the register."),
        hint=N_("Its name and year."),
        section=Section.ANSWERS,
        page=Page.SAFE,
        fold=Fold.ORIGIN,
        is_optional=True,
        is_public=True,
        dutch="eerdere_afspraak",
        headers="vervangt; opvolger van",
    ),
)
