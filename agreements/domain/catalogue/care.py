"""The rows about people: what they are told, where they can complain, and who keeps silent about what."""

from __future__ import annotations

from agreements.domain.catalogue.checks import explains, has
from agreements.domain.catalogue.conditions import A_PROCESSING_AGREEMENT
from agreements.domain.catalogue.field import Demand, Field, FieldKind
from agreements.domain.catalogue.groups import Section
from agreements.domain.vocabulary import InformationDuty
from agreements.domain.wording import N_

CARE: tuple[Field, ...] = (
    Field(
        name="information_duty",
        kind=FieldKind.CHOICE,
        label=N_("How people learn that their data are shared"),
        heading=N_("How you are told"),
        meaning=N_("How people learn that their data are shared."),
        short=N_("telling people"),
        section=Section.ANSWERS,
        words=InformationDuty,
        demands=(
            Demand(
                N_("Say how people learn that their data are shared."),
                N_("GDPR art. 13 and 14"),
                has("information_duty"),
            ),
        ),
        is_public=True,
        dutch="informatieplicht",
    ),
    Field(
        name="information_how",
        kind=FieldKind.TEXT,
        label=N_("Who tells them, when and how, or why not"),
        heading=N_("Who tells you, and when"),
        meaning=N_("Who tells people that their data are shared, when and how, or why not."),
        section=Section.ANSWERS,
        demands=(
            Demand(
                N_("Say who tells people, when and how, or why not."),
                N_("GDPR art. 13 and 14"),
                explains("information_how"),
            ),
        ),
        is_public=True,
        beside="information_duty",
        dutch="informatieplicht_hoe",
    ),
    Field(
        name="complaint_contact",
        kind=FieldKind.LINE,
        label=N_("Where people can complain"),
        heading=N_("Where you can complain"),
        meaning=N_("Where people can complain, beside the data protection authority."),
        hint=N_("A desk or function. Everyone can also complain to the data protection authority."),
        section=Section.ANSWERS,
        is_optional=True,
        is_public=True,
        dutch="klachten",
    ),
    Field(
        name="confidentiality",
        kind=FieldKind.TEXT,
        label=N_("Who has to keep silent"),
        heading=N_("Confidentiality"),
        meaning=N_("What the parties agreed about keeping the data to themselves."),
        section=Section.ANSWERS,
        is_optional=True,
        demands=(
            Demand(
                N_("Say who has to keep silent."),
                N_("GDPR art. 28(3)(b)"),
                explains("confidentiality"),
                A_PROCESSING_AGREEMENT,
            ),
        ),
        is_public=True,
        dutch="geheimhouding",
    ),
    Field(
        name="professional_secrecy",
        kind=FieldKind.TEXT,
        label=N_("Professional secrecy"),
        meaning=N_("Whose professional secrecy is touched, and when it may be broken."),
        hint=N_("Such as: of doctors or youth workers, and when they may speak."),
        section=Section.ANSWERS,
        is_optional=True,
        is_public=True,
        dutch="beroepsgeheim",
    ),
)
