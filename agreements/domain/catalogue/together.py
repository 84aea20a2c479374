"""The rows that only some kinds of agreement have: joint controllers (GDPR art. 26), processing (art. 28(3)), and what
parties that work together agree about steering, changes and disputes.
"""

from __future__ import annotations

from agreements.domain.catalogue.checks import explains, says
from agreements.domain.catalogue.conditions import A_FRAMEWORK, A_PROCESSING_AGREEMENT, OF_JOINT_CONTROLLERS
from agreements.domain.catalogue.field import OWN_RULE, Demand, Field, FieldKind
from agreements.domain.catalogue.groups import Fold, Section
from agreements.domain.wording import N_

JOINT: tuple[Field, ...] = (
    Field(
        name="informing_party",
        kind=FieldKind.LINE,
        label=N_("Which party tells people"),
        heading=N_("Who tells you about it"),
        meaning=N_("Which of the joint controllers tells people that their data are shared."),
        section=Section.ANSWERS,
        fold=Fold.JOINT,
        is_optional=True,
        demands=(
            Demand(
                N_("Say which party tells people that their data are shared."),
                N_("GDPR art. 26(1)"),
                says("informing_party"),
                OF_JOINT_CONTROLLERS,
            ),
        ),
        is_public=True,
        dutch="wie_informeert",
    ),
    Field(
        name="answering_party",
        kind=FieldKind.LINE,
        label=N_("Which party answers requests of people"),
        heading=N_("Who answers your request"),
        meaning=N_("Which of the joint controllers answers requests. People may turn to each of them."),
        hint=N_("People may turn to each of the parties; this one makes sure that an answer comes."),
        section=Section.ANSWERS,
        fold=Fold.JOINT,
        is_optional=True,
        demands=(
            Demand(
                N_("Say which party answers requests of people."),
                N_("GDPR art. 26(1) and (3)"),
                says("answering_party"),
                OF_JOINT_CONTROLLERS,
            ),
        ),
        is_public=True,
        dutch="wie_antwoordt",
    ),
    Field(
        name="arrangement_essence",
        kind=FieldKind.TEXT,
        label=N_("The essence of the arrangement, for people"),
        heading=N_("Who does what"),
        meaning=N_("In plain words who of the joint controllers does what."),
        section=Section.ANSWERS,
        fold=Fold.JOINT,
        is_optional=True,
        demands=(
            Demand(
                N_("Say in plain words who of the joint controllers does what."),
                N_("GDPR art. 26(2)"),
                explains("arrangement_essence"),
                OF_JOINT_CONTROLLERS,
            ),
        ),
        is_public=True,
        dutch="kern_van_de_regeling",
    ),
)

