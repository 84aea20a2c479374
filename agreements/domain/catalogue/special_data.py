"""The rows about data that the law forbids to share without an exception."""

from __future__ import annotations

from agreements.domain.catalogue.checks import exceptions_are_whole, is_said, names_exceptions, rests_in_national_law
from agreements.domain.catalogue.conditions import A_PERMIT, SPECIAL_OR_CRIMINAL
from agreements.domain.catalogue.field import DAY_HINT, Demand, Field, FieldKind
from agreements.domain.catalogue.groups import Fold, Page, Section
from agreements.domain.catalogue.parts import SPECIAL_EXCEPTION
from agreements.domain.content import SpecialException
from agreements.domain.wording import N_

SPECIAL_DATA: tuple[Field, ...] = (
    Field(
        name="exceptions",
        kind=FieldKind.ROWS,
        label=N_("What allows sharing special or criminal data"),
        heading=N_("Exceptions for special data"),
        meaning=N_("The article of the GDPR and the Dutch law that allow sharing special or criminal data."),
        hint=N_("Only when such data are shared."),
        section=Section.WHY,
        page=Page.DATA,
        parts=SPECIAL_EXCEPTION,
        made_of=SpecialException,
        one=N_("Exception"),
        is_optional=True,
        demands=(
            Demand(
                N_("Choose the article that allows sharing these special or criminal data."),
                N_("GDPR art. 9(2) and 10"),
                names_exceptions,
                SPECIAL_OR_CRIMINAL,
            ),
            Demand(
                N_("Name the Dutch law and article that lays the exception down."),
                N_("UAVG art. 22-33"),
                rests_in_national_law,
                SPECIAL_OR_CRIMINAL,
            ),
            Demand(
                N_("Choose the article of the GDPR for each exception."),
                N_("GDPR art. 9(2) and 10"),
                exceptions_are_whole,
            ),
        ),
        is_public=True,
        dutch="uitzonderingen",
        short=N_("exceptions"),
    ),
    Field(
        name="special_exception",
        kind=FieldKind.TEXT,
        label=N_("Exception for special or criminal data"),
        heading=N_("Exception for special data"),
        meaning=N_("The exception in the law that allows sharing special or criminal data."),
        hint=N_("Only when such data are shared: which exception of GDPR article 9 or 10 allows it?"),
        short=N_("exception for special data"),
        section=Section.WHY,
        page=Page.DATA,
        is_optional=True,
        is_public=True,
        dutch="uitzondering_bijzondere_gegevens",
    ),
    Field(
        name="permit_reference",
        kind=FieldKind.LINE,
        label=N_("Reference of the permit"),
        heading=N_("Permit of the data protection authority"),
        meaning=N_("The permit of the data protection authority for sharing criminal data."),
        hint=N_("Only when one was needed for sharing criminal data."),
        section=Section.WHY,
        page=Page.DATA,
        fold=Fold.PERMIT,
        is_optional=True,
        demands=(
            Demand(
                N_("Give the reference, the date and the holder of the permit."),
                N_("UAVG art. 33(4)(c) and (5)"),
                lambda c: bool(is_said(c.permit_reference) and c.permit_on and is_said(c.permit_holder)),
                A_PERMIT,
            ),
        ),
        is_public=True,
        dutch="vergunning_ap",
    ),
    Field(
        name="permit_on",
        kind=FieldKind.DAY,
        label=N_("Date of the permit"),
        meaning=N_("The date of that permit."),
        hint=DAY_HINT,
        section=Section.WHY,
        page=Page.DATA,
        fold=Fold.PERMIT,
        is_optional=True,
        is_public=True,
        dutch="vergunning_ap_op",
    ),
    Field(
        name="permit_holder",
        kind=FieldKind.LINE,
        label=N_("Who holds the permit"),
        meaning=N_("Who holds that permit, and for whom."),
        hint=N_("And for whom it was asked."),
        section=Section.WHY,
        page=Page.DATA,
        fold=Fold.PERMIT,
        is_optional=True,
        is_public=True,
        dutch="vergunning_ap_houder",
    ),
)
