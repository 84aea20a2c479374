"""The rows of the group "what"."""

from __future__ import annotations

from agreements.domain.catalogue.checks import (
    all_different,
    all_flow,
    flows_fit,
    grounds_numbers,
    has,
    is_explained,
    is_said,
    says_how_it_flows,
    tells_numbers_apart,
)
from agreements.domain.catalogue.conditions import A_DELIVERY, NATIONAL_NUMBERS
from agreements.domain.catalogue.field import OWN_RULE, Demand, Field, FieldKind
from agreements.domain.catalogue.groups import Page, Section
from agreements.domain.catalogue.parts import DATA_CATEGORY, FLOW
from agreements.domain.content import DataCategory, Flow
from agreements.domain.wording import N_

WHAT: tuple[Field, ...] = (
    Field(
        name="data",
        kind=FieldKind.ROWS,
        label=N_("Kinds of data"),
        meaning=N_("Which kinds of personal data are shared, why, and how long they are kept."),
        short=N_("kinds of data"),
        section=Section.WHAT,
        page=Page.OWN,
        parts=DATA_CATEGORY,
        made_of=DataCategory,
        one=N_("Kind of data"),
        first_rows=1,
        demands=(
            Demand(N_("Name the kinds of data that are shared."), N_("GDPR art. 30(1)(c)"), has("data")),
            Demand(
                N_("Give every kind of data a name of its own."),
                N_("GDPR art. 30(1)(c)"),
                lambda c: all_different(category.name for category in c.data),
                is_basic=True,
            ),
            Demand(
                N_("Explain for each kind of data why it is needed."),
                N_("GDPR art. 5(1)(c)"),
                lambda c: all(is_explained(category.necessity) for category in c.data),
            ),
            Demand(
                N_("Give a retention period for each kind of data."),
                N_("GDPR art. 5(1)(e) and 30(1)(f)"),
                lambda c: all(category.retention for category in c.data),
            ),
            Demand(
                N_("Say of each national number which one it is."),
                N_("UAVG art. 46"),
                tells_numbers_apart,
                NATIONAL_NUMBERS,
            ),
            Demand(
                N_("Name the law that allows using each national number."),
                N_("UAVG art. 46; Wabb art. 10 and 11"),
                grounds_numbers,
                NATIONAL_NUMBERS,
            ),
        ),
        is_public=True,
        is_searched=True,
        dutch="gegevens",
        column=10,
        column_name="gegevenssoorten",
        headers="soorten gegevens; gegevens; persoonsgegevens; soort gegevens; categorieen gegevens; "
        "categorieen persoonsgegevens; gegevenscategorieen; welke gegevens; gedeelde gegevens; "
        "te delen gegevens; uit te wisselen gegevens; type gegevens; personal data; data categories; "
        "categories of data",
    ),
    Field(
        name="data_subjects",
        kind=FieldKind.NAMES,
        label=N_("People whom the data are about"),
        meaning=N_("The groups of people whom the data are about."),
        short=N_("groups of people"),
        section=Section.WHAT,
        parts=(
            Field(
                name="name",
                kind=FieldKind.LINE,
                label=N_("Group of people"),
                hint=N_("Such as: tenants with rent arrears."),
            ),
        ),
        one=N_("Group of people"),
        first_rows=1,
        demands=(
            Demand(
                N_("Name the groups of people whom the data are about."),
                N_("GDPR art. 30(1)(c)"),
                lambda c: any(is_said(group) for group in c.data_subjects),
            ),
        ),
        is_public=True,
        is_searched=True,
        dutch="betrokkenen",
        column=11,
        headers="categorieen betrokkenen; mensen over wie de gegevens gaan; betrokkene; doelgroep; over wie; "
        "groep betrokkenen; category of data subjects; categories of data subjects",
    ),
    Field(
        name="flows",
        kind=FieldKind.ROWS,
        label=N_("Flows of data"),
        heading=N_("Who gives which data to whom"),
        meaning=N_("Which party gives which data to which other party, how often and by what means."),
        hint=N_("Fill in the parties and the kinds of data first: here you choose from them."),
        short=N_("who gives what to whom"),
        section=Section.WHAT,
        page=Page.OWN,
        parts=FLOW,
        made_of=Flow,
        one=N_("Flow"),
        first_rows=1,
        demands=(
            Demand(N_("Say who gives which data to whom."), N_("GDPR art. 30(1)(d)"), has("flows")),
            Demand(
                N_("Say of each flow which kinds of data it carries."),
                N_("GDPR art. 5(1)(c)"),
                lambda c: all(flow.data for flow in c.flows),
            ),
            Demand(
                N_("Say of every kind of data who gives it to whom, or take it out."), N_("GDPR art. 5(1)(c)"), all_flow
            ),
            Demand(
                N_("A flow of data names a party or a kind of data that the agreement does not have."),
                N_("GDPR art. 30(1)(d)"),
                flows_fit,
                is_basic=True,
            ),
            Demand(
                N_("Say of each flow how often and by what means the data go."), OWN_RULE, says_how_it_flows, A_DELIVERY
            ),
        ),
        is_public=True,
        dutch="stromen",
    ),
)
