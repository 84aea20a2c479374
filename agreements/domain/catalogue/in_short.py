"""The rows of the group "in short"."""

from __future__ import annotations

from agreements.domain.catalogue.checks import explains, has, is_a_wgs_partnership
from agreements.domain.catalogue.conditions import A_WGS_PARTNERSHIP
from agreements.domain.catalogue.field import OWN_RULE, Demand, Field, FieldKind
from agreements.domain.catalogue.groups import Page, Section
from agreements.domain.vocabulary import AgreementKind
from agreements.domain.wording import N_

LONGEST_SUMMARY = 500

IN_SHORT: tuple[Field, ...] = (
    Field(
        name="title",
        kind=FieldKind.LINE,
        label=N_("Title"),
        meaning=N_("What the agreement is called."),
        hint=N_("Short and plain. Such as: catching rent arrears early."),
        short=N_("title"),
        section=Section.SHORT,
        page=Page.OWN,
        demands=(Demand(N_("Give the agreement a title."), OWN_RULE, lambda c: bool(c.title.strip()), is_basic=True),),
        is_public=True,
        is_searched=True,
        dutch="titel",
        column=3,
        headers="naam convenant; convenant; naam; naam afspraak; afspraak; naam overeenkomst; overeenkomst; "
        "titel convenant; titel afspraak; naam gegevenslevering; naam contract; naam samenwerking; "
        "naam document; contract; name; agreement; agreement name; covenant; titel contract; titel document",
    ),
    Field(
        name="summary",
        kind=FieldKind.TEXT,
        label=N_("Summary"),
        heading=N_("In short"),
        meaning=N_("What is shared and why, in two or three sentences for residents."),
        hint=N_("Two or three plain sentences for residents: what is shared, and why. 500 characters at most."),
        short=N_("summary"),
        section=Section.SHORT,
        page=Page.OWN,
        demands=(
            Demand(N_("Say in two or three plain sentences what is shared and why."), OWN_RULE, explains("summary")),
            Demand(
                N_("Shorten the summary to 500 characters at most."),
                OWN_RULE,
                lambda c: len(c.summary) <= LONGEST_SUMMARY,
                is_basic=True,
            ),
        ),
        is_public=True,
        is_searched=True,
        dutch="samenvatting",
        column=25,
        headers="korte omschrijving; korte samenvatting; beknopte omschrijving; in het kort; korte inhoud",
    ),
    Field(
        name="kind",
        kind=FieldKind.CHOICE,
        label=N_("Kind of agreement"),
        meaning=N_("What kind of document the agreement is, such as a covenant."),
        short=N_("kind of agreement"),
        section=Section.SHORT,
        page=Page.OWN,
        words=AgreementKind,
        demands=(Demand(N_("Choose what kind of agreement this is."), N_("GDPR art. 26 and 28"), has("kind")),),
        is_public=True,
        dutch="soort",
        column=4,
        headers="soort afspraak; soort overeenkomst; type; type overeenkomst; type convenant; soort document; "
        "documentsoort; documenttype; type document; soort contract; type contract; soort regeling; "
        "agreement type; type of agreement",
    ),
    Field(
        name="theme",
        kind=FieldKind.LINE,
        label=N_("Theme"),
        meaning=N_("The field of policy that the agreement belongs to."),
        hint=N_("Such as: debts, housing, safety."),
        short=N_("theme"),
        section=Section.SHORT,
        page=Page.OWN,
        is_optional=True,
        is_public=True,
        is_searched=True,
        dutch="thema",
        column=24,
        headers="beleidsterrein; domein; beleidsveld; taakveld; programma; policy area",
    ),
    Field(
        name="area",
        kind=FieldKind.LINE,
        label=N_("Area"),
        meaning=N_("The area in which the agreement applies."),
        hint=N_("Such as: the whole municipality, or the region of a police unit."),
        section=Section.SHORT,
        is_optional=True,
        is_public=True,
        is_searched=True,
        dutch="gebied",
        page=Page.FLOWS,
        headers="werkgebied; regio",
    ),
    Field(
        name="legal_form",
        kind=FieldKind.LINE,
        label=N_("Legal form"),
        meaning=N_("What kind of arrangement in law it is."),
        hint=N_("Such as: covenant under private law, or decision of the executive."),
        section=Section.SHORT,
        is_optional=True,
        demands=(
            Demand(
                N_("Say which partnership it is: FEC, iCOV, RIEC or Zorg- en Veiligheidshuis."),
                N_("WGS (Stb. 2024, 198)"),
                is_a_wgs_partnership,
                A_WGS_PARTNERSHIP,
            ),
        ),
        is_public=True,
        dutch="rechtsvorm",
    ),
)
