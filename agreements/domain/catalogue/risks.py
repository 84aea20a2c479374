"""The rows of the group "why" about risks: children, what was assessed and advised, what a computer decides."""

from __future__ import annotations

from agreements.domain.catalogue.checks import advices_are_whole, explains, has, is_advised_by_officer
from agreements.domain.catalogue.conditions import A_COMPUTER, A_DPIA, ABOUT_CHILDREN, DELICATE_DATA
from agreements.domain.catalogue.field import DAY_HINT, OWN_RULE, Demand, Field, FieldKind
from agreements.domain.catalogue.groups import Fold, Page, Section
from agreements.domain.catalogue.parts import ADVICE
from agreements.domain.content import Advice
from agreements.domain.vocabulary import Automation, Children, DpiaOutcome
from agreements.domain.wording import N_

RISKS: tuple[Field, ...] = (
    Field(
        name="children",
        kind=FieldKind.CHOICE,
        label=N_("Are the data about children?"),
        heading=N_("Children"),
        meaning=N_("Whether the data are about children."),
        short=N_("children"),
        section=Section.WHY,
        page=Page.FLOWS,
        words=Children,
        demands=(Demand(N_("Say whether the data are about children."), N_("GDPR recital 38"), has("children")),),
        is_public=True,
        dutch="kinderen",
    ),
    Field(
        name="children_care",
        kind=FieldKind.TEXT,
        label=N_("How the interests of children are looked after"),
        heading=N_("Care for children"),
        meaning=N_("How the interests of children are looked after."),
        hint=N_("Only when data are about children. They deserve special protection."),
        section=Section.WHY,
        page=Page.FLOWS,
        beside="children",
        is_optional=True,
        demands=(
            Demand(
                N_("Say how the interests of children are looked after."),
                N_("GDPR recital 38"),
                explains("children_care"),
                ABOUT_CHILDREN,
            ),
        ),
        is_public=True,
        dutch="zorg_voor_kinderen",
    ),
    Field(
        name="dpia",
        kind=FieldKind.CHOICE,
        label=N_("Impact assessment (DPIA)"),
        meaning=N_("Whether the risks for people were assessed beforehand (DPIA)."),
        short=N_("impact assessment (DPIA)"),
        section=Section.WHY,
        words=DpiaOutcome,
        demands=(
            Demand(N_("Say whether an impact assessment (DPIA) was made."), N_("GDPR art. 35(1)"), has("dpia")),
            Demand(
                N_("An impact assessment (DPIA) has to be made for sharing these data with others."),
                N_("GDPR art. 35(4), list of the AP (Stcrt. 2019, 64418)"),
                lambda c: c.dpia is not DpiaOutcome.NOT_NEEDED,
                DELICATE_DATA,
            ),
        ),
        is_public=True,
        dutch="dpia",
    ),
    Field(
        name="dpia_reference",
        kind=FieldKind.TEXT,
        label=N_("Where the DPIA is, or why none is needed"),
        heading=N_("About the impact assessment"),
        meaning=N_("Where the assessment of risks (DPIA) can be found, or why none is needed."),
        short=N_("place of the DPIA"),
        section=Section.WHY,
        beside="dpia",
        demands=(
            Demand(
                N_("Say where the impact assessment (DPIA) is, or why none is needed."),
                N_("GDPR art. 35(1)"),
                explains("dpia_reference"),
            ),
        ),
        is_public=True,
        dutch="dpia_verwijzing",
    ),
    Field(
        name="dpia_on",
        kind=FieldKind.DAY,
        label=N_("The DPIA was made on"),
        heading=N_("Date of the impact assessment"),
        meaning=N_("When the risks for people were assessed."),
        hint=DAY_HINT,
        section=Section.WHY,
        fold=Fold.ADVICE,
        is_optional=True,
        demands=(
            Demand(
                N_("Give the day on which the impact assessment (DPIA) was made."),
                N_("GDPR art. 35(1)"),
                has("dpia_on"),
                A_DPIA,
            ),
        ),
        is_public=True,
        dutch="dpia_op",
    ),
    Field(
        name="dpia_review_on",
        kind=FieldKind.DAY,
        label=N_("It is looked at again on"),
        heading=N_("Next look at the impact assessment"),
        meaning=N_("When the assessment of risks is looked at again."),
        hint=DAY_HINT,
        section=Section.WHY,
        fold=Fold.ADVICE,
        is_optional=True,
        demands=(
            Demand(
                N_("Say when the impact assessment (DPIA) is looked at again."),
                N_("GDPR art. 35(11)"),
                has("dpia_review_on"),
                A_DPIA,
            ),
        ),
        is_public=True,
        dutch="dpia_herzien_op",
    ),
    Field(
        name="advices",
        kind=FieldKind.ROWS,
        label=N_("Advice asked beforehand"),
        heading=N_("Advice"),
        meaning=N_(
            "What the data protection officer, an ethics committee or the council advised, "
            "as far as everyone may read it."
        ),
        hint=N_("Of the data protection officer, an ethics committee or the council."),
        short=N_("advice"),
        section=Section.WHY,
        page=Page.OWN,
        parts=ADVICE,
        made_of=Advice,
        one=N_("Advice"),
        is_optional=True,
        demands=(
            Demand(
                N_("Record what the data protection officer advised about the impact assessment, and when."),
                N_("GDPR art. 35(2)"),
                is_advised_by_officer,
                A_DPIA,
            ),
            Demand(N_("Say of each advice when it was given and what it was."), OWN_RULE, advices_are_whole),
        ),
        is_public=True,
        public_rows=lambda advice: advice.is_public,
        public_note="those that residents may read",
        dutch="adviezen",
    ),
    Field(
        name="automation",
        kind=FieldKind.CHOICE,
        label=N_("Does a computer decide about people?"),
        heading=N_("Does a computer decide?"),
        meaning=N_("Whether a computer decides about people with these data, or helps people decide."),
        short=N_("automated decisions"),
        section=Section.WHY,
        words=Automation,
        demands=(Demand(N_("Say whether a computer decides about people."), N_("GDPR art. 22"), has("automation")),),
        is_public=True,
        dutch="computer_beslist",
    ),
    Field(
        name="automated_decisions",
        kind=FieldKind.TEXT,
        label=N_("Automated decisions"),
        heading=N_("Decisions by computers"),
        meaning=N_("Whether a computer decides something about people with these data."),
        short=N_("automated decisions"),
        section=Section.WHY,
        is_optional=True,
        demands=(
            Demand(
                N_("Explain what the computer does."),
                N_("GDPR art. 22 and 14(2)(g)"),
                explains("automated_decisions"),
                A_COMPUTER,
            ),
        ),
        is_public=True,
        dutch="geautomatiseerde_besluiten",
    ),
    Field(
        name="human_oversight",
        kind=FieldKind.TEXT,
        label=N_("How people keep watch over it"),
        heading=N_("Human oversight"),
        meaning=N_("How people keep watch over what a computer decides or advises."),
        hint=N_("Only when a computer decides or helps."),
        section=Section.WHY,
        is_optional=True,
        demands=(
            Demand(
                N_("Say how people keep watch over what the computer does."),
                N_("GDPR art. 22(3)"),
                explains("human_oversight"),
                A_COMPUTER,
            ),
        ),
        is_public=True,
        dutch="menselijk_toezicht",
    ),
)
