"""The rows of the groups "in short", "who" and "what"."""

from __future__ import annotations

from agreements.domain.catalogue.checks import all_different, all_flow, flows_fit, has, has_controller, is_said, says
from agreements.domain.catalogue.field import Demand, Field, FieldKind
from agreements.domain.catalogue.groups import Page, Section
from agreements.domain.catalogue.parts import DATA_CATEGORY, FLOW, PARTY
from agreements.domain.content import DataCategory, Flow, Party
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
        demands=(Demand(N_("Give the agreement a title."), N_("GDPR art. 12(1)"), says("title"), 10),),
        is_public=True,
        is_searched=True,
        dutch="titel",
        column=3,
        headers="naam convenant; convenant; naam; naam afspraak; afspraak; naam overeenkomst; overeenkomst; "
        "titel convenant; titel afspraak; naam gegevenslevering",
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
            Demand(
                N_("Say in two or three plain sentences what is shared and why."),
                N_("GDPR art. 12(1)"),
                says("summary"),
                20,
            ),
            Demand(
                N_("Shorten the summary to 500 characters at most."),
                N_("GDPR art. 12(1)"),
                lambda c: len(c.summary) <= LONGEST_SUMMARY,
                30,
            ),
        ),
        is_public=True,
        is_searched=True,
        dutch="samenvatting",
        column=25,
        headers="korte omschrijving; korte samenvatting",
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
        demands=(Demand(N_("Choose what kind of agreement this is."), N_("GDPR art. 26 and 28"), has("kind"), 40),),
        is_public=True,
        dutch="soort",
        column=4,
        headers="soort afspraak; soort overeenkomst; type; type overeenkomst; type convenant",
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
        headers="beleidsterrein; domein",
    ),
)

WHO: tuple[Field, ...] = (
    Field(
        name="parties",
        kind=FieldKind.ROWS,
        label=N_("Parties"),
        meaning=N_("The organisations that take part, each with its role and legal basis."),
        short=N_("parties"),
        section=Section.WHO,
        page=Page.OWN,
        parts=PARTY,
        made_of=Party,
        one=N_("Party"),
        first_rows=2,
        demands=(
            Demand(N_("Name at least two parties."), N_("GDPR art. 30(1)(d)"), lambda c: len(c.parties) >= 2, 70),
            Demand(
                N_("Give every party a name of its own."),
                N_("GDPR art. 30(1)(d)"),
                lambda c: all_different(party.name for party in c.parties),
                80,
            ),
            Demand(
                N_("Say which party decides about the data: name at least one controller."),
                N_("GDPR art. 4(7) and 26"),
                has_controller,
                90,
            ),
        ),
        is_public=True,
        is_searched=True,
        dutch="partijen",
        column=7,
        headers="partners; betrokken partijen; deelnemers; deelnemende partijen; convenantpartners",
    ),
)

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
            Demand(N_("Name the kinds of data that are shared."), N_("GDPR art. 30(1)(c)"), has("data"), 110),
            Demand(
                N_("Give every kind of data a name of its own."),
                N_("GDPR art. 30(1)(c)"),
                lambda c: all_different(category.name for category in c.data),
                120,
            ),
            Demand(
                N_("Explain for each kind of data why it is needed."),
                N_("GDPR art. 5(1)(c)"),
                lambda c: all(is_said(category.necessity) for category in c.data),
                200,
            ),
            Demand(
                N_("Give a retention period for each kind of data."),
                N_("GDPR art. 5(1)(e) and 30(1)(f)"),
                lambda c: all(category.retention for category in c.data),
                210,
            ),
        ),
        is_public=True,
        is_searched=True,
        dutch="gegevens",
        column=10,
        column_name="gegevenssoorten",
        headers="soorten gegevens; gegevens; persoonsgegevens; soort gegevens; categorieen gegevens; "
        "categorieen persoonsgegevens; gegevenscategorieen",
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
                130,
            ),
        ),
        is_public=True,
        is_searched=True,
        dutch="betrokkenen",
        column=11,
        headers="categorieen betrokkenen; mensen over wie de gegevens gaan",
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
            Demand(N_("Say who gives which data to whom."), N_("GDPR art. 30(1)(d)"), has("flows"), 140),
            Demand(
                N_("Say of each flow which kinds of data it carries."),
                N_("GDPR art. 5(1)(c)"),
                lambda c: all(flow.data for flow in c.flows),
                150,
            ),
            Demand(
                N_("Say of every kind of data who gives it to whom, or take it out."),
                N_("GDPR art. 5(1)(c)"),
                all_flow,
                160,
            ),
            Demand(
                N_("A flow of data names a party or a kind of data that the agreement does not have."),
                N_("GDPR art. 30(1)(d)"),
                flows_fit,
                170,
            ),
        ),
        is_public=True,
        dutch="stromen",
    ),
)