PROCESSOR: tuple[Field, ...] = (
    Field(
        name="main_contract",
        kind=FieldKind.TEXT,
        label=N_("Contract of the service"),
        heading=N_("Belongs to the contract"),
        meaning=N_("The contract of the service that the processing belongs to, and how long that runs."),
        hint=N_(
            "Which service, and until when its contract runs. The processing is still looked at within three years."
        ),
        section=Section.ANSWERS,
        fold=Fold.PROCESSOR,
        is_optional=True,
        is_public=True,
        dutch="hoofdovereenkomst",
    ),
    Field(
        name="instructions",
        kind=FieldKind.TEXT,
        label=N_("What the processor may do with the data"),
        heading=N_("Instructions to the processor"),
        meaning=N_("On whose instructions, and for what, the processor handles the data."),
        section=Section.ANSWERS,
        fold=Fold.PROCESSOR,
        is_optional=True,
        demands=(
            Demand(
                N_("Say what the processor may do with the data."),
                N_("GDPR art. 28(3)(a)"),
                explains("instructions"),
                A_PROCESSING_AGREEMENT,
            ),
        ),
        is_public=True,
        dutch="instructies",
    ),
    Field(
        name="sub_processors",
        kind=FieldKind.TEXT,
        label=N_("Sub-processors, and how the municipality can object"),
        heading=N_("Sub-processors"),
        meaning=N_("Whom the processor may bring in, and how the municipality can object."),
        hint=N_("Name them, or say: none."),
        section=Section.ANSWERS,
        fold=Fold.PROCESSOR,
        is_optional=True,
        demands=(
            Demand(
                N_("Name the sub-processors, or say that there are none, and how the municipality can object."),
                N_("GDPR art. 28(2) and (4)"),
                says("sub_processors"),
                A_PROCESSING_AGREEMENT,
            ),
        ),
        is_public=True,
        dutch="subverwerkers",
    ),
    Field(
        name="assistance",
        kind=FieldKind.TEXT,
        label=N_("How the processor helps"),
        heading=N_("Help of the processor"),
        meaning=N_("How the processor helps with requests of people, data breaches and impact assessments."),
        hint=N_("With requests of people, data breaches and impact assessments."),
        section=Section.ANSWERS,
        fold=Fold.PROCESSOR,
        is_optional=True,
        demands=(
            Demand(
                N_("Say how the processor helps with requests of people, data breaches and impact assessments."),
                N_("GDPR art. 28(3)(e) and (f)"),
                explains("assistance"),
                A_PROCESSING_AGREEMENT,
            ),
        ),
        is_public=True,
        dutch="bijstand",
    ),
    Field(
        name="audit",
        kind=FieldKind.TEXT,
        label=N_("How the municipality can check the processor"),
        heading=N_("Audits"),
        meaning=N_("How the municipality can check the processor."),
        section=Section.ANSWERS,
        fold=Fold.PROCESSOR,
        is_optional=True,
        demands=(
            Demand(
                N_("Say how the municipality can check the processor."),
                N_("GDPR art. 28(3)(h)"),
                explains("audit"),
                A_PROCESSING_AGREEMENT,
            ),
        ),
        is_public=True,
        dutch="controle",
    ),
    Field(
        name="data_return",
        kind=FieldKind.TEXT,
        label=N_("What happens to the data at the end of the service"),
        heading=N_("Return or destruction at the end"),
        meaning=N_("Whether the processor gives the data back or destroys them, as the municipality chooses."),
        section=Section.ANSWERS,
        fold=Fold.PROCESSOR,
        is_optional=True,
        demands=(
            Demand(
                N_("Say what happens to the data at the end of the service."),
                N_("GDPR art. 28(3)(g)"),
                explains("data_return"),
                A_PROCESSING_AGREEMENT,
            ),
        ),
        is_public=True,
        dutch="teruggave",
    ),
)

STEERING: tuple[Field, ...] = (
    Field(
        name="steering",
        kind=FieldKind.TEXT,
        label=N_("Who steers the working together"),
        heading=N_("Steering group"),
        meaning=N_("Who steers the working together, such as a steering group or a secretary."),
        hint=N_("Such as: a steering group, and who its secretary is (function)."),
        section=Section.ANSWERS,
        fold=Fold.STEERING,
        is_optional=True,
        is_public=True,
        dutch="stuurgroep",
    ),
    Field(
        name="evaluation_criteria",
        kind=FieldKind.TEXT,
        label=N_("By what a review judges"),
        heading=N_("What reviews look at"),
        meaning=N_("By what the parties judge in a review whether the sharing works."),
        section=Section.ANSWERS,
        fold=Fold.STEERING,
        is_optional=True,
        is_public=True,
        dutch="evaluatiecriteria",
    ),
    Field(
        name="change_procedure",
        kind=FieldKind.TEXT,
        label=N_("How the agreement is changed"),
        heading=N_("Changes"),
        meaning=N_("How the parties change the agreement, and how others join or leave."),
        hint=N_("And how others join or leave."),
        section=Section.ANSWERS,
        fold=Fold.STEERING,
        is_optional=True,
        demands=(Demand(N_("Say how others join and leave."), OWN_RULE, explains("change_procedure"), A_FRAMEWORK),),
        is_public=True,
        dutch="wijzigingsprocedure",
    ),
    Field(
        name="disputes",
        kind=FieldKind.TEXT,
        label=N_("What happens in a dispute"),
        heading=N_("Disputes"),
        meaning=N_("What the parties do when they disagree."),
        section=Section.ANSWERS,
        fold=Fold.STEERING,
        is_optional=True,
        is_public=True,
        dutch="geschillen",
    ),
    Field(
        name="liability",
        kind=FieldKind.TEXT,
        label=N_("Who pays for damage"),
        heading=N_("Liability"),
        meaning=N_("Who is liable for damage."),
        section=Section.ANSWERS,
        fold=Fold.STEERING,
        is_optional=True,
        is_public=True,
        dutch="aansprakelijkheid",
    ),
)
