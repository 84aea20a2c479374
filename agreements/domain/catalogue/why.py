"""The rows of the group "why"."""

from __future__ import annotations

from agreements.domain.catalogue.checks import explains, says
from agreements.domain.catalogue.field import OWN_RULE, Demand, Field, FieldKind
from agreements.domain.catalogue.groups import Section
from agreements.domain.wording import N_

WHY: tuple[Field, ...] = (
    Field(
        name="purpose",
        kind=FieldKind.TEXT,
        label=N_("Purpose of the sharing"),
        heading=N_("Purpose"),
        meaning=N_("What the parties want to reach together by sharing the data."),
        short=N_("purpose"),
        section=Section.WHY,
        demands=(Demand(N_("Describe the purpose of the sharing."), N_("GDPR art. 5(1)(b)"), explains("purpose")),),
        is_public=True,
        is_searched=True,
        dutch="doel",
        column=8,
        headers="doel verwerking; doel van de afspraak; doelstelling; doel gegevensdeling; doelbinding; doeleinde; "
        "verwerkingsdoel; doel en noodzaak; waarom; waarvoor; waarvoor nodig; purpose of processing; aim; "
        "doelomschrijving; omschrijving doel",
    ),
    Field(
        name="necessity",
        kind=FieldKind.TEXT,
        label=N_("Why the sharing is necessary"),
        heading=N_("Why this is necessary"),
        meaning=N_("Why the purpose cannot be reached without sharing these data."),
        short=N_("necessity"),
        section=Section.WHY,
        demands=(Demand(N_("Explain why the sharing is necessary."), N_("GDPR art. 5(1)(c)"), explains("necessity")),),
        is_public=True,
        dutch="noodzaak",
        headers="noodzakelijkheid",
    ),
    Field(
        name="less_intrusive",
        kind=FieldKind.TEXT,
        label=N_("Which less intrusive way was considered"),
        heading=N_("Less intrusive way considered"),
        meaning=N_("Which other way was looked at that touches the privacy of people less, and why it is not enough."),
        hint=N_("And why that is not enough."),
        short=N_("less intrusive way"),
        section=Section.WHY,
        demands=(
            Demand(
                N_("Say which less intrusive way was considered."),
                N_("GDPR art. 5(1)(c) and 35(7)(b)"),
                explains("less_intrusive"),
            ),
        ),
        is_public=True,
        dutch="minst_ingrijpende_manier",
    ),
    Field(
        name="public_task",
        kind=FieldKind.TEXT,
        label=N_("Public task and values served"),
        heading=N_("Public task"),
        meaning=N_("The task of the government that the sharing serves."),
        short=N_("public task"),
        section=Section.WHY,
        demands=(
            Demand(N_("Say which public task and values the sharing serves."), OWN_RULE, explains("public_task")),
        ),
        is_public=True,
        dutch="publieke_taak",
    ),
    Field(
        name="expected_benefit",
        kind=FieldKind.TEXT,
        label=N_("Expected benefit"),
        meaning=N_("What gets better for people or for the city."),
        short=N_("expected benefit"),
        section=Section.WHY,
        demands=(Demand(N_("Say what gets better by it."), OWN_RULE, explains("expected_benefit")),),
        is_public=True,
        dutch="verwacht_effect",
    ),
    Field(
        name="rights_at_stake",
        kind=FieldKind.TEXT,
        label=N_("Rights of people at stake"),
        heading=N_("Rights at stake"),
        meaning=N_("Which rights of people the sharing touches."),
        short=N_("rights at stake"),
        section=Section.WHY,
        demands=(
            Demand(N_("Say which rights of people it touches."), N_("GDPR art. 35(7)(c)"), explains("rights_at_stake")),
        ),
        is_public=True,
        dutch="rechten_in_het_geding",
    ),
    Field(
        name="unintended_effects",
        kind=FieldKind.TEXT,
        label=N_("Unintended effects that were looked at"),
        heading=N_("Unintended effects"),
        meaning=N_("What the sharing may cause that nobody wants, and what is done about it."),
        short=N_("unintended effects"),
        section=Section.WHY,
        demands=(Demand(N_("Say which unintended effects were looked at."), OWN_RULE, explains("unintended_effects")),),
        is_public=True,
        dutch="onbedoelde_gevolgen",
    ),
    Field(
        name="costs",
        kind=FieldKind.TEXT,
        label=N_("Costs"),
        meaning=N_("What the sharing costs, and who pays."),
        short=N_("costs"),
        section=Section.WHY,
        demands=(Demand(N_("Say what it costs, and who pays."), OWN_RULE, says("costs")),),
        is_public=True,
        dutch="kosten",
    ),
)
